// SPDX-License-Identifier: MIT
// The manifest: nastavnichestvo.json at the root of each section, what a
// program of the level above needs to know about it. Personal fields pass only
// when the field table lets them (FIELD_PASSES_UP) and the consent gate left
// them there. Canonical bytes: the same section gives the same file.
#ifndef OUTPUT_MANIFEST_H
#define OUTPUT_MANIFEST_H

#include "base/buf.h"
#include "page/fold.h"

#define MANIFEST_SCHEMA "urn:nastavnik:manifest:1.0"

// The section's files have been published: their hashes are known.
struct str manifest_write(const struct section *section, const struct fold *fold, const struct list *verdicts,
                          struct arena *a);

#endif
