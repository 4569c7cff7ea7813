// SPDX-License-Identifier: MIT
// Documents' own pages: who gets one, and what stands on it.
#include "base/limits.h"
#include "page/document.h"
#include "record/facts.h"
#include "unit.h"

#include <string.h>

struct bench {
    struct arena *arena;
    struct tree_node node;
    struct section section;
    struct act act;
    struct file_ref file;
    struct document_facts facts;
};

// A section with one published order whose file has a readable text layer.
static struct bench *bench_new(struct arena *a, const char *extension)
{
    struct bench *b = ARENA_NEW(a, struct bench);

    b->arena = a;
    b->node.path = STR("shkola");
    b->section = (struct section){ .arena = a, .node = &b->node };
    b->facts = (struct document_facts){ .status = FACTS_EXAMINED,
                                        .text_layer = TEXT_READABLE,
                                        .pages = FIELD_INT_ABSENT };
    b->file = (struct file_ref){ .extension = str_from(extension), .present = true, .facts = &b->facts };
    b->act = (struct act){ .id = STR("prikaz") };
    list_add(&b->act.files, &b->file, a);
    list_add(&b->section.acts, &b->act, a);
    return b;
}

static void add_page(struct bench *b, const char *text)
{
    struct facts_page *page = ARENA_NEW(b->arena, struct facts_page);

    page->text = str_from(text);
    list_add(&b->facts.read, page, b->arena);
}

static struct str page_of(struct bench *b)
{
    document_choose_pages(&b->section);
    return b->act.text_page;
}

static const struct document_page *read_page(const struct bench *b, size_t i)
{
    const struct list texts = document_texts(&b->act, b->arena);
    const struct document_text *text = texts.items[0];

    return text->pages.items[i];
}

static void assert_paragraph(const struct document_page *page, size_t i, const char *expected)
{
    assert_true(i < page->paragraphs.count);
    assert_text(*(const struct str *)page->paragraphs.items[i], expected);
}

static void a_published_document_with_text_gets_a_page(void **state)
{
    assert_text(page_of(bench_new(*state, "pdf")), "shkola/document-prikaz.html");
}

static void a_scan_gets_none(void **state)
{
    struct bench *b = bench_new(*state, "pdf");

    b->facts.text_layer = TEXT_ABSENT;
    assert_true(str_empty(page_of(b)));
}

static void a_document_nobody_looked_into_gets_none(void **state)
{
    struct bench *b = bench_new(*state, "pdf");

    b->file.facts = NULL;
    assert_true(str_empty(page_of(b)));
}

static void a_withheld_document_gets_none(void **state)
{
    struct bench *b = bench_new(*state, "pdf");

    b->act.withheld = true;
    assert_true(str_empty(page_of(b)));
}

static void an_unpublished_file_gets_none(void **state)
{
    struct bench *b = bench_new(*state, "pdf");

    b->file.present = false;
    assert_true(str_empty(page_of(b)));
}

static void text_with_personal_data_is_not_spread(void **state)
{
    struct bench *b = bench_new(*state, "pdf");

    b->file.discloses = DISCLOSES_LIKELY;
    add_page(b, "Паспорт 65 10 123456");
    assert_true(str_empty(page_of(b)));
    assert_int_equal(document_texts(&b->act, b->arena).count, 0);
}

static void lines_of_a_pdf_become_paragraphs(void **state)
{
    struct bench *b = bench_new(*state, "pdf");

    add_page(b, "ПРИКАЗ\nВ целях помощи молодым педагогам школы\nприказываю утвердить положение.\n"
                "1. Закрепить наставников за молодыми\nпедагогами на этот учебный год, как ре-\n"
                "шил совет.\n– и разместить приказ на сайте школы");
    const struct document_page *page = read_page(b, 0);
    assert_int_equal(page->paragraphs.count, 4);
    assert_paragraph(page, 0, "ПРИКАЗ");
    assert_paragraph(page, 1, "В целях помощи молодым педагогам школы приказываю утвердить положение.");
    assert_paragraph(
        page, 2, "1. Закрепить наставников за молодыми педагогами на этот учебный год, как ре-шил совет.");
    assert_paragraph(page, 3, "– и разместить приказ на сайте школы");
}

static void office_files_have_their_own_paragraphs(void **state)
{
    struct bench *b = bench_new(*state, "docx");

    add_page(b, "Один абзац\nДругой абзац");
    assert_int_equal(read_page(b, 0)->paragraphs.count, 2);
}

static void a_page_that_is_a_picture_keeps_its_number(void **state)
{
    struct bench *b = bench_new(*state, "pdf");

    add_page(b, "");
    add_page(b, "Текст");
    assert_int_equal(read_page(b, 0)->paragraphs.count, 0);
    assert_int_equal(read_page(b, 1)->number, 2);
}

static void pages_beyond_the_limit_stay_in_the_file(void **state)
{
    struct bench *b = bench_new(*state, "pdf");
    char *much = arena_alloc(b->arena, LIMIT_DOCUMENT_TEXT_BYTES + 1, 1);

    memset(much, 'a', LIMIT_DOCUMENT_TEXT_BYTES - 3);
    add_page(b, much);
    add_page(b, "Хвост");
    const struct list texts = document_texts(&b->act, b->arena);
    const struct document_text *text = texts.items[0];
    assert_true(text->cut);
    assert_int_equal(text->pages.count, 1);
}

static void a_file_read_in_part_is_shown_as_cut(void **state)
{
    struct bench *b = bench_new(*state, "pdf");

    add_page(b, "Первая страница");
    b->facts.pages = 2;
    const struct list texts = document_texts(&b->act, b->arena);
    assert_true(((const struct document_text *)texts.items[0])->cut);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_published_document_with_text_gets_a_page),
        cmocka_unit_test(a_scan_gets_none),
        cmocka_unit_test(a_document_nobody_looked_into_gets_none),
        cmocka_unit_test(a_withheld_document_gets_none),
        cmocka_unit_test(an_unpublished_file_gets_none),
        cmocka_unit_test(text_with_personal_data_is_not_spread),
        cmocka_unit_test(lines_of_a_pdf_become_paragraphs),
        cmocka_unit_test(office_files_have_their_own_paragraphs),
        cmocka_unit_test(a_page_that_is_a_picture_keeps_its_number),
        cmocka_unit_test(pages_beyond_the_limit_stay_in_the_file),
        cmocka_unit_test(a_file_read_in_part_is_shown_as_cut),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
