// SPDX-License-Identifier: MIT
#include "check/reading_text.h"

#include "base/letter.h"
#include "base/utf8.h"

#include <string.h>

enum { FEW_LETTERS = 3, DOTS_TO_FILL = 4, EXCERPT_TOKENS = 5, EXCERPT_BYTES = 200, BYTES_PER_TOKEN = 5 };

// ---- one character -----------------------------------------------------------------

// Latin letters that a Russian reader takes for his own. Small ones differ from
// capitals: «p» is р, «B» is В, but «b» is nothing of ours.
static uint32_t lookalike(const struct letter *l)
{
    static const char latin[] = "aceopxyABCEHKMOPTXY";
    static const uint16_t cyrillic[] = { 0x430, 0x441, 0x435, 0x43E, 0x440, 0x445, 0x443, 0x430, 0x432, 0x441,
                                         0x435, 0x43D, 0x43A, 0x43C, 0x43E, 0x440, 0x442, 0x445, 0x443 };

    for (size_t i = 0; l->written < 0x80 && latin[i]; i++)
        if (l->written == (uint32_t)latin[i])
            return cyrillic[i];
    return l->lower == 0x451 ? 0x435 : l->lower; // ё
}

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

static bool is_latin(uint32_t lower)
{
    return lower >= 'a' && lower <= 'z';
}

static bool is_letter(uint32_t lower)
{
    return is_latin(lower) || (lower >= 0x400 && lower <= 0x52F);
}

static uint32_t plain_sign(uint32_t c)
{
    static const uint32_t quotes[] = { '"', 0xAB, 0xBB, 0x201C, 0x201D, 0x201E, 0x201F };

    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
        if (c == quotes[i])
            return '"';
    return letter_is_dash(c) ? '-' : c;
}

// ---- tokens ------------------------------------------------------------------------

// Each letter is taken once and looked at ahead. Words share one buf: what it
// leaves behind when it grows stays where it is until the arena goes.
struct reader {
    struct text *text;
    struct arena *arena;
    struct str rest; // behind [ahead]
    struct letter ahead;
    bool is_more; // there is a letter ahead
    size_t at;    // where it begins, and the one before it ends
    size_t capacity;
    struct buf words;
    bool spaced, starts_line;
};

static struct letter take(struct reader *r)
{
    struct letter taken = r->ahead;

    r->at = r->text->source.len - r->rest.len;
    r->is_more = letter_next(&r->rest, &r->ahead);
    return taken;
}

static struct token *add(struct reader *r, enum token_kind kind, size_t from)
{
    struct text *t = r->text;

    if (t->count == r->capacity) {
        size_t old = r->capacity * sizeof *t->tokens;
        r->capacity = old ? 2 * r->capacity : r->text->source.len / BYTES_PER_TOKEN + 1;
        t->tokens = arena_grow(r->arena, t->tokens, old, r->capacity * sizeof *t->tokens);
    }
    struct token *token = &t->tokens[t->count++];
    *token = (struct token){
        .kind = kind, .from = from, .to = r->at, .spaced = r->spaced, .starts_line = r->starts_line
    };
    r->spaced = r->starts_line = false;
    return token;
}

// «NМР42/02»: a Latin N glued to a Cyrillic letter stands for «№».
static bool is_numero(const struct letter *first, const struct reader *r)
{
    return first->written == 'N' && r->is_more && r->ahead.lower >= 0x400 && r->ahead.lower <= 0x52F;
}

static void read_run(struct reader *r, struct letter l, size_t from, bool (*belongs)(uint32_t))
{
    const size_t begin = r->words.len;
    bool latin = false, capitals = true;

    for (;; l = take(r)) {
        latin = latin || is_latin(l.lower);
        capitals = capitals && l.written != l.lower;
        utf8_put(&r->words, lookalike(&l));
        if (!r->is_more || !belongs(r->ahead.lower))
            break;
    }
    struct token *token = add(r, belongs == is_digit ? TOKEN_NUMBER : TOKEN_WORD, from);
    token->text.len = r->words.len - begin; // give_words knows where
    token->is_latin = latin;
    token->is_capitals = capitals;
}

// Underscores always, dots when there are too many for a sentence.
static void read_filler(struct reader *r, uint32_t filler, size_t from)
{
    size_t count = 1;

    for (; r->is_more && r->ahead.written == filler; count++)
        take(r);
    if (filler == '_' || count >= DOTS_TO_FILL)
        add(r, TOKEN_BLANK, from);
    else
        add(r, TOKEN_SIGN, from)->sign = filler;
}

static void read_sign(struct reader *r, struct letter l, size_t from)
{
    if (l.written == '_' || l.written == '.')
        read_filler(r, l.written, from);
    else
        add(r, l.written == 0x2026 ? TOKEN_BLANK : TOKEN_SIGN, from)->sign = plain_sign(l.written);
}

static void read_token(struct reader *r, struct letter l, size_t from)
{
    if (is_numero(&l, r))
        add(r, TOKEN_SIGN, from)->sign = NUMERO;
    else if (is_digit(l.written))
        read_run(r, l, from, is_digit);
    else if (is_letter(l.lower))
        read_run(r, l, from, is_letter);
    else
        read_sign(r, l, from);
}

// The words stand one behind the other, and by now where they stay.
static void give_words(const struct reader *r)
{
    const char *at = r->words.ptr;

    for (struct token *token = r->text->tokens; token < r->text->tokens + r->text->count; token++)
        if (token->text.len) {
            token->text.ptr = at;
            at += token->text.len;
        }
}

// ---- mending -----------------------------------------------------------------------

static struct str written(const struct text *t, const struct token *token)
{
    return str_from_to(t->source, token->from, token->to);
}

// A lone Latin N before a number, and «в„–», which is «№» read in the wrong code page.
static void mend_numero(struct text *t)
{
    size_t out = 0;

    for (size_t i = 0; i < t->count; i++) {
        struct token token = t->tokens[i];
        const struct token *next = text_at(t, i + 1);
        bool lone =
            str_is(written(t, &token), "N") && (next->kind == TOKEN_NUMBER || next->kind == TOKEN_WORD);
        bool broken = text_is_word(t, i, "в") && str_is(written(t, next), "„") && !next->spaced &&
                      str_is(written(t, text_at(t, i + 2)), "–");
        if (lone || broken)
            token.kind = TOKEN_SIGN, token.sign = NUMERO;
        if (broken)
            token.to = t->tokens[i += 2].to;
        t->tokens[out++] = token;
    }
    t->count = out;
}

static bool is_single(const struct token *token)
{
    return token->kind == TOKEN_WORD && token->text.len <= 2;
}

// How many single letters stand apart from each other from [i] on, in one line.
static size_t lettered_apart(const struct text *t, size_t i)
{
    size_t n = 0;

    while (i + n < t->count && is_single(&t->tokens[i + n]) && (n == 0 || !t->tokens[i + n].starts_line))
        n++;
    return n;
}

// «п р и к а з ы в а ю»; of a few single letters nobody can tell.
static void join_lettered(struct text *t, struct arena *a)
{
    size_t out = 0;

    for (size_t i = 0; i < t->count;) {
        size_t n = lettered_apart(t, i);
        struct token token = t->tokens[i];
        if (n > FEW_LETTERS) {
            struct buf b = buf_new(a, SIZE_MAX);
            for (size_t k = 0; k < n; k++)
                buf_put(&b, t->tokens[i + k].text);
            token.text = buf_str(&b);
            token.to = t->tokens[i + n - 1].to;
        }
        t->tokens[out++] = token;
        i += n > FEW_LETTERS ? n : 1;
    }
    t->count = out;
}

// Those that terminals obey, too: none of them may get into a message.
static bool is_control(uint32_t c)
{
    return c < ' ' || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xFFFD;
}

// «№» that ends a line, and no number of any form begins the next one.
static bool is_numero_left(const struct text *t, size_t i)
{
    const struct token *next = text_at(t, i + 1);

    return text_is_sign(t, i, NUMERO) && next->starts_line && next->kind == TOKEN_WORD &&
           text_at(t, i + 2)->kind == TOKEN_WORD;
}

static size_t next_line(const struct text *t, size_t i)
{
    while (i < t->count && !t->tokens[i].starts_line)
        i++;
    return i;
}

// The last line of a page is more likely its number.
static bool is_number_alone(const struct text *t, size_t i)
{
    return i + 1 < t->count && t->tokens[i].kind == TOKEN_NUMBER && text_at(t, i + 1)->starts_line;
}

// A wide gap in a justified line makes its end a column: «… от 10.07.2013 № / разместить
// сведения … / 582 / …». The number goes back behind its «№».
static void mend_columns(struct text *t)
{
    for (size_t i = 0; i + 1 < t->count; i++) {
        size_t at = is_numero_left(t, i) ? next_line(t, i + 2) : t->count;
        if (!is_number_alone(t, at))
            continue;
        struct token number = t->tokens[at];
        number.starts_line = false;
        memmove(&t->tokens[i + 2], &t->tokens[i + 1], (at - i - 1) * sizeof number);
        t->tokens[i + 1] = number;
    }
}

struct text text_read(struct str source, struct arena *a)
{
    struct text text = { .source = source };
    struct reader r = {
        .text = &text, .arena = a, .rest = source, .words = buf_new(a, SIZE_MAX), .starts_line = true
    };

    take(&r);
    while (r.is_more) {
        const size_t from = r.at;
        const struct letter l = take(&r);
        if (letter_is_space(l.written) || is_control(l.written)) {
            r.spaced = true;
            r.starts_line = r.starts_line || l.written == '\n' || l.written == '\f';
        } else {
            read_token(&r, l, from);
        }
    }
    give_words(&r);
    mend_numero(&text);
    mend_columns(&text);
    join_lettered(&text, a);
    return text;
}

// ---- looking -----------------------------------------------------------------------

const struct token *text_at(const struct text *t, size_t i)
{
    static const struct token nothing = { .kind = TOKEN_SIGN, .spaced = true, .starts_line = true };

    return i < t->count ? &t->tokens[i] : &nothing;
}

bool text_is_sign(const struct text *t, size_t i, uint32_t sign)
{
    const struct token *token = text_at(t, i);

    return token->kind == TOKEN_SIGN && token->sign == sign;
}

bool text_is_word(const struct text *t, size_t i, const char *word)
{
    return str_is(text_at(t, i)->text, word);
}

bool text_is_stem(const struct text *t, size_t i, const char *stems)
{
    const struct token *token = text_at(t, i);
    struct str rest = str_from(stems), stem;

    while (str_split(&rest, '|', &stem))
        if (str_starts(token->text, stem))
            return true;
    return false;
}

size_t text_find_stem(const struct text *t, size_t from, size_t to, const char *stems)
{
    for (size_t i = from; i < to && i < t->count; i++)
        if (text_is_stem(t, i, stems))
            return i;
    return SIZE_MAX;
}

// The nearest place from [i] on, but not far, where a written word begins.
static size_t word_edge(const struct text *t, size_t i)
{
    for (size_t k = 0; k < EXCERPT_TOKENS; k++)
        if (text_at(t, i + k)->spaced)
            return i + k < t->count ? i + k : t->count;
    return i;
}

struct str text_excerpt(const struct text *t, size_t first, size_t last, struct arena *a)
{
    size_t begin = word_edge(t, first > EXCERPT_TOKENS ? first - EXCERPT_TOKENS : 0);
    size_t end = word_edge(t, last + EXCERPT_TOKENS < t->count ? last + EXCERPT_TOKENS : t->count);
    struct buf b = buf_new(a, SIZE_MAX);

    if (begin > first)
        begin = first;
    while (begin < first && t->tokens[begin].kind == TOKEN_SIGN && t->tokens[begin].sign != NUMERO)
        begin++; // the tail of a sentence that is over
    for (size_t i = begin; i < end && b.len < EXCERPT_BYTES; i++) {
        if (t->tokens[i].spaced && i > begin)
            buf_char(&b, ' ');
        buf_put(&b, written(t, &t->tokens[i]));
    }
    return buf_str(&b);
}
