// SPDX-License-Identifier: MIT
// Any text as a template, over data that wants out: refused with a message, or
// rendered within its limits; and no element, attribute or address scheme
// comes into the page from the data. All that the data would add is called
// «zq…», which the template may not say itself. The page is read by an HTML5
// parser, gumbo.
//
// A line «=== name» begins another file of the theme.
#include "base/limits.h"
#include "fuzz.h"
#include "input/source.h"
#include "template/template.h"

#include <gumbo.h>
#include <string.h>
#include <strings.h>

// ---- the data ----------------------------------------------------------------

struct thing {
    struct part part;
    struct str text, short_text, html, path, year;
    int64_t number;
    bool truth;
    struct date date;
    struct list texts, things;
    const struct thing *other;
};

#define AT(member) offsetof(struct thing, member)
static const struct record_type thing_type;
static const struct field thing_fields[] = {
    { "text", NULL, FIELD_TEXT, AT(text) },
    { "short", NULL, FIELD_TEXT, AT(short_text) },
    { "html", NULL, FIELD_HTML, AT(html) },
    { "path", NULL, FIELD_PATH, AT(path) },
    { "number", NULL, FIELD_INT, AT(number) },
    { "truth", NULL, FIELD_BOOL, AT(truth) },
    { "date", NULL, FIELD_DATE, AT(date) },
    { "year", NULL, FIELD_SCHOOL_YEAR, AT(year) },
    { "texts", NULL, FIELD_TEXTS, AT(texts) },
    { "things", NULL, FIELD_RECORDS, AT(things), &thing_type },
    { "other", NULL, FIELD_POINTER, AT(other), &thing_type },
};
static const struct record_type thing_type = {
    .name = "thing", .title = "вещь", .plural = "вещи", .size = sizeof(struct thing), FIELDS(thing_fields)
};

static const struct str hostile[] = {
    { "<zq>", 4 },
    { "\"zq=\"", 5 },
    { "' zq='", 6 },
    { " zq=1 ", 6 },
    { "</script><zq>", 13 },
    { "</style><zq>", 12 },
    { "--><zq>", 7 },
    { "]]><zq>", 7 },
    { "zq:alert(1)", 11 },
    { "\tzq:x", 5 },
    { "<!--<script>", 12 },
    { "\xD0\x98<zq", 5 },
    { "</title></textarea><zq>", 23 },
    { "`zq=1", 5 },
    { "&lt;zq&gt;", 10 },
    { "\\\"><zq>", 7 },
};

enum { HOSTILE = sizeof hostile / sizeof *hostile, DEEP = 3 };

static struct thing *make_thing(int depth, size_t *at, struct arena *a)
{
    struct thing *t = ARENA_NEW(a, struct thing);

    t->text = hostile[(*at)++ % HOSTILE];
    t->short_text = hostile[(*at)++ % HOSTILE];
    t->html = STR("<p>текст</p>");
    t->path = *at % 2 ? STR("files/\" zq=\".pdf") : STR("zq:files/<zq>.pdf");
    t->year = STR("2025/2026");
    t->number = (int64_t)*at;
    t->truth = *at % 2;
    t->date = (struct date){ 2025, 9, 1 };
    for (int i = 0; i < 3; i++)
        list_add(&t->texts, &hostile[(*at)++ % HOSTILE], a);
    for (int i = 0; depth < DEEP && i < 2; i++)
        list_add(&t->things, make_thing(depth + 1, at, a), a);
    t->other = depth < DEEP ? make_thing(depth + 1, at, a) : NULL;
    return t;
}

// ---- the theme ---------------------------------------------------------------

struct theme {
    struct str text;
    struct arena *arena;
};

// Cuts the text of the next file off [rest]: up to the next «=== name».
static struct str next_file(struct str *rest, struct str *name)
{
    const struct str mark = STR("\n=== ");
    const size_t at = str_find(*rest, mark);
    struct str text = *rest;

    *name = STR("");
    if (at == SIZE_MAX) {
        *rest = STR("");
        return text;
    }
    text = str_from_to(text, 0, at + 1);
    *rest = str_after(*rest, at + mark.len);
    str_split(rest, '\n', name);
    return text;
}

static const struct source *load(void *context, struct str wanted)
{
    const struct theme *theme = context;
    struct str rest = theme->text, name = STR("page.html"), next;

    do {
        struct str text = next_file(&rest, &next);
        if (str_eq(name, wanted)) {
            struct source *s = ARENA_NEW(theme->arena, struct source);
            *s = (struct source){ str_cstr(name, theme->arena), text };
            return s;
        }
        name = next;
    } while (next.len);
    return NULL;
}

// ---- the page ----------------------------------------------------------------

static void check_name(const char *name)
{
    demand(strncasecmp(name, "zq", 2) != 0);
}

static void check_url(const char *value)
{
    while ((unsigned char)*value <= ' ' && *value)
        value++;
    demand(strncasecmp(value, "zq:", 3) != 0);
}

static void check_element(const GumboElement *e)
{
    const struct str original = { e->original_tag.data, e->original_tag.length };

    if (e->tag == GUMBO_TAG_UNKNOWN && original.len > 1)
        check_name(original.ptr + 1);
    for (unsigned i = 0; i < e->attributes.length; i++) {
        const GumboAttribute *attribute = e->attributes.data[i];
        check_name(attribute->name);
        if (strcmp(attribute->name, "href") == 0 || strcmp(attribute->name, "src") == 0)
            check_url(attribute->value);
    }
}

// Without recursion: the fuzzer nests as deep as it likes.
static void check_tree(const GumboNode *root)
{
    const GumboNode *node = root;

    while (node) {
        const bool is_element = node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
        if (is_element)
            check_element(&node->v.element);
        if (is_element && node->v.element.children.length) {
            node = node->v.element.children.data[0];
            continue;
        }
        while (node != root && node->index_within_parent + 1 == node->parent->v.element.children.length)
            node = node->parent;
        if (node == root)
            return;
        node = node->parent->v.element.children.data[node->index_within_parent + 1];
    }
}

static void check_page(struct str html)
{
    GumboOutput *output = gumbo_parse_with_options(&kGumboDefaultOptions, html.ptr, html.len);

    check_tree(output->root);
    gumbo_destroy_output(&kGumboDefaultOptions, output);
}

static bool says_mark(struct str s)
{
    for (size_t i = 0; i + 1 < s.len; i++)
        if ((s.ptr[i] | 32) == 'z' && (s.ptr[i + 1] | 32) == 'q')
            return true;
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new();
    struct diags *ds = diags_new(a), *quiet = diags_new(a);
    struct theme theme = { fuzz_text(data, size), a };
    const struct source whole = { "theme", theme.text };

    if (source_check(&whole, quiet) && size < LIMIT_TEMPLATE_BYTES && !says_mark(theme.text)) {
        struct map files = map_new(a), reports = map_new(a);
        const struct template_loader loader = { load, &theme, &files, &reports };
        const struct template *t =
            template_compile(STR("page.html"), &thing_type, &loader, ESCAPE_HTML, a, ds);
        struct buf out = buf_new(a, LIMIT_PAGE_BYTES);
        size_t at = 0;
        demand(t ? !diags_failed(ds) : diags_failed(ds));
        if (t && template_render(t, make_thing(0, &at, a), STR("a/b.html"), NULL, a, &out, ds)) {
            if (out.len < 256 * 1024)
                check_page(buf_str(&out));
        } else
            demand(diags_failed(ds));
    }
    demand_messages(ds, theme.text);
    arena_free(a);
    return 0;
}
