// SPDX-License-Identifier: MIT
#include "base/escape.h"
#include "unit.h"

#include <string.h>

static struct str escaped(void (*escape)(struct buf *, struct str), struct str text, struct arena *a)
{
    struct buf b = buf_new(a, 4096);

    escape(&b, text);
    return buf_str(&b);
}

static const struct {
    char sign;
    const char *replacement;
} five[] = { { '&', "&amp;" }, { '<', "&lt;" }, { '>', "&gt;" }, { '"', "&#34;" }, { '\'', "&#39;" } };

// Signs are looked for eight bytes at a time: each one at each place of two eights.
static void each_of_the_five_is_replaced_wherever_it_stands(void **state)
{
    struct arena *a = *state;

    for (size_t i = 0; i < COUNT(five); i++)
        for (int before = 0; before < 16; before++) {
            const struct str text = str_format(a, "%.*s%c%.*s", before, "ABCDEFGHIJKLMNOP", five[i].sign,
                                               16 - before, "abcdefghijklmnop");
            const struct str expected = str_format(a, "%.*s%s%.*s", before, "ABCDEFGHIJKLMNOP",
                                                   five[i].replacement, 16 - before, "abcdefghijklmnop");
            assert_text(escaped(escape_html, text, a), expected.ptr);
            assert_text(escaped(escape_xml, text, a), expected.ptr);
        }
}

static void everything_else_stays_as_it_is(void **state)
{
    struct arena *a = *state;

    for (int c = 1; c < 128; c++) {
        const struct str text = str_format(a, "abcdefgh%cabcdefgh", c);
        bool special = false;
        for (size_t i = 0; i < COUNT(five); i++)
            special = special || c == five[i].sign;
        if (!special)
            assert_text(escaped(escape_html, text, a), text.ptr);
    }
    assert_text(escaped(escape_html, STR("Школа № 5 — «наставник»"), a), "Школа № 5 — «наставник»");
}

static void xml_drops_what_it_cannot_hold_and_keeps_tabs_and_line_ends(void **state)
{
    struct arena *a = *state;

    for (int c = 1; c < 0x20; c++) {
        const bool kept = c == '\t' || c == '\n' || c == '\r';
        const struct str text = str_format(a, "a%c&", c);
        assert_text(escaped(escape_xml, text, a), kept ? str_format(a, "a%c&amp;", c).ptr : "a&amp;");
    }
}

static void an_address_is_relative_or_of_one_of_four_schemes(void **state)
{
    static const char *const safe[] = { "",        "a",          "#a:b",    "?a:b",          "/a:b",
                                        "//a.ru/", "http://a.b", "HTTPS:a", "mailto:a@b.ru", "tel:+7" };

    (void)state;
    for (size_t i = 0; i < COUNT(safe); i++)
        if (!escape_url_is_safe(str_from(safe[i])))
            fail_msg("«%s» is refused", safe[i]);
}

static void any_other_scheme_is_refused(void **state)
{
    static const char *const hostile[] = { "javascript:alert(1)",
                                           "data:text/html,x",
                                           "vbscript:x",
                                           "htt:x",
                                           "https1:x",
                                           " http:x",
                                           "java\tscript:x",
                                           ":x",
                                           "h:x",
                                           "ftp://a.ru/",
                                           "file:///etc" };

    (void)state;
    for (size_t i = 0; i < COUNT(hostile); i++)
        if (escape_url_is_safe(str_from(hostile[i])))
            fail_msg("«%s» is taken for safe", hostile[i]);
}

static void an_address_on_the_web_is_whole_and_holds_no_foreign_signs(void **state)
{
    static const char *const web[] = { "http://a", "https://a.ru/b?c=d#e", "https://школа.рф" };
    static const char *const other[] = { "",
                                         "http://",
                                         "https://",
                                         "ftp://a",
                                         "//a",
                                         "https://a b",
                                         "https://a\x7F",
                                         "https://a<b",
                                         "https://a\n",
                                         "https://a|b" };
    char *long_one = arena_alloc(*state, 2002, 1);

    memset(long_one, 'a', 2001);
    memcpy(long_one, "https://", 8);
    assert_true(escape_url_is_web((struct str){ long_one, 2000 }));
    assert_false(escape_url_is_web((struct str){ long_one, 2001 }));
    for (size_t i = 0; i < COUNT(web); i++)
        assert_true(escape_url_is_web(str_from(web[i])));
    for (size_t i = 0; i < COUNT(other); i++)
        assert_false(escape_url_is_web(str_from(other[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_of_the_five_is_replaced_wherever_it_stands),
        cmocka_unit_test(everything_else_stays_as_it_is),
        cmocka_unit_test(xml_drops_what_it_cannot_hold_and_keeps_tabs_and_line_ends),
        cmocka_unit_test(an_address_is_relative_or_of_one_of_four_schemes),
        cmocka_unit_test(any_other_scheme_is_refused),
        cmocka_unit_test(an_address_on_the_web_is_whole_and_holds_no_foreign_signs),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
