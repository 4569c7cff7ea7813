// SPDX-License-Identifier: MIT
// The distance is Damerau and Levenshtein's: a letter added, lost, replaced,
// or two neighbours exchanged cost one each.
#include "base/nearest.h"

#include "base/letter.h"

#include <stdint.h>

// Longer names are compared by their beginnings; a file name has at most 255 letters.
enum { LONGEST = 256 };

struct word {
    uint32_t letters[LONGEST];
    size_t count;
};

// Both alphabets meet in one: «с» typed as "c" is no mistake that a reader can see.
static uint32_t appearance(uint32_t c)
{
    static const uint16_t twins[][2] = {
        { 0x430, 'a' }, { 0x432, 'b' }, { 0x435, 'e' }, { 0x451, 'e' }, { 0x43A, 'k' },
        { 0x43C, 'm' }, { 0x43D, 'h' }, { 0x43E, 'o' }, { 0x440, 'p' }, { 0x441, 'c' },
        { 0x442, 't' }, { 0x443, 'y' }, { 0x445, 'x' }, { 0x456, 'i' },
    };

    for (size_t i = 0; i < sizeof twins / sizeof *twins; i++)
        if (twins[i][0] == c)
            return twins[i][1];
    if (letter_is_space(c))
        return ' ';
    return letter_is_dash(c) ? '-' : c;
}

static void word_read(struct str s, struct word *out)
{
    struct letter l;

    out->count = 0;
    while (out->count < LONGEST && letter_next(&s, &l))
        out->letters[out->count++] = appearance(l.lower);
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t distance(const struct word *a, const struct word *b)
{
    size_t rows[3][LONGEST + 1], *before = rows[0], *above = rows[1], *row = rows[2];

    for (size_t j = 0; j <= b->count; j++)
        above[j] = j;
    for (size_t i = 1; i <= a->count; i++) {
        row[0] = i;
        for (size_t j = 1; j <= b->count; j++) {
            const uint32_t *x = &a->letters[i - 1], *y = &b->letters[j - 1];
            row[j] = least(above[j - 1] + (*x != *y), least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && x[0] == y[-1] && x[-1] == y[0])
                row[j] = least(row[j], before[j - 2] + 1);
        }
        size_t *spare = before;
        before = above;
        above = row;
        row = spare;
    }
    return above[b->count];
}

struct nearest nearest_to(struct str typed)
{
    return (struct nearest){ .typed = typed, .distance = SIZE_MAX };
}

void nearest_offer(struct nearest *n, const char *candidate)
{
    struct word typed, offered;

    word_read(n->typed, &typed);
    word_read(str_from(candidate), &offered);
    size_t longer = typed.count > offered.count ? typed.count : offered.count;
    size_t d = distance(&typed, &offered);
    if (d < n->distance && d * 3 <= longer) {
        n->best = candidate;
        n->distance = d;
    }
}
