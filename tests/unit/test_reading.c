// SPDX-License-Identifier: MIT
// Papers of the corpus (tests/reading/*.txt) and what has to be said of each:
// exactly that, and nothing of the others. Precision and recall are printed per
// finding; then each rule is left out in turn, and its findings have to vanish.
#include "base/buf.h"
#include "base/embedded.h"
#include "check/reading.h"
#include "input/frontmatter.h"
#include "model/gate.h"
#include "model/link.h"
#include "section.h"

#include <glob.h>
#include <stdio.h>
#include <time.h>

#define CORPUS "tests/reading/*.txt"

enum { MOST_PAGES = 8 };

struct fixture {
    struct workshop *w;
    struct paper paper;
    struct str pages[MOST_PAGES];
    struct file_ref file;
    struct list expected; // of struct str: «slug страница: слова»
    bool of_records;      // the records and Markdown are read, not a paper
};

// ---- reading a fixture --------------------------------------------------------------

static struct str read_whole(const char *path, struct arena *a)
{
    FILE *f = fopen(path, "rb");
    char *bytes = arena_alloc(a, 1 << 16, 1);

    assert_non_null(f);
    size_t n = fread(bytes, 1, (1 << 16) - 1, f);
    fclose(f);
    return (struct str){ bytes, n };
}

static void put_known_acts(struct workshop *w)
{
    const struct embedded *e = embedded_find(STR("data/known-acts/known.yaml"));
    struct source *source = ARENA_NEW(w->arena, struct source);

    assert_non_null(e);
    *source = (struct source){ e->name, { e->bytes, e->size } };
    assert_true(records_decode(&known_act_type, yaml_read(source, source->text, 1, w->arena, w->ds),
                               &w->world.known_acts, w->arena, w->ds));
}

static void put_records(struct workshop *w, const struct node *root)
{
    const struct node *organization = node_get(root, "organization"), *known = node_get(root, "known_acts");

    if (known)
        records_decode(&known_act_type, known, &w->world.known_acts, w->arena, w->ds);
    if (organization)
        record_decode(&organization_type, organization, &w->section.organization, w->arena, w->ds);
    for (const struct section_list *l = section_lists; l->type; l++)
        if (node_get(root, l->type->file))
            records_decode(l->type, node_get(root, l->type->file), section_list_at(&w->section, l), w->arena,
                           w->ds);
}

// Pages are parted by lines «=== стр. 2».
static void put_pages(struct fixture *x, struct str body)
{
    const struct str mark = STR("\n=== ");

    for (x->paper.pages = 0; !str_empty(body) && x->paper.pages < MOST_PAGES;) {
        size_t at = str_find(body, mark);
        x->pages[x->paper.pages++] = str_from_to(body, 0, at);
        if (at == SIZE_MAX)
            break;
        body = str_after(body, at + mark.len);
        body = str_after(body, str_find_char(body, '\n'));
    }
    x->paper.page_texts = x->pages;
}

// [root] may say that the page is news, and its date.
static void put_markdown(struct fixture *x, const struct node *root, struct str body,
                         const struct source *source, uint32_t line)
{
    struct page *page = ARENA_NEW(x->w->arena, struct page);
    const struct node *date = node_get(root, "date");

    record_init(&page_type, page);
    page->news = node_get(root, "news") != NULL;
    if (date)
        assert_true(date_parse(date->text, &page->date));
    page->body.source = body;
    page->body.where = (struct where){ source, line, 1 };
    list_add(&x->w->section.pages, page, x->w->arena);
}

static void put_expected(struct fixture *x, const struct node *list)
{
    for (const struct node *n = list ? list->first : NULL; n; n = n->next)
        list_add(&x->expected, &n->text, x->w->arena);
}

static struct fixture *fixture_read(const char *path, struct arena *a)
{
    struct fixture *x = ARENA_NEW(a, struct fixture);
    struct source *source = ARENA_NEW(a, struct source);
    struct frontmatter parts;

    x->w = workshop_new(a, LEVEL_SCHOOL, (struct date){ 2026, 3, 2 });
    x->w->section.organization.name = STR("МБДОУ «Детский сад № 72»");
    x->w->section.organization.kind = KIND_KINDERGARTEN;
    *source = (struct source){ str_copy(str_from(path), a).ptr, read_whole(path, a) };
    assert_true(frontmatter_split(source, x->w->ds, &parts));
    const struct node *root = yaml_read(source, parts.fields, parts.fields_line, a, x->w->ds);
    put_known_acts(x->w);
    put_records(x->w, root);
    put_expected(x, node_get(root, "expect"));
    x->of_records = node_get(root, "markdown") != NULL;
    if (x->of_records)
        put_markdown(x, root, parts.body, source, parts.body_line);
    else
        put_pages(x, parts.body);
    x->file.path = STR("files/paper.pdf");
    x->paper.file = &x->file;
    x->paper.act = x->w->section.acts.count ? x->w->section.acts.items[0] : NULL;
    link_section(&x->w->section, x->w->ds);
    gate_list_unwilling(&x->w->section);
    assert_silent(x->w->ds);
    return x;
}

// What the messages amount to, by their words.
static enum disclosure disclosure_said(const struct diags *ds)
{
    enum disclosure found = DISCLOSES_NOTHING;

    for (LIST_EACH(const struct diag, d, ds->items)) {
        if (d->code != DIAG_PAPER_SNILS && d->code != DIAG_PAPER_PERSONAL && d->code != DIAG_PAPER_NAME)
            continue;
        if (str_find(d->message, STR("вероятно, ")) == SIZE_MAX)
            return DISCLOSES_SURELY;
        found = DISCLOSES_LIKELY;
    }
    return found;
}

// What [rules] say of the fixture.
static struct diags *said(const struct fixture *x, const struct reading_rule *rules)
{
    struct diags *ds = diags_new(x->w->arena);

    if (x->of_records)
        reading_check_records_by(rules, &x->w->section, ds);
    else {
        enum disclosure found = reading_check_by(rules, &x->w->section, &x->paper, ds);
        assert_int_equal(found, disclosure_said(ds));
    }
    return ds;
}

// ---- comparing ----------------------------------------------------------------------

struct score {
    size_t right, spare, missed;
};

struct sum {
    struct score scores[DIAG_COUNT];
    size_t passed, failed;
};

static bool is_expected(const struct diag *d, struct str expected)
{
    const struct str slug = str_from(diag_info(d->code)->slug);
    size_t colon = str_find(expected, STR(": "));

    return str_starts(expected, slug) && expected.ptr[slug.len] == ' ' &&
           str_find(d->message, str_after(expected, colon + 2)) != SIZE_MAX;
}

static enum diag_code code_of(struct str expected)
{
    for (int code = 0; code < DIAG_COUNT; code++) {
        const struct str slug = str_from(diag_info((enum diag_code)code)->slug);
        if (str_starts(expected, slug) && expected.len > slug.len && expected.ptr[slug.len] == ' ')
            return (enum diag_code)code;
    }
    fail_msg("no such code: %.*s", STR_ARG(expected));
    return DIAG_COUNT;
}

static size_t count_missed(const struct fixture *x, const struct diags *ds, const char *path, struct sum *sum)
{
    size_t missed = 0;

    for (LIST_EACH(const struct str, expected, x->expected)) {
        bool found = false;
        for (LIST_EACH(const struct diag, d, ds->items))
            found = found || is_expected(d, *expected);
        sum->scores[code_of(*expected)].missed += !found;
        sum->scores[code_of(*expected)].right += found;
        missed += !found;
        if (!found)
            print_message("%s: not said: %.*s\n", path, STR_ARG(*expected));
    }
    return missed;
}

static size_t count_spare(const struct fixture *x, const struct diags *ds, const char *path, struct sum *sum)
{
    size_t spare = 0;

    for (LIST_EACH(const struct diag, d, ds->items)) {
        bool found = false;
        for (LIST_EACH(const struct str, expected, x->expected))
            found = found || is_expected(d, *expected);
        sum->scores[d->code].spare += !found;
        spare += !found;
        if (!found)
            print_message("%s: said: %s %.*s\n", path, diag_info(d->code)->slug, STR_ARG(d->message));
    }
    return spare;
}

static double share(size_t part, size_t rest)
{
    return part + rest ? (double)part / (double)(part + rest) : 1;
}

static void print_scores(const struct sum *sum)
{
    for (const struct reading_rule *rule = reading_rules; rule->check; rule++) {
        const struct score *s = &sum->scores[rule->code];
        print_message("%-20s found %2zu, spare %zu, missed %zu: precision %.2f, recall %.2f\n",
                      diag_info(rule->code)->slug, s->right, s->spare, s->missed, share(s->right, s->spare),
                      share(s->right, s->missed));
    }
}

// ---- tests --------------------------------------------------------------------------

static void every_paper_of_the_corpus_is_read_rightly(void **state)
{
    glob_t files;
    struct sum sum = { 0 };

    assert_int_equal(glob(CORPUS, 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        const struct fixture *x = fixture_read(files.gl_pathv[i], *state);
        const struct diags *ds = said(x, reading_rules);
        size_t wrong =
            count_missed(x, ds, files.gl_pathv[i], &sum) + count_spare(x, ds, files.gl_pathv[i], &sum);
        *(wrong ? &sum.failed : &sum.passed) += 1;
    }
    globfree(&files);
    print_scores(&sum);
    print_message("corpus: %zu papers right, %zu wrong\n", sum.passed, sum.failed);
    assert_int_equal(sum.failed, 0);
    assert_true(sum.passed >= 60);
}

// The rules but for [left_out].
static void rules_without(size_t left_out, struct reading_rule *out)
{
    size_t n = 0;

    for (size_t i = 0; reading_rules[i].check; i++)
        if (i != left_out)
            out[n++] = reading_rules[i];
    out[n] = (struct reading_rule){ 0 };
}

static bool is_missed_without(size_t rule, const char *path, struct arena *a)
{
    struct reading_rule rules[32];
    const struct fixture *x = fixture_read(path, a);

    rules_without(rule, rules);
    return diags_has(said(x, reading_rules), reading_rules[rule].code) &&
           !diags_has(said(x, rules), reading_rules[rule].code);
}

static void a_rule_left_out_is_missed(void **state)
{
    glob_t files;

    assert_int_equal(glob(CORPUS, 0, NULL, &files), 0);
    for (size_t rule = 0; reading_rules[rule].check; rule++) {
        bool missed = false;
        for (size_t i = 0; i < files.gl_pathc && !missed; i++)
            missed = is_missed_without(rule, files.gl_pathv[i], *state);
        if (!missed)
            fail_msg("no paper of the corpus needs the rule «%s»", reading_rules[rule].name);
    }
    globfree(&files);
}

static void every_rule_names_its_source(void **state)
{
    (void)state;
    for (const struct reading_rule *rule = reading_rules; rule->check; rule++)
        assert_true(rule->name[0] && rule->source[0]);
}

// What is only likely must not stop anybody.
static void only_a_certain_number_is_an_error(void **state)
{
    (void)state;
    for (const struct reading_rule *rule = reading_rules; rule->check; rule++)
        assert_int_equal(diag_info(rule->code)->severity,
                         rule->code == DIAG_PAPER_SNILS ? SEVERITY_ERROR : SEVERITY_WARNING);
}

static void personal_data_is_masked_in_the_message(void **state)
{
    const struct fixture *x = fixture_read("tests/reading/personal-snils.txt", *state);
    const struct diags *ds = said(x, reading_rules);

    assert_int_equal(count_said(ds, DIAG_PAPER_SNILS, "***-***-*** **"), 1);
    assert_int_equal(count_said(ds, DIAG_PAPER_SNILS, "112"), 0);
}

static void a_person_is_told_of_once_for_a_paper(void **state)
{
    const struct fixture *x = fixture_read("tests/reading/name-two-pages.txt", *state);

    assert_int_equal(count_said(said(x, reading_rules), DIAG_PAPER_NAME, "стр. 1"), 1);
    assert_int_equal(count_said(said(x, reading_rules), DIAG_PAPER_NAME, ""), 1);
}

static void a_citation_in_a_page_is_told_with_its_line_and_column(void **state)
{
    const struct fixture *x = fixture_read("tests/reading/markdown-misquoted.txt", *state);
    const struct diags *ds = said(x, reading_rules);
    const struct diag *d = ds->items.items[0];

    assert_int_equal(d->line, 10);
    assert_int_equal(d->column, 28);
}

static void a_paper_of_pictures_says_nothing(void **state)
{
    struct fixture *x = fixture_read("tests/reading/number-other.txt", *state);

    x->pages[0] = (struct str){ 0 };
    assert_silent(said(x, reading_rules));
    x->paper.pages = 0;
    assert_silent(said(x, reading_rules));
}

static void nothing_that_a_terminal_obeys_gets_into_a_message(void **state)
{
    struct fixture *x = fixture_read("tests/reading/number-other.txt", *state);

    x->pages[0] = STR("ПРИКАЗ\n\x1b[31m31.08.2021\u202E\x07 № 26/1\xff О внедрении");
    const struct diags *ds = said(x, reading_rules);
    assert_said(ds, DIAG_PAPER_NUMBER, "31m31.08.2021 № 26/1 О внедрении");
}

// Nobody waits long for a page of nothing but quotation marks, or of dashes.
static void a_hostile_page_costs_no_more_than_its_length(void **state)
{
    static const char *const hostile[] = { "\"",
                                           "_ ",
                                           "1-",
                                           "№ ",
                                           "№ 1/",
                                           "1 ",
                                           "ПРИКАЗ ",
                                           "приложение к приказу ",
                                           "@",
                                           "(наименование\n",
                                           "образовательной организации)\n" };
    enum { REPEATS = 20000 };
    struct fixture *x = fixture_read("tests/reading/number-other.txt", *state);

    for (size_t i = 0; i < COUNT(hostile); i++) {
        struct buf b = buf_new(*state, SIZE_MAX);
        for (size_t k = 0; k < REPEATS; k++)
            buf_put(&b, str_from(hostile[i]));
        x->pages[0] = buf_str(&b);
        const clock_t began = clock();
        said(x, reading_rules);
        assert_true(clock() - began < 2 * CLOCKS_PER_SEC);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_paper_of_the_corpus_is_read_rightly),
        cmocka_unit_test(a_rule_left_out_is_missed),
        cmocka_unit_test(every_rule_names_its_source),
        cmocka_unit_test(only_a_certain_number_is_an_error),
        cmocka_unit_test(personal_data_is_masked_in_the_message),
        cmocka_unit_test(a_person_is_told_of_once_for_a_paper),
        cmocka_unit_test(a_citation_in_a_page_is_told_with_its_line_and_column),
        cmocka_unit_test(a_paper_of_pictures_says_nothing),
        cmocka_unit_test(nothing_that_a_terminal_obeys_gets_into_a_message),
        cmocka_unit_test(a_hostile_page_costs_no_more_than_its_length),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
