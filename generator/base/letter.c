// SPDX-License-Identifier: MIT
#include "base/letter.h"

#include "base/utf8.h"

enum { BREVE = 0x306, TWO_DOTS = 0x308, REPLACEMENT = 0xFFFD };

static bool between(uint32_t c, uint32_t first, uint32_t last)
{
    return c >= first && c <= last;
}

// Combining marks, the soft hyphen, zero-width characters, BOM.
static bool is_shapeless(uint32_t c)
{
    return between(c, 0x300, 0x36F) || c == 0xAD || between(c, 0x200B, 0x200F) || c == 0x2060 || c == 0xFEFF;
}

// By its first byte: most letters need no second look.
static bool may_be_shapeless(char lead)
{
    unsigned char c = (unsigned char)lead;

    return c == 0xC2 || c == 0xCC || c == 0xCD || c == 0xE2 || c == 0xEF;
}

// In these blocks of other peoples' Cyrillic a capital stands right before its small letter.
static bool is_capital_of_pair(uint32_t c)
{
    if (between(c, 0x4C1, 0x4CE))
        return c % 2 == 1;
    return c % 2 == 0 && (between(c, 0x460, 0x481) || between(c, 0x48A, 0x4BF) || between(c, 0x4D0, 0x52F));
}

static uint32_t lower(uint32_t c)
{
    if (between(c, 'A', 'Z') || between(c, 0x410, 0x42F) || (between(c, 0xC0, 0xDE) && c != 0xD7))
        return c + 0x20;
    if (between(c, 0x400, 0x40F))
        return c + 0x50;
    return is_capital_of_pair(c) ? c + 1 : c;
}

static uint32_t composed(uint32_t c, uint32_t mark)
{
    static const struct {
        uint32_t base, mark, whole;
    } pairs[] = {
        { 0x418, BREVE, 0x419 },    { 0x438, BREVE, 0x439 },    // Й й
        { 0x423, BREVE, 0x40E },    { 0x443, BREVE, 0x45E },    // Ў ў
        { 0x415, TWO_DOTS, 0x401 }, { 0x435, TWO_DOTS, 0x451 }, // Ё ё
        { 0x406, TWO_DOTS, 0x407 }, { 0x456, TWO_DOTS, 0x457 }, // Ї ї
    };

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i].base == c && pairs[i].mark == mark)
            return pairs[i].whole;
    return c;
}

static uint32_t next(struct str *rest)
{
    uint32_t c = utf8_next(rest);

    return c == UTF8_BAD ? REPLACEMENT : c;
}

bool letter_next(struct str *rest, struct letter *out)
{
    uint32_t c;

    do {
        if (str_empty(*rest))
            return false;
        c = next(rest);
    } while (is_shapeless(c));

    struct str after = *rest;
    while (after.len && may_be_shapeless(after.ptr[0])) {
        uint32_t mark = next(&after);
        if (!is_shapeless(mark))
            break;
        c = composed(c, mark);
        *rest = after;
    }
    *out = (struct letter){ .written = c, .lower = lower(c) };
    return true;
}

bool letter_is_space(uint32_t c)
{
    return c == ' ' || between(c, '\t', '\r') || c == 0xA0 || between(c, 0x2000, 0x200A) ||
           between(c, 0x2028, 0x2029) || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool letter_is_dash(uint32_t c)
{
    return c == '-' || between(c, 0x2010, 0x2015) || c == 0x2212;
}
