// SPDX-License-Identifier: MIT
#include "base/json.h"
#include "unit.h"

static void assert_json(void **state, struct str text, const char *expected)
{
    struct buf b = buf_new(*state, 1024);

    json_put_text(&b, text);
    assert_false(b.overflowed);
    assert_string_equal(str_cstr(buf_str(&b), *state), expected);
}

static void plain_and_russian_text_goes_as_it_is(void **state)
{
    assert_json(state, STR(""), "\"\"");
    assert_json(state, STR("Школа № 5 — «наставник» 😀"), "\"Школа № 5 — «наставник» 😀\"");
}

static void quotes_and_control_characters_are_escaped(void **state)
{
    assert_json(state, STR("\"C:\\x\"\n\r\t"), "\"\\\"C:\\\\x\\\"\\n\\r\\t\"");
    assert_json(state, STR("\x01\x1f\x7f"), "\"\\u0001\\u001f\\u007f\"");
    assert_json(state, STR("a\0b"), "\"a\\u0000b\"");
}

static void a_script_element_cannot_be_ended_from_inside(void **state)
{
    assert_json(state, STR("</script><!--&"), "\"\\u003c/script\\u003e\\u003c!--\\u0026\"");
    assert_json(state, STR("\u2028\u2029"), "\"\\u2028\\u2029\"");
}

static void broken_bytes_become_the_replacement_character(void **state)
{
    assert_json(state, STR("a\xff"), "\"a\\ufffd\"");
    assert_json(state, STR("\xd0\"<"), "\"\\ufffd\\\"\\u003c\""); // half a letter does not hide a quote
    assert_json(state, STR("a\xd0"), "\"a\\ufffd\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_and_russian_text_goes_as_it_is),
        cmocka_unit_test(quotes_and_control_characters_are_escaped),
        cmocka_unit_test(a_script_element_cannot_be_ended_from_inside),
        cmocka_unit_test(broken_bytes_become_the_replacement_character),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
