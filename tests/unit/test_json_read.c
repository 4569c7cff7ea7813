// SPDX-License-Identifier: MIT
#include "base/json.h"
#include "base/limits.h"
#include "input/json_read.h"
#include "unit.h"

#include <string.h>

static struct str text_of(const struct node *map, const char *key)
{
    const struct node *n = node_get(map, key);

    assert_non_null(n);
    return n->text;
}

static void what_the_program_writes_is_read_back(void **state)
{
    const struct str text = STR("«<a> & \"b\"\\\n\t\u2028 \xF0\x9F\x98\x80»");
    struct buf b = buf_new(*state, 4096);
    struct json j = json_new(&b);

    json_open(&j, NULL, '{');
    json_text(&j, "text", text);
    json_int(&j, "number", -5);
    json_bool(&j, "truth", true);
    json_null(&j, "nothing");
    json_open(&j, "list", '[');
    json_text(&j, NULL, STR("a"));
    json_text(&j, NULL, STR("b"));
    json_close(&j, ']');
    json_close(&j, '}');

    const struct node *root = json_read(buf_str(&b), *state);
    assert_non_null(root);
    assert_true(str_eq(text_of(root, "text"), text));
    assert_text(text_of(root, "number"), "-5");
    assert_text(text_of(root, "truth"), "true");
    assert_text(text_of(root, "nothing"), "null");
    assert_int_equal(node_get(root, "list")->count, 2);
    assert_text(node_get(root, "list")->last->text, "b");
}

static void characters_beyond_the_basic_plane_come_in_two_units(void **state)
{
    const struct node *root = json_read(STR("\"\\ud83d\\ude00 \\u041f\\/\""), *state);

    assert_non_null(root);
    assert_text(root->text, "\xF0\x9F\x98\x80 П/");
}

static void a_number_keeps_its_own_digits(void **state)
{
    const struct node *root = json_read(STR("[9007199254740993, -0.10, 1e5]"), *state);

    assert_non_null(root);
    assert_text(root->first->text, "9007199254740993");
    assert_false(root->first->quoted);
    assert_text(root->first->next->text, "-0.10");
    assert_text(root->last->text, "1e5");
}

static void assert_place(struct where where, uint32_t line, uint32_t column)
{
    assert_int_equal(where.line, line);
    assert_int_equal(where.column, column);
}

static void keys_and_values_know_their_places(void **state)
{
    const struct source source = { .text =
                                       STR("{\n  \"имя\": [true,\n {\"к\\\"\": {}}], \"б\": \"в\"\n}\n") };
    struct json_fault fault;
    const struct node *root = json_read_source(&source, *state, &fault);

    assert_non_null(root);
    assert_place(root->where, 1, 1);
    assert_place(root->first->key_where, 2, 3);
    assert_place(root->first->where, 2, 10);
    assert_place(root->first->first->where, 2, 11);
    assert_place(root->first->last->where, 3, 2);
    assert_text(root->first->last->first->key, "к\"");
    assert_place(root->first->last->first->key_where, 3, 3);
    assert_place(root->first->last->first->where, 3, 10);
    assert_place(root->last->key_where, 3, 16);
    assert_place(root->last->where, 3, 21);
}

static void nonsense_is_refused(void **state)
{
    static const char *const rows[] = {
        "",
        "{",
        "[1,]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\" 1}",
        "[1 2]",
        "\"a",
        "\"\n\"",
        "\"\\x\"",
        "nul",
        "\"\\u12\"",
        "\"\\ud800\"",
        "\"\\ud800\\u0041\"",
        "1 2",
        "{a: 1}",
        "\"\\u0000\"",
        "]",
        "tru e",
        "--a",
        "[\"a\"",
        "{\"a\": 1,}",
        "\"\\",
        "\"\\u00",
        "\"\\uzzzz\"",
        "[1\x01, 2]",
        "\0011",
        "\357\273\27712",
        "1-2",
        "[}",
    };

    for (size_t i = 0; i < COUNT(rows); i++)
        if (json_read(str_from(rows[i]), *state))
            fail_msg("%s was taken for JSON", rows[i]);
}

static void depth_has_an_end(void **state)
{
    char text[20001];

    memset(text, '[', 20000);
    text[20000] = '\0';
    assert_null(json_read(str_from(text), *state));
}

static void assert_refused(struct str text, const char *what, uint32_t line, uint32_t column, struct arena *a)
{
    const struct source source = { .text = text };
    struct json_fault fault;

    assert_null(json_read_source(&source, a, &fault));
    assert_text(fault.what, what);
    assert_int_equal(fault.where.line, line);
    assert_int_equal(fault.where.column, column);
}

static void what_is_no_json_is_refused_where_it_goes_wrong(void **state)
{
    const char *none = "это не JSON, или запись оборвана";

    assert_refused(STR(""), none, 1, 1, *state);
    assert_refused(STR("{\n  \"имя\": x\n}"), none, 2, 10, *state);
    assert_refused(STR("{\"a\": \"b"), none, 1, 9, *state);
    assert_refused(STR("[1, 2"), none, 1, 6, *state);
    assert_refused(STR("{\"a\": [1 2]}"), none, 1, 10, *state);
    assert_refused(STR("[]]"), "после конца записи стоит ещё что-то", 1, 3, *state);
    assert_refused(STR(" ]"), none, 1, 2, *state);
    assert_refused(STR("\"\\u0000\""), none, 1, 2, *state);
    assert_refused(STR("\"\\ud83d\""), none, 1, 2, *state);
}

static void a_key_stands_once(void **state)
{
    assert_refused(STR("{\"a\": 1,\n\"a\": 2}"), "ключ «a» стоит в одном месте дважды", 2, 1, *state);
    assert_non_null(json_read(STR("[{\"a\": 1}, {\"a\": 2}]"), *state));
}

static void nothing_stands_behind_the_end(void **state)
{
    assert_refused(STR("{}\n{}"), "после конца записи стоит ещё что-то", 2, 1, *state);
}

static struct str repeated(const char *text, size_t times, struct arena *a)
{
    struct buf b = buf_new(a, (size_t)1 << 24);

    while (times-- > 0)
        buf_put(&b, str_from(text));
    return buf_str(&b);
}

static void depth_has_a_ceiling(void **state)
{
    struct str open = repeated("[", LIMIT_YAML_DEPTH, *state),
               close = repeated("]", LIMIT_YAML_DEPTH, *state);

    assert_non_null(json_read(str_format(*state, "%.*s1%.*s", STR_ARG(open), STR_ARG(close)), *state));
    assert_refused(repeated("[", 100000, *state), "значения вложены слишком глубоко", 1, LIMIT_YAML_DEPTH + 1,
                   *state);
}

static void the_number_of_values_has_a_ceiling(void **state)
{
    struct str many = repeated("1,", LIMIT_YAML_NODES, *state);
    const struct source source = { .text = str_format(*state, "[%.*s1]", STR_ARG(many)) };
    struct json_fault fault;

    assert_null(json_read_source(&source, *state, &fault));
    assert_text(fault.what, "значений слишком много");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_program_writes_is_read_back),
        cmocka_unit_test(characters_beyond_the_basic_plane_come_in_two_units),
        cmocka_unit_test(a_number_keeps_its_own_digits),
        cmocka_unit_test(keys_and_values_know_their_places),
        cmocka_unit_test(nonsense_is_refused),
        cmocka_unit_test(depth_has_an_end),
        cmocka_unit_test(what_is_no_json_is_refused_where_it_goes_wrong),
        cmocka_unit_test(a_key_stands_once),
        cmocka_unit_test(nothing_stands_behind_the_end),
        cmocka_unit_test(depth_has_a_ceiling),
        cmocka_unit_test(the_number_of_values_has_a_ceiling),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
