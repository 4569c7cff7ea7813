// SPDX-License-Identifier: MIT
// Claims: what a manifest says against what stands beside it on the disk.
//
// A manifest cannot make a document published by naming it: every file that it
// describes has to be there, inside the section's folder, with those very
// bytes. An item whose papers are not there is not published, whatever status
// it claims. What a manifest admits to be absent is believed.
#ifndef MONITOR_CLAIMS_H
#define MONITOR_CLAIMS_H

#include "base/map.h"
#include "monitor/manifest_read.h"

struct claims {
    const struct manifest *manifest;
    int folder;                  // of the section, open
    const struct source *source; // of the manifest
    struct arena *arena;
    struct diags *ds;
    struct map files;  // described file -> whether it is there
    struct map hashes; // url of a file -> struct str, of the bytes it has: they are read once
    struct map by_id;  // -> struct manifest_document
    struct map spoilt; // key of the manifest in which a described file is not there
    size_t checked;    // different files looked at
};

// Looks at every file that the manifest describes, wherever in it, and reports
// each that is not there or not the same.
struct claims claims_verify(const struct manifest *manifest, const struct source *source, int folder,
                            struct arena *a, struct diags *ds);

// The status that [item] deserves (enum status). Reports a claim with nothing behind it.
int claims_judge(const struct claims *claims, const struct manifest_item *item);

#endif
