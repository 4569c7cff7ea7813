// SPDX-License-Identifier: MIT
// Surnames as they stand in what becomes part of an address: names of files, ids
// of records, names of pages. All of those are Latin slugs, so a surname is
// looked for as its own slug, without the vowels that its cases end with, and in
// every usual transliteration: «zaitsev», «zaycev», «zajtsev».
#ifndef MODEL_SURNAME_H
#define MODEL_SURNAME_H

#include "base/str.h"

// «ivanov» of «Иванова Мария Петровна»; never empty.
struct str surname_slug(struct str full, struct arena *a);

// Whether a word of [slug] begins with [surname]; that may be another word, too: «petrovskiy».
bool surname_begins_word(struct str slug, struct str surname);

// Whether a word of [slug] is [surname] in any case; short ones are left out, they may be anything.
bool surname_is_word(struct str slug, struct str surname);

#endif
