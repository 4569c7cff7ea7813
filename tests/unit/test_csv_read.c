// SPDX-License-Identifier: MIT
#include "expect.h"
#include "folder.h"
#include "input/csv.h"
#include "input/source.h"

// The rows of [text]: cells between '|', rows between '/', each cell with its place when [places].
static struct str cells_of(const char *text, bool places, struct arena *a)
{
    struct source *s = ARENA_NEW(a, struct source);
    struct diags *ds = diags_new(a);
    struct list rows = { 0 };
    struct buf b = buf_new(a, SIZE_MAX);

    *s = (struct source){ "urls.csv", str_from(text) };
    assert_true(csv_read(s, &rows, a, ds));
    assert_int_equal(ds->items.count, 0);
    for (LIST_EACH(const struct csv_row, row, rows)) {
        if (b.len)
            buf_char(&b, '/');
        for (size_t i = 0; i < row->cells.count; i++) {
            const struct csv_cell *cell = row->cells.items[i];
            buf_format(&b, "%s%.*s", i ? "|" : "", STR_ARG(cell->text));
            if (places)
                buf_format(&b, "@%u:%u", cell->where.line, cell->where.column);
        }
    }
    return buf_str(&b);
}

static void a_table_of_semicolons_commas_or_tabs_is_the_same(void **state)
{
    assert_text(cells_of("a;b\n1;2\n", false, *state), "a|b/1|2");
    assert_text(cells_of("a,b\n1,2\n", false, *state), "a|b/1|2");
    assert_text(cells_of("a\tb\n1\t2\n", false, *state), "a|b/1|2");
}

static void the_first_line_decides_what_separates_cells(void **state)
{
    assert_text(cells_of("a;b\n1,2;3,4\n", false, *state), "a|b/1,2|3,4");
    assert_text(cells_of("a,b\n1;2,3\n", false, *state), "a|b/1;2|3");
    assert_text(cells_of("\"a;;;\",b\n1,2\n", false, *state), "a;;;|b/1|2");
}

static void a_line_for_excel_names_the_separator(void **state)
{
    assert_text(cells_of("sep=,\r\na;a,b\r\n", false, *state), "a;a|b");
    assert_text(cells_of("sep=\t\na;\tb\n", false, *state), "a;|b");
}

static void lines_end_in_any_way(void **state)
{
    assert_text(cells_of("a;b\r\n1;2\r\n", false, *state), "a|b/1|2");
    assert_text(cells_of("a;b\r1;2\r", false, *state), "a|b/1|2");
    assert_text(cells_of("a;b\n1;2", false, *state), "a|b/1|2");
}

static void quotes_hold_separators_quotes_and_line_ends(void **state)
{
    assert_text(cells_of("\"a;b\";\"\"\"c\"\"\"\n", false, *state), "a;b|\"c\"");
    assert_text(cells_of("\"a\nb\";c\nd;e\n", true, *state), "a\nb@1:1|c@2:4/d@3:1|e@3:3");
    assert_text(cells_of("a \"b\" c;\"\"\n", false, *state), "a \"b\" c|");
    assert_text(cells_of("\"a\" ;b\n", false, *state), "a|b");
}

static void places_are_counted_in_characters(void **state)
{
    assert_text(cells_of("Файл;Адрес\r\nя;ю\r\n", true, *state), "Файл@1:1|Адрес@1:6/я@2:1|ю@2:3");
}

static void empty_rows_are_nobodys(void **state)
{
    assert_text(cells_of("", false, *state), "");
    assert_text(cells_of("\n\n;;;\n  ; \na;b\n;;\n", true, *state), "a@5:1|b@5:3");
}

static void assert_refused(const char *text, struct arena *a)
{
    struct source s = { "urls.csv", str_from(text) };
    struct diags *ds = diags_new(a);
    struct list rows = { 0 };

    assert_false(csv_read(&s, &rows, a, ds));
    assert_expected(text, s.text, ds);
}

static void a_quote_that_is_not_closed_is_told_where_it_was_opened(void **state)
{
    assert_refused("# expect: 2:3 csv-quote\na;\"b\nc;d\n", *state);
    assert_refused("# expect: 2:1 csv-quote\n\"", *state);
    assert_refused("# expect: 2:1 csv-quote\n\"a\"\"", *state);
}

static void text_behind_a_closing_quote_is_told_where_it_is(void **state)
{
    assert_refused("# expect: 2:5 csv-quote\n\"a\" b;c\n", *state);
}

// ---- encodings -------------------------------------------------------------

static void assert_loads(struct folder *f, struct str bytes, const char *text)
{
    struct diags *ds = diags_new(f->arena);
    struct source s;

    folder_put(f, "urls.csv", bytes);
    assert_true(source_load_guessing(f->fd, "urls.csv", "urls.csv", 1000, f->arena, ds, &s));
    assert_text(s.text, text);
}

static void what_excel_saves_is_read_in_its_encoding(void **state)
{
    assert_loads(*state, STR("Файл;Адрес на сайте"), "Файл;Адрес на сайте");
    assert_loads(*state,
                 STR("\xEF\xBB\xBF"
                     "Файл;Адрес"),
                 "Файл;Адрес");
    assert_loads(*state, STR("\xD4\xE0\xE9\xEB;\xC0\xE4\xF0\xE5\xF1 \xED\xE0 \xF1\xE0\xE9\xF2\xE5\r\n"),
                 "Файл;Адрес на сайте\r\n");
    assert_loads(*state, STR("\xFF\xFE\x24\x04\x30\x04\x39\x04\x3B\x04\t\0\x10\x04"), "Файл\tА");
}

static void bytes_that_are_no_text_stay_an_error(void **state)
{
    struct folder *f = *state;
    struct diags *ds = diags_new(f->arena);
    struct source s;

    folder_put(f, "urls.csv", STR("a;\xFF;b"));
    assert_false(source_load_guessing(f->fd, "urls.csv", "urls.csv", 1000, f->arena, ds, &s));
    assert_true(diags_has(ds, DIAG_UTF8_BROKEN));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_of_semicolons_commas_or_tabs_is_the_same),
        cmocka_unit_test(the_first_line_decides_what_separates_cells),
        cmocka_unit_test(a_line_for_excel_names_the_separator),
        cmocka_unit_test(lines_end_in_any_way),
        cmocka_unit_test(quotes_hold_separators_quotes_and_line_ends),
        cmocka_unit_test(places_are_counted_in_characters),
        cmocka_unit_test(empty_rows_are_nobodys),
        cmocka_unit_test(a_quote_that_is_not_closed_is_told_where_it_was_opened),
        cmocka_unit_test(text_behind_a_closing_quote_is_told_where_it_is),
    };
    const struct CMUnitTest loading[] = {
        cmocka_unit_test_setup_teardown(what_excel_saves_is_read_in_its_encoding, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(bytes_that_are_no_text_stay_an_error, make_folder, remove_folder),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena) +
           cmocka_run_group_tests(loading, NULL, NULL);
}
