// SPDX-License-Identifier: MIT
#include "page/squeeze.h"

#include "base/buf.h"

#include <stdint.h>
#include <string.h>

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// Whether a line of a script is one with the next: its break says nothing behind these, and a comment
// has to end before.
static bool runs_on(struct str line)
{
    return line.len && strchr("{(,;", line.ptr[line.len - 1]) && str_find(line, STR("//")) == SIZE_MAX;
}

static struct str lines_without(struct str text, bool comments, struct arena *a)
{
    struct buf out = buf_new(a, SIZE_MAX / 2);
    struct str rest = text, line;
    bool breaks = false;

    buf_reserve(&out, text.len);
    while (str_split(&rest, '\n', &line)) {
        while (line.len && (*line.ptr == ' ' || *line.ptr == '\t'))
            line = str_after(line, 1);
        if (comments && (str_empty(line) || str_starts(line, STR("//"))))
            continue;
        if (breaks)
            buf_char(&out, '\n');
        buf_put(&out, line);
        breaks = !comments || !runs_on(line);
    }
    return buf_str(&out);
}

struct str squeeze_indents(struct str text, struct arena *a)
{
    return lines_without(text, false, a);
}

struct str squeeze_script(struct str script, struct arena *a)
{
    return lines_without(script, true, a);
}

static bool is_notice(struct str css, size_t at)
{
    return str_starts(str_after(css, at), STR("/*!"));
}

// Behind the comment that begins at [at]; [at] itself where none does.
static size_t behind_comment(struct str css, size_t at)
{
    struct str rest = str_after(css, at);

    if (!str_starts(rest, STR("/*")))
        return at;
    size_t end = str_find(str_after(rest, 2), STR("*/"));
    return end == SIZE_MAX ? css.len : at + 2 + end + 2;
}

// Behind the comments and line breaks at [at]. Spaces within a line are not looked at.
static size_t behind_break(struct str css, size_t at)
{
    size_t i = at, behind, breaks = 0;

    do {
        behind = i;
        while (i < css.len && is_space(css.ptr[i]))
            breaks += css.ptr[i++] == '\n';
        if (!is_notice(css, i))
            i = behind_comment(css, i);
    } while (i > behind);
    return breaks || !is_space(css.ptr[at]) ? i : at;
}

// Puts the space that stands for the white space from [at] to [behind], unless it says nothing there.
static void put_break(struct buf *out, struct str css, size_t at, size_t behind)
{
    bool spaced = is_space(css.ptr[at]) || is_space(css.ptr[behind - 1]);
    bool ends = out->len == 0 || behind == css.len;

    if (spaced && !ends && css.ptr[behind] != '}' && !strchr("{};,(", out->ptr[out->len - 1]))
        buf_char(out, ' ');
}

// Behind the quoted text that begins at [at].
static size_t behind_quoted(struct str css, size_t at)
{
    size_t i = at + 1;

    while (i < css.len && css.ptr[i] != css.ptr[at])
        i += css.ptr[i] == '\\' ? 2 : 1;
    return i < css.len ? i + 1 : css.len;
}

// Behind what has to stay as it is, at [at].
static size_t behind_kept(struct str css, size_t at)
{
    char c = css.ptr[at];

    if (is_notice(css, at))
        return behind_comment(css, at);
    if (c == '"' || c == '\'')
        return behind_quoted(css, at);
    return c == '\\' && at + 1 < css.len ? at + 2 : at + 1;
}

struct str squeeze_style(struct str css, struct arena *a)
{
    struct buf out = buf_new(a, SIZE_MAX / 2);

    buf_reserve(&out, css.len);
    for (size_t i = 0, behind; i < css.len; i = behind) {
        behind = behind_break(css, i);
        if (behind > i) {
            put_break(&out, css, i, behind);
            continue;
        }
        behind = behind_kept(css, i);
        buf_put(&out, str_from_to(css, i, behind));
    }
    return buf_str(&out);
}
