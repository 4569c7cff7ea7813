// SPDX-License-Identifier: MIT
// What is made of the verdicts of a check: order, counts, every format, differences from an earlier check.
#include "output/verdicts.h"
#include "unit.h"

#include <string.h>

static const struct date today = { 2026, 3, 2 };

// ---- verdicts by hand ------------------------------------------------------------------

struct row {
    const char *path; // of the organisation; the rows of one stand together
    const char *item; // NULL: it has no rows
    int must, status;
    bool late, stale;
    struct date due_day;
};

static const struct requirement *item_of(struct arena *a, const struct row *row)
{
    static const struct profile profile = { .id = { "moy", 3 } };
    struct requirement *item = ARENA_NEW(a, struct requirement);

    item->id = str_from(row->item);
    item->title = str_format(a, "Пункт %s", row->item);
    item->must = row->must;
    item->profile = &profile;
    return item;
}

static void add_row(struct verdicts *v, struct verdicts_organization *o, const struct row *row)
{
    const struct verdict verdict = { .item = item_of(v->arena, row),
                                     .status = row->status,
                                     .late = row->late,
                                     .stale = row->stale,
                                     .due_day = row->due_day };

    if (row->item)
        verdicts_add_row(v, o, &verdict);
}

static struct verdicts *checked(struct arena *a, const struct row *rows, size_t count)
{
    struct verdicts *v = verdicts_new(a);
    struct verdicts_organization *o = NULL;

    for (const struct row *row = rows; row < rows + count; row++) {
        struct str path = str_from(row->path), name = str_format(a, "Школа %s", row->path);
        if (!o || !str_eq(o->path, path))
            o = verdicts_add_organization(v, path, name, name);
        add_row(v, o, row);
    }
    verdicts_finish(v, today);
    return v;
}

// ---- what was written ------------------------------------------------------------------

static const char *written(const struct verdicts *v, void (*write)(const struct verdicts *v, struct buf *out))
{
    struct buf out = buf_new(v->arena, SIZE_MAX);

    write(v, &out);
    return str_cstr(buf_str(&out), v->arena);
}

static struct str json_of(const struct verdicts *v)
{
    struct buf out = buf_new(v->arena, SIZE_MAX);
    struct json j = json_new(&out);

    json_open(&j, NULL, '{');
    verdicts_json(v, &j);
    json_close(&j, '}');
    return buf_str(&out);
}

static void assert_holds(const char *text, const char *piece)
{
    if (!strstr(text, piece))
        print_error("no «%s» in:\n%s\n", piece, text);
    assert_non_null(strstr(text, piece));
}

static void assert_lacks(const char *text, const char *piece)
{
    if (strstr(text, piece))
        print_error("«%s» in:\n%s\n", piece, text);
    assert_null(strstr(text, piece));
}

// ---- names and order -------------------------------------------------------------------

static void a_namesake_without_a_folder_or_a_superior_keeps_its_name(void **state)
{
    struct verdicts *v = verdicts_new(*state);
    const struct verdicts_organization *root =
        verdicts_add_organization(v, STR(""), STR("Школа № 1"), STR("Школа № 1"));
    const struct verdicts_organization *below =
        verdicts_add_organization(v, STR("filial"), STR("Школа № 1"), STR("Школа № 1"));

    verdicts_finish(v, today);
    assert_text(root->label, "Школа № 1");
    assert_text(below->label, "Школа № 1 (Школа № 1)");
}

static void assert_first_rows(struct arena *a, const struct row *rows, size_t count, const char *expected)
{
    const struct verdicts *v = checked(a, rows, count);
    const struct list first = verdicts_first_rows(v->organizations.items[0], a);
    struct buf ids = buf_new(a, SIZE_MAX);

    for (LIST_EACH(const struct verdicts_row, r, first))
        buf_format(&ids, "%.*s ", STR_ARG(r->item->id));
    assert_text(buf_str(&ids), expected);
}

static void what_is_required_late_or_due_soon_is_mended_first(void **state)
{
    const struct row rows[] = {
        { "a", "advised", MUST_RECOMMENDED, STATUS_ABSENT },
        { "a", "undated", MUST_REQUIRED, STATUS_ABSENT },
        { "a", "there", MUST_REQUIRED, STATUS_PUBLISHED },
        { "a", "later", MUST_REQUIRED, STATUS_PARTIAL, .due_day = { 2026, 5, 31 } },
        { "a", "free", MUST_OPTIONAL, STATUS_ABSENT },
        { "a", "sooner", MUST_REQUIRED, STATUS_ABSENT, .due_day = { 2026, 3, 10 } },
        { "a", "late", MUST_REQUIRED, STATUS_ABSENT, .late = true, .due_day = { 2026, 2, 20 } },
    };
    struct row backwards[COUNT(rows)];

    for (size_t i = 0; i < COUNT(rows); i++)
        backwards[COUNT(rows) - 1 - i] = rows[i];
    assert_first_rows(*state, rows, COUNT(rows), "late sooner later undated advised ");
    assert_first_rows(*state, backwards, COUNT(rows), "late sooner later undated advised ");
}

// ---- formats ---------------------------------------------------------------------------

static void long_lists_of_the_text_end_with_how_many_are_left(void **state)
{
    enum { SCHOOLS = 13, ITEMS = 11 };
    struct row rows[SCHOOLS * ITEMS];

    for (int i = 0; i < SCHOOLS * ITEMS; i++)
        rows[i] = (struct row){ str_format(*state, "%02d", i / ITEMS).ptr,
                                str_format(*state, "p%02d", i % ITEMS).ptr, MUST_REQUIRED, STATUS_ABSENT,
                                .late = true };
    const char *text = written(checked(*state, rows, COUNT(rows)), verdicts_text);
    assert_holds(text, ", Школа 11 и ещё 1\n");
    assert_lacks(text, ", Школа 12");
    assert_holds(text, "  Школа 02: Пункт p07 — ");
    assert_lacks(text, "  Школа 02: Пункт p08 — ");
    assert_holds(text, "\n  и ещё 113\n");
    assert_holds(text, "\n  10. Пункт p09 ");
    assert_lacks(text, "\n  11. ");
}

static void short_lists_of_the_text_are_whole(void **state)
{
    const struct row rows[] = { { "a", "x", MUST_REQUIRED, STATUS_ABSENT, .late = true },
                                { "b", "x", MUST_REQUIRED, STATUS_PARTIAL } };
    const char *text = written(checked(*state, rows, COUNT(rows)), verdicts_text);

    assert_holds(text, "за кем: Школа a, Школа b (частично)\n");
    assert_holds(text, "\nПросрочено:\n  Школа a: Пункт x — ");
    assert_lacks(text, "и ещё");
}

static void junit_skips_what_nobody_looked_at_and_what_is_not_wanted(void **state)
{
    const struct row rows[] = {
        { "a", "there", MUST_REQUIRED, STATUS_PUBLISHED },
        { "a", "gone", MUST_REQUIRED, STATUS_ABSENT },
        { "a", "waived", MUST_REQUIRED, STATUS_WAIVED },
        { "a", "unseen", MUST_REQUIRED, STATUS_NOT_CHECKED },
        { "a", "advised", MUST_RECOMMENDED, STATUS_ABSENT },
    };
    const char *text = written(checked(*state, rows, COUNT(rows)), verdicts_junit);

    assert_holds(text, "tests=\"4\" failures=\"1\" skipped=\"2\"");
    assert_holds(text, "name=\"there\"></testcase>");
    assert_holds(text, "name=\"gone\"><failure message=\"не размещено: Пункт gone\"/></testcase>");
    assert_holds(text, "name=\"waived\"><skipped message=\"не предусмотрено: Пункт waived\"/></testcase>");
    assert_holds(text, "name=\"unseen\"><skipped message=\"не проверялось: Пункт unseen\"/></testcase>");
    assert_lacks(text, "advised");
}

static void what_may_be_left_out_is_no_annotation(void **state)
{
    const struct row rows[] = {
        { "a", "wanted", MUST_REQUIRED, STATUS_ABSENT },
        { "a", "advised", MUST_RECOMMENDED, STATUS_PARTIAL },
        { "a", "free", MUST_OPTIONAL, STATUS_ABSENT },
        { "a", "held", MUST_HELD, STATUS_ABSENT },
        { "a", "there", MUST_REQUIRED, STATUS_PUBLISHED },
    };
    const struct verdicts *v = checked(*state, rows, COUNT(rows));
    struct buf out = buf_new(*state, SIZE_MAX);

    verdicts_github(v, "", &out);
    assert_text(buf_str(&out), "::warning file=,title=wanted::не размещено: Пункт wanted\n"
                               "::notice file=,title=advised::размещено частично: Пункт advised\n");
}

static void debts_of_the_page_are_what_is_absent_and_what_is_there_in_part(void **state)
{
    static const struct {
        int status;
        bool owed;
    } rows[] = { { STATUS_ABSENT, true },
                 { STATUS_PARTIAL, true },
                 { STATUS_PUBLISHED, false },
                 { STATUS_WAIVED, false } };

    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct row two[] = { { "a", "x", MUST_REQUIRED, rows[i].status },
                                   { "b", "x", MUST_REQUIRED, STATUS_PUBLISHED } };
        const char *page = written(checked(*state, two, COUNT(two)), verdicts_html);
        if (rows[i].owed)
            assert_holds(page, "<caption>Кому что разместить");
        else
            assert_lacks(page, "<caption>Кому что разместить");
    }
}

// Nobody takes them for organisations that owe nothing.
static void organisations_whose_records_are_unread_are_listed_once_each(void **state)
{
    const struct row rows[] = { { "a", "x", MUST_REQUIRED, STATUS_ABSENT },
                                { "b", NULL, MUST_NONE, STATUS_NONE },
                                { "v", NULL, MUST_NONE, STATUS_NONE } };
    struct verdicts *v = checked(*state, rows, COUNT(rows));

    assert_lacks(written(v, verdicts_html), "записи не прочитаны");
    verdicts_add_unread(v, STR("a"), STR("но сверено"));
    verdicts_add_unread(v, STR("b"), STR("нет <доступа>"));
    verdicts_add_unread(v, STR("v"), STR("файл повреждён"));
    assert_holds(written(v, verdicts_html), "<p>Не проверялось, записи не прочитаны:</p>\n<ul>\n"
                                            "<li>data/b: нет &lt;доступа&gt;</li>\n"
                                            "<li>data/v: файл повреждён</li>\n</ul>\n");
    assert_holds(written(v, verdicts_text), "\nНе проверялось, записи не прочитаны:\n"
                                            "  data/b: нет <доступа>\n  data/v: файл повреждён\n\n");
}

// ---- what has changed ------------------------------------------------------------------

static struct verdicts *one(struct arena *a, int status, bool late, bool stale)
{
    return checked(a, &(struct row){ "a", "x", MUST_REQUIRED, status, late, stale }, 1);
}

static void every_change_has_its_name(void **state)
{
    static const struct {
        int was, now;
        bool late, stale;
        const char *key; // NULL: nothing is told
    } rows[] = {
        { STATUS_ABSENT, STATUS_PUBLISHED, .key = "appeared" },
        { STATUS_PARTIAL, STATUS_PUBLISHED, .key = "better" },
        { STATUS_ABSENT, STATUS_PARTIAL, .key = "better" },
        { STATUS_ABSENT, STATUS_WAIVED, .key = "better" },
        { STATUS_PUBLISHED, STATUS_ABSENT, .key = "vanished" },
        { STATUS_PUBLISHED, STATUS_ABSENT, .stale = true, .key = "stale" },
        { STATUS_PUBLISHED, STATUS_PARTIAL, .key = "worse" },
        { STATUS_WAIVED, STATUS_ABSENT, .key = "worse" },
        { STATUS_NOT_CHECKED, STATUS_PUBLISHED, .key = "checked" },
        { STATUS_PUBLISHED, STATUS_NOT_CHECKED, .key = "unchecked" },
        { STATUS_ABSENT, STATUS_ABSENT, .late = true, .key = "late" },
        { STATUS_ABSENT, STATUS_ABSENT },
        { STATUS_NOT_CHECKED, STATUS_NOT_CHECKED },
    };

    for (size_t i = 0; i < COUNT(rows); i++) {
        struct verdicts *v = one(*state, rows[i].now, rows[i].late, rows[i].stale);
        assert_true(verdicts_compare(v, json_of(one(*state, rows[i].was, false, false))));
        assert_int_equal(v->changes.count, rows[i].key ? 1 : 0);
        if (rows[i].key)
            assert_string_equal(((const struct verdicts_change *)v->changes.items[0])->key, rows[i].key);
    }
}

static void the_page_shows_what_has_changed(void **state)
{
    struct verdicts *v = one(*state, STATUS_PUBLISHED, false, false);

    assert_lacks(written(v, verdicts_html), "С прошлой проверки");
    assert_true(verdicts_compare(v, json_of(one(*state, STATUS_ABSENT, false, false))));
    const char *page = written(v, verdicts_html);
    assert_holds(page, "<caption>С прошлой проверки (02.03.2026)</caption>");
    assert_holds(page, "<tr><td>появилось</td><td>Школа a</td><td>Пункт x</td><td>не размещено</td>"
                       "<td>размещено</td></tr>\n");
}

static void what_is_no_answer_is_compared_with_nothing(void **state)
{
    static const char *const none[] = { "",
                                        "[]",
                                        "{}",
                                        "{\"schema\":\"nastavnik-check/1\"}",
                                        "{\"schema\":\"nastavnik-check/1\",\"organizations\":{}}",
                                        "{\"schema\":\"nastavnik-check/1\",\"results\":[]}",
                                        "{\"schema\":[\"nastavnik-check/1\"],\"organizations\":[]}" };
    struct verdicts *v = one(*state, STATUS_ABSENT, false, false);

    for (size_t i = 0; i < COUNT(none); i++)
        assert_false(verdicts_compare(v, str_from(none[i])));
    assert_false(v->has_past);
    assert_lacks(written(v, verdicts_text), "С прошлой проверки");
}

// Who wrote it is not known; what it does not say has not changed.
static void an_answer_that_says_little_is_taken_at_its_word(void **state)
{
    static const char past[] =
        "{\"schema\":\"nastavnik-check/1\",\"checked\":\"вчера\",\"organizations\":["
        "{\"path\":\"a\"},{\"path\":\"b\",\"items\":\"нет\"},"
        "{\"path\":\"v\",\"items\":[{\"profile\":\"moy\",\"item\":\"x\",\"status\":\"сгорело\"},"
        "{\"profile\":\"moy\",\"item\":\"y\"},{\"item\":{}},7]},{\"path\":\"g\"}]}";
    const struct row rows[] = {
        { "a", "x", MUST_REQUIRED, STATUS_ABSENT }, { "b", "x", MUST_REQUIRED, STATUS_ABSENT },
        { "v", "x", MUST_REQUIRED, STATUS_ABSENT }, { "v", "y", MUST_REQUIRED, STATUS_PUBLISHED },
        { "g", NULL, MUST_NONE, STATUS_NONE },
    };
    struct verdicts *v = checked(*state, rows, COUNT(rows));
    struct buf out = buf_new(*state, SIZE_MAX);

    verdicts_add_unread(v, STR("g"), STR("папка закрыта"));
    assert_true(verdicts_compare(v, str_from(past)));
    verdicts_changes_text(v, &out);
    assert_text(buf_str(&out), "\nС прошлой проверки (вчера):\n"
                               "  теперь проверено: Школа v, Пункт x — было «сгорело», стало «не размещено»\n"
                               "  теперь проверено: Школа v, Пункт y\n");
}

static void an_organisation_that_cannot_be_read_is_not_gone(void **state)
{
    const struct row before[] = { { "a", "x", MUST_REQUIRED, STATUS_ABSENT },
                                  { "b", "x", MUST_REQUIRED, STATUS_ABSENT },
                                  { "v", "x", MUST_REQUIRED, STATUS_ABSENT } };
    const struct row now[] = { { "a", NULL, MUST_NONE, STATUS_NONE } };
    struct verdicts *v = checked(*state, now, COUNT(now));
    struct buf out = buf_new(*state, SIZE_MAX);

    verdicts_add_unread(v, STR("a"), STR("папка закрыта"));
    verdicts_add_unread(v, STR("a"), STR("и ещё причина"));
    verdicts_add_unread(v, STR("b"), STR("файл повреждён"));
    assert_true(verdicts_compare(v, json_of(checked(*state, before, COUNT(before)))));
    verdicts_changes_text(v, &out);
    assert_text(buf_str(&out), "\nС прошлой проверки (02.03.2026):\n"
                               "  проверить не удалось: Школа a; папка закрыта\n"
                               "  проверить не удалось: Школа b; файл повреждён\n"
                               "  организации больше нет: Школа v\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_namesake_without_a_folder_or_a_superior_keeps_its_name),
        cmocka_unit_test(what_is_required_late_or_due_soon_is_mended_first),
        cmocka_unit_test(long_lists_of_the_text_end_with_how_many_are_left),
        cmocka_unit_test(short_lists_of_the_text_are_whole),
        cmocka_unit_test(junit_skips_what_nobody_looked_at_and_what_is_not_wanted),
        cmocka_unit_test(what_may_be_left_out_is_no_annotation),
        cmocka_unit_test(debts_of_the_page_are_what_is_absent_and_what_is_there_in_part),
        cmocka_unit_test(organisations_whose_records_are_unread_are_listed_once_each),
        cmocka_unit_test(every_change_has_its_name),
        cmocka_unit_test(the_page_shows_what_has_changed),
        cmocka_unit_test(what_is_no_answer_is_compared_with_nothing),
        cmocka_unit_test(an_answer_that_says_little_is_taken_at_its_word),
        cmocka_unit_test(an_organisation_that_cannot_be_read_is_not_gone),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
