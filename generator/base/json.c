// SPDX-License-Identifier: MIT
#include "base/json.h"

#include "base/utf8.h"

// What may not stand in a string as it is: control characters and the two
// signs of JSON itself; what would end a script element (<, >, &); the two
// line ends that JavaScript had and JSON had not.
static const bool escaped[0x80] = {
    [0x00] = true, [0x01] = true, [0x02] = true, [0x03] = true, [0x04] = true, [0x05] = true, [0x06] = true,
    [0x07] = true, [0x08] = true, [0x09] = true, [0x0A] = true, [0x0B] = true, [0x0C] = true, [0x0D] = true,
    [0x0E] = true, [0x0F] = true, [0x10] = true, [0x11] = true, [0x12] = true, [0x13] = true, [0x14] = true,
    [0x15] = true, [0x16] = true, [0x17] = true, [0x18] = true, [0x19] = true, [0x1A] = true, [0x1B] = true,
    [0x1C] = true, [0x1D] = true, [0x1E] = true, [0x1F] = true, ['"'] = true,  ['\\'] = true, ['<'] = true,
    ['>'] = true,  ['&'] = true,  [0x7F] = true,
};

static bool needs_escape(uint32_t c)
{
    return c < 0x80 ? escaped[c] : c == 0x2028 || c == 0x2029 || c == UTF8_BAD;
}

static void put_escape(struct buf *b, uint32_t c)
{
    static const char shorthand[][2] = {
        { '"', '"' }, { '\\', '\\' }, { '\n', 'n' }, { '\r', 'r' }, { '\t', 't' }
    };

    for (size_t i = 0; i < sizeof shorthand / sizeof *shorthand; i++)
        if ((uint32_t)shorthand[i][0] == c) {
            buf_char(b, '\\');
            buf_char(b, shorthand[i][1]);
            return;
        }
    buf_format(b, "\\u%04x", c == UTF8_BAD ? 0xFFFDu : (unsigned)c);
}

// How many bytes at the front of [s] need no second look: everything printable
// in ASCII but what is escaped, and the two-byte letters, Cyrillic among them.
static size_t plain_run(struct str s)
{
    size_t i = 0;

    while (i < s.len) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c >= 0xC2 && c <= 0xDF && i + 1 < s.len && ((unsigned char)s.ptr[i + 1] & 0xC0) == 0x80)
            i += 2;
        else if (c < 0x80 && !escaped[c])
            i++;
        else
            break;
    }
    return i;
}

void json_put_text(struct buf *b, struct str s)
{
    buf_char(b, '"');
    while (s.len) {
        size_t run = plain_run(s);
        buf_put(b, str_from_to(s, 0, run));
        s = str_after(s, run);
        if (!s.len)
            break;
        struct str before = s;
        uint32_t c = utf8_next(&s);
        if (needs_escape(c))
            put_escape(b, c);
        else
            buf_put(b, str_from_to(before, 0, before.len - s.len));
    }
    buf_char(b, '"');
}

struct json json_new(struct buf *out)
{
    return (struct json){ .out = out, .first = true };
}

static void indent(const struct json *j)
{
    buf_char(j->out, '\n');
    for (int i = 0; i < j->depth; i++)
        BUF_PUT(j->out, "  ");
}

// The comma, the line and the key that stand before a value.
static void begin(struct json *j, const char *key)
{
    if (!j->first)
        buf_char(j->out, ',');
    if (j->depth)
        indent(j);
    j->first = false;
    if (!key)
        return;
    json_put_text(j->out, str_from(key));
    BUF_PUT(j->out, ": ");
}

void json_open(struct json *j, const char *key, char bracket)
{
    begin(j, key);
    buf_char(j->out, bracket);
    j->depth++;
    j->first = true;
}

void json_close(struct json *j, char bracket)
{
    j->depth--;
    if (!j->first)
        indent(j);
    buf_char(j->out, bracket);
    j->first = false;
    if (j->depth == 0)
        buf_char(j->out, '\n');
}

void json_text(struct json *j, const char *key, struct str text)
{
    begin(j, key);
    json_put_text(j->out, text);
}

void json_int(struct json *j, const char *key, int64_t number)
{
    begin(j, key);
    buf_int(j->out, number);
}

void json_bool(struct json *j, const char *key, bool truth)
{
    begin(j, key);
    buf_put(j->out, truth ? STR("true") : STR("false"));
}

void json_null(struct json *j, const char *key)
{
    begin(j, key);
    BUF_PUT(j->out, "null");
}
