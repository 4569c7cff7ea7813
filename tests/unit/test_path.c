// SPDX-License-Identifier: MIT
#include "base/path.h"
#include "unit.h"

#include <string.h>

static void ordinary_paths_are_safe(void **state)
{
    (void)state;
    assert_true(path_is_safe(STR("files/prikaz-26-1.pdf")));
    assert_true(path_is_safe(STR("Приказ № 5.pdf")));
    assert_true(path_is_safe(STR(".htaccess")));
    assert_true(path_is_safe(STR("a..b/console.txt/com10")));
    assert_true(path_is_safe(STR("coma/lptx.pdf/com-")));
}

static void paths_that_leave_their_folder_are_not_safe(void **state)
{
    static const char *const paths[] = { "",    "/etc/passwd", "..", "a/../b", "a/..", ".",
                                         "./a", "a//b",        "a/", "a\\b",   "C:x" };

    (void)state;
    for (size_t i = 0; i < COUNT(paths); i++)
        assert_false(path_is_safe(str_from(paths[i])));
    assert_false(path_is_safe((struct str){ 0 }));
}

static void names_that_windows_cannot_keep_are_not_safe(void **state)
{
    static const char *const paths[] = { "con",      "a/PRN.txt", "Aux",    "nul.tar.gz",   "com1",
                                         "lpt9.pdf", "con .txt",  "a.",     "a /b",         "a./b",
                                         "x\ny",     "x\x7f",     "CONIN$", "a/conout$.txt" };

    (void)state;
    for (size_t i = 0; i < COUNT(paths); i++)
        assert_false(path_is_safe(str_from(paths[i])));
}

static void a_part_may_have_255_bytes_and_no_more(void **state)
{
    char name[256];

    (void)state;
    memset(name, 'a', sizeof name);
    assert_true(path_is_safe((struct str){ name, 255 }));
    assert_false(path_is_safe((struct str){ name, 256 }));
}

static void a_path_may_have_1024_bytes_and_no_more(void **state)
{
    char path[1026];

    (void)state;
    for (size_t i = 0; i < sizeof path; i++)
        path[i] = i % 2 ? '/' : 'a';
    assert_true(path_is_safe((struct str){ path, 1023 }));
    assert_false(path_is_safe((struct str){ path, 1025 }));
}

static void an_extension_is_what_follows_the_last_full_stop_of_the_name(void **state)
{
    (void)state;
    assert_text(path_extension(STR("files/prikaz.26.pdf")), "pdf");
    assert_text(path_extension(STR("v1.2/readme")), "");
    assert_text(path_extension(STR(".htaccess")), "");
    assert_text(path_extension(STR("a.")), "");
    assert_text(path_extension(STR("")), "");
}

static void joining_to_an_empty_folder_adds_nothing(void **state)
{
    assert_text(path_join(STR("a/b"), STR("c.html"), *state), "a/b/c.html");
    assert_text(path_join(STR(""), STR("c.html"), *state), "c.html");
}

static void a_folder_is_what_stands_before_the_last_slash(void **state)
{
    (void)state;
    assert_text(path_folder(STR("a/b/x.html")), "a/b");
    assert_text(path_folder(STR("x.html")), "");
}

static void a_name_is_quoted_for_the_shell_where_it_has_to_be(void **state)
{
    assert_text(path_in_shell(STR("раздел/acts.yaml"), *state), "раздел/acts.yaml");
    assert_text(path_in_shell(STR("Мой раздел"), *state), "'Мой раздел'");
    assert_text(path_in_shell(STR("it's $HOME"), *state), "'it'\\''s $HOME'");
    assert_text(path_in_shell(STR("-rf"), *state), "./-rf");
    assert_text(path_in_shell(STR(""), *state), "''");
}

static void the_common_folder_holds_both(void **state)
{
    (void)state;
    assert_text(path_common(STR("a/b"), STR("a/b/x.html")), "a/b");
    assert_text(path_common(STR("a/b"), STR("a/bc/x.html")), "a");
    assert_text(path_common(STR("a/b"), STR("a/x.html")), "a");
    assert_text(path_common(STR("a/b"), STR("b/x.html")), "");
    assert_text(path_common(STR(""), STR("a/x.html")), "");
}

static void relative_addresses_climb_only_as_far_as_needed(void **state)
{
    static const char *const rows[][3] = {
        { "a/b/x.html", "a/files/y.pdf", "../files/y.pdf" },
        { "x.html", "files/y.pdf", "files/y.pdf" },
        { "a/b/x.html", "y.html", "../../y.html" },
        { "a/x.html", "a/y.html#deti", "y.html#deti" },
        { "a/x.html", "a/x.html", "x.html" },
        { "a/x.html", "ab/y.html", "../ab/y.html" },
        { "a/x.html", "", "../" },
        { "a/x.html", "a/", "./" },
        { "x.html", "#top", "./#top" },
        { "x.html", "a:b.html", "./a:b.html" },
        { "x.html", "y.html#a/b/c", "y.html#a/b/c" },
    };

    for (size_t i = 0; i < COUNT(rows); i++)
        assert_text(path_relative(str_from(rows[i][0]), str_from(rows[i][1]), *state), rows[i][2]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ordinary_paths_are_safe),
        cmocka_unit_test(paths_that_leave_their_folder_are_not_safe),
        cmocka_unit_test(the_common_folder_holds_both),
        cmocka_unit_test(a_name_is_quoted_for_the_shell_where_it_has_to_be),
        cmocka_unit_test(names_that_windows_cannot_keep_are_not_safe),
        cmocka_unit_test(a_part_may_have_255_bytes_and_no_more),
        cmocka_unit_test(a_path_may_have_1024_bytes_and_no_more),
        cmocka_unit_test(an_extension_is_what_follows_the_last_full_stop_of_the_name),
        cmocka_unit_test(joining_to_an_empty_folder_adds_nothing),
        cmocka_unit_test(a_folder_is_what_stands_before_the_last_slash),
        cmocka_unit_test(relative_addresses_climb_only_as_far_as_needed),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
