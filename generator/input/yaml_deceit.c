// SPDX-License-Identifier: MIT
// One quick look over a text for everything that a certain hint begins with.
// The lines are read closely (yaml_hint.c) only when it finds something, so what
// is looked for here must be at least what is said there.
#include "input/yaml_hint.h"
#include "input/yaml_line.h"

// What a byte of a value may be the beginning of.
enum sign {
    PLAIN,
    ALWAYS, // a tab, a backslash, the lead of a false space or of a false colon
    HASH,   // deceives when a word is glued to it
    COLON,  // deceives where no field name stands before it
    LEAD_C2,
    LEAD_E2,
};

static const unsigned char signs[256] = {
    ['\t'] = ALWAYS, ['\v'] = ALWAYS,  ['\f'] = ALWAYS,  ['\r'] = ALWAYS, ['\\'] = ALWAYS,
    ['#'] = HASH,    [':'] = COLON,    [0xC2] = LEAD_C2, [0xCB] = ALWAYS, [0xD7] = ALWAYS,
    [0xDC] = ALWAYS, [0xE2] = LEAD_E2, [0xE3] = ALWAYS,  [0xEA] = ALWAYS, [0xEF] = ALWAYS,
};

static unsigned char byte_at(struct str line, size_t i)
{
    return i < line.len ? (unsigned char)line.ptr[i] : '\0';
}

static bool ends_or_gap(struct str line, size_t i)
{
    return i >= line.len || line.ptr[i] == ' ';
}

// Of the blocks that begin with E2, spaces and a false colon stand in three; the
// dashes, quotes and the ellipsis of the first are none.
static bool is_false_sign(struct str line, size_t i)
{
    unsigned char second = byte_at(line, i + 1), third = byte_at(line, i + 2);

    if (second == 0x80)
        return third <= 0x8F || third >= 0xA7;
    return second == 0x81 || second == 0x88;
}

static bool deceives_at(struct str line, size_t i, bool after_name)
{
    switch (signs[(unsigned char)line.ptr[i]]) {
    case ALWAYS:
        return true;
    case HASH:
        return !ends_or_gap(line, i + 1) && (i == 0 || line.ptr[i - 1] == ' ');
    case COLON:
        return !after_name && ends_or_gap(line, i + 1);
    case LEAD_C2:
        return byte_at(line, i + 1) != 0xAB && byte_at(line, i + 1) != 0xBB; // «»
    case LEAD_E2:
        return is_false_sign(line, i);
    default:
        return false;
    }
}

// Whether the line begins with a dash that is none, or a dash or a colon at its
// front is glued to what follows.
// [named]: a field name stands there; [value]: what is behind it begins there.
static bool front_deceives(struct str line, bool *named, size_t *value)
{
    size_t i = 0;

    while (byte_at(line, i) == ' ' || (byte_at(line, i) == '-' && ends_or_gap(line, i + 1)))
        i++;
    size_t colon = i + yaml_name_length(str_after(line, i));
    bool has_colon = colon > i && byte_at(line, colon) == ':';
    *named = has_colon && ends_or_gap(line, colon + 1);
    *value = *named ? colon + 1 : i;
    if ((byte_at(line, i) == '-' && byte_at(line, i + 1) != '-') || yaml_false_dash(line, i))
        return true;
    return has_colon && !*named && !str_starts(str_after(line, colon + 1), STR("//"));
}

static bool is_comment(struct str line)
{
    size_t i = 0;

    while (byte_at(line, i) == ' ')
        i++;
    return byte_at(line, i) == '#';
}

static bool line_deceives(struct str line)
{
    bool named;
    size_t i;

    if (front_deceives(line, &named, &i))
        return true;
    for (; i < line.len; i++)
        if (signs[(unsigned char)line.ptr[i]] != PLAIN && deceives_at(line, i, named))
            return true;
    return false;
}

bool yaml_may_deceive(struct str text)
{
    struct str line;

    while (str_split(&text, '\n', &line)) {
        line.len -= str_ends(line, STR("\r"));
        if (!is_comment(line) && line_deceives(line))
            return true;
    }
    return false;
}
