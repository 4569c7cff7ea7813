// SPDX-License-Identifier: MIT
#include "base/buf.h"
#include "base/limits.h"
#include "page/csv.h"
#include "record/field.h"
#include "unit.h"

struct row {
    struct str first, second;
};

static const struct field row_fields[] = {
    { "first", NULL, FIELD_TEXT, offsetof(struct row, first) },
    { "second", NULL, FIELD_TEXT, offsetof(struct row, second) },
};
static const struct record_type row_type = { .name = "row", .size = sizeof(struct row), FIELDS(row_fields) };
static const struct csv_column columns[] = { { "А", "first" }, { "Б", "second" }, { NULL, NULL } };

// The line that a row with [first] and [second] becomes; the heading is looked at too.
static struct str line_of(const char *first, const char *second, struct arena *a)
{
    struct row row = { str_from(first), str_from(second) };
    struct list rows = { 0 };
    const struct str heading = STR("\xEF\xBB\xBF"
                                   "А;Б\r\n");

    list_add(&rows, &row, a);
    const struct str table = csv_write(&rows, &row_type, columns, a);
    assert_true(str_starts(table, heading));
    return str_after(table, heading.len);
}

static void plain_cells_stand_between_semicolons(void **state)
{
    assert_text(line_of("Иванова", "5, 6", *state), "Иванова;5, 6\r\n");
    assert_text(line_of("", "", *state), ";\r\n");
}

static void a_cell_that_begins_like_a_formula_gets_an_apostrophe(void **state)
{
    assert_text(line_of("=1", "+1", *state), "'=1;'+1\r\n");
    assert_text(line_of("-1", "@SUM(1)", *state), "'-1;'@SUM(1)\r\n");
    assert_text(line_of("\t=1", "a=1", *state), "'\t=1;a=1\r\n");
    assert_text(line_of("\r=1", "=\"x\"", *state), "\"'\r=1\";\"'=\"\"x\"\"\"\r\n");
}

static void a_cell_that_would_end_early_is_quoted(void **state)
{
    assert_text(line_of("a;b", "a\nb", *state), "\"a;b\";\"a\nb\"\r\n");
    assert_text(line_of("a\rb", "ab", *state), "\"a\rb\";ab\r\n");
}

static void quotes_are_quoted_and_doubled(void **state)
{
    assert_text(line_of("ООО \"А\"", "\"", *state), "\"ООО \"\"А\"\"\";\"\"\"\"\r\n");
}

// ---- what is no text ---------------------------------------------------------------------

struct inner {
    struct part part;
    struct str first;
};

static const struct field inner_fields[] = { { "first", NULL, FIELD_TEXT, offsetof(struct inner, first) } };
static const struct record_type inner_type = { .name = "inner",
                                               .size = sizeof(struct inner),
                                               FIELDS(inner_fields) };

struct many {
    struct inner inner;
    struct list texts, rows;
    struct date day;
    bool truth;
};

static const struct field many_fields[] = {
    { "inner", NULL, FIELD_RECORD, offsetof(struct many, inner), .record = &inner_type },
    { "texts", NULL, FIELD_TEXTS, offsetof(struct many, texts) },
    { "rows", NULL, FIELD_RECORDS, offsetof(struct many, rows), .record = &inner_type },
    { "day", NULL, FIELD_DATE, offsetof(struct many, day) },
    { "truth", NULL, FIELD_BOOL, offsetof(struct many, truth) },
};
static const struct record_type many_type = { .name = "many",
                                              .size = sizeof(struct many),
                                              FIELDS(many_fields) };

static void lists_and_dates_are_cells_and_records_are_not(void **state)
{
    static const struct csv_column some[] = { { "1", "inner" }, { "2", "inner.first" }, { "3", "texts" },
                                              { "4", "rows" },  { "5", "day" },         { "6", "truth" },
                                              { NULL, NULL } };
    struct many many = { .inner.first = STR("а"), .day = { 2026, 3, 2 }, .truth = true };
    struct str one = STR("раз"), two = STR("два");
    struct list rows = { 0 };

    list_add(&many.texts, &one, *state);
    list_add(&many.texts, &two, *state);
    list_add(&many.rows, &many.inner, *state);
    list_add(&rows, &many, *state);
    assert_true(
        str_ends(csv_write(&rows, &many_type, some, *state), STR("\r\n;а;раз, два;;02.03.2026;да\r\n")));
    many.truth = false;
    assert_true(str_ends(csv_write(&rows, &many_type, some, *state), STR(";нет\r\n")));
}

static void a_table_is_whole_or_none(void **state)
{
    static const struct csv_column some[] = { { "1", "inner.first" }, { NULL, NULL } };
    struct buf megabyte = buf_new(*state, SIZE_MAX);
    struct list rows = { 0 };

    for (int i = 0; i < 1024 * 1024; i++)
        buf_char(&megabyte, 'x');
    struct many many = { .inner.first = buf_str(&megabyte) };
    for (int i = 0; i < LIMIT_PAGE_BYTES / (1024 * 1024) - 1; i++)
        list_add(&rows, &many, *state);
    assert_non_null(csv_write(&rows, &many_type, some, *state).ptr);
    list_add(&rows, &many, *state);
    assert_null(csv_write(&rows, &many_type, some, *state).ptr);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_is_whole_or_none),
        cmocka_unit_test(plain_cells_stand_between_semicolons),
        cmocka_unit_test(a_cell_that_begins_like_a_formula_gets_an_apostrophe),
        cmocka_unit_test(a_cell_that_would_end_early_is_quoted),
        cmocka_unit_test(quotes_are_quoted_and_doubled),
        cmocka_unit_test(lists_and_dates_are_cells_and_records_are_not),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
