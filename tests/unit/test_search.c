// SPDX-License-Identifier: MIT
// The search index: words and their stems, places on pages, the files.
#include "base/limits.h"
#include "base/map.h"
#include "page/lexicon.h"
#include "page/search.h"
#include "unit.h"

static struct vocabulary *words; // of all tests: what one has left there must not matter to another

// ---- words -------------------------------------------------------------------------

// «стем:1! стем:2»: the stems of a text and where they stand.
static struct str stems_of(struct arena *a, struct lexicon *l)
{
    struct buf out = buf_new(a, 1 << 20);
    const struct list terms = lexicon_terms(l);

    for (LIST_EACH(const struct term, term, terms)) {
        buf_format(&out, "%s%.*s", out.len ? " " : "", STR_ARG(term->stem));
        for (size_t i = 0; i < term->count; i++)
            buf_format(&out, "%s%u%s", i ? "," : ":", term->entries[i] / 2, term->entries[i] % 2 ? "!" : "");
    }
    return buf_str(&out);
}

static void assert_words(struct arena *a, const char *text, const char *expected)
{
    struct lexicon *l = lexicon_new(words, a);

    lexicon_add(l, 0, false, str_from(text));
    assert_text(stems_of(a, l), expected);
}

static void forms_of_a_word_have_one_stem(void **state)
{
    assert_words(*state, "Наставник, наставники; НАСТАВНИКОМ", "наставник:0");
}

static void a_word_is_found_with_e_and_yo(void **state)
{
    assert_words(*state, "почёт почет", "почет:0");
}

static void a_letter_of_two_marks_is_one(void **state)
{
    assert_words(*state,
                 "й"
                 "\u0438\u0306"
                 "й",
                 "й"
                 "й"
                 "й:0"); // й, and и with a breve
}

static void a_number_stays_whole(void **state)
{
    assert_words(*state, "№ 26/1, № 43-од", "26/1:0 43-од:0");
}

static void a_date_is_found_by_its_year_too(void **state)
{
    assert_words(*state, "01.09.2025.", "01.09.2025:0 2025:0");
}

static void hyphens_of_all_kinds_are_one(void **state)
{
    assert_words(*state, "43\u2011ОД", "43-од:0");
    assert_words(*state, "педагог-наставник", "наставник:0 педагог:0");
}

static void prepositions_are_no_words(void **state)
{
    assert_words(*state, "о на в", "");
}

static void a_soft_hyphen_is_not_seen(void **state)
{
    assert_words(*state, "настав\u00adник", "наставник:0");
}

static void quotation_marks_and_dashes_part_words(void **state)
{
    assert_words(*state, "«школа»—класс", "класс:0 школ:0");
}

static void a_word_of_the_title_is_marked(void **state)
{
    struct lexicon *l = lexicon_new(words, *state);

    lexicon_add(l, 0, true, STR("Школа"));
    lexicon_add(l, 0, false, STR("школа класс"));
    lexicon_add(l, 1, false, STR("школы"));
    assert_text(stems_of(*state, l), "класс:0 школ:0!,1");
}

static void a_vocabulary_that_is_full_begins_anew(void **state)
{
    struct lexicon *l = lexicon_new(words, *state);

    lexicon_add(l, 0, false, STR("наставники"));
    for (int i = 0; i < LIMIT_VOCABULARY; i++)
        lexicon_add(l, (uint32_t)i + 1, false, str_format(*state, "%d", 1000000 + i));
    lexicon_add(l, LIMIT_VOCABULARY + 1, false, STR("наставником наставники"));
    assert_int_equal(lexicon_terms(l).count, LIMIT_VOCABULARY + 1);
    assert_words(*state, "наставник наставнику", "наставник:0");
    assert_words(*state, "наставники", "наставник:0");
}

static void a_lexicon_knows_nothing_of_the_one_before(void **state)
{
    assert_words(*state, "школа и класс", "класс:0 школ:0");
    assert_words(*state, "школы", "школ:0");
}

static void one_entry_holds_a_limited_number_of_words(void **state)
{
    struct lexicon *l = lexicon_new(words, *state);

    for (int i = 0; i < LIMIT_SEARCH_WORDS + 10; i++)
        lexicon_add(l, 0, false, str_format(*state, "%d", 1000000 + i));
    lexicon_add(l, 1, false, STR("1000000"));
    struct list terms = lexicon_terms(l);
    assert_int_equal(terms.count, LIMIT_SEARCH_WORDS);
    assert_int_equal(((const struct term *)terms.items[0])->count, 2);
}

// ---- pages ---------------------------------------------------------------------------

struct shelf {
    struct arena *arena;
    struct map files; // path -> struct str
    size_t count;
};

static bool keep(void *context, struct str path, struct str bytes)
{
    struct shelf *shelf = context;
    struct str *copy = ARENA_NEW(shelf->arena, struct str);

    *copy = str_copy(bytes, shelf->arena);
    map_put(&shelf->files, str_copy(path, shelf->arena), copy);
    shelf->count++;
    return true;
}

static struct shelf *write_out(struct arena *a, struct search *s)
{
    struct shelf *shelf = ARENA_NEW(a, struct shelf);
    const struct render_sink sink = { keep, shelf };

    *shelf = (struct shelf){ .arena = a, .files = map_new(a) };
    search_write(s, &sink);
    search_free(s);
    return shelf;
}

static bool holds(const struct shelf *shelf, const char *path, const char *piece)
{
    const struct str *file = map_get(&shelf->files, str_from(path));

    return file && str_find(*file, str_from(piece)) != SIZE_MAX;
}

static void add_page(struct search *s, const char *main)
{
    struct arena *a = arena_new();
    const struct markup pieces = markup_cut(str_from(main), a);

    search_add_page(s, STR("rayon/documents.html"), STR("Документы"), STR("Страница"), STR("Документ"),
                    &pieces);
    arena_free(a);
}

static void an_item_with_an_id_is_an_entry_of_its_own(void **state)
{
    struct search *s = search_new(STR("rayon"), words);

    add_page(
        s,
        "<h1>Документы</h1><p>Все</p><ul><li id=\"act-1\"><a>Приказ</a> <ul><li>об этом</li></ul></li></ul>");
    struct shelf *shelf = write_out(*state, s);
    assert_int_equal(shelf->count, 1);
    assert_true(holds(shelf, "rayon/search-index.js",
                      "[\"documents.html\",\"Документы\",\"Страница\",\"Все\"],\n"
                      "[\"documents.html#act-1\",\"Приказ\",\"Документ\",\"об этом\"]]"));
}

static void a_place_that_a_page_covers_is_left_out(void **state)
{
    struct search *s = search_new(STR("rayon"), words);

    search_cover(s, STR("rayon/documents.html#act-1"));
    add_page(s, "<ul><li id=\"act-1\"><a>Приказ</a></li></ul>");
    assert_false(holds(write_out(*state, s), "rayon/search-index.js", "act-1"));
}

static void what_is_marked_so_is_not_found(void **state)
{
    struct search *s = search_new(STR("rayon"), words);

    add_page(s, "<p data-nosearch>Все <b>ссылки</b></p><p>Текст</p>");
    struct shelf *shelf = write_out(*state, s);
    assert_true(holds(shelf, "rayon/search-index.js", "\"Текст\"]"));
    assert_false(holds(shelf, "rayon/search-index.js", "ссылк"));
}

static void markup_in_a_text_stays_text(void **state)
{
    struct search *s = search_new(STR(""), words);

    add_page(s, "<p>&lt;/script&gt;&#34;</p>");
    assert_true(holds(write_out(*state, s), "search-index.js", "\\u003c/script\\u003e\\\""));
}

static void a_long_text_is_shown_by_its_beginning_and_found_by_its_end(void **state)
{
    struct search *s = search_new(STR(""), words);
    struct buf page = buf_new(*state, 1 << 20);

    while (page.len <= LIMIT_SEARCH_TEXT_BYTES)
        BUF_PUT(&page, "ёё");
    BUF_PUT(&page, " конец");
    search_add(s, STR("index.html"), STR("Т"), STR("К"), buf_str(&page));
    struct shelf *shelf = write_out(*state, s);
    assert_true(holds(shelf, "search-index.js", "конец 0"));
    assert_true(holds(shelf, "search-index.js", "ё\"]]"));
}

static void a_large_index_is_written_in_parts(void **state)
{
    struct search *s = search_new(STR("rayon"), words);

    for (int i = 0; i < 4 * LIMIT_SEARCH_BLOCK; i++)
        search_add(
            s, STR("rayon/shkola/index.html"), str_format(*state, "%d", 10000000 + i * 7), STR("Школа"),
            str_format(*state, "%d/%d/%d/%d/%d/%d", i + 1000, i + 3000, i + 5000, i + 7000, i + 9000, i));
    struct shelf *shelf = write_out(*state, s);
    assert_true(shelf->count > 6);
    assert_true(holds(shelf, "rayon/search-index.js",
                      "\"entries\": 2000, \"block\": 500, \"blocks\": 4, \"parts\": [\""));
    assert_true(
        holds(shelf, "rayon/search-pages-1.js", "nastavnikSearch(\"pages-1\", [[\"shkola/index.html\","));
    assert_true(holds(shelf, "rayon/search-words-1.js", "nastavnikSearch(\"words-1\", \""));
    assert_false(holds(shelf, "rayon/search-index.js", "shkola"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_of_a_word_have_one_stem),
        cmocka_unit_test(a_word_is_found_with_e_and_yo),
        cmocka_unit_test(a_letter_of_two_marks_is_one),
        cmocka_unit_test(a_number_stays_whole),
        cmocka_unit_test(a_date_is_found_by_its_year_too),
        cmocka_unit_test(hyphens_of_all_kinds_are_one),
        cmocka_unit_test(prepositions_are_no_words),
        cmocka_unit_test(a_soft_hyphen_is_not_seen),
        cmocka_unit_test(quotation_marks_and_dashes_part_words),
        cmocka_unit_test(a_word_of_the_title_is_marked),
        cmocka_unit_test(a_vocabulary_that_is_full_begins_anew),
        cmocka_unit_test(a_lexicon_knows_nothing_of_the_one_before),
        cmocka_unit_test(one_entry_holds_a_limited_number_of_words),
        cmocka_unit_test(an_item_with_an_id_is_an_entry_of_its_own),
        cmocka_unit_test(a_place_that_a_page_covers_is_left_out),
        cmocka_unit_test(what_is_marked_so_is_not_found),
        cmocka_unit_test(markup_in_a_text_stays_text),
        cmocka_unit_test(a_long_text_is_shown_by_its_beginning_and_found_by_its_end),
        cmocka_unit_test(a_large_index_is_written_in_parts),
    };

    words = vocabulary_new();
    int failed = cmocka_run_group_tests(tests, make_arena, free_arena);
    vocabulary_free(words);
    return failed;
}
