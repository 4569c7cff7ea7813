// SPDX-License-Identifier: MIT
#include "base/embedded.h"
#include "check/required.h"
#include "model/link.h"
#include "record/facts.h"
#include "section.h"

static const struct date today = { 2025, 11, 3 }; // a Monday, and a day off

#define PROFILE(items) "id: moy\ntitle: Перечень\nsource: Приказ\nin_force: 2025-01-01\nitems:\n" items
#define ITEM(id, more) "  - { id: " id ", title: Пункт " id ", levels: school, must: required" more " }\n"
#define ACT(id, title, more)                                                                                 \
    "- { id: " id ", kind: приказ, title: " title ", covers: x, files: " id ".pdf" more " }\n"

static void put_calendars(struct workshop *w)
{
    for (const struct embedded *e = embedded_files; e->name; e++)
        if (str_starts(str_from(e->name), STR("data/calendar/")))
            records_decode(&calendar_type,
                           read_nodes(w->arena, w->ds, e->name,
                                      str_format(w->arena, "%.*s", (int)e->size, e->bytes).ptr),
                           &w->world.calendars, w->arena, w->ds);
}

static void put_profile(struct workshop *w, const char *yaml)
{
    records_decode(&profile_type, read_nodes(w->arena, w->ds, "moy.yaml", yaml), &w->world.profiles, w->arena,
                   w->ds);
    profile_link(w->world.profiles.items[w->world.profiles.count - 1], w->arena);
}

static struct workshop *school(struct arena *a, struct date day, const char *profile)
{
    struct workshop *w = workshop_new(a, LEVEL_SCHOOL, day);
    struct str *chosen = ARENA_NEW(a, struct str);

    *chosen = STR("moy");
    list_add(&w->head.profiles, chosen, a);
    put_calendars(w);
    put_profile(w, profile);
    return w;
}

// A file whose name says «сбой» is one that the examiner failed on.
static void put_file(struct file_ref *file)
{
    static struct document_facts failed = { .failed = true },
                                 good = { .status = FACTS_EXAMINED, .opens = true };

    failed.reason = STR("программа завершилась сбоем");
    file->present = !str_empty(file->path);
    file->facts = str_find(file->path, STR("сбой")) == SIZE_MAX ? &good : &failed;
}

static const struct verdict *judged(struct workshop *w)
{
    link_section(&w->section, w->ds);
    for (LIST_EACH(const struct act, act, w->section.acts))
        for (LIST_EACH(struct file_ref, file, act->files))
            put_file(file);
    for (LIST_EACH(struct pair, pair, w->section.pairs))
        put_file(&pair->programme.file);
    const struct list verdicts = required_check(&w->section, &(struct required_below){ 0 });
    return verdicts.items[0];
}

static const struct verdict *with_acts(struct arena *a, const char *profile, const char *acts)
{
    struct workshop *w = school(a, today, profile);

    if (*acts)
        workshop_put(w, &act_type, acts);
    return judged(w);
}

static void assert_verdict(const struct verdict *v, enum status status, const char *reason)
{
    assert_string_equal(choice_at(&status_choices, v->status)->label,
                        choice_at(&status_choices, status)->label);
    assert_text(v->reason, reason);
}

// ---- the school year -------------------------------------------------------------------

#define YEARLY PROFILE(ITEM("x", ", yearly: да"))

static void an_act_of_the_current_school_year_satisfies_a_yearly_item(void **state)
{
    static const char *const acts[] = {
        ACT("a", "О парах", ", school_year: 2025/2026"),
        ACT("a", "О парах", ", date: 2025-09-01"),
        ACT("a", "О парах", ", date: 2025-08-29"), // an order of August opens the year
        ACT("a", "О парах", ", date: 2024-09-01, valid_from: 2025-09-01"),
        ACT("a", "О парах", ", date: 2023-09-01, valid_until: 2026-05-31"),
        ACT("a", "О парах", ", published: 2025-10-01"),
        ACT("a", "О парах",
            ", appendix_of: b") "- { id: b, kind: приказ, title: Б, date: 2025-09-01, covers: y }\n",
    };

    for (size_t i = 0; i < COUNT(acts); i++)
        assert_verdict(with_acts(*state, YEARLY, acts[i]), STATUS_PUBLISHED, "");
}

static void an_act_of_another_year_is_named_as_the_only_one(void **state)
{
    static const struct {
        const char *act, *reason;
    } rows[] = {
        { ACT("a", "О парах", ", school_year: 2024/2025"), "есть только за 2024/2025: «О парах»" },
        { ACT("a", "О парах", ", date: 2025-05-30"), "есть только за 2024/2025: «О парах»" },
        { ACT("a", "О парах", ", date: 2024-08-30"), "есть только за 2024/2025: «О парах»" },
        { ACT("a", "О парах", ", date: 2025-09-01, school_year: 2026/2027"),
          "есть только за 2026/2027: «О парах»" },
        { ACT("a", "О парах", ", date: 2023-09-01, valid_until: 2025-08-31"),
          "есть только за 2023/2024: «О парах»" },
        { ACT("a", "О парах", ", school_year: 2023/2024")
              ACT("b", "О новых парах", ", school_year: 2024/2025"),
          "есть только за 2024/2025: «О новых парах»" },
        { ACT("b", "О новых парах", ", school_year: 2024/2025")
              ACT("a", "О парах", ", school_year: 2023/2024"),
          "есть только за 2024/2025: «О новых парах»" },
        { ACT("a", "О парах", ", date: 2026-09-01, valid_until: 2027-08-31"),
          "есть только за 2026/2027: «О парах»" },
        { ACT("a", "О парах", ""), "у документа «О парах» нет ни даты, ни учебного года" },
    };

    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct verdict *v = with_acts(*state, YEARLY, rows[i].act);
        assert_verdict(v, STATUS_ABSENT, rows[i].reason);
        assert_true(v->stale);
        assert_string_equal(v->mend.source->path, "acts");
    }
}

static void an_item_for_good_is_satisfied_by_a_paper_of_any_year(void **state)
{
    const struct verdict *v =
        with_acts(*state, PROFILE(ITEM("x", "")), ACT("a", "О парах", ", date: 2019-05-30"));

    assert_verdict(v, STATUS_PUBLISHED, "");
    assert_false(v->stale);
}

// ---- what is published in part ----------------------------------------------------------

#define WITH_APPENDIX PROFILE(ITEM("x", ", appendix: y") ITEM("y", ""))
#define REGULATION(more)                                                                                     \
    "- { id: r, kind: положение, title: О наставничестве, covers: y, files: r.pdf" more " }\n"

static void an_order_without_its_appendix_is_published_in_part(void **state)
{
    const struct verdict *v = with_acts(*state, WITH_APPENDIX, ACT("a", "Об утверждении положения", ""));

    assert_verdict(v, STATUS_PARTIAL, "нет приложения: Пункт y");
    assert_int_equal(v->mend.line, 1);
    v = with_acts(
        *state, WITH_APPENDIX,
        ACT("a", "Об утверждении положения", "") REGULATION(
            ", appendix_of: b") "- { id: b, kind: приказ, title: Другой, covers: z, files: b.pdf }\n");
    assert_verdict(v, STATUS_PARTIAL, "нет приложения: Пункт y");
}

static void an_appendix_that_nobody_can_open_or_that_is_past_is_missing(void **state)
{
    static const char *const regulations[] = {
        REGULATION(", valid_until: 2025-08-31"),
        "- { id: r, kind: положение, title: О наставничестве, covers: y }\n",
    };

    for (size_t i = 0; i < COUNT(regulations); i++)
        assert_verdict(with_acts(*state, WITH_APPENDIX,
                                 str_format(*state, ACT("a", "Приказ", "") "%s", regulations[i]).ptr),
                       STATUS_PARTIAL, "нет приложения: Пункт y");
}

static void an_order_with_its_appendix_is_published(void **state)
{
    assert_verdict(with_acts(*state, WITH_APPENDIX, ACT("a", "Приказ", "") REGULATION(", appendix_of: a")),
                   STATUS_PUBLISHED, "");
    assert_verdict(with_acts(*state, WITH_APPENDIX, ACT("a", "Приказ", "") REGULATION("")), STATUS_PUBLISHED,
                   "");
    assert_verdict(with_acts(*state, WITH_APPENDIX,
                             "- { id: a, kind: приказ, title: Приказ, covers: [x, y], files: a.pdf }\n"),
                   STATUS_PUBLISHED, "");
}

static void pairs_without_a_programme_are_counted_in_words(void **state)
{
    static const struct {
        int without, with;
        enum status status;
        const char *reason;
    } rows[] = {
        { 2, 3, STATUS_PARTIAL, "у двух из пяти пар нет программы" },
        { 1, 1, STATUS_PARTIAL, "у одной из двух пар нет программы" },
        { 1, 20, STATUS_PARTIAL, "у 1 из 21 пары нет программы" },
        { 4, 21, STATUS_PARTIAL, "у 4 из 25 пар нет программы" },
        { 5, 0, STATUS_ABSENT, "ни у одной из пяти пар нет программы" },
        { 1, 0, STATUS_ABSENT, "у пары нет программы" },
        { 0, 5, STATUS_PUBLISHED, "" },
    };

    for (size_t i = 0; i < COUNT(rows); i++) {
        struct workshop *w =
            school(*state, today, PROFILE(ITEM("x", ", satisfied_by: { register: programmes }")));
        if (rows[i].with)
            workshop_put(w, &pair_type,
                         str_format(*state,
                                    "{ id: a, form: ученик – ученик, count: %d, programme: "
                                    "{ goals: цель } }\n",
                                    rows[i].with)
                             .ptr);
        if (rows[i].without)
            workshop_put(
                w, &pair_type,
                str_format(*state, "{ id: b, form: ученик – ученик, count: %d }\n", rows[i].without).ptr);
        assert_verdict(judged(w), rows[i].status, rows[i].reason);
    }
}

static void pairs_of_past_years_are_no_pairs(void **state)
{
    struct workshop *w =
        school(*state, today, PROFILE(ITEM("x", ", satisfied_by: { register: programmes }")));

    workshop_put(w, &pair_type,
                 "{ id: a, form: ученик – ученик, count: 1, until: 2025-05-31, programme: { goals: ц } }\n");
    const struct verdict *v = judged(w);
    assert_verdict(v, STATUS_ABSENT, "действующих пар нет, есть только пары прошлых лет");
    assert_true(v->stale);
}

// The verdict on an item that the register [name] fills, with [records] of [type] in it.
static const struct verdict *with_register(struct arena *a, const char *name, const struct record_type *type,
                                           const char *records)
{
    const char *items =
        "  - { id: x, title: Пункт, levels: school, must: required, satisfied_by: { register: ";
    struct workshop *w = school(a, today, str_format(a, PROFILE("%s%s } }\n"), items, name).ptr);

    workshop_put(w, type, records);
    return judged(w);
}

static void a_register_counts_the_records_that_it_is_about(void **state)
{
    static const char past[] = "{ id: a, form: ученик – ученик, count: 1, until: 2025-05-31 }\n";
    static const char now[] = "{ id: a, form: ученик – ученик, count: 1 }\n";

    assert_int_equal(with_register(*state, "pairs", &pair_type, past)->status, STATUS_ABSENT);
    assert_int_equal(with_register(*state, "pairs", &pair_type, now)->status, STATUS_PUBLISHED);
    assert_int_equal(
        with_register(*state, "mentors", &person_type, "{ id: a, name: А, role: mentee }\n")->status,
        STATUS_ABSENT);
    assert_int_equal(
        with_register(*state, "mentors", &person_type, "{ id: a, name: А, role: mentor }\n")->status,
        STATUS_PUBLISHED);
}

static void a_page_that_is_no_news_fills_no_news(void **state)
{
    for (int news = 0; news <= 1; news++) {
        struct workshop *w = school(*state, today, PROFILE(ITEM("x", ", satisfied_by: { register: news }")));
        struct page *page = ARENA_NEW(*state, struct page);
        page->news = news;
        list_add(&w->section.pages, page, *state);
        assert_int_equal(judged(w)->status, news ? STATUS_PUBLISHED : STATUS_ABSENT);
    }
}

static void the_first_pair_without_a_programme_is_where_to_mend(void **state)
{
    const struct verdict *v =
        with_register(*state, "programmes", &pair_type,
                      "- { id: a, form: ученик – ученик, count: 1, programme: { goals: цель } }\n"
                      "- { id: b, form: ученик – ученик, count: 1 }\n");

    assert_int_equal(v->mend.line, 2);
}

static void a_register_that_could_not_be_read_is_not_called_empty(void **state)
{
    struct workshop *w = school(*state, today, PROFILE(ITEM("x", ", satisfied_by: { register: pairs }")));

    for (size_t i = 0; section_lists[i].type; i++)
        w->section.unread[i] = section_lists[i].type == &pair_type;
    assert_verdict(judged(w), STATUS_NOT_CHECKED, "файл с записями не прочитан: в нём ошибка");
}

#define PROGRAMMES PROFILE(ITEM("x", ", satisfied_by: { register: programmes }"))
#define PAST_PAPER ACT("a", "О парах", ", school_year: 2023/2024")

static void a_register_and_a_paper_are_judged_together(void **state)
{
    struct workshop *w = school(*state, today, PROGRAMMES);
    workshop_put(w, &act_type, ACT("a", "О парах", ""));
    workshop_put(w, &pair_type,
                 "- { id: b, form: ученик – ученик, count: 1, programme: { goals: цель } }\n"
                 "- { id: c, form: ученик – ученик, count: 1 }\n");
    assert_verdict(judged(w), STATUS_PUBLISHED, ""); // by the paper, though one pair has no programme

    w = school(*state, today, PROGRAMMES);
    workshop_put(w, &act_type, PAST_PAPER);
    const struct verdict *v = judged(w);
    assert_verdict(v, STATUS_ABSENT, "есть только прежний документ: «О парах», 2023/2024");
    assert_true(v->stale);

    w = school(*state, today, PROGRAMMES);
    workshop_put(w, &act_type, PAST_PAPER);
    workshop_put(w, &pair_type, "{ id: b, form: ученик – ученик, count: 1, programme: { goals: цель } }\n");
    v = judged(w);
    assert_verdict(v, STATUS_PUBLISHED, "");
    assert_false(v->stale);
}

static void a_filled_register_makes_up_for_a_paper_without_a_file(void **state)
{
    struct workshop *w = school(*state, today, PROFILE(ITEM("x", ", satisfied_by: { register: practices }")));

    workshop_put(w, &act_type, "{ id: a, kind: приказ, title: А, covers: x }\n");
    workshop_put(w, &practice_type, "{ id: urok, title: Урок }\n");
    assert_verdict(judged(w), STATUS_PUBLISHED, "");
}

static void a_record_that_could_not_be_read_is_not_called_absent(void **state)
{
    struct workshop *w = school(*state, today, PROFILE(ITEM("x", ", due: ['10-01']")));

    w->section.unread[0] = true;
    const struct verdict *v = judged(w);
    assert_verdict(v, STATUS_NOT_CHECKED, "файл с записями не прочитан: в нём ошибка");
    assert_false(v->late);
}

static void what_was_read_counts_even_if_another_record_was_not(void **state)
{
    struct workshop *w = school(*state, today, PROFILE(ITEM("x", "")));

    workshop_put(w, &act_type, ACT("a", "Приказ", ""));
    w->section.unread[0] = true;
    assert_verdict(judged(w), STATUS_PUBLISHED, "");
}

// ---- what the examiner failed on --------------------------------------------------------------

#define FAILED(file) "файл «" file "» не проверялся: программа завершилась сбоем"

static void a_paper_that_the_examiner_failed_on_is_not_checked(void **state)
{
    static const struct {
        const char *acts;
        enum status status;
        const char *reason;
    } rows[] = {
        { "- { id: a, kind: приказ, title: А, covers: x, files: сбой.pdf }\n", STATUS_NOT_CHECKED,
          FAILED("сбой.pdf") },
        { "- { id: a, kind: приказ, title: А, covers: x, files: [a.pdf, сбой.pdf] }\n", STATUS_NOT_CHECKED,
          FAILED("сбой.pdf") },
        { ACT("a", "А", "") "- { id: b, kind: приказ, title: Б, covers: x, files: [сбой.pdf, сбой-2.pdf] }\n",
          STATUS_NOT_CHECKED, FAILED("сбой.pdf") "; " FAILED("сбой-2.pdf") },
        { ACT("a", "А", "") "- { id: b, kind: приказ, title: Б, covers: y, files: сбой.pdf }\n",
          STATUS_PUBLISHED, "" },
        // An appendix in the file of its order.
        { "- { id: a, kind: положение, title: А, covers: x, appendix_of: b }\n"
          "- { id: b, kind: приказ, title: Б, covers: y, files: сбой.pdf }\n",
          STATUS_NOT_CHECKED, FAILED("сбой.pdf") },
        { ACT("a", "А",
              ", appendix_of: b") "- { id: b, kind: приказ, title: Б, covers: y, files: сбой.pdf }\n",
          STATUS_PUBLISHED, "" },
        // What is known to be absent stays what it is.
        { "- { id: a, kind: приказ, title: А, covers: x, files: сбой.pdf }\n"
          "- { id: b, kind: приказ, title: Б, covers: x }\n",
          STATUS_PARTIAL, "у документа «Б» нет файла" },
        { "- { id: a, kind: приказ, title: А, covers: x, files: сбой.pdf, valid_until: 2025-08-31 }\n",
          STATUS_ABSENT, "есть только прежний документ: «А»" },
    };

    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct verdict *v = with_acts(*state, PROFILE(ITEM("x", "")), rows[i].acts);
        assert_verdict(v, rows[i].status, rows[i].reason);
        assert_int_equal(v->doubted, rows[i].status == STATUS_NOT_CHECKED);
    }
}

static void the_first_file_in_doubt_is_where_to_mend(void **state)
{
    const struct verdict *v =
        with_acts(*state, PROFILE(ITEM("x", "")),
                  ACT("a", "А", "") "- { id: b, kind: приказ, title: Б, covers: x, files: сбой.pdf }\n"
                                    "- { id: c, kind: приказ, title: В, covers: x, files: сбой-2.pdf }\n");

    assert_int_equal(v->mend.line, 2);
}

static void a_withheld_paper_is_nobodys_doubt(void **state)
{
    struct workshop *w = school(*state, today, PROFILE(ITEM("x", "")));

    workshop_put(
        w, &act_type,
        "{ id: a, kind: приказ, title: А, covers: x, files: сбой.pdf, url: 'https://example.ru/a' }\n");
    ((struct act *)w->section.acts.items[0])->withheld = true;
    assert_verdict(judged(w), STATUS_PUBLISHED, "");
}

#define PAIR(id, programme)                                                                                  \
    "- { id: " id ", form: ученик – ученик, count: 1, programme: { " programme " } }\n"

static void a_programme_that_the_examiner_failed_on_is_not_checked(void **state)
{
    static const struct {
        const char *pairs;
        enum status status;
        const char *reason;
    } rows[] = {
        { PAIR("a", "file: сбой.pdf"), STATUS_NOT_CHECKED, FAILED("сбой.pdf") },
        { PAIR("a", "file: a.pdf"), STATUS_PUBLISHED, "" },
        { PAIR("a", "file: сбой.pdf, goals: цель"), STATUS_PUBLISHED,
          "" }, // the goals can be read without it
        { PAIR("a", "goals: цель") PAIR("b", "file: сбой.pdf"), STATUS_NOT_CHECKED, FAILED("сбой.pdf") },
        { "- { id: a, form: ученик – ученик, count: 1 }\n" PAIR("b", "file: сбой.pdf"), STATUS_PARTIAL,
          "у одной из двух пар нет программы" },
        { "- { id: a, form: ученик – ученик, count: 1, until: 2025-05-31, programme: { file: сбой.pdf } "
          "}\n" PAIR("b", "goals: цель"),
          STATUS_PUBLISHED, "" },
    };

    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct verdict *v = with_register(*state, "programmes", &pair_type, rows[i].pairs);
        assert_verdict(v, rows[i].status, rows[i].reason);
        assert_int_equal(v->doubted, rows[i].status == STATUS_NOT_CHECKED);
    }
}

static void a_full_register_makes_up_for_a_paper_in_doubt(void **state)
{
    struct workshop *w = school(*state, today, PROGRAMMES);

    workshop_put(w, &act_type, "{ id: a, kind: приказ, title: А, covers: x, files: сбой.pdf }\n");
    workshop_put(w, &pair_type, PAIR("a", "goals: цель"));
    const struct verdict *v = judged(w);
    assert_verdict(v, STATUS_PUBLISHED, "");
    assert_false(v->doubted);
}

static void a_paper_in_doubt_is_counted_apart(void **state)
{
    struct workshop *w = school(*state, today, PROFILE(ITEM("x", "")));

    workshop_put(w, &act_type, "{ id: a, kind: приказ, title: А, covers: x, files: сбой.pdf }\n");
    judged(w);
    const struct list verdicts = required_check(&w->section, &(struct required_below){ 0 });
    const struct verdict_counts counts = required_count(&verdicts);
    assert_int_equal(counts.required, 1);
    assert_int_equal(counts.published + counts.partial + counts.absent + counts.waived, 0);
}

// ---- deadlines ----------------------------------------------------------------------------

#define DUE(days) PROFILE(ITEM("x", ", due: " days))

static void an_open_item_tells_its_deadline(void **state)
{
    const struct verdict *v = with_acts(*state, DUE("['11-10']"), "");

    assert_text(v->due, "срок до 10\u00a0ноября, осталось 4 рабочих дня");
    assert_false(v->late);
    v = with_acts(*state, DUE("['10-31']"), "");
    assert_text(v->due, "срок прошёл 31\u00a0октября, 1 рабочий день назад");
    assert_true(v->late);
    v = with_acts(*state, DUE("['11-03']"), "");
    assert_text(v->due, "срок сегодня, 3\u00a0ноября");
    assert_false(v->late);
}

static void the_deadline_belongs_to_the_school_year(void **state)
{
    const struct verdict *v = with_acts(*state, DUE("['06-10']"), ""); // next June, not the last one

    assert_int_equal(v->due_day.year, 2026);
    assert_false(v->late);
    v = with_acts(*state, DUE("['06-10', '10-01', '11-10']"), "");
    assert_int_equal(v->due_day.month, 10); // the first that was missed
    assert_true(v->late);
    v = with_acts(*state, DUE("['02-29']"), "");
    assert_int_equal(v->due_day.day, 28);
}

static void a_deadline_before_the_item_was_in_force_was_not_missed(void **state)
{
    assert_false(with_acts(*state, DUE("['10-01'], since: 2025-10-15"), "")->late);
    assert_true(with_acts(*state, DUE("['10-01'], since: 2025-09-15"), "")->late);
}

static void what_is_published_or_waived_has_no_deadline(void **state)
{
    assert_text(with_acts(*state, DUE("['10-01']"), ACT("a", "А", ""))->due, "");
    struct workshop *w = school(*state, today, DUE("['10-01']"));
    workshop_put(w, &waiver_type, "{ requirement: x, reason: в апреле, until: 2026-04-30 }\n");
    const struct verdict *v = judged(w);
    assert_verdict(v, STATUS_WAIVED, "в апреле (исключение действует до 30.04.2026)");
    assert_text(v->due, "");
    assert_false(v->late);
}

// ---- the profiles themselves ------------------------------------------------------------------

static struct diags *said_of(struct arena *a, const char *first, const char *second)
{
    struct workshop *w = workshop_new(a, LEVEL_SCHOOL, today);

    put_profile(w, first);
    if (second)
        put_profile(w, second);
    required_check_profiles(&w->world, w->ds);
    return w->ds;
}

#define BASE       "id: base\ntitle: Общий\nsource: Письмо\nin_force: 2021-01-01\nitems:\n" ITEM("x", "")
#define OWN(items) "id: own\ntitle: Свой\nsource: Приказ\nin_force: 2025-01-01\nextends: base\nitems:\n" items

static void an_item_that_replaces_another_has_to_say_why(void **state)
{
    assert_said(said_of(*state, BASE, OWN(ITEM("x", ""))), DIAG_OVERRIDE_REASON,
                "пункт «x» заменяет пункт перечня «base»");
    assert_silent(said_of(*state, BASE, OWN(ITEM("x", ", reason: район обязывает"))));
    assert_silent(said_of(*state, BASE, OWN(ITEM("y", ""))));
}

static void profiles_in_a_ring_are_reported(void **state)
{
    struct diags *ds = said_of(
        *state, "id: base\ntitle: А\nsource: П\nin_force: 2021-01-01\nextends: own\nitems:\n" ITEM("x", ""),
        OWN(ITEM("y", "")));

    assert_said(ds, DIAG_PROFILE_RING, "«base»");
    assert_said(ds, DIAG_PROFILE_RING, "«own»");
}

static void a_deadline_that_is_no_day_is_reported(void **state)
{
    assert_said(said_of(*state, DUE("['11-31', '11-10', '02-29']"), NULL), DIAG_DATE_INVALID, "«11-31»");
    assert_said(said_of(*state, DUE("['10 ноября']"), NULL), DIAG_DATE_INVALID, "«10 ноября»");
}

static void an_unknown_appendix_is_reported(void **state)
{
    assert_said(said_of(*state, PROFILE(ITEM("x", ", appendix: nichego")), NULL), DIAG_REQUIREMENT_UNKNOWN,
                "«nichego»");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_act_of_the_current_school_year_satisfies_a_yearly_item),
        cmocka_unit_test(an_act_of_another_year_is_named_as_the_only_one),
        cmocka_unit_test(an_item_for_good_is_satisfied_by_a_paper_of_any_year),
        cmocka_unit_test(an_order_without_its_appendix_is_published_in_part),
        cmocka_unit_test(an_appendix_that_nobody_can_open_or_that_is_past_is_missing),
        cmocka_unit_test(an_order_with_its_appendix_is_published),
        cmocka_unit_test(pairs_without_a_programme_are_counted_in_words),
        cmocka_unit_test(pairs_of_past_years_are_no_pairs),
        cmocka_unit_test(a_register_counts_the_records_that_it_is_about),
        cmocka_unit_test(a_page_that_is_no_news_fills_no_news),
        cmocka_unit_test(the_first_pair_without_a_programme_is_where_to_mend),
        cmocka_unit_test(a_register_that_could_not_be_read_is_not_called_empty),
        cmocka_unit_test(a_register_and_a_paper_are_judged_together),
        cmocka_unit_test(a_filled_register_makes_up_for_a_paper_without_a_file),
        cmocka_unit_test(a_record_that_could_not_be_read_is_not_called_absent),
        cmocka_unit_test(what_was_read_counts_even_if_another_record_was_not),
        cmocka_unit_test(a_paper_that_the_examiner_failed_on_is_not_checked),
        cmocka_unit_test(the_first_file_in_doubt_is_where_to_mend),
        cmocka_unit_test(a_withheld_paper_is_nobodys_doubt),
        cmocka_unit_test(a_programme_that_the_examiner_failed_on_is_not_checked),
        cmocka_unit_test(a_full_register_makes_up_for_a_paper_in_doubt),
        cmocka_unit_test(a_paper_in_doubt_is_counted_apart),
        cmocka_unit_test(an_open_item_tells_its_deadline),
        cmocka_unit_test(the_deadline_belongs_to_the_school_year),
        cmocka_unit_test(a_deadline_before_the_item_was_in_force_was_not_missed),
        cmocka_unit_test(what_is_published_or_waived_has_no_deadline),
        cmocka_unit_test(an_item_that_replaces_another_has_to_say_why),
        cmocka_unit_test(profiles_in_a_ring_are_reported),
        cmocka_unit_test(a_deadline_that_is_no_day_is_reported),
        cmocka_unit_test(an_unknown_appendix_is_reported),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
