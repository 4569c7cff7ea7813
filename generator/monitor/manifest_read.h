// SPDX-License-Identifier: MIT
// Reading nastavnichestvo.json, the manifest of a published section, as
// somebody else's file: every word in it is a claim, and all of it is data.
//
// Manifests of schema 1.x are read; keys that this program does not know are
// passed over with a note, so that a newer 1.x stays readable. One of another
// major version, or one whose parts are not what they should be, is not read
// at all: half a manifest would give half a truth.
#ifndef MONITOR_MANIFEST_READ_H
#define MONITOR_MANIFEST_READ_H

#include "input/json_read.h"
#include "record/field.h"

#define MANIFEST_FILE "nastavnichestvo.json"

struct manifest_file {
    struct str url; // relative to the section's folder
    int64_t bytes;
    struct str sha256;
};

struct manifest_document {
    struct str id, url, appendix_of;
    struct list files; // of struct manifest_file
};

struct manifest_item {
    struct str profile, id, title, reason;
    int must, status;      // indexes in must_choices, status_choices
    bool yearly;           // needed anew for each school year; false where an older manifest says nothing
    struct date due_day;   // of this school year, of an item that is open
    struct str page;       // of the register that satisfies the item; empty when documents do
    struct list documents; // of struct str: ids
};

struct manifest_owner {
    struct str name, short_name, inn, path, parent;
    int kind; // index in org_kind_choices
};

struct manifest_totals {
    int64_t organizations; // below the owner
};

struct manifest {
    struct str kind, content_hash;
    struct date checked, valid_until;
    struct str school_year; // «2025/2026»; may be empty
    struct manifest_totals totals;
    struct manifest_owner owner;
    struct list items;       // of struct manifest_item
    struct list documents;   // of struct manifest_document
    bool untouched;          // its content has the hash it says
    const struct node *json; // all of it
};

// The text of a manifest, by [name] in the open folder [dir]; [shown] is what
// messages call it. Somebody else's file is not to be mended here: whatever is
// wrong with its text is said as DIAG_MANIFEST_BROKEN.
bool manifest_load(int dir, const char *name, const char *shown, struct arena *a, struct diags *ds,
                   struct source *out);

// The manifest in [source]; false, with the reason in [ds], when it cannot be
// used. Whether what it claims is there is another question (monitor/claims.h).
bool manifest_read(const struct source *source, struct arena *a, struct diags *ds, struct manifest *out);

// A file as the manifest describes it; false when [json] is no such description.
bool manifest_read_file(const struct node *json, struct arena *a, struct manifest_file *out);

#endif
