// SPDX-License-Identifier: MIT
#include "base/base64.h"
#include "base/escape.h"
#include "output/kit_internal.h"
#include "output/kit_markup.h"
#include "unit.h"

// ---- names -----------------------------------------------------------------

static void files_lie_flat_and_their_names_tell_where_from(void **state)
{
    assert_text(kit_file_name(STR("files/prikaz.pdf"), *state), "dokumenty/prikaz.pdf");
    assert_text(kit_file_name(STR("files/2025/prikaz.pdf.sig"), *state), "dokumenty/2025_prikaz.pdf.sig");
    assert_text(kit_file_name(STR("rayon/shkola-1/files/a.pdf"), *state), "dokumenty/rayon--shkola-1--a.pdf");
    assert_text(kit_file_name(STR("prikaz.pdf"), *state), "dokumenty/razdel__prikaz.pdf");
    assert_text(kit_file_name(STR("rayon/foto/a.png"), *state), "dokumenty/razdel__rayon_foto_a.png");
}

static void paths_that_look_alike_get_names_that_differ(void **state)
{
    static const char *const paths[] = { "files/a/b.pdf",     "a/files/b.pdf",   "a/b.pdf",
                                         "files/a-b.pdf",     "a/b/files/c.pdf", "a/files/b/c.pdf",
                                         "files/a/b/c.pdf",   "a/b/c.pdf",       "files/b.pdf",
                                         "files/files/b.pdf", "b.pdf",           "razdel/files/b.pdf" };

    for (size_t i = 0; i < COUNT(paths); i++)
        for (size_t k = 0; k < i; k++)
            assert_false(
                str_eq(kit_file_name(str_from(paths[i]), *state), kit_file_name(str_from(paths[k]), *state)));
}

static void long_names_are_cut_and_stay_apart(void **state)
{
    struct buf one = buf_new(*state, SIZE_MAX), other = buf_new(*state, SIZE_MAX);

    for (int i = 0; i < 20; i++)
        BUF_PUT(&one, "dlinnoe-nazvanie/");
    buf_put(&other, buf_str(&one));
    BUF_PUT(&one, "files/a.pdf");
    BUF_PUT(&other, "files/b.pdf");
    struct str a = kit_file_name(buf_str(&one), *state), b = kit_file_name(buf_str(&other), *state);
    assert_int_equal(a.len, STR("dokumenty/").len + 120);
    assert_true(str_ends(a, STR(".pdf")));
    assert_false(str_eq(a, b));
}

static void a_section_in_one_file_is_called_by_its_folder(void **state)
{
    assert_text(kit_whole_name(STR(""), *state), "razdel.html");
    assert_text(kit_whole_name(STR("rayon/shkola-1"), *state), "razdel--rayon--shkola-1.html");
}

// ---- markup ----------------------------------------------------------------

static struct str marked(const char *html, const struct tag_rule *rules, struct arena *a)
{
    struct buf out = buf_new(a, SIZE_MAX);

    kit_markup(str_from(html), rules, &out);
    return buf_str(&out);
}

static void headings_of_a_page_of_pages_are_one_level_lower(void **state)
{
    assert_text(marked("<h2>а</h2><h3>б</h3><h4>в</h4><p>г &lt;h2&gt;</p>", kit_lower, *state),
                "<h3>а</h3><h4>б</h4><h5>в</h5><p>г &lt;h2&gt;</p>");
}

static void styles_stand_on_opening_tags_alone(void **state)
{
    static const struct tag_rule rules[] = { { "th", NULL, "x:y" }, { 0 } };

    assert_text(marked("<thead><th scope=\"row\">а</th></thead><", rules, *state),
                "<thead><th style=\"x:y\" scope=\"row\">а</th></thead><");
    assert_text(marked("а", rules, *state), "а");
}

// ---- what they are made of -------------------------------------------------

static void pictures_are_base64(void **state)
{
    static const char *const pairs[][2] = { { "", "" },
                                            { "f", "Zg==" },
                                            { "fo", "Zm8=" },
                                            { "foo", "Zm9v" },
                                            { "foob", "Zm9vYg==" },
                                            { "fooba", "Zm9vYmE=" },
                                            { "foobar", "Zm9vYmFy" },
                                            { "\xFB\xFF\xFE", "+//+" } };

    for (size_t i = 0; i < COUNT(pairs); i++) {
        struct buf out = buf_new(*state, SIZE_MAX);
        base64_put(&out, str_from(pairs[i][0]));
        assert_text(buf_str(&out), pairs[i][1]);
    }
}

static void an_address_of_a_page_is_whole_and_holds_nothing_odd(void **state)
{
    static const char *const good[] = { "https://a.ru", "http://a.ru/б?c=1&d=2#e", "https://школа.рф/x" };
    static const char *const bad[] = { "",
                                       "a.ru",
                                       "/a",
                                       "//a.ru",
                                       "https://",
                                       "HTTPS://a.ru",
                                       "ftp://a.ru",
                                       "javascript:alert(1)",
                                       "https://a.ru/b c",
                                       "https://a.ru/\"b",
                                       "https://a.ru/<b",
                                       "https://a.ru/\x7F" };

    (void)state;
    for (size_t i = 0; i < COUNT(good); i++)
        assert_true(escape_url_is_web(str_from(good[i])));
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_false(escape_url_is_web(str_from(bad[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_lie_flat_and_their_names_tell_where_from),
        cmocka_unit_test(paths_that_look_alike_get_names_that_differ),
        cmocka_unit_test(long_names_are_cut_and_stay_apart),
        cmocka_unit_test(a_section_in_one_file_is_called_by_its_folder),
        cmocka_unit_test(headings_of_a_page_of_pages_are_one_level_lower),
        cmocka_unit_test(styles_stand_on_opening_tags_alone),
        cmocka_unit_test(pictures_are_base64),
        cmocka_unit_test(an_address_of_a_page_is_whole_and_holds_nothing_odd),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
