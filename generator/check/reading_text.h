// SPDX-License-Identifier: MIT
// The text of a paper as a row of words, numbers and signs.
//
// Text layers of scans are untidy: letters of both alphabets in one word, words
// l e t t e r e d apart, underscores where a pen was meant to write, the mojibake
// of «№». All of that is evened out here and nowhere else; each token remembers
// the bytes it came from, so that a finding can quote the paper as it is.
#ifndef CHECK_READING_TEXT_H
#define CHECK_READING_TEXT_H

#include "base/buf.h"

#include <stdint.h>

enum token_kind {
    TOKEN_WORD,   // letters
    TOKEN_NUMBER, // digits
    TOKEN_BLANK,  // a run of underscores or of many dots: a place to fill in
    TOKEN_SIGN,   // one character; every dash is '-', every quotation mark '"', «№» and N before a number
                  // NUMERO
};

#define NUMERO 0x2116

struct token {
    enum token_kind kind;
    struct str text;  // of a word or number: lower case, ё as е, Latin lookalikes as Cyrillic
    uint32_t sign;    // of a sign
    size_t from, to;  // bytes in the text
    bool spaced;      // white space in front of it
    bool starts_line; // first of its line
    bool is_capitals; // no small letter in it
    bool is_latin;    // written with Latin letters, all or some
};

struct text {
    struct str source;
    struct token *tokens;
    size_t count;
};

struct text text_read(struct str source, struct arena *a);

// The token, or an empty sign beyond either end.
const struct token *text_at(const struct text *t, size_t i);

bool text_is_sign(const struct text *t, size_t i, uint32_t sign);
bool text_is_word(const struct text *t, size_t i, const char *word);

// Whether the word at [i] begins with one of [stems], separated by '|'.
bool text_is_stem(const struct text *t, size_t i, const char *stems);

// The nearest token in [from, to) that text_is_stem, or SIZE_MAX.
size_t text_find_stem(const struct text *t, size_t from, size_t to, const char *stems);

// The words around the tokens [first, last], on one line and cut to a length
// that fits a message.
struct str text_excerpt(const struct text *t, size_t first, size_t last, struct arena *a);

#endif
