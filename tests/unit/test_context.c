// SPDX-License-Identifier: MIT
// Where the text of a template stands: what is printed there is escaped by it.
#include "template/context.h"
#include "unit.h"

#include <string.h>

static struct context behind(const char *text)
{
    struct context c = { 0 };

    context_feed(&c, str_from(text));
    return c;
}

static void every_place_has_its_name(void **state)
{
    static const struct {
        const char *text, *name;
    } rows[] = {
        { "a", "в тексте страницы" },
        { "<1", "в тексте страницы" },
        { "<{", "в тексте страницы" },
        { "<", "в имени элемента" },
        { "<<", "в имени элемента" },
        { "<im", "в имени элемента" },
        { "<IM", "в имени элемента" },
        { "<a ", "внутри тега HTML, вне значения атрибута" },
        { "<a\t", "внутри тега HTML, вне значения атрибута" },
        { "<a\n", "внутри тега HTML, вне значения атрибута" },
        { "<a/", "внутри тега HTML, вне значения атрибута" },
        { "<a b", "в имени атрибута" },
        { "<a =", "в имени атрибута" },
        { "<a b/", "внутри тега HTML, вне значения атрибута" },
        { "<a b\x01", "в имени атрибута" },
        { "<a b=", "в значении атрибута без кавычек" },
        { "<a b= ", "в значении атрибута без кавычек" },
        { "<a b=c", "в значении атрибута без кавычек" },
        { "<a b=\"c", "в значении атрибута" },
        { "<a b='c\"", "в значении атрибута" },
        { "<a b='c' ", "внутри тега HTML, вне значения атрибута" },
        { "<a b=>", "в тексте страницы" },
        { "<a b=c>", "в тексте страницы" },
        { "<!", "в объявлении HTML" },
        { "<!-", "в объявлении HTML" },
        { "<!--", "в примечании HTML" },
        { "<!-- a>", "в примечании HTML" },
        { "<!-- a->", "в примечании HTML" },
        { "<!-- - ->", "в примечании HTML" },
        { "<!-- a-->", "в тексте страницы" },
        { "<!-->", "в тексте страницы" },
        { "<!doctype", "в объявлении или закрывающем теге" },
        { "</p", "в объявлении или закрывающем теге" },
        { "</p>", "в тексте страницы" },
        { "<style>", "внутри style" },
        { "<script>", "внутри script" },
        { "<script>a</scrip", "внутри script" },
        { "<script>a<</script", "в объявлении или закрывающем теге" },
        { "<script type=\"text/plain\">", "внутри script" },
        { "<script type=\"application/json\">", "внутри script с данными" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct context c = behind(rows[i].text);
        if (strcmp(context_name(&c), rows[i].name) != 0)
            fail_msg("behind «%s»: %s", rows[i].text, context_name(&c));
    }
}

static void an_attribute_is_what_a_browser_makes_of_it(void **state)
{
    static const struct {
        const char *name;
        enum attr_kind kind;
    } rows[] = {
        { "href", ATTR_URL },       { "xlink:href", ATTR_URL },     { "srcset", ATTR_SRCSET },
        { "SRCSET", ATTR_SRCSET },  { "imagesrcset", ATTR_SRCSET }, { "style", ATTR_STYLE },
        { "onclick", ATTR_SCRIPT }, { "srcdoc", ATTR_SCRIPT },      { "open", ATTR_PLAIN },
        { "title", ATTR_PLAIN },    { "name", ATTR_PLAIN },
    };

    for (size_t i = 0; i < COUNT(rows); i++) {
        struct context c = behind(str_format(*state, "<a %s=\"", rows[i].name).ptr);
        assert_true(context_in_value(&c));
        if (context_attr(&c) != rows[i].kind)
            fail_msg("%s: %d", rows[i].name, (int)context_attr(&c));
    }
}

static void the_scheme_of_an_address_is_decided_by_the_template_or_not_at_all(void **state)
{
    static const struct {
        const char *value;
        enum url_stage stage;
    } rows[] = {
        { "", URL_START },          { "a", URL_OPEN },           { "/", URL_FIXED },
        { "a?b", URL_FIXED },       { "#", URL_FIXED },          { "tel:", URL_FIXED },
        { "javascript:", URL_BAD }, { "https://a", URL_FIXED },  { "javascript", URL_OPEN },
        { "/a:b", URL_FIXED },      { "javascript:/", URL_BAD },
    };

    for (size_t i = 0; i < COUNT(rows); i++) {
        struct context c = behind(str_format(*state, "<a href=\"%s", rows[i].value).ptr);
        if (c.url != rows[i].stage)
            fail_msg("%s: %d", rows[i].value, (int)c.url);
    }
}

static void what_is_printed_may_become_a_scheme(void **state)
{
    struct context c = behind("<a href=\"");

    (void)state;
    context_print(&c);
    context_print(&c);
    assert_int_equal(c.url, URL_OPEN);
    context_feed(&c, STR(":"));
    assert_int_equal(c.url, URL_BAD);
}

static void branches_meet_only_in_one_place(void **state)
{
    static const struct {
        const char *one, *other;
        bool meet;
    } rows[] = {
        { "a", "b", true },
        { "<p>", "</p>", true },
        { "<!--a", "<!--b", true },
        { "</p", "</a", true },
        { "a", "<", false },
        { "<a", "<a", true },
        { "<a ", "<b ", false },
        { "<a", "<a x", true },
        { "<a", "<b x", false },
        { "<a x", "<a", true },
        { "<a ", "<a x=\"", false },
        { "<a x=\"", "<a ", false },
        { "<a x=\"1", "<a x=\"2", true },
        { "<a x=\"1", "<a y=\"1", false },
        { "<a x=\"1", "<b x=\"1", false },
        { "<a x=\"1", "<a x='1", false },
        { "<style>", "<style>", true },
        { "<style>", "<script>", false },
        { "<script>", "<script type=\"application/json\">", false },
        { "<script>", "<script>a<", false },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct context one = behind(rows[i].one), other = behind(rows[i].other), both;
        if (context_join(&one, &other, &both) != rows[i].meet)
            fail_msg("«%s» and «%s»", rows[i].one, rows[i].other);
    }
}

static void a_name_is_not_finished_behind_its_branches(void **state)
{
    static const struct {
        const char *literal;
        bool fits;
    } rows[] = {
        { "", true }, { " y", true }, { ">", true }, { "/>", true }, { "y", false }, { "=", false }
    };
    struct context one = behind("<a"), other = behind("<a x"), both;

    (void)state;
    assert_true(context_join(&one, &other, &both));
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct context c = both;
        assert_int_equal(context_feed(&c, str_from(rows[i].literal)), rows[i].fits);
    }
}

static void of_two_addresses_the_worse_is_believed(void **state)
{
    static const struct {
        const char *one, *other;
        enum url_stage stage;
    } rows[] = {
        { "/", "/a", URL_FIXED },        { "/", "a", URL_OPEN },          { "", "/", URL_OPEN },
        { "/", "javascript:", URL_BAD }, { "javascript:", "/", URL_BAD },
    };

    for (size_t i = 0; i < COUNT(rows); i++) {
        struct context one = behind(str_format(*state, "<a href=\"%s", rows[i].one).ptr),
                       other = behind(str_format(*state, "<a href=\"%s", rows[i].other).ptr), both;
        assert_true(context_join(&one, &other, &both));
        assert_int_equal(both.url, rows[i].stage);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_place_has_its_name),
        cmocka_unit_test(an_attribute_is_what_a_browser_makes_of_it),
        cmocka_unit_test(the_scheme_of_an_address_is_decided_by_the_template_or_not_at_all),
        cmocka_unit_test(what_is_printed_may_become_a_scheme),
        cmocka_unit_test(branches_meet_only_in_one_place),
        cmocka_unit_test(a_name_is_not_finished_behind_its_branches),
        cmocka_unit_test(of_two_addresses_the_worse_is_believed),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
