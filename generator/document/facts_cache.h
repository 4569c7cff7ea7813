// SPDX-License-Identifier: MIT
// The answers of earlier runs, by the content of the documents, so that a
// document is looked into once. One file, .nastavnik-facts in the project's
// folder; it may be deleted at any time, and a damaged one is an empty one.
//
// Answers that a whole run does not use are dropped when it saves. They stand in the
// file and not in memory: a region has thousands of documents.
#ifndef DOCUMENT_FACTS_CACHE_H
#define DOCUMENT_FACTS_CACHE_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct facts_cache;

// The cache of [project], in [a] until it is closed.
struct facts_cache *facts_cache_open(const char *project, struct arena *a);

// May be called from several threads at once. The rows are as untrustworthy as
// a worker's.
bool facts_cache_get(struct facts_cache *cache, uint64_t key, struct arena *a, struct str *rows);
void facts_cache_put(struct facts_cache *cache, uint64_t key, struct str rows);

// Replaces the file by the answers there are, or with [forget] by those used
// since it was opened, unless it holds just those. Where it cannot be written nothing is said: it costs time
// only.
void facts_cache_close(struct facts_cache *cache, bool forget);

#endif
