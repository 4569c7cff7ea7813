// SPDX-License-Identifier: MIT
#include "base/stem.h"

#include <libstemmer.h>

struct stemmer {
    struct sb_stemmer *library;
};

struct stemmer *stemmer_new(struct arena *a)
{
    struct stemmer *s = ARENA_NEW(a, struct stemmer);

    s->library = sb_stemmer_new("russian", "UTF_8");
    if (!s->library)
        arena_exhausted();
    return s;
}

void stemmer_free(struct stemmer *s)
{
    if (s)
        sb_stemmer_delete(s->library);
}

struct str stemmer_stem(struct stemmer *s, struct str word)
{
    const sb_symbol *stem = sb_stemmer_stem(s->library, (const sb_symbol *)word.ptr, (int)word.len);

    if (!stem)
        arena_exhausted();
    return (struct str){ (const char *)stem, (size_t)sb_stemmer_length(s->library) };
}
