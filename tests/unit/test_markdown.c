// SPDX-License-Identifier: MIT
// In expectations '~' stands for a no-break space.
#include "base/limits.h"
#include "input/markdown.h"
#include "unit.h"

#include <sys/resource.h>
#include <time.h>

#ifdef __SANITIZE_ADDRESS__
enum { IS_SANITIZED = 1 };
#else
enum { IS_SANITIZED = 0 };
#endif

#ifdef __OPTIMIZE__
enum { IS_OPTIMIZED = 1 };
#else
enum { IS_OPTIMIZED = 0 };
#endif

// ---- helpers ---------------------------------------------------------------

// Knows records whose id begins with "known", and everything in files/ and img/.
static bool resolve(void *context, struct str target, bool is_image, struct where at, struct diags *ds,
                    struct link_target *out)
{
    (void)context;
    if (str_starts(target, STR("act:known")))
        *out = (struct link_target){ .href = STR("school/acts/known.html#top") };
    else if (str_starts(target, STR("files/")))
        *out = (struct link_target){ .href = target, .label = STR("PDF, 317~КБ") };
    else if (is_image && str_starts(target, STR("img/")))
        *out = (struct link_target){ .href = target, .width = 640, .height = 480 };
    else
        diag_add(ds, DIAG_LINK_DEAD, at, "нет «%.*s»", STR_ARG(target));
    return !str_empty(out->href);
}

struct rendered {
    struct str html;
    struct diags *diags;
};

static struct rendered render(void **state, struct str text)
{
    static const struct link_resolver links = { .resolve = resolve, .page = { "school/news/x.html", 18 } };
    static const struct markdown_options options = { .heading_top = 2, .links = &links };
    struct source *source = ARENA_NEW(*state, struct source);
    struct rendered r = { .diags = diags_new(*state) };

    *source = (struct source){ "x.md", text };
    r.html = markdown_render(text, (struct where){ source, 1, 1 }, &options, *state, r.diags);
    diags_sort(r.diags);
    return r;
}

static char *visible(struct str s, struct arena *a)
{
    struct buf b = buf_new(a, LIMIT_PAGE_BYTES);

    for (size_t at; (at = str_find(s, STR("\u00A0"))) != SIZE_MAX; s = str_after(s, at + 2)) {
        buf_put(&b, str_from_to(s, 0, at));
        BUF_PUT(&b, "~");
    }
    buf_put(&b, s);
    return str_cstr(buf_str(&b), a);
}

static void assert_html(void **state, const char *markdown, const char *expected)
{
    struct rendered r = render(state, str_from(markdown));

    assert_string_equal(visible(r.html, *state), expected);
    assert_int_equal(r.diags->items.count, 0);
}

// The only message is [code] at line:column.
static void assert_finding(void **state, const char *markdown, enum diag_code code, uint32_t line,
                           uint32_t column)
{
    struct rendered r = render(state, str_from(markdown));

    assert_int_equal(r.diags->items.count, 1);
    const struct diag *d = r.diags->items.items[0];
    assert_int_equal(d->code, code);
    assert_int_equal(d->line, line);
    assert_int_equal(d->column, column);
}

static void assert_message(void **state, const char *markdown, const char *message)
{
    struct rendered r = render(state, str_from(markdown));

    assert_int_equal(r.diags->items.count, 1);
    assert_text(((const struct diag *)r.diags->items.items[0])->message, message);
}

// ---- text ------------------------------------------------------------------

static void commonmark_comes_out_as_plain_html(void **state)
{
    assert_html(state, "", "");
    assert_html(state, "a *b* **c** `d<e`\\\nf",
                "<p>a <em>b</em> <strong>c</strong> <code>d&lt;e</code><br>\nf</p>\n");
    assert_html(state, "> q\n\n---\n\n    code\n",
                "<blockquote>\n<p>q</p>\n</blockquote>\n<hr>\n<pre><code>code\n</code></pre>\n");
    assert_html(state, "- a\n- b\n  1. c",
                "<ul>\n<li>a</li>\n<li>b\n<ol>\n<li>c</li>\n</ol>\n</li>\n</ul>\n");
    assert_html(state, "3) a\n\n4) b", "<ol start=\"3\">\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ol>\n");
    assert_html(state, "<https://x.ru/a...b?c&d>",
                "<p><a href=\"https://x.ru/a...b?c&amp;d\">https://x.ru/a...b?c&amp;d</a></p>\n");
}

static void windows_line_ends_make_no_difference(void **state)
{
    assert_html(
        state, "a\r\nb\r\n\r\n|x|y|\r\n|-|-|\r\n|1|2|\r\n",
        "<p>a\nb</p>\n<table>\n<thead>\n<tr><th scope=\"col\">x</th><th scope=\"col\">y</th></tr>\n</thead>\n"
        "<tbody>\n<tr><td>1</td><td>2</td></tr>\n</tbody>\n</table>\n");
}

static void running_text_is_typeset_across_markup(void **state)
{
    assert_html(state, "Приказ № *5* \"О школе\" - в\nсиле",
                "<p>Приказ №~<em>5</em> «О~школе»~– в~силе</p>\n");
    assert_html(state, "\"**Школа**\" и `в \"коде\" - нет`",
                "<p>«<strong>Школа</strong>» и~<code>в &quot;коде&quot; - нет</code></p>\n");
    assert_html(state, "слово\\\n— слово", "<p>слово<br>\n— слово</p>\n");
}

static void headings_begin_at_the_top_skip_no_level_and_keep_their_letters(void **state)
{
    assert_html(state, "# Цели \"А\" - № 5", "<h2 id=\"tseli-a-5\">Цели &quot;А&quot; - № 5</h2>\n");
    assert_html(state, "###### Низ", "<h2 id=\"niz\">Низ</h2>\n");
    assert_html(state, "## A\n#### B\n### C\n## D",
                "<h2 id=\"a\">A</h2>\n<h3 id=\"b\">B</h3>\n<h3 id=\"c\">C</h3>\n<h2 id=\"d\">D</h2>\n");
    assert_html(
        state, "# A\n# A\n# A 2\n# A",
        "<h2 id=\"a\">A</h2>\n<h2 id=\"a-2\">A</h2>\n<h2 id=\"a-2-2\">A 2</h2>\n<h2 id=\"a-3\">A</h2>\n");
}

static void html_is_shown_as_text_and_reported(void **state)
{
    assert_finding(state, "да\nи <b>", DIAG_MARKDOWN_HTML, 2, 3);
    assert_finding(state, "да\n\n<div onclick=x>\n</div>", DIAG_MARKDOWN_HTML, 3, 1);
    assert_text(render(state, STR("и <b>")).html, "<p>и\u00A0&lt;b&gt;</p>\n");
    assert_text(render(state, STR("<script>\nx\n</script>")).html,
                "<p>&lt;script&gt;\nx\n&lt;/script&gt;</p>\n");
}

// ---- tables ----------------------------------------------------------------

static void a_pipe_table_has_header_cells_and_alignment(void **state)
{
    assert_html(state, "| Год | Пар |\n|:---:|---:|\n| **2025** | [x](https://x.ru) |",
                "<table>\n<thead>\n<tr><th scope=\"col\" class=\"centre\">Год</th><th scope=\"col\" "
                "class=\"num\">Пар</th></tr>\n</thead>\n<tbody>\n"
                "<tr><td class=\"centre\"><strong>2025</strong></td>"
                "<td class=\"num\"><a href=\"https://x.ru\">x</a></td></tr>\n</tbody>\n</table>\n");
}

static void a_wide_table_stands_in_a_box_that_scrolls(void **state)
{
    assert_html(
        state, "|a|b|c|d|\n|-|-|-|-|",
        "<div class=\"table-scroll\" role=\"group\" aria-label=\"Таблица\" "
        "tabindex=\"0\">\n<table>\n<thead>\n"
        "<tr><th scope=\"col\">a</th><th scope=\"col\">b</th><th scope=\"col\">c</th><th scope=\"col\">d</th>"
        "</tr>\n</thead>\n</table>\n</div>\n");
}

static void a_pipe_in_code_or_behind_a_backslash_is_no_border(void **state)
{
    assert_html(state, "|a|\n|-|\n|`x|y` 1\\|2 `\\|`|",
                "<table>\n<thead>\n<tr><th scope=\"col\">a</th></tr>\n</thead>\n<tbody>\n"
                "<tr><td><code>x|y</code> 1|2 <code>|</code></td></tr>\n</tbody>\n</table>\n");
    assert_html(state, "1\\|2 `\\|`", "<p>1|2 <code>\\|</code></p>\n");
}

static void tables_work_in_lists_and_quotes_and_right_below_text(void **state)
{
    const char *table =
        "<table>\n<thead>\n<tr><th scope=\"col\">a</th></tr>\n</thead>\n<tbody>\n<tr><td>1</td></tr>\n"
        "</tbody>\n</table>\n";

    assert_html(state, "> - |a|\n>   |-|\n>   |1|",
                str_format(*state, "<blockquote>\n<ul>\n<li>%s</li>\n</ul>\n</blockquote>\n", table).ptr);
    assert_html(state, "Текст:\n|a|\n|-|\n|1|", str_format(*state, "<p>Текст:</p>\n%s", table).ptr);
}

static void a_row_with_a_wrong_number_of_cells_is_reported_at_its_line(void **state)
{
    assert_finding(state, "|a|b|\n|-|-|\n|1|2|\n|1|", DIAG_MARKDOWN_TABLE, 4, 1);
    assert_finding(state, "да\n\n|a|b|\n|-|\n|1|", DIAG_MARKDOWN_TABLE, 3, 1);
    assert_finding(state, "[r]: https://x.ru\n|a|b|\n|-|-|\n|[1][r]|2|3|", DIAG_MARKDOWN_TABLE, 4, 1);
    assert_message(state, "|a|b|\n|-|-|\n|1|", "ячеек в строке: 1, а в заголовке таблицы: 2");
}

static void a_line_of_dashes_without_a_table_stays_text(void **state)
{
    assert_html(state, "a\n|-x-|", "<p>a\n|-x-|</p>\n");
    assert_html(state, "|-|", "<p>|-|</p>\n");
}

// ---- footnotes -------------------------------------------------------------

static void footnotes_are_numbered_by_reference_and_link_both_ways(void **state)
{
    assert_html(
        state, "Текст[^b] и[^a][^b]\n\n[^a]: Первая *сноска*\n[^b]: № 5\n  и ещё",
        "<p>Текст<sup><a class=\"footnote-ref\" href=\"#fn_1\" id=\"fnref_1\" aria-label=\"Сноска "
        "1\">1</a></sup> "
        "и<sup><a class=\"footnote-ref\" href=\"#fn_2\" id=\"fnref_2\" aria-label=\"Сноска 2\">2</a></sup>"
        "<sup><a class=\"footnote-ref\" href=\"#fn_1\" id=\"fnref_1_2\" aria-label=\"Сноска "
        "1\">1</a></sup></p>\n"
        "<section class=\"footnotes\" aria-label=\"Сноски\">\n<ol>\n"
        "<li id=\"fn_1\"><p>№~5\nи~ещё "
        "<a class=\"footnote-back\" href=\"#fnref_1\" aria-label=\"Обратно к тексту, сноска 1\">↩</a> "
        "<a class=\"footnote-back\" href=\"#fnref_1_2\" aria-label=\"Обратно к тексту, сноска "
        "1\">↩</a></p></li>\n"
        "<li id=\"fn_2\"><p>Первая <em>сноска</em> "
        "<a class=\"footnote-back\" href=\"#fnref_2\" aria-label=\"Обратно к тексту, сноска "
        "2\">↩</a></p></li>\n"
        "</ol>\n</section>\n");
}

static void a_note_may_refer_to_a_note(void **state)
{
    struct rendered r = render(state, STR("а[^1]\n\n[^1]: б[^2]\n[^2]: в"));

    assert_int_equal(r.diags->items.count, 0);
    assert_int_not_equal(str_find(r.html, STR("<li id=\"fn_2\"><p>в")), SIZE_MAX);
}

static void a_footnote_without_its_other_half_is_reported(void **state)
{
    assert_finding(state, "текст\nи [^нет]", DIAG_MARKDOWN_FOOTNOTE, 2, 3);
    assert_finding(state, "текст\n\n[^1]: лишняя", DIAG_MARKDOWN_FOOTNOTE, 3, 1);
    assert_finding(state, "а[^1]\n\n[^1]: раз\n[^1]: два", DIAG_MARKDOWN_FOOTNOTE, 3, 1);
    assert_finding(state, "а[^1]\n\n[^1]:", DIAG_MARKDOWN_FOOTNOTE, 1, 2);
    assert_finding(state, "[а[^1]](https://x.ru)[^1]\n\n[^1]: б", DIAG_MARKDOWN_FOOTNOTE, 1, 3);
}

static void footnotes_in_code_are_code(void **state)
{
    assert_html(state, "`[^1]`\n\n    [^1]: x",
                "<p><code>[^1]</code></p>\n<pre><code>[^1]: x\n</code></pre>\n");
}

// ---- links -----------------------------------------------------------------

static void links_to_records_and_files_are_relative_to_the_page(void **state)
{
    assert_html(state, "[а](act:known)", "<p><a href=\"../acts/known.html#top\">а</a></p>\n");
    assert_html(
        state, "[а](files/Приказ%20№5.pdf \"п\")",
        "<p><a href=\"../../files/%D0%9F%D1%80%D0%B8%D0%BA%D0%B0%D0%B7%20%E2%84%965.pdf\" title=\"п\">а "
        "<span class=\"file-facts\">(PDF, 317~КБ)</span></a></p>\n");
}

static void external_links_pass_as_they_are(void **state)
{
    assert_html(state, "[а](HTTPS://x.ru/?a=1&b=%20\"), <n@x.ru>, [т](tel:+73467)",
                "<p><a href=\"HTTPS://x.ru/?a=1&amp;b=%20%22\">а</a>, <a href=\"mailto:n@x.ru\">n@x.ru</a>, "
                "<a href=\"tel:+73467\">т</a></p>\n");
}

static void an_address_inside_a_link_is_only_text(void **state)
{
    assert_html(state, "[а <https://y.ru> б](https://x.ru)",
                "<p><a href=\"https://x.ru\">а~https://y.ru б</a></p>\n");
}

static void other_schemes_are_refused(void **state)
{
    static const char *const urls[] = { "javascript:alert(1)",
                                        "JaVaScRiPt:x",
                                        "data:text/html,x",
                                        "vbscript:x",
                                        "ftp://x",
                                        "//x.ru/a",
                                        "http:x",
                                        "https:///x",
                                        "C:\\docs" };

    for (size_t i = 0; i < COUNT(urls); i++) {
        struct str text = str_format(*state, "[а](%s)", urls[i]);
        assert_finding(state, text.ptr, DIAG_LINK_SCHEME, 1, 5);
        assert_text(render(state, text).html, "<p>а</p>\n");
    }
    assert_message(state, "[а](acts:x)", "ссылка вида «acts:»; возможно, вы имели в виду «act:»");
}

static void a_scheme_hidden_behind_entities_is_only_a_path(void **state)
{
    assert_true(diags_has(render(state, STR("[а](java&#9;script:x)")).diags, DIAG_LINK_DEAD));
    assert_true(diags_has(render(state, STR("[а](&#1;javascript:x)")).diags, DIAG_LINK_DEAD));
    assert_true(diags_has(render(state, STR("[а](javascript&colon;x)")).diags, DIAG_LINK_SCHEME));
}

static void a_dead_link_is_reported_where_its_address_stands(void **state)
{
    assert_finding(state, "да\n\nприказ [ж](act:known) и [к](act:lost)", DIAG_LINK_DEAD, 3, 29);
    assert_finding(state, "act:lost [к](act:lost)", DIAG_LINK_DEAD, 1, 14);
    assert_finding(state, "|a|\n|-|\n|[к](act:lost)|", DIAG_LINK_DEAD, 3, 6);
    assert_finding(state, "да\n[к][r]\n\n[r]: act:lost", DIAG_LINK_DEAD, 1, 1);
    assert_finding(state, "[а]()", DIAG_LINK_DEAD, 1, 5);
}

// ---- plain text ------------------------------------------------------------

// As a page of another platform would get it; addresses come from the resolver as they are.
static bool resolve_plain(void *context, struct str target, bool is_image, struct where at, struct diags *ds,
                          struct link_target *out)
{
    (void)context;
    (void)at;
    (void)ds;
    *out = (struct link_target){ 0 };
    if (!str_ends(target, STR("unknown")))
        out->href = str_is(target, "img/own") ? STR("data:image/png;base64,AA==") : STR("https://a.ru/?b&c");
    out->embedded = str_is(target, "img/own");
    out->label = is_image ? (struct str){ 0 } : STR("PDF, 3 КБ");
    return true;
}

static void assert_plain(void **state, const char *markdown, const char *html)
{
    static const struct link_resolver links = { .resolve = resolve_plain };
    static const struct markdown_options options = { .heading_top = 2, .plain = true, .links = &links };
    const struct source source = { "x.md", str_from(markdown) };
    struct diags *ds = diags_new(*state);
    struct str got = markdown_render(source.text, (struct where){ &source, 1, 1 }, &options, *state, ds);

    assert_int_equal(ds->items.count, 0);
    assert_string_equal(visible(got, *state), html);
}

static void plain_links_lead_somewhere_or_say_that_they_do_not(void **state)
{
    assert_plain(state, "[а](files/x)", "<p><a href=\"https://a.ru/?b&amp;c\">а (PDF, 3 КБ)</a></p>\n");
    assert_plain(state, "[а](unknown)", "<p>а (PDF, 3 КБ; адрес не указан)</p>\n");
    assert_plain(state, "[а](https://b.ru 'в')", "<p><a href=\"https://b.ru\">а</a></p>\n");
    assert_plain(state, "# Б\n\n[а](#b)", "<h2>Б</h2>\n<p>а</p>\n");
}

static void plain_pictures_are_links_unless_they_are_embedded(void **state)
{
    assert_plain(state, "![а](img/x)", "<p><a href=\"https://a.ru/?b&amp;c\">Изображение: а</a></p>\n");
    assert_plain(state, "![а](img/unknown)", "<p>Изображение: а (адрес не указан)</p>\n");
    assert_plain(state, "![а](img/own)", "<p><img src=\"data:image/png;base64,AA==\" alt=\"а\"></p>\n");
}

static void plain_text_has_no_marks_for_a_theme(void **state)
{
    assert_plain(state, "# а\n\n## б\n\n### в\n\n#### г", "<h2>а</h2>\n<h3>б</h3>\n<h4>в</h4>\n<h4>г</h4>\n");
    assert_plain(state, "а[^1]\n\n[^1]: б",
                 "<p>а[1]</p>\n<p><strong>Сноски</strong></p>\n<ol>\n<li>б</li>\n</ol>\n");
    assert_plain(state, "`<а>`\n\n---\n\n    б <в>\n    г",
                 "<p>&lt;а&gt;</p>\n<blockquote>\n<p>б &lt;в&gt;<br>\nг</p>\n</blockquote>\n");
    assert_plain(state, "|а|б|в|г|\n|-|:-:|-:|-|\n|1|2|3|4|",
                 "<table>\n<thead>\n<tr><th scope=\"col\">а</th><th scope=\"col\">б</th><th "
                 "scope=\"col\">в</th><th scope=\"col\">г</th></tr>\n</thead>\n<tbody>\n"
                 "<tr><td>1</td><td>2</td><td>3</td><td>4</td></tr>\n</tbody>\n</table>\n");
}

// ---- places ----------------------------------------------------------------

static void places_count_from_where_the_text_begins_in_its_file(void **state)
{
    const struct source source = { "x.md", STR("---\n---\n  [а](act:x)") };
    struct diags *ds = diags_new(*state);

    markdown_render(str_after(source.text, 10), (struct where){ &source, 3, 3 },
                    &(struct markdown_options){ 0 }, *state, ds);
    assert_int_equal(ds->items.count, 1);
    const struct diag *d = ds->items.items[0];
    assert_int_equal(d->code, DIAG_LINK_DEAD);
    assert_int_equal(d->line, 3);
    assert_int_equal(d->column, 7);
}

static void anchors_are_checked_against_the_headings(void **state)
{
    assert_html(state, "[раз](#tseli) [два](#Цели)\n# Цели",
                "<p><a href=\"#tseli\">раз</a> <a href=\"#tseli\">два</a></p>\n<h2 id=\"tseli\">Цели</h2>\n");
    assert_finding(state, "# Цели\n[а](#x)", DIAG_LINK_DEAD, 2, 5);
    assert_message(state, "# Цели\n[а](#tsely)",
                   "на странице нет заголовка «#tsely»; возможно, вы имели в виду «#tseli»");
}

static void pictures_need_a_description_and_stay_at_home(void **state)
{
    assert_html(state, "![Урок *№ 1*](img/a.png)",
                "<p><span data-alt=\"Урок № 1\"><img src=\"../../img/a.png\" alt=\"Урок № 1\" width=\"640\" "
                "height=\"480\" loading=\"lazy\"></span></p>\n");
    assert_finding(state, "![ ](img/a.png)", DIAG_MARKDOWN_ALT, 1, 6);
    assert_finding(state, "![а](https://x.ru/a.png)", DIAG_LINK_SCHEME, 1, 6);
    assert_html(
        state, "[![а](img/a.png)](act:known)",
        "<p><a href=\"../acts/known.html#top\"><span data-alt=\"а\"><img src=\"../../img/a.png\" alt=\"а\" "
        "width=\"640\" height=\"480\" loading=\"lazy\"></span></a></p>\n");
}

static void marks_cannot_be_forged(void **state)
{
    assert_html(state, "a&#1;b&#2;c&#3;d \x01 \x02 e&#x83;", "<p>abcd     e|</p>\n");
    assert_html(state, "a&#1;b *c* d", "<p>ab <em>c</em> d</p>\n");
    assert_html(state,
                "a\x7f"
                "b\xC2\x81"
                "c",
                "<p>a b  c</p>\n");
    assert_html(state, "&#4;^1]: x &lt;b&gt;", "<p>[^1]: x &lt;b&gt;</p>\n");
}

// ---- limits ----------------------------------------------------------------

static struct str repeated(void **state, const char *unit, size_t bytes)
{
    struct buf b = buf_new(*state, bytes);

    while (!b.overflowed)
        buf_put(&b, str_from(unit));
    return buf_str(&b);
}

static void text_beyond_a_ceiling_is_refused_at_its_place(void **state)
{
    static const char *const refused[] = { "[", "![[]()", "> ", "- ", "1. ", ">" };
    struct rendered r = render(state, repeated(state, "a ", LIMIT_MARKDOWN_BYTES + 3));

    assert_true(diags_has(r.diags, DIAG_MARKDOWN_LIMIT));
    assert_true(str_empty(r.html));
    for (size_t i = 0; i < COUNT(refused); i++) {
        r = render(state, repeated(state, refused[i], 100000));
        assert_int_equal(r.diags->items.count, 1);
        assert_true(diags_has(r.diags, DIAG_MARKDOWN_LIMIT));
        assert_true(str_empty(r.html));
    }
    assert_finding(state, str_format(*state, "a\n\n%*s b", LIMIT_MARKDOWN_INDENT, "").ptr,
                   DIAG_MARKDOWN_LIMIT, 3, 1);
}

static void markup_nested_without_measure_is_refused(void **state)
{
    struct buf b = buf_new(*state, 10000);

    for (int i = 0; i < 150; i++)
        BUF_PUT(&b, "*a ");
    for (int i = 0; i < 150; i++)
        BUF_PUT(&b, "b* ");
    struct rendered r = render(state, buf_str(&b));
    assert_true(diags_has(r.diags, DIAG_MARKDOWN_LIMIT));
    assert_true(str_empty(r.html));
}

static void long_honest_lists_are_not_refused(void **state)
{
    struct buf b = buf_new(*state, LIMIT_MARKDOWN_BYTES);

    for (int i = 1; i <= 3000; i++)
        buf_format(&b, "- [школа %d](https://x.ru)\n", i);
    BUF_PUT(&b, "\n***\n\n");
    for (int i = 1; i <= 3000; i++)
        buf_format(&b, "%d. [школа](https://x.ru),\n   и ещё\n", i);
    struct rendered r = render(state, buf_str(&b));
    assert_int_equal(r.diags->items.count, 0);
}

// A numbered line inside a paragraph is no item, whatever it looks like.
static void brackets_cannot_hide_behind_false_list_items(void **state)
{
    struct buf b = buf_new(*state, LIMIT_MARKDOWN_BYTES);

    BUF_PUT(&b, "text\n");
    for (int i = 0; i < 300; i++)
        BUF_PUT(&b, "2. [[[[\n    - [[[[\n");
    assert_true(diags_has(render(state, buf_str(&b)).diags, DIAG_MARKDOWN_LIMIT));
}

// Each of these once took a Markdown program seconds or minutes.
static void hostile_text_takes_little_time_and_memory(void **state)
{
    static const char *const units[] = {
        "*a **a ",
        "a_ ",
        "_a ",
        "a]",
        "*a_ ",
        "a**b c* ",
        "e`",
        "`",
        "<",
        "<?",
        "<!-- ",
        "<!A ",
        "</a ",
        "<b>",
        "&#x",
        "&",
        "\"",
        "\"a\" ",
        "**\"**a",
        "A. ",
        "...a",
        "<act:x>",
        "<foo:x>",
        "<act:&amp;>",
        "<https://x.ru>\n",
        "|a\n|-|\n",
        "|",
        "a|b\n-|-\n\n",
        "# a\n",
        "# a\n\n[](#b)\n\n",
        "[^1]: x\n\n",
        "[a]: b\n\n",
        "- [x](act:y)\n",
        "1. a\n",
        "a\\\n",
        "\\|",
        "`\\|` ",
        "> - 1. a\n",
        "- - - - a\n\n",
        "\xD0\xBF. ",
        "- a\n\n  > b\n\n",
        "***a ",
        "x\t",
    };
    const double seconds = IS_SANITIZED || !IS_OPTIMIZED ? 6 : 0.5;
    struct rusage usage;

    for (size_t i = 0; i < COUNT(units); i++) {
        struct arena *a = arena_new();
        void *own = a;
        clock_t start = clock();
        render(&own, repeated(&own, units[i], LIMIT_MARKDOWN_BYTES));
        double took = (double)(clock() - start) / CLOCKS_PER_SEC;
        if (took > seconds)
            print_error("«%s» took %.2f s\n", units[i], took);
        assert_true(took <= seconds);
        arena_free(a);
    }
    getrusage(RUSAGE_SELF, &usage);
    if (!IS_SANITIZED)
        assert_true(usage.ru_maxrss < 256 * 1024);
    (void)state;
}

static void a_long_reference_does_not_multiply(void **state)
{
    struct buf b = buf_new(*state, LIMIT_MARKDOWN_BYTES);

    BUF_PUT(&b, "[a]: <https://x.ru/");
    buf_put(&b, repeated(state, "u", 100000));
    BUF_PUT(&b, ">\n\n");
    for (int i = 0; i < 9000; i++)
        buf_put(&b, i % 500 ? STR("[a]") : STR("\n\n"));
    assert_true(render(state, buf_str(&b)).html.len < 4 * LIMIT_MARKDOWN_BYTES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(commonmark_comes_out_as_plain_html),
        cmocka_unit_test(windows_line_ends_make_no_difference),
        cmocka_unit_test(running_text_is_typeset_across_markup),
        cmocka_unit_test(headings_begin_at_the_top_skip_no_level_and_keep_their_letters),
        cmocka_unit_test(html_is_shown_as_text_and_reported),
        cmocka_unit_test(a_pipe_table_has_header_cells_and_alignment),
        cmocka_unit_test(a_wide_table_stands_in_a_box_that_scrolls),
        cmocka_unit_test(a_pipe_in_code_or_behind_a_backslash_is_no_border),
        cmocka_unit_test(tables_work_in_lists_and_quotes_and_right_below_text),
        cmocka_unit_test(a_row_with_a_wrong_number_of_cells_is_reported_at_its_line),
        cmocka_unit_test(a_line_of_dashes_without_a_table_stays_text),
        cmocka_unit_test(footnotes_are_numbered_by_reference_and_link_both_ways),
        cmocka_unit_test(a_note_may_refer_to_a_note),
        cmocka_unit_test(a_footnote_without_its_other_half_is_reported),
        cmocka_unit_test(footnotes_in_code_are_code),
        cmocka_unit_test(links_to_records_and_files_are_relative_to_the_page),
        cmocka_unit_test(external_links_pass_as_they_are),
        cmocka_unit_test(an_address_inside_a_link_is_only_text),
        cmocka_unit_test(other_schemes_are_refused),
        cmocka_unit_test(a_scheme_hidden_behind_entities_is_only_a_path),
        cmocka_unit_test(a_dead_link_is_reported_where_its_address_stands),
        cmocka_unit_test(plain_links_lead_somewhere_or_say_that_they_do_not),
        cmocka_unit_test(plain_pictures_are_links_unless_they_are_embedded),
        cmocka_unit_test(plain_text_has_no_marks_for_a_theme),
        cmocka_unit_test(places_count_from_where_the_text_begins_in_its_file),
        cmocka_unit_test(anchors_are_checked_against_the_headings),
        cmocka_unit_test(pictures_need_a_description_and_stay_at_home),
        cmocka_unit_test(marks_cannot_be_forged),
        cmocka_unit_test(text_beyond_a_ceiling_is_refused_at_its_place),
        cmocka_unit_test(markup_nested_without_measure_is_refused),
        cmocka_unit_test(long_honest_lists_are_not_refused),
        cmocka_unit_test(brackets_cannot_hide_behind_false_list_items),
        cmocka_unit_test(hostile_text_takes_little_time_and_memory),
        cmocka_unit_test(a_long_reference_does_not_multiply),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
