// SPDX-License-Identifier: MIT
// The search index of one organisation: what its search page (search.html) and
// themes/default/search.js look words up in.
//
// It is made from the finished pages (page/markup.h), so that it can name nobody
// and hold nothing that they do not show. A page is an entry; so is each list item,
// article and table row with an id, as its own place on the page. Elements with the
// attribute data-nosearch are passed over. A level with
// subordinates adds one entry for each row of their registers.
//
// The index is scripts, since a page opened from disk may load nothing else.
// Each calls nastavnikSearch(name, data):
//   search-index.js    "index": entries, block (entries in a file), blocks, parts (the first
//                      stem of each file of words)
//   search-words-N.js  a line for each stem, in order: the stem, then its entries in base 36, each as the
//                      distance from the one before, with «!» where it stands in the title
//   search-pages-N.js  [href, title, kind, text] for each entry
// A section whose index fits one file of each has all of them in search-index.js.
#ifndef PAGE_SEARCH_H
#define PAGE_SEARCH_H

#include "page/lexicon.h"
#include "page/markup.h"
#include "page/render.h"

struct search;

// [folder] is the organisation's: addresses are written relative to it.
struct search *search_new(struct str folder, struct vocabulary *v);
void search_free(struct search *s); // NULL is fine

// Enters a finished page by the pieces of its [main] part. [kind] says what it is: «Практика»; [part], what
// its places are: «Документ».
void search_add_page(struct search *s, struct str href, struct str title, struct str kind, struct str part,
                     const struct markup *main);

// Enters something that stands elsewhere.
void search_add(struct search *s, struct str href, struct str title, struct str kind, struct str text);

// The place [href] ("documents.html#act-1") needs no entry: a page says more about it.
void search_cover(struct search *s, struct str href);

// Writes the files.
void search_write(struct search *s, const struct render_sink *sink);

#endif
