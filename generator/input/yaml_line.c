// SPDX-License-Identifier: MIT
#include "input/yaml_line.h"

#include "base/buf.h"

#include <string.h>

static bool is_gap(struct str text, size_t at)
{
    return at >= text.len || text.ptr[at] == ' ' || text.ptr[at] == '\t';
}

static size_t skip(struct str text, size_t at, const char *what)
{
    while (at < text.len && strchr(what, text.ptr[at]))
        at++;
    return at;
}

static bool is_dash(struct str text, size_t at)
{
    return at < text.len && text.ptr[at] == '-' && (at + 1 == text.len || text.ptr[at + 1] == ' ');
}

static size_t quoted_key_colon(struct str text, size_t from)
{
    size_t end = yaml_quote_end(text, from + 1, text.ptr[from]);
    size_t colon = end == SIZE_MAX ? text.len : skip(text, end + 1, " ");

    return colon < text.len && text.ptr[colon] == ':' && is_gap(text, colon + 1) ? colon : text.len;
}

static size_t plain_key_colon(struct str text, size_t from)
{
    size_t end = yaml_comment(text, from);

    for (size_t i = from; i < end; i++)
        if (text.ptr[i] == ':' && is_gap(text, i + 1))
            return i;
    return text.len;
}

static void find_key(struct yaml_line *line)
{
    struct str text = line->text;
    size_t from = line->content, colon = text.len;

    line->value = from;
    if (from == text.len)
        return;
    bool is_quoted = strchr("\"'", text.ptr[from]);
    if (is_quoted)
        colon = quoted_key_colon(text, from);
    else if (!strchr("[{|>#&*!%@`:", text.ptr[from]))
        colon = plain_key_colon(text, from);
    if (colon == text.len)
        return;
    line->key = str_trim(str_from_to(text, from, colon));
    if (is_quoted)
        line->key = str_from_to(line->key, 1, line->key.len - 1);
    line->value = skip(text, colon + 1, " \t");
}

struct yaml_line yaml_line_of(struct str text, uint32_t number)
{
    struct yaml_line line = { .text = text, .number = number };

    line.indent = line.content = skip(text, 0, " ");
    while (is_dash(text, line.content)) {
        line.dashes++;
        line.content = skip(text, line.content + 1, " ");
    }
    find_key(&line);
    return line;
}

bool yaml_line_next(struct str *rest, uint32_t *number, struct yaml_line *out)
{
    struct str text;

    if (!str_split(rest, '\n', &text))
        return false;
    if (str_ends(text, STR("\r")))
        text.len--;
    *out = yaml_line_of(text, (*number)++);
    return true;
}

bool yaml_line_ends(const struct yaml_line *line, size_t from)
{
    size_t at = skip(line->text, from, " \t");

    return at == line->text.len || line->text.ptr[at] == '#';
}

bool yaml_line_is_blank(const struct yaml_line *line)
{
    return yaml_line_ends(line, 0);
}

size_t yaml_comment(struct str text, size_t from)
{
    for (size_t i = from; i < text.len; i++)
        if (text.ptr[i] == '#' && (i == 0 || is_gap(text, i - 1)))
            return i;
    return text.len;
}

size_t yaml_false_dash(struct str text, size_t at)
{
    static const char *const look_alikes[] = { "‐", "‑", "‒", "–", "—", "―", "−",     "•",
                                               "·", "●", "▪", "■", "◦", "‣", "\uF0B7" };

    if (at >= text.len || (unsigned char)text.ptr[at] < 0x80)
        return 0;
    for (size_t i = 0; i < sizeof look_alikes / sizeof *look_alikes; i++)
        if (str_starts(str_after(text, at), str_from(look_alikes[i])))
            return strlen(look_alikes[i]);
    return 0;
}

static bool is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

size_t yaml_name_length(struct str s)
{
    size_t len = 0;

    while (len < s.len && is_name_byte(s.ptr[len]))
        len++;
    return len;
}

bool yaml_is_name(struct str s)
{
    return s.len > 0 && yaml_name_length(s) == s.len;
}

size_t yaml_quote_end(struct str text, size_t from, char quote)
{
    for (size_t i = from; i < text.len; i++) {
        bool is_quote = text.ptr[i] == quote;
        bool is_doubled = is_quote && quote == '\'' && i + 1 < text.len && text.ptr[i + 1] == '\'';
        if (is_doubled || (text.ptr[i] == '\\' && quote == '"'))
            i++;
        else if (is_quote)
            return i;
    }
    return SIZE_MAX;
}

struct str yaml_quoted(struct str text, struct arena *a)
{
    bool is_simple = str_find_char(text, '"') == SIZE_MAX && str_find_char(text, '\\') == SIZE_MAX;
    struct buf b = buf_new(a, SIZE_MAX);

    buf_char(&b, is_simple ? '"' : '\'');
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '\'' && !is_simple)
            buf_char(&b, '\'');
        buf_char(&b, text.ptr[i]);
    }
    buf_char(&b, is_simple ? '"' : '\'');
    return buf_str(&b);
}
