// SPDX-License-Identifier: MIT
// What of a theme file browsers do not get.
#include "page/squeeze.h"
#include "unit.h"

static void indents_go_and_line_breaks_stay(void **state)
{
    assert_text(squeeze_indents(STR("<ul>\n  <li>а б\n\n\t</ul>\n"), *state), "<ul>\n<li>а б\n\n</ul>\n");
    assert_text(squeeze_indents(STR("  а"), *state), "а");
    assert_text(squeeze_indents(STR(""), *state), "");
}

static void comment_lines_of_a_script_go(void **state)
{
    assert_text(squeeze_script(STR("// а\n\nlet b; // в\n  // г\n  b = 1\n"), *state), "let b; // в\nb = 1");
}

static void lines_of_a_script_that_go_on_are_one(void **state)
{
    assert_text(squeeze_script(STR("f(\n  a,\n  () => {\n    b();\n  },\n);\nlet c = {}\nd()\n"), *state),
                "f(a,() => {b();},);let c = {}\nd()");
    assert_text(squeeze_script(STR("f(); // (\ng();"), *state), "f(); // (\ng();");
}

static void a_stylesheet_is_one_line(void **state)
{
    assert_text(
        squeeze_style(STR("a,\nb {\n  c: d;\n\n  e: f(\n    1,\n    2\n  );\n}\n\n.g {\n}\n"), *state),
        "a,b {c: d;e: f(1,2 );}.g {}");
    assert_text(squeeze_style(STR("a\n  b {}\n"), *state), "a b {}");
}

static void comments_of_a_stylesheet_go(void **state)
{
    assert_text(squeeze_style(STR("/* а\n */\na { } /* b */\n/* c */ d {}"), *state), "a { }d {}");
    assert_text(squeeze_style(STR("/*! \"права\n */\na {}\n/* open"), *state), "/*! \"права\n */ a {}");
}

static void quoted_text_stays_as_it_is(void **state)
{
    assert_text(squeeze_style(STR("a { b: \"/* c */\n  \\\" \"; }"), *state),
                "a { b: \"/* c */\n  \\\" \"; }");
    assert_text(squeeze_style(STR("a { b: '\\'/* c */'; }"), *state), "a { b: '\\'/* c */'; }");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(indents_go_and_line_breaks_stay),
        cmocka_unit_test(comment_lines_of_a_script_go),
        cmocka_unit_test(lines_of_a_script_that_go_on_are_one),
        cmocka_unit_test(a_stylesheet_is_one_line),
        cmocka_unit_test(comments_of_a_stylesheet_go),
        cmocka_unit_test(quoted_text_stays_as_it_is),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
