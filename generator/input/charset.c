// SPDX-License-Identifier: MIT
#include "input/charset.h"

#include "base/utf8.h"

#include <iconv.h>

static const struct charset utf16 = { "UTF-16", "UTF-16" };
static const struct charset utf16_little = { "UTF-16 без метки", "UTF-16LE" };
static const struct charset utf16_big = { "UTF-16 без метки", "UTF-16BE" };

// Encodings of one byte per letter: what the bytes 80 to FF mean; a dot is
// anything that does not occur in Russian prose.
static const struct one_byte {
    struct charset charset;
    const char *upper_half;
    int rarity; // points to be better by than the encodings above: KOI8-R is hardly met today
} one_byte[] = {
    // clang-format off
    { { "Windows-1251", "CP1251" },
      "....„…...........‘’“”.–—........"
      "\u00A0.......Ё..«....°.......ё№.»...."
      "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
      "абвгдежзийклмнопрстуфхцчшщъыьэюя", 0 },
    { { "CP866 (DOS)", "CP866" },
      "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
      "абвгдежзийклмноп................"
      "................................"
      "рстуфхцчшщъыьэюяЁё......°...№..\u00A0", 0 },
    { { "KOI8-R", "KOI8-R" },
      "..........................\u00A0.°..."
      "...ё...............Ё............"
      "юабцдефгхийклмнопярстужвьызшэщчъ"
      "ЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ", 10 },
    // clang-format on
};

enum {
    SYMBOL_COST = 60, // of a byte that makes no sense between Russian letters
    CASE_COST = 50,   // of a capital behind a small letter: «пРИКАЗ»
    TYPICAL = 25,     // an average letter of Russian prose scores about 55, of noise below 20
};

// Occurrences of а … я in a thousand letters of Russian prose.
static const unsigned char frequency[32] = { 80, 16, 45, 17, 30, 85, 9, 16, 74, 12, 35, 44, 32, 67, 110, 28,
                                             47, 55, 63, 26, 3,  10, 5, 14, 7,  4,  1,  19, 17, 3,  6,   20 };

static bool is_capital(uint32_t c)
{
    return (c >= U'А' && c <= U'Я') || c == U'Ё';
}

static bool is_small(uint32_t c)
{
    return (c >= U'а' && c <= U'я') || c == U'ё';
}

static int letter_score(uint32_t before, uint32_t c)
{
    if (c == '.')
        return -SYMBOL_COST;
    if (is_capital(c) && is_small(before))
        return -CASE_COST;
    if (c >= U'А' && c <= U'я')
        return frequency[(c - U'А') % 32];
    return 0;
}

static void read_table(const char *upper_half, uint32_t table[128])
{
    struct str rest = str_from(upper_half);

    for (size_t i = 0; i < 128; i++)
        table[i] = utf8_next(&rest);
}

// How Russian [bytes] read in this encoding: the mean over its non-ASCII bytes.
static int score(struct str bytes, const struct one_byte *encoding)
{
    uint32_t table[128], before = ' ';
    long long sum = 0, count = 0;

    read_table(encoding->upper_half, table);
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char byte = (unsigned char)bytes.ptr[i];
        uint32_t c = byte < 0x80 ? ' ' : table[byte - 0x80];
        if (byte >= 0x80) {
            sum += letter_score(before, c);
            count++;
        }
        before = c;
    }
    return count < 3 ? 0 : (int)(sum / count);
}

// UTF-16 keeps ASCII as a zero byte beside the letter and Cyrillic as 04.
static const struct charset *guess_utf16(struct str bytes)
{
    size_t high[2] = { 0, 0 };

    if (str_starts(bytes, STR("\xFF\xFE")) || str_starts(bytes, STR("\xFE\xFF")))
        return &utf16;
    for (size_t i = 0; i < bytes.len; i++)
        high[i % 2] += bytes.ptr[i] == 0 || bytes.ptr[i] == 4;
    size_t most = bytes.len / 2 - bytes.len / 10;
    if (bytes.len < 8 || (high[0] < most && high[1] < most))
        return NULL;
    return high[1] > high[0] ? &utf16_little : &utf16_big;
}

// Whether Russian letters in UTF-8 are no rarity among what is broken: then
// the file is UTF-8, and one of its places was damaged.
static bool is_damaged_utf8(struct str bytes)
{
    size_t letters = 0, broken = 0;

    while (bytes.len) {
        uint32_t c = utf8_next(&bytes);
        letters += is_capital(c) || is_small(c);
        broken += c == UTF8_BAD;
    }
    return letters * 4 >= broken;
}

const struct charset *charset_guess(struct str bytes)
{
    const struct charset *best = guess_utf16(bytes);
    int most = TYPICAL;

    if (best || is_damaged_utf8(bytes))
        return best;
    for (size_t i = 0; i < sizeof one_byte / sizeof *one_byte; i++) {
        int points = score(bytes, &one_byte[i]);
        if (points > most + (best ? one_byte[i].rarity : 0)) {
            best = &one_byte[i].charset;
            most = points;
        }
    }
    return best;
}

// A character of any of these encodings is at most three bytes of UTF-8.
bool charset_decode(const struct charset *charset, struct str bytes, struct arena *a, struct str *out)
{
    iconv_t converter = iconv_open("UTF-8", charset->iconv);
    size_t room = bytes.len * 3 + 4, left = bytes.len, free_bytes = room;
    char *text = arena_alloc(a, room, 1), *to = text, *from = (char *)(uintptr_t)bytes.ptr;

    if (converter == (iconv_t)-1)
        return false;
    bool ok = iconv(converter, &from, &left, &to, &free_bytes) != (size_t)-1;
    iconv_close(converter);
    *out = (struct str){ text, room - free_bytes };
    return ok;
}
