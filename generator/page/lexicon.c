// SPDX-License-Identifier: MIT
#include "page/lexicon.h"

#include "base/buf.h"
#include "base/letter.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/stem.h"
#include "base/utf8.h"

enum { LEAST_PART = 3, FIRST_ENTRIES = 4, LONGEST_WORD = 200 };

struct vocabulary {
    struct arena *arena; // of the stemmer
    struct arena *words; // of what follows
    struct stemmer *stemmer;
    struct map written; // bytes as they stand in texts -> struct word
    struct map stems;   // -> struct stem
    size_t count;       // of written
    uint64_t lexicons;  // so far
};

// A word as it is written, and the entry that has met it last: whoever repeats it says nothing new.
struct word {
    struct list stems; // of struct stem
    uint64_t lexicon;
    uint32_t entry;
};

// A stem, and its term in the lexicon that has met it last.
struct stem {
    struct str text;
    uint64_t lexicon; // its number
    struct term *term;
};

struct lexicon {
    struct arena *arena;
    struct vocabulary *vocabulary;
    uint64_t number; // among those of the vocabulary
    struct list terms;
    uint32_t entry; // the one at hand
    size_t left;    // words that it may still have
};

static void begin_anew(struct vocabulary *v)
{
    arena_reset(v->words);
    v->written = map_new(v->words);
    v->stems = map_new(v->words);
    v->count = 0;
}

struct vocabulary *vocabulary_new(void)
{
    struct arena *a = arena_new();
    struct vocabulary *v = ARENA_NEW(a, struct vocabulary);

    *v = (struct vocabulary){ .arena = a, .words = arena_new(), .stemmer = stemmer_new(a) };
    begin_anew(v);
    return v;
}

void vocabulary_free(struct vocabulary *v)
{
    if (!v)
        return;
    stemmer_free(v->stemmer);
    arena_free(v->words);
    arena_free(v->arena);
}

struct lexicon *lexicon_new(struct vocabulary *v, struct arena *a)
{
    struct lexicon *l = ARENA_NEW(a, struct lexicon);

    if (v->count >= LIMIT_VOCABULARY)
        begin_anew(v);
    *l = (struct lexicon){ .arena = a, .vocabulary = v, .number = ++v->lexicons, .entry = UINT32_MAX };
    return l;
}

// ---- cutting a text into words, by bytes: most words are old acquaintances ------------------

// How many bytes a character of a word has, by the first of them; 0: it belongs to no word.
#define TWO_BYTES(lead) [lead] = 2, [(lead) + 1] = 2, [(lead) + 2] = 2
static const unsigned char widths[256] = {
    ['0'] = 1,       ['1'] = 1,       ['2'] = 1,       ['3'] = 1,       ['4'] = 1,       ['5'] = 1,
    ['6'] = 1,       ['7'] = 1,       ['8'] = 1,       ['9'] = 1,       ['A'] = 1,       ['B'] = 1,
    ['C'] = 1,       ['D'] = 1,       ['E'] = 1,       ['F'] = 1,       ['G'] = 1,       ['H'] = 1,
    ['I'] = 1,       ['J'] = 1,       ['K'] = 1,       ['L'] = 1,       ['M'] = 1,       ['N'] = 1,
    ['O'] = 1,       ['P'] = 1,       ['Q'] = 1,       ['R'] = 1,       ['S'] = 1,       ['T'] = 1,
    ['U'] = 1,       ['V'] = 1,       ['W'] = 1,       ['X'] = 1,       ['Y'] = 1,       ['Z'] = 1,
    ['a'] = 1,       ['b'] = 1,       ['c'] = 1,       ['d'] = 1,       ['e'] = 1,       ['f'] = 1,
    ['g'] = 1,       ['h'] = 1,       ['i'] = 1,       ['j'] = 1,       ['k'] = 1,       ['l'] = 1,
    ['m'] = 1,       ['n'] = 1,       ['o'] = 1,       ['p'] = 1,       ['q'] = 1,       ['r'] = 1,
    ['s'] = 1,       ['t'] = 1,       ['u'] = 1,       ['v'] = 1,       ['w'] = 1,       ['x'] = 1,
    ['y'] = 1,       ['z'] = 1,       TWO_BYTES(0xC3), TWO_BYTES(0xC6), TWO_BYTES(0xC9), TWO_BYTES(0xCC),
    TWO_BYTES(0xCF), TWO_BYTES(0xD2),
};
#undef TWO_BYTES

static size_t word_bytes(struct str s, size_t at)
{
    const unsigned char c = (unsigned char)s.ptr[at];

    if (c == 0xC2) // the soft hyphen among signs that part words
        return s.len - at > 1 && (unsigned char)s.ptr[at + 1] == 0xAD ? 2 : 0;
    return widths[c];
}

// How many bytes at [at] may join two words: a stroke, a dot, a hyphen.
static size_t joint_bytes(struct str s, size_t at)
{
    const char *p = s.ptr + at;

    if (*p == '/' || *p == '.' || *p == '-')
        return 1;
    bool hyphen = s.len - at > 3 && p[0] == '\xE2' && p[1] == '\x80' && (p[2] == '\x90' || p[2] == '\x91');
    return hyphen ? 3 : 0;
}

static size_t run_end(struct str s, size_t at)
{
    for (size_t n; at < s.len && (n = word_bytes(s, at));)
        at += n;
    return at < s.len ? at : s.len;
}

// Cuts the next word off the front of [rest], with all that is joined to it.
static bool take_word(struct str *rest, struct str *word)
{
    size_t from = 0;

    while (from < rest->len && !word_bytes(*rest, from))
        from++;
    size_t to = run_end(*rest, from);
    while (to < rest->len) {
        size_t joint = joint_bytes(*rest, to), end = joint ? run_end(*rest, to + joint) : to;
        if (end == to + joint)
            break;
        to = end;
    }
    *word = str_from_to(*rest, from, to);
    *rest = str_after(*rest, to);
    return word->len > 0;
}

// ---- a word's stems -----------------------------------------------------------------------------

static void add_stem(struct vocabulary *v, struct list *stems, struct str text)
{
    struct stem *stem = map_get(&v->stems, text);

    if (!stem) {
        stem = ARENA_NEW(v->words, struct stem);
        stem->text = str_copy(text, v->words);
        map_put(&v->stems, stem->text, stem);
    }
    list_add(stems, stem, v->words);
}

// Small letters, ё as е, every hyphen as '-'.
static struct str folded(struct str word, struct arena *a)
{
    struct buf out = buf_new(a, SIZE_MAX / 4);
    struct letter l;

    while (letter_next(&word, &l))
        utf8_put(&out, l.lower == U'ё' ? U'е' : letter_is_dash(l.lower) ? '-' : l.lower);
    return buf_str(&out);
}

static bool has_digit(struct str word)
{
    for (size_t i = 0; i < word.len; i++)
        if (word.ptr[i] >= '0' && word.ptr[i] <= '9')
            return true;
    return false;
}

static bool is_russian(struct str word)
{
    while (word.len) {
        uint32_t c = utf8_next(&word);
        if (c < U'а' || c > U'я')
            return false;
    }
    return true;
}

static void add_part(struct vocabulary *v, struct list *stems, struct str part)
{
    if (utf8_length(part) >= LEAST_PART)
        add_stem(v, stems, is_russian(part) ? stemmer_stem(v->stemmer, part) : part);
}

// One with digits is found as a whole, too, and then it may be short: «№ 5».
static void add_parts(struct vocabulary *v, struct list *stems, struct str word)
{
    size_t from = 0;

    if (has_digit(word))
        add_stem(v, stems, word);
    for (size_t i = 0; i <= word.len; i++) {
        bool end = i == word.len || word.ptr[i] == '/' || word.ptr[i] == '.' || word.ptr[i] == '-';
        if (!end)
            continue;
        if (i - from < word.len || !has_digit(word))
            add_part(v, stems, str_from_to(word, from, i));
        from = i + 1;
    }
}

static struct word *word_of(struct vocabulary *v, struct str written)
{
    struct word *word = map_get(&v->written, written);

    if (word)
        return word;
    word = ARENA_NEW(v->words, struct word);
    map_put(&v->written, str_copy(written, v->words), word);
    v->count++;
    if (written.len <= LONGEST_WORD)
        add_parts(v, &word->stems, folded(written, v->words));
    return word;
}

static struct term *term_of(struct lexicon *l, struct stem *stem)
{
    if (stem->lexicon == l->number)
        return stem->term;
    stem->term = ARENA_NEW(l->arena, struct term);
    stem->term->stem = str_copy(stem->text, l->arena);
    stem->lexicon = l->number;
    list_add(&l->terms, stem->term, l->arena);
    return stem->term;
}

// ---- entries ---------------------------------------------------------------------------------

static void enter(struct lexicon *l, struct term *term, bool is_title)
{
    if (term->count && term->entries[term->count - 1] / 2 == l->entry)
        return;
    if (l->left == 0)
        return;
    if (term->count == term->capacity) {
        size_t wanted = term->capacity ? term->capacity * 2 : FIRST_ENTRIES;
        term->entries = arena_grow(l->arena, term->entries, term->capacity * sizeof *term->entries,
                                   wanted * sizeof *term->entries);
        term->capacity = wanted;
    }
    term->entries[term->count++] = l->entry * 2 + is_title;
    l->left--;
}

void lexicon_add(struct lexicon *l, uint32_t entry, bool is_title, struct str text)
{
    struct str written;

    if (l->entry != entry)
        l->left = LIMIT_SEARCH_WORDS;
    l->entry = entry;
    while (take_word(&text, &written)) {
        struct word *word = word_of(l->vocabulary, written);
        if (word->lexicon == l->number && word->entry == entry)
            continue;
        word->lexicon = l->number;
        word->entry = entry;
        for (LIST_EACH(struct stem, stem, word->stems))
            enter(l, term_of(l, stem), is_title);
    }
}

static int by_stem(const void *a, const void *b)
{
    return str_compare(((const struct term *)a)->stem, ((const struct term *)b)->stem);
}

struct list lexicon_terms(const struct lexicon *l)
{
    struct list terms = { 0 };

    for (LIST_EACH(const struct term, term, l->terms))
        if (term->count)
            list_add(&terms, term, l->arena);
    list_sort(&terms, by_stem, l->arena);
    return terms;
}
