// SPDX-License-Identifier: MIT
// The stem of a Russian word, as the Snowball algorithm cuts it: «наставники»
// and «наставником» are both «наставник». The door to libstemmer. The search
// page knows the same algorithm (themes/default/search.js); a test compares them.
#ifndef BASE_STEM_H
#define BASE_STEM_H

#include "base/str.h"

struct stemmer;

struct stemmer *stemmer_new(struct arena *a);
void stemmer_free(struct stemmer *s); // NULL is fine

// The stem of a lower-case word without ё; borrowed until the next call.
struct str stemmer_stem(struct stemmer *s, struct str word);

#endif
