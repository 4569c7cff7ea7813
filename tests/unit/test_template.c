// SPDX-License-Identifier: MIT
// What the oracle (tests/template) cannot see: messages, HTML contexts, limits,
// choices, hidden and computed fields.
#include "base/limits.h"
#include "expect.h"
#include "template/filter.h"
#include "template/template.h"

#include <string.h>

// ---- a little world ------------------------------------------------------------

static const struct choice kind_items[] = {
    { NULL, "", NULL },
    { "order", "приказ", NULL },
    { "rules", "положение", NULL },
};
static const struct choices kind_choices = CHOICES("kind", kind_items);

struct paper {
    struct part part;
    struct str title, secret;
    int kind;
    int64_t number;
    struct file_ref file;
    struct list readers; // of struct str
};

static struct value read_shout(const void *record, struct arena *a)
{
    const struct paper *p = record;

    return value_text(str_format(a, "%.*s!", STR_ARG(p->title)));
}

#define AT(member) offsetof(struct paper, member)
static const struct field paper_fields[] = {
    { "title", NULL, FIELD_TEXT, AT(title), .meaning = "название" },
    { "secret", NULL, FIELD_TEXT, AT(secret), .flags = FIELD_HIDDEN, .meaning = "не для страниц" },
    { "kind", NULL, FIELD_CHOICE, AT(kind), .choices = &kind_choices, .meaning = "вид" },
    { "number", NULL, FIELD_INT, AT(number), .meaning = "номер" },
    { "file", NULL, FIELD_FILE, AT(file), .meaning = "файл" },
    { "readers", NULL, FIELD_TEXTS, AT(readers), .meaning = "кто прочёл" },
    { "shout", NULL, FIELD_COMPUTED, .compute = read_shout, .computed_type = VALUE_TEXT,
      .meaning = "громко" },
};
#undef AT

static const struct record_type paper_type = {
    .name = "paper", .title = "бумага", .plural = "бумаги", .size = sizeof(struct paper), FIELDS(paper_fields)
};

struct world {
    struct part part;
    struct list papers; // of struct paper
    const struct paper *best;
    struct str title, link, home, body;
    bool open;
};

#define AT(member) offsetof(struct world, member)
static const struct field world_fields[] = {
    { "papers", NULL, FIELD_RECORDS, AT(papers), &paper_type, .meaning = "бумаги" },
    { "best", NULL, FIELD_POINTER, AT(best), &paper_type, .meaning = "лучшая бумага" },
    { "title", NULL, FIELD_TEXT, AT(title), .meaning = "заголовок" },
    { "link", NULL, FIELD_URL, AT(link), .meaning = "внешняя ссылка" },
    { "home", NULL, FIELD_PATH, AT(home), .meaning = "главная страница" },
    { "body", NULL, FIELD_HTML, AT(body), .meaning = "текст" },
    { "open", NULL, FIELD_BOOL, AT(open), .meaning = "открыто ли" },
};
#undef AT

static const struct record_type world_type = { .name = "world",
                                               .title = "страница",
                                               .plural = "страницы",
                                               .size = sizeof(struct world),
                                               FIELDS(world_fields) };

static struct world *make_world(struct arena *a)
{
    struct world *w = ARENA_NEW(a, struct world);
    struct paper *p = ARENA_NEW(a, struct paper);

    *p = (struct paper){ .title = STR("Приказ"), .secret = STR("тайна"), .kind = 1, .number = 5 };
    p->file = (struct file_ref){ .href = STR("files/p.pdf"), .label = STR("PDF, 3 КБ"), .present = true };
    *w = (struct world){ .best = p, .title = STR("Школа"), .home = STR("index.html"), .open = true };
    list_add(&w->papers, p, a);
    return w;
}

// ---- compiling and rendering one text ------------------------------------------

// A theme of one file: [context] is its source.
static const struct source *load_one(void *context, struct str name)
{
    return str_is(name, "page.html") ? context : NULL;
}

static const struct template *compile_as(const char *text, enum escape_mode escape, struct arena *a,
                                         struct diags *ds)
{
    struct source *s = ARENA_NEW(a, struct source);
    struct map files = map_new(a), reports = map_new(a);
    const struct template_loader loader = { load_one, s, &files, &reports };

    *s = (struct source){ "theme/page.html", str_from(text) };
    return template_compile(STR("page.html"), &world_type, &loader, escape, a, ds);
}

static struct str render_as(const char *text, enum escape_mode escape, const struct world *w, struct arena *a)
{
    struct diags *ds = diags_new(a);
    const struct template *t = compile_as(text, escape, a, ds);
    struct buf out = buf_new(a, LIMIT_PAGE_BYTES);

    assert_text(expect_said(ds, a), "");
    assert_true(template_render(t, w, STR("acts/index.html"), NULL, a, &out, ds));
    return buf_str(&out);
}

static struct str render(const char *text, struct arena *a)
{
    return render_as(text, ESCAPE_HTML, make_world(a), a);
}

// The only message about [text]; it has to be refused.
static struct str refusal_as(const char *text, enum escape_mode escape, struct arena *a)
{
    struct diags *ds = diags_new(a);

    assert_null(compile_as(text, escape, a, ds));
    assert_int_equal(ds->items.count, 1);
    const struct diag *d = ds->items.items[0];
    return str_format(a, "%u:%u %.*s", (unsigned)d->line, (unsigned)d->column, STR_ARG(d->message));
}

static struct str refusal(const char *text, struct arena *a)
{
    return refusal_as(text, ESCAPE_HTML, a);
}

// ---- names ---------------------------------------------------------------------

static void a_misspelt_name_is_answered_with_the_nearest_one(void **state)
{
    assert_text(refusal("{{ titel }}", *state), "1:4 здесь нет имени «titel»; возможно, «title»");
    assert_text(refusal("{{ best.numbr }}", *state),
                "1:9 в записи «бумага» нет поля «numbr»; возможно, «number»");
    assert_text(refusal("{{ title | lowr }}", *state), "1:12 нет фильтра «lowr»; возможно, «lower»");
    assert_text(refusal("{% inclde \"x\" %}", *state), "1:4 нет такого тега (возможно, «include»): «inclde»");
    assert_text(refusal("{% for p in papers %}{{ loop.indx }}{% endfor %}", *state),
                "1:30 у loop нет части «indx»; возможно, «index»");
}

static void variables_are_offered_too(void **state)
{
    assert_text(refusal("{% set heading = 1 %}{{ headng }}", *state),
                "1:25 здесь нет имени «headng»; возможно, «heading»");
    assert_text(refusal("{% macro card(p) %}{{ p }}{% endmacro %}{{ crad(1) }}", *state),
                "1:44 нет макроса «crad»; возможно, «card»");
}

static void nothing_is_offered_for_what_resembles_nothing(void **state)
{
    assert_text(refusal("{{ zzzzzz }}", *state), "1:4 здесь нет имени «zzzzzz»");
}

static void a_hidden_field_does_not_exist_and_is_not_offered(void **state)
{
    assert_text(refusal("{{ best.secret }}", *state), "1:9 в записи «бумага» нет поля «secret»");
    assert_text(refusal("{{ best.secre }}", *state), "1:9 в записи «бумага» нет поля «secre»");
    assert_text(refusal("{{ papers | join(\"\", \"secret\") }}", *state),
                "1:22 в записи «бумага» нет поля «secret»");
}

static void places_are_counted_in_characters_through_cyrillic_and_crlf(void **state)
{
    assert_text(refusal("<p>\r\nШкола «Ёлка»: {{ titel }}</p>", *state),
                "2:18 здесь нет имени «titel»; возможно, «title»");
}

static void a_name_in_cyrillic_is_one_mistake(void **state)
{
    assert_text(refusal("{{ заголовок }}", *state),
                "1:4 «заголовок» здесь ничего не значит: имена пишут латиницей, тексты — в кавычках");
}

static void an_error_in_a_macro_is_reported_once_however_often_it_is_called(void **state)
{
    assert_text(refusal("{% macro m() %}{{ nope }}{% endmacro %}{{ m() }}{{ m() }}{{ m() }}", *state),
                "1:19 здесь нет имени «nope»");
}

static void an_absent_template_is_an_error_without_a_place(void **state)
{
    struct diags *ds = diags_new(*state);
    struct map files = map_new(*state), reports = map_new(*state);
    const struct template_loader loader = { load_one, NULL, &files, &reports };

    assert_null(template_compile(STR("home.html"), &world_type, &loader, ESCAPE_HTML, *state, ds));
    assert_true(diags_has(ds, DIAG_TEMPLATE_ABSENT));
    assert_text(((const struct diag *)ds->items.items[0])->path, "home.html");
}

// ---- fields ----------------------------------------------------------------------

static void a_choice_reads_as_its_label_and_has_a_key(void **state)
{
    assert_text(render("<p class=\"kind-{{ best.kind.key }}\">{{ best.kind }}</p>", *state),
                "<p class=\"kind-order\">приказ</p>");
    assert_text(refusal("{{ best.title.key }}", *state),
                "1:15 поле «key» спрошено у того, у чего полей нет (это текст)");
    assert_text(refusal("{{ (best.kind | lower).key }}", *state),
                "1:24 поле «key» спрошено у того, у чего полей нет (это текст)");
}

static void a_choice_that_is_not_given_has_neither(void **state)
{
    struct world *w = make_world(*state);
    const struct paper blank = { .number = FIELD_INT_ABSENT };

    w->best = &blank;
    assert_text(render_as("[{{ best.kind }}|{{ best.kind.key }}|{{ best.number }}|{{ best.file.label }}]",
                          ESCAPE_HTML, w, *state),
                "[|||]");
}

static void a_computed_field_reads_like_any_other(void **state)
{
    assert_text(
        render("{{ best.shout }}{% for p in papers | sort(\"shout\") %}{{ p.shout }}{% endfor %}", *state),
        "Приказ!Приказ!");
}

static void a_missing_record_is_absent_all_the_way(void **state)
{
    struct world *w = make_world(*state);

    w->best = NULL;
    assert_text(
        render_as(
            "[{{ best.file.href | url }}{{ best.kind.key }}{{ best.number | plural(\"а\", \"б\", \"в\") }}"
            "{% for r in best.readers %}{{ r }}{% else %}никто{% endfor %}]",
            ESCAPE_HTML, w, *state),
        "[никто]");
}

static void a_path_is_printed_through_url_only(void **state)
{
    assert_text(render("<a href=\"{{ home | url }}\">", *state), "<a href=\"../index.html\">");
    assert_text(refusal("<a href=\"{{ home }}\">", *state), "1:13 путь печатают через фильтр: {{ … | url }}");
    assert_text(refusal("{{ home }}", *state), "1:4 путь печатают через фильтр: {{ … | url }}");
    assert_text(refusal("<a href=\"{{ link | url }}\">", *state),
                "1:20 фильтр «url»: он для путей раздела; внешний адрес печатают как есть");
}

// ---- HTML ------------------------------------------------------------------------

// [title] printed in [text]; the value is the one that hurts most there.
static struct str render_hostile(const char *text, const char *title, struct arena *a)
{
    struct world *w = make_world(a);

    w->title = w->link = str_from(title);
    return render_as(text, ESCAPE_HTML, w, a);
}

static void an_address_may_be_relative_or_of_four_schemes(void **state)
{
    static const char *const safe[] = { "https://a.ru/", "HTTP://a.ru", "mailto:a@b.ru", "tel:+7", "a/b:c",
                                        "?a=b:c",        "#a:b",        "//a.ru/",       "a",      "./x" };
    struct arena *a = *state;

    for (size_t i = 0; i < COUNT(safe); i++)
        assert_text(render_hostile("<a href=\"{{ link }}\">", safe[i], a),
                    str_format(a, "<a href=\"%s\">", safe[i]).ptr);
}

static void any_other_scheme_comes_out_as_a_hash(void **state)
{
    static const char *const hostile[] = { "javascript:alert(1)",
                                           "JavaScript:x",
                                           " javascript:x",
                                           "java\tscript:x",
                                           "\x01javascript:x",
                                           "data:text/html,x",
                                           "vbscript:x",
                                           "скрипт:x",
                                           ":x",
                                           "https\n:x" };

    for (size_t i = 0; i < COUNT(hostile); i++) {
        assert_text(render_hostile("<a href=\"{{ link }}\">", hostile[i], *state), "<a href=\"#\">");
        assert_text(render_hostile("<form action='{{ title }}'>", hostile[i], *state), "<form action='#'>");
    }
}

static void the_theme_may_begin_an_address_itself(void **state)
{
    assert_text(render_hostile("<a href=\"mailto:{{ title }}\">", "javascript:x", *state),
                "<a href=\"mailto:javascript:x\">");
    assert_text(render_hostile("<a href=\"{{ home | url }}?q={{ title }}\">", "\"x", *state),
                "<a href=\"../index.html?q=&#34;x\">");
    assert_text(refusal("<a href=\"JavaScript:{{ title }}\">", *state),
                "1:24 адрес начинается так, что данным в нём не место");
    assert_text(refusal("<a href=\"{{ title }}{{ link }}\">", *state),
                "1:24 текст посреди адреса мог бы стать его началом: поставьте перед ним «/», «?» или «#»");
}

static void an_address_grown_in_a_loop_or_a_branch_is_watched_too(void **state)
{
    static const char growing[] =
        "текст посреди адреса мог бы стать его началом: поставьте перед ним «/», «?» или «#»";
    struct arena *a = *state;

    assert_text(refusal("<a href=\"{% for p in papers %}{{ p.title }}{% endfor %}\">", a),
                str_format(a, "1:36 %s", growing).ptr);
    assert_text(refusal("<a href=\"{% if open %}{{ title }}{% else %}#{% endif %}{{ link }}\">", a),
                str_format(a, "1:59 %s", growing).ptr);
    // The longer branch leaves nothing behind that would hide the scheme of the other.
    assert_text(
        refusal("<a href=\"{% if open %}aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa{% else %}javascript{% endif %}"
                ":{{ title }}\">",
                a),
        "1:93 адрес начинается так, что данным в нём не место");
    assert_text(render("<a href=\"{% if open %}{{ home | url }}{% else %}#{% endif %}\">", a),
                "<a href=\"../index.html\">");
}

static void the_source_of_a_script_is_a_file_of_the_site(void **state)
{
    assert_text(render("<script src=\"{{ \"assets/a.js\" | url }}\"></script>", *state),
                "<script src=\"../assets/a.js\"></script>");
    assert_text(refusal("<script src=\"{{ link }}\"></script>", *state),
                "1:17 адрес скрипта — только файл раздела, через фильтр url");
    assert_text(refusal("<svg><script href=\"{{ link }}\"></script></svg>", *state),
                "1:23 адрес скрипта — только файл раздела, через фильтр url");
}

static void numbers_and_paths_of_the_site_may_stand_amid_an_address(void **state)
{
    assert_text(render("<a href=\"p{{ best.number }}\"><a href=\"p{{ home | url }}\">", *state),
                "<a href=\"p5\"><a href=\"p../index.html\">");
    assert_text(render("<img srcset=\"{{ home | url }} {{ best.number }}x\">", *state),
                "<img srcset=\"../index.html 5x\">");
    assert_text(render("<p style=\"--n: {{ best.number }}\">", *state), "<p style=\"--n: 5\">");
}

static void behind_branches_that_part_nothing_more_is_said(void **state)
{
    assert_text(refusal("{% if open %}<p title=\"{% endif %}{{ body }}{{ title }}", *state),
                "1:1 ветви кончаются в разных местах HTML: в значении атрибута и в тексте страницы");
}

static void values_have_no_place_in_code_comments_and_tags(void **state)
{
    assert_text(refusal("<script>{{ title }}</script>", *state), "1:12 данным не место внутри script");
    assert_text(refusal("<SCRIPT type=\"text/javascript\">{{ title | json }}</SCRIPT>", *state),
                "1:43 данным не место внутри script");
    assert_text(refusal("<style>{{ title }}</style>", *state), "1:11 данным не место внутри style");
    assert_text(refusal("<!-- {{ title }} -->", *state), "1:9 данным не место в примечании HTML");
    assert_text(refusal("<p class={{ title }}>", *state),
                "1:13 данным не место в значении атрибута без кавычек");
    assert_text(refusal("<p {{ title }}>", *state),
                "1:7 данным не место внутри тега HTML, вне значения атрибута");
    assert_text(refusal("<p title=a{{ title }}>", *state),
                "1:14 данным не место в значении атрибута без кавычек");
    assert_text(refusal("<p onclick=\"{{ title }}\">", *state),
                "1:16 в атрибуте со скриптом данным не место: положите их в data-атрибут");
    assert_text(refusal("<p style=\"{{ title }}\">", *state),
                "1:14 в атрибуте style место только числам и цветам через фильтр colour");
    assert_text(refusal("<img srcset=\"{{ link }} 2x\">", *state),
                "1:17 здесь место только путям через фильтр url и числам");
}

static void the_place_is_text_again_behind_a_script_a_style_and_a_comment(void **state)
{
    assert_text(
        render(
            "<script>a < b && '</p>'</script><style>p > a {}</style><!-- <p title=\" --><!---->{{ title }}",
            *state),
        "<script>a < b && '</p>'</script><style>p > a {}</style><!-- <p title=\" --><!---->Школа");
    assert_text(render("<!doctype html><br/><p a=b c = 'd>' e>1 < 2 {{ title }}</p >{{ title }}", *state),
                "<!doctype html><br/><p a=b c = 'd>' e>1 < 2 Школа</p >Школа");
}

static void a_script_of_data_takes_json_only(void **state)
{
    assert_text(render_hostile("<script type='application/ld+json'>{{ title | json }}</script>",
                               "</script>\"", *state),
                "<script type='application/ld+json'>\"\\u003c/script\\u003e\\\"\"</script>");
    assert_text(refusal("<script type=\"application/json\">{{ title }}</script>", *state),
                "1:36 в script с данными печатают только через фильтр json");
}

static void a_style_takes_a_colour_and_nothing_that_only_looks_like_one(void **state)
{
    static const char text[] =
        "<p style=\"--own: {{ title | colour }}; --light: {{ title | colour(\"dark\") }}\">";
    struct world *w = make_world(*state);

    w->title = STR("#1D4F91");
    assert_text(render_as(text, ESCAPE_HTML, w, *state), "<p style=\"--own: #1d4f91; --light: #829ec2\">");
    w->title = STR("red;background:url(//x)");
    assert_text(render_as(text, ESCAPE_HTML, w, *state), "<p style=\"--own: ; --light: \">");
}

static void json_in_text_is_text(void **state)
{
    assert_text(render("<p>{{ title | json }}</p>", *state), "<p>&#34;Школа&#34;</p>");
}

static void ready_html_is_printed_as_it_is_but_only_as_text(void **state)
{
    struct world *w = make_world(*state);

    w->body = STR("<p>«<b>ё</b>»</p>");
    assert_text(render_as("<main>{{ body }}</main>", ESCAPE_HTML, w, *state),
                "<main><p>«<b>ё</b>»</p></main>");
    assert_text(refusal("<p title=\"{{ body }}\">", *state),
                "1:14 готовому HTML не место в значении атрибута");
}

static void in_xml_ready_html_is_text_and_forbidden_characters_are_dropped(void **state)
{
    struct world *w = make_world(*state);

    w->body = STR("<p>\x01&\x1f</p>\n");
    assert_text(
        render_as("<c a=\"{{ title }}\">{{ body }}</c><style>{{ title }}</style>", ESCAPE_XML, w, *state),
        "<c a=\"Школа\">&lt;p&gt;&amp;&lt;/p&gt;\n</c><style>Школа</style>");
}

static void values_have_no_place_in_tags_of_xml(void **state)
{
    assert_text(refusal_as("<c {{ title }}>", ESCAPE_XML, *state),
                "1:7 данным не место внутри тега HTML, вне значения атрибута");
    assert_text(refusal_as("<!-- {{ title }} -->", ESCAPE_XML, *state),
                "1:9 данным не место в примечании HTML");
}

static void plain_text_is_not_escaped(void **state)
{
    struct world *w = make_world(*state);

    w->title = STR("<&>");
    assert_text(render_as("<p {{ title }} {{ home | url }}", ESCAPE_NONE, w, *state), "<p <&> ../index.html");
}

static void line_ends_of_windows_become_ordinary_ones(void **state)
{
    assert_text(render("a\r\n{% if open %}\r\nb\r\n{% endif %}\r\n\r\nc\r\n", *state), "a\nb\n\nc\n");
}

// ---- limits ----------------------------------------------------------------------

// A macro of [piece], written [times] times, which is then used [uses] times.
static struct str swollen(const char *piece, size_t times, size_t uses, struct arena *a)
{
    struct buf b = buf_new(a, SIZE_MAX);

    BUF_PUT(&b, "{% macro many(p) %}");
    for (size_t i = 0; i < times; i++)
        buf_put(&b, str_from(piece));
    BUF_PUT(&b, "{% endmacro %}");
    for (size_t i = 0; i < uses; i++)
        BUF_PUT(&b, "{{ many(1) }}");
    buf_char(&b, '\0');
    return buf_str(&b);
}

static void a_template_that_swells_is_stopped(void **state)
{
    static const char too_big[] = "шаблон вместе с тем, что он включает, слишком велик";

    assert_true(str_ends(refusal(swollen("{{ p }}", 30000, 8, *state).ptr, *state), str_from(too_big)));
    assert_true(str_ends(refusal_as(swollen("0123456789", 40000, 90, *state).ptr, ESCAPE_NONE, *state),
                         str_from(too_big)));
}

static struct str repeated(const char *text, size_t times, const char *end, struct arena *a)
{
    struct buf b = buf_new(a, SIZE_MAX / 2);

    while (times-- > 0)
        buf_put(&b, str_from(text));
    buf_put(&b, str_from(end));
    buf_char(&b, '\0');
    return buf_str(&b);
}

static bool compiles(struct str text, enum diag_code *code, struct arena *a)
{
    struct diags *ds = diags_new(a);
    const struct template *t = compile_as(text.ptr, ESCAPE_HTML, a, ds);

    *code = ds->items.count ? ((const struct diag *)ds->items.items[0])->code : DIAG_COUNT;
    return t != NULL;
}

static void nesting_ends_at_its_limit_and_not_in_a_crash(void **state)
{
    static const char *const openings[] = {
        "{{ (", "{{ ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((("
    };
    enum diag_code code;

    for (size_t i = 0; i < COUNT(openings); i++)
        assert_false(compiles(repeated(openings[i], 1, "", *state), &code, *state));
    assert_false(compiles(repeated("{% if open %}", 5000, "", *state), &code, *state));
    assert_false(compiles(repeated("{{ title", 1, repeated(" ~ title", 5000, " }}", *state).ptr, *state),
                          &code, *state));
    assert_int_equal(code, DIAG_TEMPLATE_SYNTAX);
    assert_false(compiles(repeated("{{ title", 1, repeated(" | lower", 5000, " }}", *state).ptr, *state),
                          &code, *state));
    assert_int_equal(code, DIAG_TEMPLATE_SYNTAX);
    assert_true(compiles(repeated("{{ title", 1, repeated(" ~ title", 50, " }}", *state).ptr, *state), &code,
                         *state));
}

static void macros_that_double_each_other_end_at_the_limit(void **state)
{
    struct buf b = buf_new(*state, SIZE_MAX / 2);
    enum diag_code code;

    BUF_PUT(&b, "{% macro m0() %}x{% endmacro %}");
    for (int i = 1; i < LIMIT_TEMPLATE_DEPTH - 1; i++)
        buf_format(&b, "{%% macro m%d() %%}{{ m%d() }}{{ m%d() }}{%% endmacro %%}", i, i - 1, i - 1);
    buf_format(&b, "{{ m%d() }}", LIMIT_TEMPLATE_DEPTH - 2);
    buf_char(&b, '\0');
    assert_false(compiles(buf_str(&b), &code, *state));
    assert_int_equal(code, DIAG_TEMPLATE_LIMIT);
}

static void a_template_that_is_too_big_is_refused(void **state)
{
    struct str big = repeated("0123456789abcdef", LIMIT_TEMPLATE_BYTES / 16, "", *state);
    enum diag_code code;

    assert_true(compiles(big, &code, *state));
    assert_false(compiles(repeated("x", 1, big.ptr, *state), &code, *state));
    assert_int_equal(code, DIAG_TEMPLATE_LIMIT);
}

// ---- elsewhere -------------------------------------------------------------

static struct str find_address(void *context, struct str path, struct arena *a)
{
    (void)a;
    return str_eq(path, *(struct str *)context) ? STR("https://a.ru/?b&c") : (struct str){ 0 };
}

static struct str find_no_picture(void *context, struct str path, struct arena *a)
{
    (void)context;
    (void)path;
    (void)a;
    return (struct str){ 0 };
}

static void a_book_of_addresses_stands_for_relative_ones(void **state)
{
    struct str known = STR("files/p.pdf");
    const struct address_book book = { find_address, find_no_picture, &known };
    struct diags *ds = diags_new(*state);
    const struct template *t = compile_as("{% set to = home | url %}{{ \"да\" if to else \"нет\" }} "
                                          "<a href=\"{{ best.file.href | url }}\">x</a>"
                                          "<img src=\"{{ best.file.href | picture }}\">",
                                          ESCAPE_HTML, *state, ds);
    struct buf out = buf_new(*state, LIMIT_PAGE_BYTES);

    assert_text(expect_said(ds, *state), "");
    assert_true(template_render(t, make_world(*state), STR("a/x.html"), &book, *state, &out, ds));
    assert_text(buf_str(&out), "нет <a href=\"https://a.ru/?b&amp;c\">x</a><img src=\"\">");
    assert_text(render("<img src=\"{{ best.file.href | picture }}\">", *state),
                "<img src=\"../files/p.pdf\">");
}

static struct world *crowded_world(size_t papers, struct arena *a)
{
    struct world *w = make_world(a);

    while (w->papers.count < papers)
        list_add(&w->papers, w->best, a);
    return w;
}

// The message of a page that could not be finished.
static struct str render_refused(const char *text, const struct world *w, size_t ceiling, struct arena *a)
{
    struct diags *ds = diags_new(a);
    const struct template *t = compile_as(text, ESCAPE_HTML, a, ds);
    struct buf out = buf_new(a, ceiling);

    assert_non_null(t);
    assert_false(template_render(t, w, STR("big.html"), NULL, a, &out, ds));
    assert_int_equal(ds->items.count, 1);
    const struct diag *d = ds->items.items[0];
    assert_int_equal(d->code, DIAG_TEMPLATE_LIMIT);
    return str_format(a, "%u:%u %.*s", (unsigned)d->line, (unsigned)d->column, STR_ARG(d->message));
}

static void a_page_that_takes_too_many_steps_is_stopped(void **state)
{
    static const char loops[] = "{% for a in papers %}{% for b in papers %}{% for c in papers %}"
                                "{% endfor %}{% endfor %}{% endfor %}";
    struct str said = render_refused(loops, crowded_world(400, *state), LIMIT_PAGE_BYTES, *state);

    assert_true(str_ends(said, STR("шаблон работает слишком долго на странице: big.html")));
}

static void filters_over_long_lists_count_as_steps(void **state)
{
    static const char loops[] = "{% for a in papers %}{% if papers | limit(1) %}{% endif %}{% endfor %}";
    struct str said = render_refused(loops, crowded_world(6000, *state), LIMIT_PAGE_BYTES, *state);

    assert_text(said, "1:37 шаблон работает слишком долго на странице: big.html");
}

static void a_page_that_grows_too_big_is_stopped_where_it_does(void **state)
{
    assert_text(render_refused("ab\n{% for p in papers %}{{ p.title }}{% endfor %}", crowded_world(9, *state),
                               20, *state),
                "2:27 слишком большой становится страница: big.html");
}

// Programs of every length: their array grows in the middle of a jump, too.
static void a_jump_lands_behind_its_branch_wherever_the_program_grows(void **state)
{
    struct world *w = make_world(*state);

    w->open = false;
    for (size_t n = 0; n < 60; n++)
        for (size_t k = 0; k < 3; k++) {
            struct str before = repeated("{{ title }}", n, repeated("{{ 1 }}", k, "", *state).ptr, *state);
            struct str text = str_format(*state, "%s{%% if open %%}no{%% endif %%}.", before.ptr);
            struct str made = render_as(text.ptr, ESCAPE_HTML, w, *state);
            assert_text(made, repeated("Школа", n, repeated("1", k, ".", *state).ptr, *state).ptr);
        }
}

// ---- filters ---------------------------------------------------------------------

static void the_table_of_filters_is_sorted_and_explains_every_row(void **state)
{
    const struct filter *f, *before = NULL;

    (void)state;
    for (size_t i = 0; (f = filter_at(i)); i++) {
        assert_true(!before || strcmp(before->name, f->name) < 0);
        assert_true(f->takes != 0 && f->apply && f->meaning);
        assert_non_null(strstr(f->example, f->name));
        assert_ptr_equal(filter_find(str_from(f->name)), f);
        before = f;
    }
    assert_non_null(before);
}

static void slugs_are_those_of_the_site(void **state)
{
    assert_text(render("<h2 id=\"{{ \"Приказ № 5\" | slug }}\">", *state), "<h2 id=\"prikaz-5\">");
}

static void a_filter_says_what_it_wanted(void **state)
{
    assert_text(refusal("{{ title | date }}", *state),
                "1:12 фильтр «date»: слева ожидается дата, а стоит текст");
    assert_text(refusal("{{ best.number | truncate(\"x\") }}", *state),
                "1:18 фильтр «truncate»: слева ожидается текст, а стоит число");
    assert_text(refusal("{{ papers | join(1, \"title\") }}", *state),
                "1:18 фильтр «join»: здесь ожидается текст, а стоит число");
    assert_text(
        refusal("{% for p in papers | sort(\"file\") %}{% endfor %}", *state),
        "1:27 фильтр «sort»: в поле ожидается «да» или «нет» или число или текст или дата, а стоит запись");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_misspelt_name_is_answered_with_the_nearest_one),
        cmocka_unit_test(variables_are_offered_too),
        cmocka_unit_test(nothing_is_offered_for_what_resembles_nothing),
        cmocka_unit_test(a_hidden_field_does_not_exist_and_is_not_offered),
        cmocka_unit_test(places_are_counted_in_characters_through_cyrillic_and_crlf),
        cmocka_unit_test(a_name_in_cyrillic_is_one_mistake),
        cmocka_unit_test(an_error_in_a_macro_is_reported_once_however_often_it_is_called),
        cmocka_unit_test(an_absent_template_is_an_error_without_a_place),
        cmocka_unit_test(a_choice_reads_as_its_label_and_has_a_key),
        cmocka_unit_test(a_choice_that_is_not_given_has_neither),
        cmocka_unit_test(a_computed_field_reads_like_any_other),
        cmocka_unit_test(a_missing_record_is_absent_all_the_way),
        cmocka_unit_test(a_path_is_printed_through_url_only),
        cmocka_unit_test(an_address_may_be_relative_or_of_four_schemes),
        cmocka_unit_test(any_other_scheme_comes_out_as_a_hash),
        cmocka_unit_test(the_theme_may_begin_an_address_itself),
        cmocka_unit_test(an_address_grown_in_a_loop_or_a_branch_is_watched_too),
        cmocka_unit_test(the_source_of_a_script_is_a_file_of_the_site),
        cmocka_unit_test(behind_branches_that_part_nothing_more_is_said),
        cmocka_unit_test(numbers_and_paths_of_the_site_may_stand_amid_an_address),
        cmocka_unit_test(values_have_no_place_in_code_comments_and_tags),
        cmocka_unit_test(the_place_is_text_again_behind_a_script_a_style_and_a_comment),
        cmocka_unit_test(a_script_of_data_takes_json_only),
        cmocka_unit_test(a_style_takes_a_colour_and_nothing_that_only_looks_like_one),
        cmocka_unit_test(json_in_text_is_text),
        cmocka_unit_test(ready_html_is_printed_as_it_is_but_only_as_text),
        cmocka_unit_test(in_xml_ready_html_is_text_and_forbidden_characters_are_dropped),
        cmocka_unit_test(plain_text_is_not_escaped),
        cmocka_unit_test(values_have_no_place_in_tags_of_xml),
        cmocka_unit_test(line_ends_of_windows_become_ordinary_ones),
        cmocka_unit_test(a_template_that_swells_is_stopped),
        cmocka_unit_test(nesting_ends_at_its_limit_and_not_in_a_crash),
        cmocka_unit_test(macros_that_double_each_other_end_at_the_limit),
        cmocka_unit_test(a_template_that_is_too_big_is_refused),
        cmocka_unit_test(a_page_that_takes_too_many_steps_is_stopped),
        cmocka_unit_test(filters_over_long_lists_count_as_steps),
        cmocka_unit_test(a_page_that_grows_too_big_is_stopped_where_it_does),
        cmocka_unit_test(a_jump_lands_behind_its_branch_wherever_the_program_grows),
        cmocka_unit_test(the_table_of_filters_is_sorted_and_explains_every_row),
        cmocka_unit_test(slugs_are_those_of_the_site),
        cmocka_unit_test(a_filter_says_what_it_wanted),
        cmocka_unit_test(a_book_of_addresses_stands_for_relative_ones),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
