// SPDX-License-Identifier: MIT
#include "base/limits.h"
#include "expect.h"
#include "folder.h"
#include "input/charset.h"
#include "input/source.h"
#include "input/yaml.h"
#include "input/yaml_hint.h"

#include <dirent.h>
#include <iconv.h>
#include <string.h>

static const struct node *read_text(struct str text, struct arena *a, struct diags *ds)
{
    struct source *s = ARENA_NEW(a, struct source);

    *s = (struct source){ "test.yaml", text };
    return yaml_read(s, text, 1, a, ds);
}

static const struct node *read_valid(const char *text, struct arena *a)
{
    struct diags *ds = diags_new(a);
    const struct node *root = read_text(str_from(text), a, ds);

    assert_text(expect_said(ds, a), "");
    return root;
}

static void assert_place(struct where where, uint32_t line, uint32_t column)
{
    assert_int_equal(where.line, line);
    assert_int_equal(where.column, column);
}

// ---- nodes ---------------------------------------------------------------------

static void every_scalar_stays_text(void **state)
{
    const struct node *root = read_valid("a: no\nb: 026\nc: 01.09.2025\nd: ~\n", *state);

    assert_int_equal(root->kind, NODE_MAP);
    assert_int_equal(root->count, 4);
    assert_text(node_get(root, "a")->text, "no");
    assert_text(node_get(root, "b")->text, "026");
    assert_text(node_get(root, "c")->text, "01.09.2025");
    assert_text(node_get(root, "d")->text, "~");
    assert_null(node_get(root, "e"));
    assert_null(node_get(node_get(root, "a"), "a"));
}

static void keys_and_values_know_their_places(void **state)
{
    const struct node *root = read_valid("# да\nшкола: «Росток»\nacts:\n  - id: a\n  - [б, в]\n", *state);
    const struct node *acts = node_get(root, "acts");

    assert_place(root->where, 2, 1);
    assert_place(root->first->key_where, 2, 1);
    assert_place(root->first->where, 2, 8);
    assert_place(acts->first->where, 4, 5);
    assert_place(node_get(acts->first, "id")->key_where, 4, 5);
    assert_place(node_get(acts->first, "id")->where, 4, 9);
    assert_place(acts->last->last->where, 5, 9);
    assert_int_equal(acts->last->count, 2);
}

static void a_key_without_a_value_is_an_empty_plain_text(void **state)
{
    const struct node *root = read_valid("title:\nnote: \"\"\nlist:\n  -\n", *state);

    assert_int_equal(node_get(root, "title")->kind, NODE_TEXT);
    assert_int_equal(node_get(root, "title")->text.len, 0);
    assert_false(node_get(root, "title")->quoted);
    assert_true(node_get(root, "note")->quoted);
    assert_int_equal(node_get(root, "list")->first->text.len, 0);
}

static void a_block_begins_in_its_first_line(void **state)
{
    const struct node *root =
        read_valid("a: 1\ntext: |\n  Первая\n  вторая\nlist:\n  - >-\n      третья\n", *state);

    assert_text(node_get(root, "text")->text, "Первая\nвторая\n");
    assert_true(node_get(root, "text")->quoted);
    assert_place(node_get(root, "text")->where, 3, 3);
    assert_place(node_get(root, "list")->first->where, 7, 7);
}

static void lines_are_counted_in_the_file_that_holds_the_text(void **state)
{
    struct source s = { "page.md", STR("---\ntitle: |\n  Школа\nid: *x\n---\n") };
    struct diags *ds = diags_new(*state);
    struct str fields = str_from_to(s.text, 4, s.text.len - 4);

    assert_null(yaml_read(&s, fields, 2, *state, ds));
    assert_text(expect_said(ds, *state), "4:5 yaml-feature\n");
    assert_text(((const struct diag *)ds->items.items[0])->excerpt, "id: *x");
}

static void nothing_to_read_is_no_mistake(void **state)
{
    assert_null(read_valid("", *state));
    assert_null(read_valid("# только примечание\n\n", *state));
    assert_null(read_valid("---\n...\n", *state)->first);
}

static void kinds_have_names(void **state)
{
    (void)state;
    assert_string_equal(node_kind_name(NODE_TEXT), "текст");
    assert_string_equal(node_kind_name(NODE_LIST), "список");
    assert_string_equal(node_kind_name(NODE_MAP), "поля");
}

// ---- messages ------------------------------------------------------------------

static void a_duplicate_names_the_line_of_the_first(void **state)
{
    struct diags *ds = diags_new(*state);

    assert_null(read_text(STR("a: 1\nb: 2\na: 3\n"), *state, ds));
    assert_text(expect_said(ds, *state), "3:1 yaml-duplicate\n");
    assert_text(((const struct diag *)ds->items.items[0])->message, "поле «a» уже есть в строке 1");
}

static struct str repeated(const char *what, size_t times, struct arena *a)
{
    struct buf b = buf_new(a, SIZE_MAX);

    for (size_t i = 0; i < times; i++)
        buf_put(&b, str_from(what));
    return buf_str(&b);
}

static void hostile_texts_are_refused_without_delay(void **state)
{
    static const struct {
        const char *piece;
        size_t times;
        const char *said;
    } cases[] = {
        { "[", 40000, "1:33 yaml-limit\n" },
        { "- ", 40000, "1:65 yaml-limit\n" },
        { "- a\n", LIMIT_YAML_NODES + 10, "399998:3 yaml-limit\n" },
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct diags *ds = diags_new(*state);
        assert_null(read_text(repeated(cases[i].piece, cases[i].times, *state), *state, ds));
        assert_text(expect_said(ds, *state), cases[i].said);
    }
}

static void a_flood_of_mistakes_is_cut_at_a_hundred(void **state)
{
    static const char *const pieces[] = { "a: 1\n", "\t\n", "a: \"x\n", "b: x #y\n", "? *x\n" };

    for (size_t i = 0; i < COUNT(pieces); i++) {
        struct diags *ds = diags_new(*state);
        assert_null(read_text(repeated(pieces[i], 5000, *state), *state, ds));
        assert_in_range(ds->items.count, 100, 200);
    }
}

// ---- fixtures ------------------------------------------------------------------

#define FIXTURES "tests/bad/yaml"

static int is_yaml(const struct dirent *entry)
{
    return str_ends(str_from(entry->d_name), STR(".yaml"));
}

// Calls [check] with each fixture: its name and its bytes.
static void with_fixtures(struct folder *f,
                          void (*check)(struct folder *f, const char *name, struct str text))
{
    struct dirent **entries;
    int fixtures = open(FIXTURES, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int count = scandir(FIXTURES, &entries, is_yaml, alphasort);

    assert_int_not_equal(fixtures, -1);
    assert_true(count > 40);
    for (int i = 0; i < count; i++) {
        struct source s;
        struct diags *ds = diags_new(f->arena);
        const char *name = entries[i]->d_name;
        assert_true(source_load(fixtures, name, name, LIMIT_SOURCE_BYTES, f->arena, ds, &s));
        check(f, name, s.text);
        free(entries[i]);
    }
    free(entries);
    close(fixtures);
}

// Writes [bytes] and reads them back as the program would.
static struct diags *diagnose(struct folder *f, struct str bytes)
{
    struct diags *ds = diags_new(f->arena);
    struct source s;

    folder_put(f, "fixture.yaml", bytes);
    if (source_load(f->fd, "fixture.yaml", "fixture.yaml", LIMIT_SOURCE_BYTES, f->arena, ds, &s))
        yaml_read(&s, s.text, 1, f->arena, ds);
    return ds;
}

static void check_as_it_is(struct folder *f, const char *name, struct str text)
{
    assert_expected(name, text, diagnose(f, text));
}

static void check_with_mark(struct folder *f, const char *name, struct str text)
{
    assert_expected(name, text, diagnose(f, str_format(f->arena, "\xEF\xBB\xBF%.*s", STR_ARG(text))));
}

static void check_with_crlf(struct folder *f, const char *name, struct str text)
{
    struct buf b = buf_new(f->arena, SIZE_MAX);

    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '\n')
            buf_char(&b, '\r');
        buf_char(&b, text.ptr[i]);
    }
    assert_expected(name, text, diagnose(f, buf_str(&b)));
}

static void each_mistake_gets_its_message_and_nothing_else_does(void **state)
{
    with_fixtures(*state, check_as_it_is);
}

static void a_byte_order_mark_changes_no_message(void **state)
{
    with_fixtures(*state, check_with_mark);
}

static void windows_line_ends_change_no_message(void **state)
{
    with_fixtures(*state, check_with_crlf);
}

// The text with the lines that [ds] mends; false when it leaves one unmended.
static bool mend(struct str text, const struct diags *ds, struct arena *a, struct str *out)
{
    struct buf b = buf_new(a, SIZE_MAX);
    struct str line;
    size_t next = 0;

    for (uint32_t number = 1; str_split(&text, '\n', &line); number++) {
        const struct diag *d = next < ds->items.count ? ds->items.items[next] : NULL;
        bool is_mended = d && d->line == number;
        if (is_mended && str_empty(d->mended))
            return false;
        buf_put(&b, is_mended ? d->mended : line);
        buf_char(&b, '\n');
        next += is_mended;
    }
    *out = buf_str(&b);
    return true;
}

static void check_mended(struct folder *f, const char *name, struct str text)
{
    struct diags *ds = diagnose(f, text);
    struct arena *a = f->arena;

    diags_sort(ds);
    if (mend(text, ds, a, &text))
        assert_string_equal(str_format(a, "%s\n%.*s", name, STR_ARG(expect_said(diagnose(f, text), a))).ptr,
                            str_format(a, "%s\n", name).ptr);
}

static void a_file_mended_as_shown_has_no_mistakes(void **state)
{
    with_fixtures(*state, check_mended);
}

static bool has_certain_hint(struct str text, struct arena *a)
{
    const struct source s = { "fixture.yaml", text };
    const struct list hints = yaml_hints(&s, text, 1, a);

    for (LIST_EACH(const struct yaml_hint, h, hints))
        if (h->is_certain)
            return true;
    return false;
}

// Every line of the fixture alone, and it and what follows.
static void check_quick_look(struct folder *f, const char *name, struct str text)
{
    struct str line;

    (void)name;
    for (struct str rest = text; rest.ptr; str_split(&rest, '\n', &line)) {
        assert_true(yaml_may_deceive(rest) || !has_certain_hint(rest, f->arena));
        struct str first = rest;
        if (str_split(&first, '\n', &line))
            assert_true(yaml_may_deceive(line) || !has_certain_hint(line, f->arena));
    }
}

static void the_quick_look_misses_no_certain_hint(void **state)
{
    with_fixtures(*state, check_quick_look);
}

static void the_quick_look_passes_what_is_written_well(void **state)
{
    (void)state;
    assert_false(
        yaml_may_deceive(STR("# Люди: все\n- id: ivanova  # завуч\n  name: Иванова — «та самая» № 5…\n"
                             "  consent:\n    covers: [name, post]\n  site: https://school.ru/a:b\r\n"
                             "  text: |\n    Строка текста.\n- # пусто\n  when: 10:30\n")));
    assert_true(yaml_may_deceive(STR("- id:ivanova\n")));
    assert_true(yaml_may_deceive(STR("-x\n")));
    assert_true(yaml_may_deceive(STR("name: Иванова #1\n")));
}

// Where the parser refuses a text, nothing holds back the hints that need its
// verdict: valid lines must not get any.
static void check_before_a_mistake(struct folder *f, const char *name, struct str text)
{
    struct str rest = text, line;
    uint32_t lines = 0;

    if (!str_starts(str_from(name), STR("fine-")))
        return;
    while (str_split(&rest, '\n', &line))
        lines++;
    struct diags *ds = diagnose(f, str_format(f->arena, "%.*s\n@: x\n", STR_ARG(text)));
    assert_true(diags_failed(ds));
    for (LIST_EACH(const struct diag, d, ds->items))
        assert_true(d->line > lines);
}

static void valid_lines_get_no_hint_even_beside_a_mistake(void **state)
{
    with_fixtures(*state, check_before_a_mistake);
}

// False when a character has no place in [charset], or all is ASCII.
static bool convert(struct str text, const char *charset, struct arena *a, struct str *out)
{
    iconv_t how = iconv_open(charset, "UTF-8");
    char *from = str_cstr(text, a), *to = arena_alloc(a, text.len + 1, 1);
    size_t left = text.len, room = text.len;

    *out = (struct str){ to, 0 };
    bool is_whole = iconv(how, &from, &left, &to, &room) == 0;
    iconv_close(how);
    out->len = text.len - room;
    return is_whole && out->len < text.len;
}

static void check_old_encodings(struct folder *f, const char *name, struct str text)
{
    static const char *const charsets[] = { "CP1251", "CP866", "KOI8-R" };

    for (size_t i = 0; i < COUNT(charsets); i++) {
        struct str bytes;
        if (!convert(text, charsets[i], f->arena, &bytes))
            continue;
        struct str said = expect_said(diagnose(f, bytes), f->arena);
        assert_string_equal(str_format(f->arena, "%s %.*s", name, STR_ARG(said)).ptr,
                            str_format(f->arena, "%s 0:0 encoding\n", name).ptr);
        assert_string_equal(charset_guess(bytes)->iconv, charsets[i]);
    }
}

static void old_encodings_are_named_before_anything_else(void **state)
{
    with_fixtures(*state, check_old_encodings);
}

#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)
#define WITH_ARENA(test)  cmocka_unit_test_setup_teardown(test, make_arena, free_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ARENA(every_scalar_stays_text),
        WITH_ARENA(keys_and_values_know_their_places),
        WITH_ARENA(a_key_without_a_value_is_an_empty_plain_text),
        WITH_ARENA(a_block_begins_in_its_first_line),
        WITH_ARENA(lines_are_counted_in_the_file_that_holds_the_text),
        WITH_ARENA(nothing_to_read_is_no_mistake),
        WITH_ARENA(kinds_have_names),
        WITH_ARENA(a_duplicate_names_the_line_of_the_first),
        WITH_ARENA(hostile_texts_are_refused_without_delay),
        WITH_ARENA(a_flood_of_mistakes_is_cut_at_a_hundred),
        WITH_FOLDER(each_mistake_gets_its_message_and_nothing_else_does),
        WITH_FOLDER(a_byte_order_mark_changes_no_message),
        WITH_FOLDER(windows_line_ends_change_no_message),
        WITH_FOLDER(a_file_mended_as_shown_has_no_mistakes),
        WITH_FOLDER(the_quick_look_misses_no_certain_hint),
        cmocka_unit_test(the_quick_look_passes_what_is_written_well),
        WITH_FOLDER(valid_lines_get_no_hint_even_beside_a_mistake),
        WITH_FOLDER(old_encodings_are_named_before_anything_else),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
