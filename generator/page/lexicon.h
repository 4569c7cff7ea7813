// SPDX-License-Identifier: MIT
// Lexicon: which entries hold which words, for the search page.
//
// A word is a run of letters and digits. One with digits in it stays whole with its strokes,
// dots and dashes, so that a document is found by «26/1» or «43-од»; a Russian one
// is reduced to its stem; ё is е. The search page cuts what is typed in just the same way
// (themes/default/search.js), and a test compares the two.
#ifndef PAGE_LEXICON_H
#define PAGE_LEXICON_H

#include "base/list.h"
#include "base/str.h"

#include <stdint.h>

// A stem and the entries that hold it: their numbers, doubled, odd where the
// stem stands in the title.
struct term {
    struct str stem;
    uint32_t *entries;
    size_t count, capacity;
};

// Vocabulary: what has been found out about words, for one lexicon after another.
// Schools write in the same words, and cutting one to its stem is dear. One lexicon
// is made at a time; one that comes when LIMIT_VOCABULARY words are known begins anew.
struct vocabulary;

struct vocabulary *vocabulary_new(void);
void vocabulary_free(struct vocabulary *v); // NULL is fine

struct lexicon;

struct lexicon *lexicon_new(struct vocabulary *v, struct arena *a);

// Enters the words of [text]; entries come in the order of their numbers, the
// title of each before its text. At most LIMIT_SEARCH_WORDS of an entry are entered.
void lexicon_add(struct lexicon *l, uint32_t entry, bool is_title, struct str text);

// Every struct term by its stem, in byte order.
struct list lexicon_terms(const struct lexicon *l);

#endif
