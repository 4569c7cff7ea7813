// SPDX-License-Identifier: MIT
// What is known about documents: answers that are believed and answers that are
// not, text that can be read, names in properties, the cache, and workers that
// hang or die.
#include "base/buf.h"
#include "base/limits.h"
#include "document/facts_cache.h"
#include "document/facts_report.h"
#include "document/facts_text.h"
#include "document/worker.h"
#include "folder.h"
#include "record/facts_read.h"

#include <string.h>
#include <sys/stat.h>
#include <time.h>

// ---- answers -------------------------------------------------------------------------

static bool is_believed(struct arena *a, const char *rows)
{
    struct document_facts facts;

    return facts_read(str_from(rows), a, &facts);
}

static void an_answer_becomes_facts(void **state)
{
    struct document_facts f;

    assert_true(
        facts_read(STR("opens 1:1\npages 1:4\ntitle 12:Приказ\npage 5:one\n\n\ndpi 3:150\npage 0:\ndpi 1:0\n"
                       "signature 8:embedded\nverdict 5:valid\nsigned_on 10:2025-09-01\n"),
                   *state, &f));
    assert_int_equal(f.status, FACTS_EXAMINED);
    assert_true(f.opens);
    assert_int_equal(f.pages, 4);
    assert_text(f.title, "Приказ");
    assert_int_equal(f.read.count, 2);
    assert_text(((const struct facts_page *)f.read.items[0])->text, "one\n\n");
    assert_int_equal(((const struct facts_page *)f.read.items[0])->dpi, 150);
    assert_int_equal(f.signature, SIGNATURE_EMBEDDED);
    assert_int_equal(f.verdict, VERDICT_VALID);
    assert_int_equal(f.signed_on.month, 9);
}

static void a_death_is_an_answer_too(void **state)
{
    struct document_facts f;

    assert_true(facts_read(STR("died 4:time\n"), *state, &f));
    assert_int_equal(f.status, FACTS_NOT_EXAMINED);
    assert_int_not_equal(f.reason.len, 0);
}

static void what_is_not_of_the_form_is_not_believed(void **state)
{
    static const char *const lies[] = {
        "",
        "opens 1:1",                                  // no end of line
        "opens 2:11\n",                               // neither yes nor no
        "opens 1:1\nopens 1:1\n",                     // twice
        "opens 1:1\ndied 4:time\n",                   // both alive and dead
        "pages 1:4\n",                                // does it open?
        "opens 1:1\ncolour 3:red\n",                  // an unknown row
        "opens 1:1\npages 2:-1\n",                    // a number below nothing
        "opens 1:1\npages 2:04\n",                    // another spelling of a number
        "opens 1:1\npages 9:999999999\n",             // more pages than there are
        "opens 1:1\npages 20:11111111111111111111\n", // more digits than a number has
        "opens 1:1\ntitle 0:\n",                      // an empty line
        "opens 1:1\ntitle 2:\xff\xfe\n",              // no letters
        "opens 1:1\ntitle 3:a\x1b[\n",                // a terminal's control
        "opens 1:1\ntitle 3:a\nb\n",                  // two lines in one
        "opens 1:1\ntitle 99:a\n",                    // longer than what follows
        "opens 1:1\ntitle 1:ab\n",                    // shorter than what follows
        "opens 1:1\ntitle 99999999999999999999:a\n",
        "opens 1:1\ndpi 2:99\n",                   // of no page
        "opens 1:1\npage 1:a\ndpi 1:1\ndpi 1:1\n", // twice of one page
        "opens 1:1\nverdict 4:sure\n",             // an unknown word
        "opens 1:1\nsigned_on 10:2025-02-30\n",    // a day of no calendar
        "opens 1:1\nsigned_on 10:01.09.2025\n  ",
    };

    assert_true(is_believed(*state, "opens 1:1\n"));
    for (size_t i = 0; i < COUNT(lies); i++)
        if (is_believed(*state, lies[i]))
            fail_msg("believed: %s", lies[i]);
}

static void more_pages_than_the_limit_are_not_believed(void **state)
{
    struct buf rows = buf_new(*state, LIMIT_FACTS_BYTES);

    BUF_PUT(&rows, "opens 1:1\n");
    for (int i = 0; i < LIMIT_FACTS_PAGES; i++)
        BUF_PUT(&rows, "page 1:a\n");
    assert_true(is_believed(*state, str_cstr(buf_str(&rows), *state)));
    BUF_PUT(&rows, "page 1:a\n");
    assert_false(is_believed(*state, str_cstr(buf_str(&rows), *state)));
}

// ---- text -----------------------------------------------------------------------------

static void russian_text_can_be_read(void **state)
{
    static const char *const texts[] = {
        "Приказ о назначении куратора. В соответствии со статьёй 351.8 Трудового кодекса Российской "
        "Федерации "
        "приказываю назначить куратором заместителя директора Иванову А. П. и разместить приказ на сайте.",
        "П Р И К А З\nот 04.09.2025 № 54\nО закреплении наставнических пар на 2025/2026 учебный год. "
        "Закрепить за "
        "молодыми специалистами наставников согласно приложению к настоящему приказу.",
        "Башҡортостан Республикаһы мәғариф министрлығы остаҙлыҡ тураһында положение раҫлай һәм уҡытыусыларға "
        "ярҙам күрһәтеү тәртибен билдәләй, мәктәптәрҙә остаҙҙар эше ойошторола.",
        "The mentoring programme of the school describes how an experienced teacher helps a younger one "
        "during the "
        "first year, which documents are kept and who reads them.",
        "Чӑваш Республикин вӗренӳ министерствин хушӑвӗ. Йӳнӗ йӗркепе вӗрентекенсене пулӑшмалла, шкулсенче "
        "вӗрентӳ ӗҫне йӗркелемелле.",
        "Кырык мары йӹлмӹ доно мӱндыр ялласе школлаштат туныктышо-влакын паша корнышт нерген положений.",
        "Татарстан Республикасы мәгариф министрлыгы боерыгы: мәктәпләрдә өйрәтүче укытучылар турында.",
        "Ґ і ї: наставники в ліцеї допомагають молодим учителям, і школа підтримує їх роботу щоденно.",
        "№ 54", // too short to tell
        "",
    };

    for (size_t i = 0; i < COUNT(texts); i++) {
        struct str fault = facts_text_fault(str_from(texts[i]), *state);
        if (!str_empty(fault))
            fail_msg("«%.*s»: %s", STR_ARG(fault), texts[i]);
    }
}

static void letter_soup_is_told_from_text(void **state)
{
    static const struct {
        const char *text, *fault;
    } soups[] = {
        { "IIpnKa3 o HacTaBHnuecTBe neAarornuecKnx pa6oTHnKoB. B cooTBeTcTBnn co cTaTben TpyAoBoro KoAeKca",
          "русских букв" },
        { "ÏÐÈÊÀÇ î íàñòàâíè÷åñòâå ïåäàãîãè÷åñêèõ ðàáîòíèêîâ â ñîîòâåòñòâèè ñî ñòàòü¸é Òðóäîâîãî êîäåêñà",
          "посторонние" },
        { "рпйлбъ п обуфбчойюеуфче редбзпзйюеулйи тбвпфойлпч ч уппфчефуфчйй уп уфбфшек фтхдпчпзп лпделуб "
          "тПУУЙКУЛПК жЕДЕТБГЙЙ",
          "не складываются" },
        { "п р и к а з о н а с т а в н и ч е с т в е п е д а г о г и ч е с к и х р а б о т н и к о в в ш к о "
          "л е н о м е р п я т ь",
          "рассыпаны" },
        { "Пpикaз o нacтaвничecтвe пeдaгoгичecкиx paбoтникoв. Нaзнaчить кypaтopoм зaмecтитeля диpeктopa пo "
          "yчeбнoй paбoтe.",
          "смешаны" },
        { "Приказонаставничествепедагогическихработников. Назначитькураторомзаместителядиректора, "
          "закрепитьнаставническиепарынаучебныйгод.",
          "слиплись" },
        { "\uE001\uE002\uE003\uE004 \uE005\uE006\uE007\uE008\uE009", "без значения" },
        { "ПрИкАз о нАсТаВнИчЕсТвЕ пЕдАгОгИчЕсКиХ рАбОтНиКоВ назначить КуРаТоРоМ зАмЕсТиТеЛя дИрЕкТоРа",
          "перемешаны" },
    };

    for (size_t i = 0; i < COUNT(soups); i++) {
        struct str fault = facts_text_fault(str_from(soups[i].text), *state);
        if (str_find(fault, str_from(soups[i].fault)) == SIZE_MAX)
            fail_msg("%s: «%.*s»", soups[i].fault, STR_ARG(fault));
    }
}

static void pages_that_are_pictures_are_counted(void **state)
{
    struct document_facts f;

    assert_true(facts_read(STR("opens 1:1\npage 6:№ 12\ndpi 3:150\npage 0:\ndpi 2:90\n"), *state, &f));
    facts_judge_text(&f, *state);
    assert_int_equal(f.text_layer, TEXT_ABSENT);
    assert_int_equal(f.scanned, 2);
    assert_int_equal(f.dpi, 90);
}

static void a_picture_with_a_text_layer_or_a_stamp_is_told_from_one_without(void **state)
{
    struct document_facts f;

    // The sharper page comes second; its stamp is longer than any heading and shorter than a page.
    assert_true(facts_read(STR("opens 1:1\npage 0:\ndpi 2:90\n"
                               "page 90:подписано электронной подписью директором школы\ndpi 3:150\n"),
                           *state, &f));
    facts_judge_text(&f, *state);
    assert_int_equal(f.text_layer, TEXT_ABSENT);
    assert_int_equal(f.dpi, 90);
}

static void a_locked_document_has_no_known_text(void **state)
{
    struct document_facts f;

    assert_true(facts_read(STR("opens 1:1\nlocked 1:1\n"), *state, &f));
    facts_judge_text(&f, *state);
    assert_int_equal(f.text_layer, TEXT_UNKNOWN);
}

static void properties_name_people_or_they_do_not(void **state)
{
    static const char *const people[] = {
        "Иванова Анна Петровна", "Анна Петровна", "Иванова А.П.", "А. П. Иванова", "Римский-Корсаков Н.А.",
        "Анна Фоминична",        "Илья Кузьмич",  "Пётр Ильич",   "А. Иванова"
    };
    static const char *const others[] = { "user",
                                          "Школа № 5",
                                          "Управление образования",
                                          "Администратор",
                                          "ОАО Рога",
                                          "МБОУ СОШ",
                                          "Приказ Наставничество",
                                          "Анна",
                                          "Петровна",
                                          "Иванова а.п.",
                                          "Иванова АБВ.",
                                          "Иванова A.B.",
                                          "Smith Петровна",
                                          "Ива-нова А.П.",
                                          "Анна Петровна Иванова Первая",
                                          "А.П.",
                                          "" };

    (void)state;
    for (size_t i = 0; i < COUNT(people); i++)
        if (!facts_names_person(str_from(people[i])))
            fail_msg("not seen: %s", people[i]);
    for (size_t i = 0; i < COUNT(others); i++)
        if (facts_names_person(str_from(others[i])))
            fail_msg("no person: %s", others[i]);
}

static void a_label_grows_by_what_is_known(void **state)
{
    struct document_facts f = { .pages = 4, .signature = SIGNATURE_DETACHED, .verdict = VERDICT_VALID };

    assert_text(facts_label(STR("PDF, 317 КБ"), &f, *state), "PDF, 317 КБ, 4\u00a0стр., подписан");
    f.verdict = VERDICT_UNVERIFIED;
    assert_text(facts_label(STR("PDF, 317 КБ"), &f, *state), "PDF, 317 КБ, 4\u00a0стр., есть подпись");
    f.verdict = VERDICT_INVALID;
    assert_text(facts_label(STR("PDF, 317 КБ"), &f, *state), "PDF, 317 КБ, 4\u00a0стр.");
    f.pages = FIELD_INT_ABSENT;
    assert_text(facts_label(STR("XLSX, 9 КБ"), &f, *state), "XLSX, 9 КБ");
}

// ---- the cache ---------------------------------------------------------------------------

static bool is_kept(const struct folder *f, uint64_t key, const char *rows)
{
    struct facts_cache *cache = facts_cache_open(f->path, f->arena);
    struct str got = { 0 };
    bool kept = facts_cache_get(cache, key, f->arena, &got) && str_is(got, rows);

    facts_cache_close(cache, true);
    return kept;
}

static void an_answer_outlives_the_run(void **state)
{
    struct folder *f = *state;
    struct facts_cache *cache = facts_cache_open(f->path, f->arena);

    facts_cache_put(cache, 7, STR("opens 1:1\n"));
    facts_cache_close(cache, true);
    assert_true(is_kept(f, 7, "opens 1:1\n"));
    assert_false(is_kept(f, 8, "opens 1:1\n"));
}

static void what_a_run_does_not_use_is_forgotten(void **state)
{
    struct folder *f = *state;
    struct facts_cache *cache = facts_cache_open(f->path, f->arena);
    struct str got;

    facts_cache_put(cache, 1, STR("one"));
    facts_cache_put(cache, 2, STR("two"));
    facts_cache_close(cache, true);
    cache = facts_cache_open(f->path, f->arena);
    assert_true(facts_cache_get(cache, 2, f->arena, &got));
    facts_cache_put(cache, 3, STR("three"));
    facts_cache_close(cache, true);
    cache = facts_cache_open(f->path, f->arena);
    assert_false(facts_cache_get(cache, 1, f->arena, &got));
    assert_true(facts_cache_get(cache, 2, f->arena, &got));
    assert_text(got, "two");
    assert_true(facts_cache_get(cache, 3, f->arena, &got));
    assert_text(got, "three");
    facts_cache_close(cache, true);
}

static void a_second_run_at_the_same_time_does_not_spoil_the_first(void **state)
{
    struct folder *f = *state;
    struct facts_cache *first = facts_cache_open(f->path, f->arena),
                       *second = facts_cache_open(f->path, f->arena);

    facts_cache_put(first, 1, STR("one"));
    facts_cache_put(second, 2, STR("two"));
    facts_cache_put(first, 3, STR("three"));
    facts_cache_close(second, true);
    facts_cache_close(first, true);
    assert_true(is_kept(f, 1, "one"));
}

static void a_cache_that_is_a_link_or_a_folder_is_none(void **state)
{
    struct folder *f = *state;

    assert_int_equal(symlinkat("/etc/passwd", f->fd, ".nastavnik-facts"), 0);
    assert_false(is_kept(f, 1, "one"));
    assert_int_equal(unlinkat(f->fd, ".nastavnik-facts", 0), 0);
    assert_int_equal(mkdirat(f->fd, ".nastavnik-facts", 0755), 0);
    assert_false(is_kept(f, 1, "one"));
}

// Puts one answer into the cache of [f] and returns the bytes of the file.
static struct str saved_cache(const struct folder *f)
{
    struct facts_cache *cache = facts_cache_open(f->path, f->arena);
    char bytes[1024];

    facts_cache_put(cache, 1, STR("one"));
    facts_cache_close(cache, true);
    int fd = openat(f->fd, ".nastavnik-facts", O_RDONLY | O_CLOEXEC);
    assert_int_not_equal(fd, -1);
    ssize_t n = read(fd, bytes, sizeof bytes);
    close(fd);
    assert_true(n > 0 && n < (ssize_t)sizeof bytes);
    return str_copy((struct str){ bytes, (size_t)n }, f->arena);
}

static void a_cache_that_ends_too_soon_is_none(void **state)
{
    struct folder *f = *state;
    struct str whole = saved_cache(f);

    for (size_t len = 0; len < whole.len; len++) {
        folder_put(f, ".nastavnik-facts", str_from_to(whole, 0, len));
        if (is_kept(f, 1, "one"))
            fail_msg("kept of %zu bytes", len);
    }
    folder_put(f, ".nastavnik-facts", whole);
    assert_true(is_kept(f, 1, "one"));
}

// Where the index says that something lies, there is nothing.
static void a_cache_whose_index_lies_is_none(void **state)
{
    static const char *const rows[] = {
        "0000000000000001 0000000000000012 ffffffffffffffff \n", // longer than any answer
        "0000000000000001 00000000000fffff 0000000000000003 \n", // behind the end
        "0000000000000001 0000000000000012 0000000000000004 \n", // beyond the end
        "0000000000000001 zzzzzzzzzzzzzzzz 0000000000000003 \n",
    };
    static const char *const lasts[] = {
        "index 0000000000000015 0000000000000002\n", "index ffffffffffffffff 0000000000000001\n",
        "index 0000000000000015 ffffffffffffffff\n", "index 0000000000000014 0000000000000001\n",
        "index zzzzzzzzzzzzzzzz 0000000000000001\n",
    };
    static const char row[] = "0000000000000001 0000000000000012 0000000000000003 \n",
                      last[] = "index 0000000000000015 0000000000000001\n";
    struct folder *f = *state;

    assert_text(saved_cache(f), str_format(f->arena, "nastavnik-facts 1\none%s%s", row, last).ptr);
    for (size_t i = 0; i < COUNT(rows); i++) {
        folder_put(f, ".nastavnik-facts", str_format(f->arena, "nastavnik-facts 1\none%s%s", rows[i], last));
        assert_false(is_kept(f, 1, "one"));
    }
    for (size_t i = 0; i < COUNT(lasts); i++) {
        folder_put(f, ".nastavnik-facts", str_format(f->arena, "nastavnik-facts 1\none%s%s", row, lasts[i]));
        assert_false(is_kept(f, 1, "one"));
    }
    folder_put(f, ".nastavnik-facts", str_format(f->arena, "nastavnik-facts 2\none%s%s", row, last));
    assert_false(is_kept(f, 1, "one"));
}

static void a_folder_that_is_not_there_has_no_cache(void **state)
{
    struct folder *f = *state;
    struct facts_cache *cache = facts_cache_open("/dev/null/nothing", f->arena);
    struct str got;

    facts_cache_put(cache, 1, STR("one"));
    assert_false(facts_cache_get(cache, 1, f->arena, &got));
    facts_cache_close(cache, false);
}

// A run that says nothing of a document does not throw away what is known of it.
static void what_is_not_used_is_kept_when_nothing_is_to_be_forgotten(void **state)
{
    struct folder *f = *state;

    saved_cache(f);
    struct facts_cache *cache = facts_cache_open(f->path, f->arena);
    facts_cache_put(cache, 2, STR("two"));
    facts_cache_put(cache, 2, STR("another"));
    facts_cache_close(cache, false);
    cache = facts_cache_open(f->path, f->arena);
    struct str one, two;
    assert_true(facts_cache_get(cache, 1, f->arena, &one));
    assert_true(facts_cache_get(cache, 2, f->arena, &two));
    assert_text(two, "two");
    facts_cache_close(cache, true);
}

static void a_leftover_goes_unless_a_run_still_holds_it(void **state)
{
    struct folder *f = *state;

    folder_put(f, ".nastavnik-facts-next", STR("left"));
    struct facts_cache *first = facts_cache_open(f->path, f->arena);
    assert_int_equal(faccessat(f->fd, ".nastavnik-facts-next", F_OK, 0), -1);
    facts_cache_put(first, 1, STR("one"));
    facts_cache_close(facts_cache_open(f->path, f->arena), true);
    assert_int_equal(faccessat(f->fd, ".nastavnik-facts-next", F_OK, 0), 0);
    facts_cache_close(first, true);
    assert_true(is_kept(f, 1, "one"));
}

static void what_stands_in_the_way_of_the_next_cache_is_left_alone(void **state)
{
    struct folder *f = *state;

    saved_cache(f);
    assert_int_equal(mkdirat(f->fd, ".nastavnik-facts-next", 0755), 0);
    struct facts_cache *cache = facts_cache_open(f->path, f->arena);
    facts_cache_put(cache, 2, STR("two"));
    facts_cache_put(cache, 3, STR("three"));
    facts_cache_close(cache, true);
    assert_int_equal(faccessat(f->fd, ".nastavnik-facts-next", F_OK, 0), 0);
    assert_true(is_kept(f, 1, "one"));
    assert_false(is_kept(f, 2, "two"));
}

// ---- workers ------------------------------------------------------------------------------

static const char *script(const struct folder *f, const char *text)
{
    folder_put(f, "worker", str_from(text));
    folder_put(f, "x.pdf", STR("%PDF-"));
    assert_int_equal(fchmodat(f->fd, "worker", 0755, 0), 0);
    return str_format(f->arena, "%s/worker", f->path).ptr;
}

static void run_jobs(const struct folder *f, const char *program, struct worker_job *jobs, size_t count,
                     int *started)
{
    struct worker_pool *pool = worker_pool_open(program, 2, 1, f->arena);

    for (size_t i = 0; i < count; i++)
        jobs[i] = (struct worker_job){ .kind = "pdf", .dir = f->fd, .files = { "x.pdf" } };
    worker_run(pool, jobs, count, f->arena);
    *started = worker_pool_started(pool);
    worker_pool_close(pool);
}

static void a_worker_that_hangs_is_ended(void **state)
{
    struct folder *f = *state;
    struct worker_job jobs[2];
    struct timespec began, ended;
    int started;

    clock_gettime(CLOCK_MONOTONIC, &began);
    run_jobs(f, script(f, "#!/bin/sh\nsleep 30 &\nsleep 30\n"), jobs, COUNT(jobs), &started);
    clock_gettime(CLOCK_MONOTONIC, &ended);
    assert_int_equal(jobs[0].outcome, WORKER_LATE);
    assert_int_equal(jobs[1].outcome, WORKER_LATE);
    assert_in_range(ended.tv_sec - began.tv_sec, 0, 10);
}

static void an_answer_to_another_question_is_a_lie(void **state)
{
    struct folder *f = *state;
    struct worker_job job;
    int started;

    run_jobs(f,
             script(f, "#!/bin/sh\nhead -c 16 >/dev/null\n"
                       "printf '0000000000000000 0000000c\\nopens 1:1\\n' >&0\nsleep 30\n"),
             &job, 1, &started);
    assert_int_equal(job.outcome, WORKER_LIED);
}

static void a_worker_that_never_works_is_not_started_for_ever(void **state)
{
    struct folder *f = *state;
    struct worker_job jobs[100];
    int started;

    run_jobs(f, script(f, "#!/bin/sh\nexit 1\n"), jobs, COUNT(jobs), &started);
    assert_int_equal(jobs[0].outcome, WORKER_DIED);
    assert_int_equal(jobs[99].outcome, WORKER_MISSING);
    assert_in_range(started, 1, 20);
}

static void a_document_that_is_gone_is_no_fault_of_the_worker(void **state)
{
    struct folder *f = *state;
    struct worker_pool *pool = worker_pool_open("/nonexistent", 1, 1, f->arena);
    struct worker_job job = { .kind = "pdf", .dir = f->fd, .files = { "gone.pdf" } };

    worker_run(pool, &job, 1, f->arena);
    assert_int_equal(job.outcome, WORKER_UNREADABLE);
    assert_int_equal(worker_pool_started(pool), 0);
    worker_pool_close(pool);
}

#define FOLDER_TEST(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)
#define ARENA_TEST(test)  cmocka_unit_test_setup_teardown(test, make_arena, free_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARENA_TEST(an_answer_becomes_facts),
        ARENA_TEST(a_death_is_an_answer_too),
        ARENA_TEST(what_is_not_of_the_form_is_not_believed),
        ARENA_TEST(more_pages_than_the_limit_are_not_believed),
        ARENA_TEST(russian_text_can_be_read),
        ARENA_TEST(letter_soup_is_told_from_text),
        ARENA_TEST(pages_that_are_pictures_are_counted),
        ARENA_TEST(a_picture_with_a_text_layer_or_a_stamp_is_told_from_one_without),
        ARENA_TEST(a_locked_document_has_no_known_text),
        ARENA_TEST(properties_name_people_or_they_do_not),
        ARENA_TEST(a_label_grows_by_what_is_known),
        FOLDER_TEST(an_answer_outlives_the_run),
        FOLDER_TEST(what_a_run_does_not_use_is_forgotten),
        FOLDER_TEST(a_second_run_at_the_same_time_does_not_spoil_the_first),
        FOLDER_TEST(a_cache_that_is_a_link_or_a_folder_is_none),
        FOLDER_TEST(a_cache_that_ends_too_soon_is_none),
        FOLDER_TEST(a_cache_whose_index_lies_is_none),
        FOLDER_TEST(a_folder_that_is_not_there_has_no_cache),
        FOLDER_TEST(what_is_not_used_is_kept_when_nothing_is_to_be_forgotten),
        FOLDER_TEST(a_leftover_goes_unless_a_run_still_holds_it),
        FOLDER_TEST(what_stands_in_the_way_of_the_next_cache_is_left_alone),
        FOLDER_TEST(a_worker_that_hangs_is_ended),
        FOLDER_TEST(an_answer_to_another_question_is_a_lie),
        FOLDER_TEST(a_worker_that_never_works_is_not_started_for_ever),
        FOLDER_TEST(a_document_that_is_gone_is_no_fault_of_the_worker),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
