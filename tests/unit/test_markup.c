// SPDX-License-Identifier: MIT
// Finished pages read once more: text for the search index, and the whole
// section as one page.
#include "page/markup.h"
#include "page/whole.h"
#include "unit.h"

static struct str text_of(struct arena *a, const char *html)
{
    struct buf out = buf_new(a, 1 << 20);
    struct str rest = str_from(html);
    struct markup_piece piece;

    while (markup_next(&rest, &piece))
        markup_put_text(&out, &piece);
    return str_trim(buf_str(&out));
}

static void only_the_main_part_is_read(void **state)
{
    (void)state;
    assert_text(markup_main(STR("<body><nav>Меню</nav><main id=\"main\"><p>Да</p></main></body>")),
                "<p>Да</p>");
    assert_true(str_empty(markup_main(STR("<p>Без main</p>"))));
}

static void elements_part_words_and_emphasis_does_not(void **state)
{
    assert_text(text_of(*state, "<td>Иванова</td><td>учитель</td>"), "Иванова учитель");
    assert_text(text_of(*state, "настав<b>ник</b>"), "наставник");
}

static void no_space_stands_before_punctuation(void **state)
{
    assert_text(text_of(*state, "<a>Приказ</a>, PDF"), "Приказ, PDF");
}

static void entities_are_characters(void **state)
{
    assert_text(text_of(*state, "«А&nbsp;&amp;&#34;Б&#x22;» &lt;&неведомо;"), "«А &\"Б\"» <&неведомо;");
}

static void soft_hyphens_are_no_text(void **state)
{
    assert_text(text_of(*state, "<th>Настав\u00adник, Долж&shy;ность</th>«Вместе»"),
                "Наставник, Должность «Вместе»");
}

static void scripts_styles_and_comments_hold_no_text(void **state)
{
    assert_text(text_of(*state, "<script>let a = '<b>';</script><style>p {}</style><!-- <p>нет</p> -->да"),
                "да");
}

static void a_quoted_bracket_does_not_end_a_tag(void **state)
{
    assert_text(text_of(*state, "<p title=\"a > b\">текст</p>"), "текст");
}

static void a_page_cut_short_is_read_to_its_end(void **state)
{
    assert_text(text_of(*state, "да<p class=\"x"), "да");
    assert_text(text_of(*state, "да<!-- и всё"), "да");
    assert_text(text_of(*state, "да&amp"), "да&amp");
}

static void attributes_are_found_by_name(void **state)
{
    struct str rest = STR("<li class='a' hidden id=\"act-1\">");
    struct markup_piece tag;

    (void)state;
    assert_true(markup_next(&rest, &tag));
    assert_text(markup_attribute_of(&tag, "id"), "act-1");
    assert_text(markup_attribute_of(&tag, "class"), "a");
    assert_true(str_empty(markup_attribute_of(&tag, "title")));
}

// ---- the whole section -------------------------------------------------------------

static struct str whole_of(struct arena *a, const char *first, const char *second)
{
    static struct whole_page pages[2];
    struct list list = { 0 };

    pages[0] = (struct whole_page){ STR("Пары"), STR("rayon/pairs.html"), markup_cut(str_from(first), a) };
    pages[1] =
        (struct whole_page){ STR("Документы"), STR("rayon/documents.html"), markup_cut(str_from(second), a) };
    list_add(&list, &pages[0], a);
    list_add(&list, &pages[1], a);
    const struct list parts = whole_parts(&list, a);
    const struct whole_part *part = parts.items[0];
    assert_text(part->anchor, "page-pairs");
    return part->html;
}

static void ids_get_the_name_of_their_page(void **state)
{
    assert_text(whole_of(*state, "<article id=\"pair-1\" aria-labelledby=\"a b\">", ""),
                "<article id=\"page-pairs--pair-1\" aria-labelledby=\"page-pairs--a page-pairs--b\">");
}

static void links_lead_to_places_below(void **state)
{
    assert_text(whole_of(*state, "<a href=\"#pair-1\">", ""), "<a href=\"#page-pairs--pair-1\">");
    assert_text(whole_of(*state, "<a href=\"documents.html\">", ""), "<a href=\"#page-documents\">");
    assert_text(whole_of(*state, "<a href=\"documents.html#act-1\">", ""),
                "<a href=\"#page-documents--act-1\">");
}

static void links_elsewhere_stay(void **state)
{
    assert_text(whole_of(*state, "<a href=\"files/a.pdf\" rel=\"x\">", ""),
                "<a href=\"files/a.pdf\" rel=\"x\">");
    assert_text(whole_of(*state, "<a href=\"../documents.html\">", ""), "<a href=\"../documents.html\">");
    assert_text(whole_of(*state, "<a href=\"document-a.html#text-1\">", ""),
                "<a href=\"document-a.html#text-1\">");
}

static void headings_move_down_and_the_title_goes(void **state)
{
    assert_text(whole_of(*state, "<h1>Пары</h1><h2 id=\"a\">А</h2><h6>Б</h6>", ""),
                "<h3 id=\"page-pairs--a\">А</h3><h6>Б</h6>");
}

static void what_is_folded_or_lazy_is_printed(void **state)
{
    assert_text(whole_of(*state, "<details><summary>Ещё</summary></details>", ""),
                "<details open><summary>Ещё</summary></details>");
    assert_text(whole_of(*state, "<img src=\"a.png\" loading=\"lazy\">", ""), "<img src=\"a.png\">");
}

static void sections_are_no_landmarks(void **state)
{
    assert_text(whole_of(*state, "<section aria-labelledby=\"a\"></section>", ""), "<section></section>");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_the_main_part_is_read),
        cmocka_unit_test(elements_part_words_and_emphasis_does_not),
        cmocka_unit_test(no_space_stands_before_punctuation),
        cmocka_unit_test(entities_are_characters),
        cmocka_unit_test(soft_hyphens_are_no_text),
        cmocka_unit_test(scripts_styles_and_comments_hold_no_text),
        cmocka_unit_test(a_quoted_bracket_does_not_end_a_tag),
        cmocka_unit_test(a_page_cut_short_is_read_to_its_end),
        cmocka_unit_test(attributes_are_found_by_name),
        cmocka_unit_test(ids_get_the_name_of_their_page),
        cmocka_unit_test(links_lead_to_places_below),
        cmocka_unit_test(links_elsewhere_stay),
        cmocka_unit_test(headings_move_down_and_the_title_goes),
        cmocka_unit_test(what_is_folded_or_lazy_is_printed),
        cmocka_unit_test(sections_are_no_landmarks),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
