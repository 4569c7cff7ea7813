// SPDX-License-Identifier: MIT
// What an author wrote, as HTML: every byte there is.
#include "input/markdown_internal.h"
#include "unit.h"

#include <string.h>

static struct str text_of(void **state, struct str text)
{
    struct buf b = buf_new(*state, 4096);

    markdown_put_text(&b, text);
    return buf_str(&b);
}

static struct str url_of(void **state, struct str url)
{
    struct buf b = buf_new(*state, 4096);

    markdown_put_url(&b, url);
    return buf_str(&b);
}

static void signs_of_html_are_replaced_and_control_characters_dropped(void **state)
{
    for (int c = 0; c < 0x80; c++) {
        const char byte = (char)c;
        const char *expected = c == '&'                        ? "x&amp;y"
                               : c == '<'                      ? "x&lt;y"
                               : c == '>'                      ? "x&gt;y"
                               : c == '"'                      ? "x&quot;y"
                               : c == MARK_NOTE                ? "x[y"
                               : c < 0x20 && c != 9 && c != 10 ? "xy"
                                                               : str_format(*state, "x%cy", c).ptr;
        const char text[] = { 'x', byte, 'y' };
        assert_text(text_of(state, (struct str){ text, sizeof text }), expected);
    }
}

static void second_control_characters_are_dropped_and_letters_stay(void **state)
{
    assert_text(text_of(state, STR("a\xC2\x80\xC2\x9F")), "a");
    assert_text(text_of(state, STR("a" MARK_PIPE "b")), "a|b");
    assert_text(text_of(state, STR("\xC2\xA0«Ж» \xC2\xAD")), "\xC2\xA0«Ж» \xC2\xAD");
    assert_text(text_of(state, STR("a\xC2")), "a\xC2"); // half a letter
}

// Whether a byte of an address stays as it is; '&' and '%' are told apart elsewhere.
static bool stays(int c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c && strchr("-._~!$()*+,;=:@/?#", c));
}

static void an_address_holds_only_bytes_of_addresses(void **state)
{
    for (int c = 0; c < 0x100; c++) {
        const char byte = (char)c;
        const char *expected = c == '&'   ? "&amp;"
                               : stays(c) ? str_format(*state, "%c", c).ptr
                                          : str_format(*state, "%%%02X", (unsigned)c).ptr;
        assert_text(url_of(state, (struct str){ &byte, 1 }), expected);
    }
}

static void percent_signs_that_are_right_stay(void **state)
{
    assert_text(url_of(state, STR("%D0%9f%00%Aa%fF")), "%D0%9f%00%Aa%fF");
    static const char *const wrong[] = { "%",   "%1",  "%/0", "%:0", "%@0", "%G0", "%`0",
                                         "%g0", "%0/", "%0:", "%0@", "%0G", "%0`", "%0g" };
    for (size_t i = 0; i < COUNT(wrong); i++)
        assert_true(str_starts(url_of(state, str_from(wrong[i])), STR("%25")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signs_of_html_are_replaced_and_control_characters_dropped),
        cmocka_unit_test(second_control_characters_are_dropped_and_letters_stay),
        cmocka_unit_test(an_address_holds_only_bytes_of_addresses),
        cmocka_unit_test(percent_signs_that_are_right_stay),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
