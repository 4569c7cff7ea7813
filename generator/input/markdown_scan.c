// SPDX-License-Identifier: MIT
#include "input/markdown_scan.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/scan.h"

#include <stdint.h>
#include <string.h>

enum { TAB_STOP = 4, NOTE_ID_BYTES = 64, LIST_INDENT = 3 };

// What is counted from one empty line to the next.
struct run {
    size_t brackets;
    bool is_begun;
    bool is_numbered; // every line so far was «1. …» at the margin, or indented
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static bool is_blank_line(struct str line)
{
    for (size_t i = 0; i < line.len; i++)
        if (!is_blank(line.ptr[i]) && line.ptr[i] != '>')
            return false;
    return true;
}

static bool blank_or_end(struct str line, size_t i)
{
    return i >= line.len || is_blank(line.ptr[i]);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_bullet(char c)
{
    return c == '-' || c == '+' || c == '*';
}

// The length of the list marker at [i] («-», «12.»), or 0.
static size_t list_marker(struct str line, size_t i)
{
    size_t end = i;

    if (i < line.len && is_bullet(line.ptr[i]))
        return blank_or_end(line, i + 1) ? 1 : 0;
    while (end < line.len && is_digit(line.ptr[end]))
        end++;
    if (end == i || end == line.len || (line.ptr[end] != '.' && line.ptr[end] != ')'))
        return 0;
    return blank_or_end(line, end + 1) ? end + 1 - i : 0;
}

static size_t marker(struct str line, size_t i)
{
    return i < line.len && line.ptr[i] == '>' ? 1 : list_marker(line, i);
}

// The column that the blanks from [*i] on lead to, counted from the first of them.
static size_t skip_blanks(struct str line, size_t *i)
{
    size_t columns = 0;

    for (; *i < line.len && is_blank(line.ptr[*i]); (*i)++)
        columns += line.ptr[*i] == '\t' ? TAB_STOP - columns % TAB_STOP : 1;
    return columns;
}

static bool is_modest(struct str line, struct where at, struct diags *ds)
{
    size_t i = 0, markers = 0, step;

    do {
        if (skip_blanks(line, &i) > LIMIT_MARKDOWN_INDENT) {
            diag_add(ds, DIAG_MARKDOWN_LIMIT, at, "отступ больше %d пробелов", LIMIT_MARKDOWN_INDENT);
            return false;
        }
        step = marker(line, i);
        markers += step > 0;
        i += step;
    } while (step);
    if (markers > LIMIT_MARKDOWN_MARKERS)
        diag_add(ds, DIAG_MARKDOWN_LIMIT, at, "в строке больше %d вложенных списков и цитат",
                 LIMIT_MARKDOWN_MARKERS);
    return markers <= LIMIT_MARKDOWN_MARKERS;
}

// A bullet near the margin always begins a paragraph of its own.
static bool begins_bullet(struct str line)
{
    size_t i = 0;

    if (skip_blanks(line, &i) > LIST_INDENT || i >= line.len || !is_bullet(line.ptr[i]))
        return false;
    return list_marker(line, i) && !is_blank_line(str_after(line, i + 1));
}

// A number at the margin does so for certain only in a list that has had them
// from its first line on; inside a paragraph it is text.
static bool begins_number(struct run *run, struct str line)
{
    bool numbered = is_digit(line.ptr[0]) && list_marker(line, 0);

    if (run->is_begun)
        run->is_numbered = run->is_numbered && (numbered || is_blank(line.ptr[0]));
    else
        run->is_numbered = numbered;
    run->is_begun = true;
    return numbered && run->is_numbered;
}

// cmark's time grows with the square of the brackets of one paragraph, so they
// are counted by paragraph: up to an empty line or a list item.
static bool brackets_are_few(struct run *run, struct str line, struct where at, struct diags *ds)
{
    if (is_blank_line(line)) {
        *run = (struct run){ 0 };
        return true;
    }
    bool begins = begins_number(run, line) || begins_bullet(line);
    if (begins)
        run->brackets = 0;
    for (size_t i; (i = str_find_char(line, '[')) != SIZE_MAX; line = str_after(line, i + 1))
        run->brackets++;
    if (run->brackets > LIMIT_MARKDOWN_BRACKETS)
        diag_add(ds, DIAG_MARKDOWN_LIMIT, at, "в одном абзаце или таблице больше %d знаков «[»",
                 LIMIT_MARKDOWN_BRACKETS);
    return run->brackets <= LIMIT_MARKDOWN_BRACKETS;
}

static bool is_id_byte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '_' || (unsigned char)c >= 0x80;
}

size_t markdown_note_id(struct str s, struct str *id)
{
    size_t end = 1;

    if (s.len < 3 || s.ptr[0] != '^')
        return 0;
    while (end < s.len && end <= NOTE_ID_BYTES && is_id_byte(s.ptr[end]))
        end++;
    if (end == 1 || end == s.len || s.ptr[end] != ']')
        return 0;
    *id = str_from_to(s, 1, end);
    return end + 1;
}

// Marks the «[» of «[^id]:» at the beginning of a line, quote signs aside.
static bool mark_note(char *line, size_t len)
{
    size_t i = 0;
    struct str id;

    while (i < len && (is_blank(line[i]) || line[i] == '>'))
        i++;
    if (i == len || line[i] != '[')
        return false;
    size_t end = i + 1 + markdown_note_id((struct str){ line + i + 1, len - i - 1 }, &id);
    if (end == i + 1 || end == len || line[end] != ':')
        return false;
    line[i] = MARK_NOTE;
    return true;
}

// A CR alone would end a line for cmark, but not for us.
static bool is_line_end(unsigned char c, unsigned char next)
{
    return c == '\n' || (c == '\r' && next == '\n');
}

SCAN(next_control, (b < 0x20) | (b == 0x7F) | (b == 0xC2))

// Makes spaces of control characters, the two-byte ones U+0080 … U+009F too.
// [text] ends with a NUL.
static void blank_controls(char *text, size_t len)
{
    const struct str whole = { text, len };

    for (size_t i = next_control(whole, 0); i < len; i = next_control(whole, i + 1)) {
        unsigned char c = (unsigned char)text[i], next = (unsigned char)text[i + 1];

        if (c == 0xC2 && next < 0xA0 && i + 1 < len)
            text[i] = text[i + 1] = ' ';
        else if (c != 0xC2 && c != '\t' && !is_line_end(c, next))
            text[i] = ' ';
    }
}

static void mark_pipes(char *text, size_t len)
{
    for (size_t i = 0; i + 1 < len; i++) {
        const char *backslash = memchr(text + i, '\\', len - 1 - i);
        if (!backslash)
            return;
        i = (size_t)(backslash - text) + 1;
        if (text[i] == '|')
            memcpy(text + i - 1, MARK_PIPE, 2);
    }
}

bool markdown_scan(struct str text, struct where at, struct arena *a, struct diags *ds, struct scanned *out)
{
    struct run run = { 0 };
    struct str rest, line;
    size_t line_count = 0;
    bool has_notes = false;

    if (text.len > LIMIT_MARKDOWN_BYTES) {
        diag_add(ds, DIAG_MARKDOWN_LIMIT, at, "страница больше %d КБ", LIMIT_MARKDOWN_BYTES / 1024);
        return false;
    }
    char *copy = str_cstr(text, a);
    blank_controls(copy, text.len);
    rest = (struct str){ copy, text.len };
    for (; str_split(&rest, '\n', &line); at.line++, line_count++) {
        if (!is_modest(line, at, ds) || !brackets_are_few(&run, line, at, ds))
            return false;
        has_notes |= mark_note(copy + (line.ptr - copy), line.len);
    }
    mark_pipes(copy, text.len);
    *out =
        (struct scanned){ { copy, text.len }, line_count, has_notes, str_find_char(text, '|') != SIZE_MAX };
    return true;
}

struct str markdown_unmark(struct str s, struct arena *a)
{
    size_t at = str_find(s, STR(MARK_PIPE));
    struct buf b = buf_new(a, s.len);

    if (at == SIZE_MAX)
        return s;
    for (; at != SIZE_MAX; at = str_find(s, STR(MARK_PIPE))) {
        buf_put(&b, str_from_to(s, 0, at));
        buf_char(&b, '|');
        s = str_after(s, at + 2);
    }
    buf_put(&b, s);
    return buf_str(&b);
}
