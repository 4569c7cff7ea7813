// SPDX-License-Identifier: MIT
#include "facts/answer.h"

#include <stdlib.h>
#include <string.h>

void answer_number(FILE *out, const char *key, long long number)
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%lld", number);

    fprintf(out, "%s %d:%s\n", key, length, digits);
}

void answer_flag(FILE *out, const char *key, bool truth)
{
    answer_number(out, key, truth);
}

// The length of the character at [s], 0 when the bytes there are none.
static size_t character(const unsigned char *s)
{
    size_t length = *s < 0x80 ? 1 : *s < 0xC2 ? 0 : *s < 0xE0 ? 2 : *s < 0xF0 ? 3 : *s < 0xF5 ? 4 : 0;

    for (size_t i = 1; i < length; i++)
        if ((s[i] & 0xC0) != 0x80)
            return 0;
    if ((*s == 0xE0 && s[1] < 0xA0) || (*s == 0xED && s[1] > 0x9F) || (*s == 0xF0 && s[1] < 0x90) ||
        (*s == 0xF4 && s[1] > 0x8F) || (*s == 0xC2 && s[1] < 0xA0)) // overlong, surrogate, too high, C1
        return 0;
    return length;
}

// Copies [text] to [to], which has room for it, by the rules of the header.
static size_t clean(char *to, const char *text, size_t most, bool lines)
{
    size_t len = 0;

    for (const unsigned char *s = (const unsigned char *)text; *s;) {
        size_t n = character(s);
        bool space = n == 1 && (*s <= ' ' || *s == 0x7F);
        if (len + n > most)
            break;
        if (space && lines && *s == '\n')
            to[len++] = '\n';
        else if (space && len && to[len - 1] != ' ' && to[len - 1] != '\n')
            to[len++] = ' ';
        else if (!space) {
            memcpy(to + len, s, n);
            len += n;
        }
        s += n ? n : 1;
    }
    while (len && (to[len - 1] == ' ' || to[len - 1] == '\n'))
        len--;
    return len;
}

static size_t put(FILE *out, const char *key, const char *text, size_t most, bool lines)
{
    char *copy = malloc(strlen(text) + 1);
    size_t len;

    if (!copy)
        abort();
    len = clean(copy, text, most, lines);
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
    if (text)
        put(out, key, text, most, false);
}

size_t answer_page(FILE *out, const char *text, size_t most)
{
    return put(out, "page", text ? text : "", most, true);
}
