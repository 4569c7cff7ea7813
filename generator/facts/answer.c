// SPDX-License-Identifier: MIT
#include "facts/answer.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

void answer_number(FILE *out, const char *key, long long number)
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%lld", number);

    fprintf(out, "%s %d:%s\n", key, length, digits);
}

void answer_count(FILE *out, const char *key, long long number, long long most)
{
    if (number >= 0 && number <= most)
        answer_number(out, key, number);
}

void answer_flag(FILE *out, const char *key, bool truth)
{
    answer_number(out, key, truth);
}

// The length of the character at [s], 0 when the bytes there are none that a
// text may hold. The locale is C.UTF-8.
static size_t character(const char *s, wchar_t *c)
{
    mbstate_t state = { 0 };
    size_t length = mbrtowc(c, s, MB_LEN_MAX, &state);

    if (length > MB_LEN_MAX) // broken, or cut short
        return 0;
    bool control = *c >= 0x7F && *c < 0xA0, surrogate = *c >= 0xD800 && *c < 0xE000;
    return control || surrogate || *c > 0x10FFFF ? 0 : length;
}

struct line {
    char *to;
    size_t len;
};

static void add_space(struct line *l)
{
    if (l->len && l->to[l->len - 1] != ' ' && l->to[l->len - 1] != '\n')
        l->to[l->len++] = ' ';
}

static size_t without_end(const char *text, size_t len)
{
    while (len && (text[len - 1] == ' ' || text[len - 1] == '\n'))
        len--;
    return len;
}

// Copies [text] to [to], which has room for it, by the rules of the header. [end]: as far as it came.
static size_t clean(char *to, const char *text, size_t most, bool lines, const char **end)
{
    struct line l = { to, 0 };
    wchar_t c;

    for (size_t n; *text && l.len < most; text += n ? n : 1) {
        n = character(text, &c);
        if (n && lines && c == '\n')
            l.to[l.len++] = '\n';
        else if (n && c <= ' ')
            add_space(&l);
        else if (l.len + n <= most) {
            memcpy(l.to + l.len, text, n);
            l.len += n;
        } else
            break;
    }
    *end = text;
    return without_end(to, l.len);
}

static size_t put(FILE *out, const char *key, const char *text, size_t most, bool lines, const char **end)
{
    char *copy = malloc(strlen(text) + 1);
    size_t len;

    if (!copy)
        abort();
    len = clean(copy, text, most, lines, end);
    if (len || lines) {
        fprintf(out, "%s %zu:", key, len);
        fwrite(copy, 1, len, out);
        fputc('\n', out);
    }
    free(copy);
    return len;
}

void answer_text(FILE *out, const char *key, const char *text, size_t most)
{
    const char *end;

    if (text)
        put(out, key, text, most, false, &end);
}

bool answer_page(FILE *out, const char *text, size_t *left)
{
    const char *end;

    *left -= put(out, "page", text ? text : "", *left, true, &end);
    return !*end;
}
