// SPDX-License-Identifier: MIT
#include "base/limits.h"
#include "diag/report.h"
#include "unit.h"

static const char acts_text[] = "- id: a\n  titel: О «паре»\n";
static const struct source acts = { "data/acts.yaml", { acts_text, sizeof acts_text - 1 } };

static struct where at(uint32_t line, uint32_t column)
{
    return (struct where){ &acts, line, column };
}

static struct str report(struct diags *ds, enum report_format format, bool notes)
{
    struct buf out = buf_new(ds->arena, SIZE_MAX);

    report_write(ds, format, false, notes, &out);
    return buf_str(&out);
}

static void assert_has(struct str text, const char *piece)
{
    if (str_find(text, str_from(piece)) == SIZE_MAX)
        fail_msg("there is no\n%s\nin\n%.*s", piece, STR_ARG(text));
}

static void assert_has_no(struct str text, const char *piece)
{
    if (str_find(text, str_from(piece)) != SIZE_MAX)
        fail_msg("there is\n%s\nin\n%.*s", piece, STR_ARG(text));
}

// ---- for people ----------------------------------------------------------------------------

static void a_message_shows_place_line_caret_and_what_to_do(void **state)
{
    struct diags *ds = diags_new(*state);

    diag_add_mended(ds, DIAG_FIELD_UNKNOWN, at(2, 3), STR("title: О «паре»"), "нет поля «%s»", "titel");
    struct str text = report(ds, REPORT_TEXT, false);
    assert_has(text, "data/acts.yaml:2:3: ошибка[field-unknown]: нет поля «titel»\n"
                     "      titel: О «паре»\n"
                     "      ^\n"
                     "    исправьте так: title: О «паре»\n"
                     "    причина: Такого поля у этой записи нет.\n"
                     "    что делать: ");
}

static void the_caret_counts_letters_and_not_bytes(void **state)
{
    struct diags *ds = diags_new(*state);

    diag_add(ds, DIAG_FIELD_TYPE, at(2, 12), "здесь");
    assert_has(report(ds, REPORT_TEXT, false), "      titel: О «паре»\n               ^\n");
}

static void the_mark_before_the_first_line_is_no_letter_of_it(void **state)
{
    static const struct source marked = { "data/acts.yaml", { "\xEF\xBB\xBFid: a\n", 9 } };
    struct diags *ds = diags_new(*state);

    diag_add(ds, DIAG_FIELD_TYPE, (struct where){ &marked, 1, 1 }, "здесь");
    assert_has(report(ds, REPORT_TEXT, false), "\n    id: a\n    ^\n");
}

static void colours_are_there_when_asked_for(void **state)
{
    struct diags *ds = diags_new(*state);
    struct buf out = buf_new(*state, SIZE_MAX);

    diag_add(ds, DIAG_FIELD_TYPE, at(2, 3), "здесь");
    assert_has_no(report(ds, REPORT_TEXT, false), "\x1b[");
    report_write(ds, REPORT_TEXT, true, false, &out);
    assert_has(buf_str(&out), "\x1b[0m");
}

static void a_code_is_explained_once(void **state)
{
    struct diags *ds = diags_new(*state);

    diag_add(ds, DIAG_FIELD_UNKNOWN, at(2, 3), "раз");
    diag_add(ds, DIAG_FIELD_UNKNOWN, at(1, 3), "два");
    struct str text = report(ds, REPORT_TEXT, false);
    size_t first = str_find(text, STR("причина:"));
    assert_int_not_equal(first, SIZE_MAX);
    assert_has_no(str_after(text, first + 1), "причина:");
}

static void notes_are_shown_when_asked_for(void **state)
{
    struct diags *ds = diags_new(*state);

    diag_add_path(ds, DIAG_FILE_UNUSED, "content/files/a.pdf", "на него ничто не ссылается");
    assert_text(report(ds, REPORT_TEXT, false), "");
    assert_has(report(ds, REPORT_TEXT, true), "content/files/a.pdf: заметка[file-unused]: на него");
}

static void a_line_of_megabytes_is_shown_around_the_place(void **state)
{
    struct buf line = buf_new(*state, SIZE_MAX);
    struct diags *ds = diags_new(*state);

    for (int i = 0; i < 100000; i++)
        BUF_PUT(&line, "щ");
    const struct source source = { "data/acts.yaml", buf_str(&line) };
    diag_add(ds, DIAG_FIELD_TYPE, (struct where){ &source, 1, 50000 }, "здесь");
    struct str text = report(ds, REPORT_TEXT, false);
    assert_true(text.len < 1000);
    assert_has(text, "    …щ");
    assert_has(text, "щ…\n");
}

static void nothing_that_a_terminal_would_obey_is_printed(void **state)
{
    const struct source source = { "data/\x1b[2J\xff.yaml", STR("a: \x1b[31mред\x07\xc2\x9b"
                                                                "2J\tконец") };
    struct diags *ds = diags_new(*state);

    diag_add(ds, DIAG_FIELD_TYPE, (struct where){ &source, 1, 1 }, "здесь\nи\u202e там");
    struct str text = report(ds, REPORT_TEXT, false);
    assert_has(text, "data/ [2J .yaml:1:1: ");
    assert_has(text, "здесь и  там\n");
    assert_has(text, "a:  [31mред ");
    for (size_t i = 0; i < text.len; i++)
        assert_true((unsigned char)text.ptr[i] >= 0x20 || text.ptr[i] == '\n');
    assert_has_no(text, "\xc2\x9b");
}

// ---- for machines --------------------------------------------------------------------------

static void json_escapes_whatever_the_author_wrote(void **state)
{
    struct diags *ds = diags_new(*state);

    diag_add(ds, DIAG_PATH_INVALID, at(1, 7), "путь «C:\\a \"b\"» не годится");
    struct str json = report(ds, REPORT_JSON, false);
    assert_has(json, "\"code\": \"path-invalid\"");
    assert_has(json, "\"severity\": \"error\"");
    assert_has(json, "\"path\": \"data/acts.yaml\"");
    assert_has(json, "\"line\": 1");
    assert_has(json, "\"column\": 7");
    assert_has(json, "путь «C:\\\\a \\\"b\\\"» не годится");
    assert_has(json, "\"errors\": 1");
}

static void json_of_nothing_is_an_empty_list(void **state)
{
    struct str json = report(diags_new(*state), REPORT_JSON, false);

    assert_has(json, "\"errors\": 0");
    assert_has(json, "\"diagnostics\": [");
    assert_has_no(json, "\"code\"");
}

static void machines_get_notes_without_asking(void **state)
{
    struct diags *ds = diags_new(*state);

    diag_add_path(ds, DIAG_FILE_UNUSED, "content/a.pdf", "лежит");
    assert_has(report(ds, REPORT_JSON, false), "file-unused");
    assert_has(report(ds, REPORT_JUNIT, false), "file-unused");
    assert_has(report(ds, REPORT_GITHUB, false), "file-unused");
}

static void junit_fails_for_errors_and_escapes_markup(void **state)
{
    struct diags *ds = diags_new(*state);

    diag_add(ds, DIAG_MARKDOWN_HTML, at(1, 1), "<b> & \"c\"");
    diag_add(ds, DIAG_ACT_NO_FILE, at(1, 3), "нет файла");
    struct str xml = report(ds, REPORT_JUNIT, false);
    assert_has(xml, "tests=\"2\" failures=\"1\"");
    assert_has(xml, "<testcase classname=\"markdown-html\" name=\"data/acts.yaml:1:1\">");
    assert_has(xml, "<failure message=\"&lt;b&gt; &amp; &#34;c&#34;\"/>");
    assert_has(xml, "<system-out>нет файла</system-out>");
}

static void github_gets_one_line_for_each_message(void **state)
{
    const struct source odd = { "data/a,b:c%.yaml", STR("x\n") };
    struct diags *ds = diags_new(*state);

    diag_add(ds, DIAG_FIELD_TYPE, (struct where){ &odd, 1, 2 }, "раз: 100 %%, два");
    diag_add(ds, DIAG_ACT_NO_FILE, at(1, 3), "нет файла");
    diag_add_path(ds, DIAG_FILE_UNUSED, "content/a.pdf", "лежит");
    assert_text(report(ds, REPORT_GITHUB, false),
                "::error file=data/a%2Cb%3Ac%25.yaml,line=1,col=2,title=field-type::раз: 100 %25, два\n"
                "::warning file=data/acts.yaml,line=1,col=3,title=act-no-file::нет файла\n"
                "::notice file=content/a.pdf,title=file-unused::лежит\n");
}

static void a_command_of_github_is_one_line_whatever_is_in_it(void **state)
{
    struct buf text = buf_new(*state, SIZE_MAX), property = buf_new(*state, SIZE_MAX);

    report_github_text(&text, STR("5%\r\nа,б:в"), false);
    report_github_text(&property, STR("5%\r\nа,б:в"), true);
    assert_text(buf_str(&text), "5%25%0D%0Aа,б:в");
    assert_text(buf_str(&property), "5%25%0D%0Aа%2Cб%3Aв");
}

static void a_format_is_found_by_its_name(void **state)
{
    (void)state;
    assert_int_equal(report_format_find(STR("text")), REPORT_TEXT);
    assert_int_equal(report_format_find(STR("json")), REPORT_JSON);
    assert_int_equal(report_format_find(STR("junit")), REPORT_JUNIT);
    assert_int_equal(report_format_find(STR("github")), REPORT_GITHUB);
    assert_int_equal(report_format_find(STR("xml")), -1);
    assert_int_equal(report_format_find(STR("")), -1);
}

// ---- counting, order, limits -----------------------------------------------------------------

static void assert_totals(struct diags *ds, const char *expected)
{
    struct buf out = buf_new(ds->arena, 1000);

    report_totals(ds, &out);
    assert_text(buf_str(&out), expected);
}

static void totals_are_good_russian(void **state)
{
    struct diags *ds = diags_new(*state);

    assert_totals(ds, "замечаний нет");
    diag_add(ds, DIAG_FIELD_TYPE, at(1, 1), "раз");
    assert_totals(ds, "1 ошибка");
    diag_add(ds, DIAG_FILE_READ, at(1, 1), "сбой считается ошибкой");
    diag_add(ds, DIAG_ACT_NO_FILE, at(1, 1), "предупреждение");
    for (int i = 0; i < 5; i++)
        diag_add(ds, DIAG_FILE_UNUSED, at(1, 1), "заметка");
    assert_totals(ds, "2 ошибки, 1 предупреждение, 5 заметок");
}

static void messages_are_sorted_by_place(void **state)
{
    static const struct source orgs = { "data/organization.yaml", { "", 0 } };
    struct diags *ds = diags_new(*state);

    diag_add(ds, DIAG_FIELD_TYPE, (struct where){ &orgs, 1, 1 }, "5");
    diag_add(ds, DIAG_FIELD_TYPE, at(2, 3), "4");
    diag_add(ds, DIAG_FIELD_MISSING, at(2, 3), "3");
    diag_add(ds, DIAG_FIELD_TYPE, at(2, 1), "2");
    diag_add_path(ds, DIAG_FILE_UNKNOWN, "data/acts.yaml", "1");
    diags_sort(ds);
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(((const struct diag *)ds->items.items[i])->message.ptr[0], '1' + (int)i);
}

static void a_waiver_lowers_a_warning_and_never_an_error(void **state)
{
    struct diags *ds = diags_new(*state);

    diag_add(ds, DIAG_ACT_NO_FILE, at(1, 1), "нет файла");
    diag_add(ds, DIAG_FIELD_TYPE, at(1, 1), "не дата");
    for (LIST_EACH(struct diag, d, ds->items))
        diag_waive(ds, d, STR("бумага у учредителя"));
    assert_totals(ds, "1 ошибка, 1 заметка");
    assert_has(report(ds, REPORT_TEXT, true),
               "заметка[act-no-file]: нет файла (исключение: бумага у учредителя)");
    assert_true(diags_failed(ds));
}

static void what_the_machine_refused_is_all_that_is_said(void **state)
{
    struct diags *ds = diags_new(*state);

    diag_add(ds, DIAG_FIELD_UNKNOWN, at(2, 3), "нет поля");
    diags_keep_fatal(ds);
    assert_int_equal(ds->items.count, 1);
    diag_add_path(ds, DIAG_FILE_READ, "data", "не удалось прочитать");
    diags_keep_fatal(ds);
    assert_int_equal(ds->items.count, 1);
    assert_true(diags_has(ds, DIAG_FILE_READ));
    assert_int_equal(diags_count_errors(ds), 1);
}

static void beyond_the_limit_messages_are_counted_and_not_kept(void **state)
{
    struct diags *ds = diags_new(*state), *all = diags_new(*state);

    for (int i = 0; i < LIMIT_DIAGNOSTICS + 7; i++)
        diag_add_path(ds, DIAG_FILE_UNKNOWN, "data/a", "раз");
    assert_int_equal(ds->items.count, LIMIT_DIAGNOSTICS);
    assert_int_equal(ds->dropped, 7);
    assert_int_equal(ds->counts[SEVERITY_ERROR], LIMIT_DIAGNOSTICS + 7);
    assert_has(report(ds, REPORT_TEXT, false), "… и ещё 7: показаны первые 10000\n");

    diag_add_path(all, DIAG_FILE_UNKNOWN, "data/b", "два");
    diags_merge(all, ds);
    assert_int_equal(all->items.count, LIMIT_DIAGNOSTICS);
    assert_int_equal(all->dropped, 8);
    assert_int_equal(all->counts[SEVERITY_ERROR], LIMIT_DIAGNOSTICS + 8);
}

static void merged_messages_outlive_what_they_came_from(void **state)
{
    struct diags *all = diags_new(*state);
    struct arena *brief = arena_new();
    struct diags *ds = diags_new(brief);

    diag_add_mended(ds, DIAG_FIELD_UNKNOWN, at(2, 3), STR("title: x"), "нет поля");
    diags_merge(all, ds);
    arena_free(brief);
    struct str text = report(all, REPORT_TEXT, false);
    assert_has(text, "data/acts.yaml:2:3: ошибка[field-unknown]: нет поля\n");
    assert_has(text, "исправьте так: title: x\n");
}

static void errors_alone_are_merged_where_that_is_asked_for(void **state)
{
    struct diags *into = diags_new(*state), *from = diags_new(*state);

    diag_add(from, DIAG_ACT_NO_FILE, at(1, 3), "предупреждение");
    diag_add(from, DIAG_FIELD_UNKNOWN, at(2, 3), "ошибка");
    diag_add(from, DIAG_FILE_READ, at(0, 0), "сбой");
    diags_merge_errors(into, from);
    assert_int_equal(into->items.count, 2);
    assert_int_equal(diags_count_errors(into), 2);
    assert_true(diags_has_fatal(into) && diags_has(into, DIAG_FIELD_UNKNOWN));
    assert_int_equal(into->by_code[DIAG_FIELD_UNKNOWN], 1);
    assert_int_equal(into->by_code[DIAG_ACT_NO_FILE], 0);
}

static void every_code_says_what_it_means_and_what_to_do(void **state)
{
    (void)state;
    for (int i = 0; i < DIAG_COUNT; i++) {
        const struct diag_info *info = diag_info((enum diag_code)i);
        if (!str_is_slug(str_from(info->slug)))
            fail_msg("the slug «%s»", info->slug);
        assert_true(str_ends(str_from(info->cause), STR(".")));
        assert_true(str_ends(str_from(info->fix), STR(".")));
        for (int j = 0; j < i; j++)
            assert_string_not_equal(info->slug, diag_info((enum diag_code)j)->slug);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_message_shows_place_line_caret_and_what_to_do),
        cmocka_unit_test(the_caret_counts_letters_and_not_bytes),
        cmocka_unit_test(the_mark_before_the_first_line_is_no_letter_of_it),
        cmocka_unit_test(colours_are_there_when_asked_for),
        cmocka_unit_test(a_code_is_explained_once),
        cmocka_unit_test(notes_are_shown_when_asked_for),
        cmocka_unit_test(a_line_of_megabytes_is_shown_around_the_place),
        cmocka_unit_test(nothing_that_a_terminal_would_obey_is_printed),
        cmocka_unit_test(json_escapes_whatever_the_author_wrote),
        cmocka_unit_test(json_of_nothing_is_an_empty_list),
        cmocka_unit_test(machines_get_notes_without_asking),
        cmocka_unit_test(junit_fails_for_errors_and_escapes_markup),
        cmocka_unit_test(github_gets_one_line_for_each_message),
        cmocka_unit_test(a_command_of_github_is_one_line_whatever_is_in_it),
        cmocka_unit_test(a_format_is_found_by_its_name),
        cmocka_unit_test(totals_are_good_russian),
        cmocka_unit_test(messages_are_sorted_by_place),
        cmocka_unit_test(a_waiver_lowers_a_warning_and_never_an_error),
        cmocka_unit_test(what_the_machine_refused_is_all_that_is_said),
        cmocka_unit_test(beyond_the_limit_messages_are_counted_and_not_kept),
        cmocka_unit_test(merged_messages_outlive_what_they_came_from),
        cmocka_unit_test(errors_alone_are_merged_where_that_is_asked_for),
        cmocka_unit_test(every_code_says_what_it_means_and_what_to_do),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
