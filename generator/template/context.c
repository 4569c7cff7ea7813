// SPDX-License-Identifier: MIT
#include "template/context.h"

#include "base/escape.h"

#include <stdint.h>
#include <string.h>

static const char printed[] = "\x01"; // stands in [value] for what is known at run time only

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

// Appends to one of the cut words of the context.
static void extend(char word[CONTEXT_WORD], char c)
{
    if (!word[CONTEXT_WORD - 2]) // the last place but that of the NUL
        word[strlen(word)] = lower(c);
}

static void clear(char word[CONTEXT_WORD])
{
    memset(word, 0, CONTEXT_WORD);
}

static bool is_one_of(const char *word, const char *const *list)
{
    for (; *list; list++)
        if (strcmp(word, *list) == 0)
            return true;
    return false;
}

enum attr_kind context_attr(const struct context *c)
{
    static const char *const urls[] = { "href",       "src",      "action", "formaction", "poster",
                                        "cite",       "data",     "ping",   "background", "longdesc",
                                        "xlink:href", "manifest", NULL };

    if (is_one_of(c->attr, urls))
        return ATTR_URL;
    if (strcmp(c->attr, "srcset") == 0 || strcmp(c->attr, "imagesrcset") == 0)
        return ATTR_SRCSET;
    if (strcmp(c->attr, "style") == 0)
        return ATTR_STYLE;
    bool handler = c->attr[0] == 'o' && c->attr[1] == 'n';
    return handler || strcmp(c->attr, "srcdoc") == 0 ? ATTR_SCRIPT : ATTR_PLAIN;
}

bool context_in_value(const struct context *c)
{
    return c->place == PLACE_DOUBLE || c->place == PLACE_SINGLE;
}

const char *context_name(const struct context *c)
{
    static const char *const names[] = {
        [PLACE_TEXT] = "в тексте страницы",
        [PLACE_OPEN] = "в имени элемента",
        [PLACE_TAG_NAME] = "в имени элемента",
        [PLACE_TAG] = "внутри тега HTML, вне значения атрибута",
        [PLACE_TAG_SPACED] = "внутри тега HTML, вне значения атрибута",
        [PLACE_ATTR_NAME] = "в имени атрибута",
        [PLACE_ATTR_EQUALS] = "в значении атрибута без кавычек",
        [PLACE_UNQUOTED] = "в значении атрибута без кавычек",
        [PLACE_DOUBLE] = "в значении атрибута",
        [PLACE_SINGLE] = "в значении атрибута",
        [PLACE_MARKUP] = "в объявлении HTML",
        [PLACE_COMMENT] = "в примечании HTML",
        [PLACE_DECLARATION] = "в объявлении или закрывающем теге",
    };

    if (c->place == PLACE_RAW)
        return strcmp(c->tag, "style") == 0 ? "внутри style"
               : c->json                    ? "внутри script с данными"
                                            : "внутри script";
    return names[c->place];
}

// ---- one character ---------------------------------------------------------

static void begin_attr(struct context *c, char first)
{
    c->place = PLACE_ATTR_NAME;
    clear(c->attr);
    extend(c->attr, first);
}

static void begin_value(struct context *c, enum place place)
{
    c->place = place;
    c->url = URL_START;
    clear(c->value);
}

static void end_value(struct context *c)
{
    static const char *const data_types[] = { "application/json", "application/ld+json", NULL };

    c->place = PLACE_TAG;
    if (strcmp(c->attr, "type") == 0)
        c->json = is_one_of(c->value, data_types);
    clear(c->attr);
}

static void end_open_tag(struct context *c)
{
    bool raw = strcmp(c->tag, "script") == 0 || strcmp(c->tag, "style") == 0;

    c->place = raw && !c->xml ? PLACE_RAW : PLACE_TEXT;
    c->matched = 0;
}

static void in_text(struct context *c, char ch)
{
    if (ch == '<')
        c->place = PLACE_OPEN;
}

static void in_open(struct context *c, char ch)
{
    c->place = PLACE_TEXT;
    if (ch == '/' || ch == '?') {
        c->place = PLACE_DECLARATION;
    } else if (ch == '!') {
        c->place = PLACE_MARKUP;
        c->dashes = 0;
    } else if (lower(ch) >= 'a' && lower(ch) <= 'z') {
        c->place = PLACE_TAG_NAME;
        c->json = false;
        clear(c->tag);
        extend(c->tag, ch);
    } else {
        in_text(c, ch);
    }
}

static void in_tag(struct context *c, char ch)
{
    if (ch == '>')
        end_open_tag(c);
    else if (ch == '=' && c->attr[0])
        c->place = PLACE_ATTR_EQUALS;
    else if (is_space(ch) || ch == '/')
        c->place = PLACE_TAG;
    else
        begin_attr(c, ch);
}

static void in_tag_name(struct context *c, char ch)
{
    if (ch != '>' && ch != '/' && !is_space(ch)) {
        extend(c->tag, ch);
        return;
    }
    clear(c->attr);
    in_tag(c, ch);
}

static void in_attr_name(struct context *c, char ch)
{
    if (ch == '=' || ch == '>' || ch == '/' || is_space(ch))
        in_tag(c, ch);
    else
        extend(c->attr, ch);
}

static void in_value(struct context *c, char ch)
{
    if (c->url == URL_START)
        c->url = URL_OPEN;
    if (c->url == URL_OPEN && (ch == '/' || ch == '?' || ch == '#'))
        c->url = URL_FIXED;
    extend(c->value, ch);
    if (c->url == URL_OPEN && ch == ':')
        c->url = escape_url_is_safe(str_from(c->value)) ? URL_FIXED : URL_BAD;
}

static void in_equals(struct context *c, char ch)
{
    if (ch == '"' || ch == '\'')
        begin_value(c, ch == '"' ? PLACE_DOUBLE : PLACE_SINGLE);
    else if (ch == '>')
        end_open_tag(c);
    else if (!is_space(ch)) {
        begin_value(c, PLACE_UNQUOTED);
        in_value(c, ch);
    }
}

static void in_unquoted(struct context *c, char ch)
{
    if (ch != '>' && !is_space(ch)) {
        in_value(c, ch);
        return;
    }
    end_value(c);
    in_tag(c, ch);
}

static void in_double(struct context *c, char ch)
{
    if (ch == '"')
        end_value(c);
    else
        in_value(c, ch);
}

static void in_single(struct context *c, char ch)
{
    if (ch == '\'')
        end_value(c);
    else
        in_value(c, ch);
}

static void in_declaration(struct context *c, char ch)
{
    if (ch == '>')
        c->place = PLACE_TEXT;
}

static void in_markup(struct context *c, char ch)
{
    if (ch != '-') {
        c->place = PLACE_DECLARATION;
        in_declaration(c, ch);
    } else if (++c->dashes == 2) {
        c->place = PLACE_COMMENT; // the two dashes may be those of its end: <!-->
    }
}

static void in_comment(struct context *c, char ch)
{
    if (ch == '>' && c->dashes >= 2)
        c->place = PLACE_TEXT;
    c->dashes = ch == '-' ? c->dashes + 1 : 0;
}

// Waits for </script or </style.
static void in_raw(struct context *c, char ch)
{
    size_t length = strlen(c->tag) + 2;
    char wanted = c->matched == 0 ? '<' : c->matched == 1 ? '/' : c->tag[c->matched - 2];

    if (lower(ch) == wanted)
        c->matched++;
    else
        c->matched = ch == '<';
    if (c->matched == length)
        c->place = PLACE_DECLARATION;
}

static void step(struct context *c, char ch)
{
    static void (*const steps[])(struct context *, char) = {
        [PLACE_TEXT] = in_text,
        [PLACE_OPEN] = in_open,
        [PLACE_TAG_NAME] = in_tag_name,
        [PLACE_TAG] = in_tag,
        [PLACE_TAG_SPACED] = in_tag,
        [PLACE_ATTR_NAME] = in_attr_name,
        [PLACE_ATTR_EQUALS] = in_equals,
        [PLACE_UNQUOTED] = in_unquoted,
        [PLACE_DOUBLE] = in_double,
        [PLACE_SINGLE] = in_single,
        [PLACE_MARKUP] = in_markup,
        [PLACE_COMMENT] = in_comment,
        [PLACE_DECLARATION] = in_declaration,
        [PLACE_RAW] = in_raw,
    };

    steps[c->place](c, ch);
}

// The position from [i] on where something may change: in text and in script only a tag does.
static size_t next_step(const struct context *c, struct str literal, size_t i)
{
    if (c->place != PLACE_TEXT && (c->place != PLACE_RAW || c->matched))
        return i;
    size_t tag = str_find_char(str_after(literal, i), '<');
    return tag == SIZE_MAX ? literal.len : i + tag;
}

bool context_feed(struct context *c, struct str literal)
{
    if (str_empty(literal))
        return true;
    char first = literal.ptr[0];
    bool fits = c->place != PLACE_TAG_SPACED || is_space(first) || first == '>' || first == '/';
    for (size_t i = next_step(c, literal, 0); i < literal.len; i = next_step(c, literal, i + 1))
        step(c, literal.ptr[i]);
    return fits;
}

void context_print(struct context *c)
{
    if (c->url == URL_START)
        c->url = URL_OPEN;
    extend(c->value, printed[0]);
}

// ---- branches --------------------------------------------------------------

static bool between_attrs(enum place p)
{
    return p == PLACE_TAG_NAME || p == PLACE_TAG || p == PLACE_TAG_SPACED || p == PLACE_ATTR_NAME;
}

static bool same_tag(const struct context *a, const struct context *b)
{
    return strcmp(a->tag, b->tag) == 0;
}

static bool same_attr(const struct context *a, const struct context *b)
{
    return same_tag(a, b) && strcmp(a->attr, b->attr) == 0;
}

static bool same_place(const struct context *a, const struct context *b)
{
    if (a->place != b->place)
        return false;
    switch (a->place) {
    case PLACE_TEXT:
    case PLACE_COMMENT:
    case PLACE_DECLARATION:
        return true;
    case PLACE_TAG_NAME:
    case PLACE_TAG:
    case PLACE_TAG_SPACED:
        return same_tag(a, b);
    case PLACE_RAW:
        return same_tag(a, b) && a->json == b->json && a->matched == b->matched;
    default:
        return same_attr(a, b);
    }
}

// What can be said of an address that began in one of two ways.
static enum url_stage join_url(enum url_stage a, enum url_stage b)
{
    if (a == b)
        return a;
    return a == URL_BAD || b == URL_BAD ? URL_BAD : URL_OPEN;
}

bool context_join(const struct context *a, const struct context *b, struct context *out)
{
    struct context joined = *a;

    if (!same_place(a, b)) {
        if (!between_attrs(a->place) || !between_attrs(b->place) || !same_tag(a, b))
            return false;
        joined.place = PLACE_TAG_SPACED;
    }
    if (strcmp(a->attr, b->attr) != 0)
        clear(joined.attr);
    joined.url = join_url(a->url, b->url);
    joined.json = a->json && b->json;
    if (strcmp(a->value, b->value) != 0) {
        clear(joined.value);
        extend(joined.value, printed[0]);
    }
    *out = joined;
    return true;
}
