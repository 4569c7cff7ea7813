// SPDX-License-Identifier: MIT
#include "page/markup.h"

#include "base/utf8.h"

#include <string.h>

// ---- elements ----------------------------------------------------------------------

enum { NAME_BYTES = 8 };

// The frequent ones first, those without traits among them.
static const struct {
    char name[NAME_BYTES];
    unsigned traits;
} elements[] = {
    { "a", MARKUP_TITLE },
    { "td", 0 },
    { "li", MARKUP_PLACE },
    { "span", MARKUP_TITLE },
    { "tr", MARKUP_PLACE },
    { "p", 0 },
    { "div", 0 },
    { "th", MARKUP_TITLE },
    { "h2", MARKUP_HEADING | MARKUP_TITLE },
    { "h3", MARKUP_HEADING | MARKUP_TITLE },
    { "strong", MARKUP_TITLE | MARKUP_IN_WORD },
    { "em", MARKUP_IN_WORD },
    { "h1", MARKUP_HEADING },
    { "h4", MARKUP_HEADING | MARKUP_TITLE },
    { "h5", MARKUP_HEADING | MARKUP_TITLE },
    { "h6", MARKUP_HEADING | MARKUP_TITLE },
    { "article", MARKUP_PLACE },
    { "abbr", MARKUP_IN_WORD },
    { "b", MARKUP_IN_WORD },
    { "i", MARKUP_IN_WORD },
    { "sub", MARKUP_IN_WORD },
    { "sup", MARKUP_IN_WORD },
    { "wbr", MARKUP_IN_WORD },
    { "script", MARKUP_RAW },
    { "style", MARKUP_RAW },
};

static unsigned traits_of(struct str name)
{
    char padded[NAME_BYTES] = { 0 };

    if (name.len == 0 || name.len >= sizeof padded)
        return 0;
    memcpy(padded, name.ptr, name.len);
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
        if (memcmp(elements[i].name, padded, sizeof padded) == 0)
            return elements[i].traits;
    return 0;
}

// ---- pieces ------------------------------------------------------------------------

// Where [c] stands at or behind [at], or the end.
static size_t find_from(struct str s, size_t at, char c)
{
    const char *found = at < s.len ? memchr(s.ptr + at, c, s.len - at) : NULL;

    return found ? (size_t)(found - s.ptr) : s.len;
}

// The position behind the tag at the front of [s], where [from] is within.
static size_t tag_end(struct str s, size_t from)
{
    for (size_t i = from; i < s.len; i++) {
        if (s.ptr[i] == '>')
            return i + 1;
        if (s.ptr[i] == '"' || s.ptr[i] == '\'')
            i = find_from(s, i + 1, s.ptr[i]);
    }
    return s.len;
}

static bool is_name_byte(char c)
{
    const char small = (char)(c | 0x20);

    return (small >= 'a' && small <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

static struct str name_at(struct str s, size_t from)
{
    size_t to = from;

    while (to < s.len && is_name_byte(s.ptr[to]))
        to++;
    return str_from_to(s, from, to);
}

static size_t comment_end(struct str s)
{
    size_t end = str_starts(s, STR("<!--")) ? str_find(s, STR("-->")) : SIZE_MAX;

    return end == SIZE_MAX ? tag_end(s, 1) : end + 3;
}

static void read_tag(struct str rest, struct markup_piece *out)
{
    out->is_tag = true;
    out->closes = rest.len > 1 && rest.ptr[1] == '/';
    out->name = name_at(rest, out->closes ? 2 : 1);
    out->traits = traits_of(out->name);
    size_t behind = (out->closes ? 2 : 1) + out->name.len;
    out->bytes = str_from_to(rest, 0, out->name.len ? tag_end(rest, behind) : comment_end(rest));
}

// Leaves out what stands between <script> and its end.
static void skip_raw(struct str *rest, const struct markup_piece *tag)
{
    if (tag->closes || !(tag->traits & MARKUP_RAW))
        return;
    size_t end = str_find(*rest, str_is(tag->name, "script") ? STR("</script") : STR("</style"));
    *rest = str_after(*rest, end == SIZE_MAX ? rest->len : end);
}

bool markup_next(struct str *rest, struct markup_piece *out)
{
    *out = (struct markup_piece){ 0 };
    if (str_empty(*rest))
        return false;
    if (*rest->ptr == '<')
        read_tag(*rest, out);
    else
        out->bytes = str_from_to(*rest, 0, find_from(*rest, 0, '<'));
    *rest = str_after(*rest, out->bytes.len);
    skip_raw(rest, out);
    return true;
}

struct markup markup_cut(struct str html, struct arena *a)
{
    enum { FIRST_PIECES = 256 };
    struct markup_piece *pieces = NULL, piece;
    size_t count = 0, capacity = 0;

    while (markup_next(&html, &piece)) {
        if (count == capacity) {
            size_t wanted = capacity ? capacity * 2 : FIRST_PIECES;
            pieces = arena_grow(a, pieces, capacity * sizeof *pieces, wanted * sizeof *pieces);
            capacity = wanted;
        }
        pieces[count++] = piece;
    }
    return (struct markup){ pieces, count };
}

// Where the tag that begins so stands, or the end.
static size_t find_tag(struct str s, struct str begin)
{
    size_t at = find_from(s, 0, *begin.ptr);

    while (at < s.len && !str_starts(str_after(s, at), begin))
        at = find_from(s, at + 1, *begin.ptr);
    return at;
}

// Where [tag] stands last, or SIZE_MAX: it is nearer to the end than to the beginning.
static size_t find_last(struct str s, struct str tag)
{
    const struct str whole = s;
    const char *at;

    while (s.len && (at = memrchr(s.ptr, *tag.ptr, s.len)) != NULL) {
        s.len = (size_t)(at - s.ptr);
        if (str_starts(str_after(whole, s.len), tag))
            return s.len;
    }
    return SIZE_MAX;
}

struct str markup_main(struct str page)
{
    page = str_after(page, find_tag(page, STR("<main")));
    page = str_after(page, tag_end(page, 1));
    return str_from_to(page, 0, find_last(page, STR("</main>")));
}

// ---- attributes --------------------------------------------------------------------

struct str markup_inside(const struct markup_piece *tag)
{
    size_t from = (tag->closes ? 2 : 1) + tag->name.len;

    return str_from_to(tag->bytes, from, tag->bytes.len - 1);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static struct str without_spaces(struct str s)
{
    while (s.len && (is_space(*s.ptr) || *s.ptr == '/'))
        s = str_after(s, 1);
    return s;
}

static size_t attribute_name_end(struct str s)
{
    size_t i = 0;

    while (i < s.len && !is_space(s.ptr[i]) && s.ptr[i] != '=')
        i++;
    return i ? i : 1;
}

bool markup_attribute_next(struct str *rest, struct markup_attribute *out)
{
    *rest = without_spaces(*rest);
    if (str_empty(*rest))
        return false;
    size_t end = attribute_name_end(*rest);
    char quote = end + 1 < rest->len && rest->ptr[end] == '=' ? rest->ptr[end + 1] : ' ';
    *out = (struct markup_attribute){ .name = str_from_to(*rest, 0, end) };
    if (quote == '"' || quote == '\'') {
        size_t from = end + 2;
        end = find_from(*rest, from, quote);
        out->value = str_from_to(*rest, from, end);
        end++;
    }
    out->bytes = str_from_to(*rest, 0, end);
    *rest = str_after(*rest, end);
    return true;
}

struct str markup_attribute_of(const struct markup_piece *tag, const char *name)
{
    struct str rest = markup_inside(tag);
    struct markup_attribute a;

    while (!tag->closes && markup_attribute_next(&rest, &a))
        if (str_is(a.name, name))
            return a.value;
    return (struct str){ 0 };
}

// ---- text --------------------------------------------------------------------------

static const struct {
    const char *name;
    uint32_t character;
} entities[] = {
    { "amp", '&' },   { "lt", '<' },       { "gt", '>' },        { "quot", '"' },     { "nbsp", ' ' },
    { "shy", 0xAD },  { "mdash", 0x2014 }, { "ndash", 0x2013 },  { "laquo", 0xAB },   { "raquo", 0xBB },
    { "apos", '\'' }, { "thinsp", ' ' },   { "hellip", 0x2026 }, { "minus", 0x2212 }, { "times", 0xD7 },
};

static int digit_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= ' ';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : 16;
}

// «#34» or «#x22»; 0 when it is neither, or no character.
static uint32_t numbered(struct str name)
{
    int base = str_starts(name, STR("#x")) ? 16 : 10;
    uint32_t c = 0;

    if (!str_starts(name, STR("#")))
        return 0;
    for (size_t i = base == 16 ? 2 : 1; i < name.len; i++) {
        int digit = digit_value(name.ptr[i]);
        if (digit >= base || c > 0x10FFFF)
            return 0;
        c = c * (uint32_t)base + (uint32_t)digit;
    }
    return c > 0x10FFFF || (c >= 0xD800 && c < 0xE000) ? 0 : c;
}

// The character of the entity at the front of [s], which it shortens; '&' when it is none.
static uint32_t take_entity(struct str *s)
{
    enum { LONGEST = 10 };
    size_t end = str_find_char(str_from_to(*s, 0, LONGEST), ';');
    struct str name = end == SIZE_MAX ? (struct str){ 0 } : str_from_to(*s, 1, end);
    uint32_t c = numbered(name);

    for (size_t i = 0; !c && i < sizeof entities / sizeof *entities; i++)
        if (str_is(name, entities[i].name))
            c = entities[i].character;
    *s = str_after(*s, c ? end + 1 : 1);
    return c ? c : '&';
}

static void put_space(struct buf *out)
{
    if (out->len && out->ptr[out->len - 1] != ' ')
        buf_char(out, ' ');
}

// A tag parts words, unless punctuation follows: «Петрова</span>, учитель».
static void close_gap(struct buf *out, char next)
{
    if (out->len && out->ptr[out->len - 1] == ' ' && next && strchr(",.;:!?)", next))
        out->len--;
}

#define SOFT_HYPHEN "\u00AD"
enum { SOFT_HYPHEN_SIGN = 0xAD };

// What a text is looked at closely for; 0xC2: a soft hyphen may begin.
static const bool is_stop[256] = {
    [' '] = true, ['\t'] = true, ['\r'] = true, ['\n'] = true, ['&'] = true, [0xC2] = true,
};

// Whether the text goes on behind the stop at [i] as it is.
static bool passes(struct str text, size_t i)
{
    if (text.ptr[i] == ' ')
        return i > 0 && i + 1 < text.len && !is_stop[(unsigned char)text.ptr[i + 1]];
    return (unsigned char)text.ptr[i] == 0xC2 && !str_starts(str_after(text, i), STR(SOFT_HYPHEN));
}

// Up to the next entity or soft hyphen, or white space that is more than one space between words.
static size_t plain_length(struct str text)
{
    for (size_t plain = 0;; plain++) {
        while (plain < text.len && !is_stop[(unsigned char)text.ptr[plain]])
            plain++;
        if (plain == text.len || !passes(text, plain))
            return plain;
    }
}

static struct str put_piece(struct buf *out, struct str text)
{
    size_t plain = plain_length(text);

    if (plain) {
        buf_put(out, str_from_to(text, 0, plain));
        return str_after(text, plain);
    }
    if (is_space(*text.ptr)) {
        put_space(out);
        return str_after(text, 1);
    }
    if (str_starts(text, STR(SOFT_HYPHEN)))
        return str_after(text, strlen(SOFT_HYPHEN));
    uint32_t c = take_entity(&text);
    if (c == ' ')
        put_space(out);
    else if (c != SOFT_HYPHEN_SIGN)
        utf8_put(out, c);
    return text;
}

void markup_put_text(struct buf *out, const struct markup_piece *piece)
{
    struct str text = piece->bytes;

    if (piece->is_tag) {
        if (!(piece->traits & MARKUP_IN_WORD))
            put_space(out);
        return;
    }
    if (text.len == 1 && is_space(*text.ptr)) { // most of what stands between two blocks
        put_space(out);
        return;
    }
    close_gap(out, *text.ptr);
    while (text.len)
        text = put_piece(out, text);
}
