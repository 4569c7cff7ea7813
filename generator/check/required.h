// SPDX-License-Identifier: MIT
// Required documents: a profile's items against what the section publishes.
//
// The verdict is a status and a reason in words. It compares with a named
// profile of a named date and never says that anything «соответствует закону».
#ifndef CHECK_REQUIRED_H
#define CHECK_REQUIRED_H

#include "model/section.h"

enum status {
    STATUS_NONE,
    STATUS_PUBLISHED,   // «размещено»
    STATUS_PARTIAL,     // «размещено частично»
    STATUS_ABSENT,      // «не размещено»
    STATUS_WAIVED,      // «не предусмотрено»
    STATUS_NOT_CHECKED, // «не проверялось»
};

struct verdict {
    const struct requirement *item;
    int status;        // enum status, an index in status_choices
    struct str reason; // why, in one sentence; may be empty for «размещено»
    struct str due;    // the deadline in words, while the item is open; may be empty
    struct date due_day;
    bool late;                   // the deadline has passed and the item is open
    bool stale;                  // absent, but there is a paper of the past
    bool doubted;                // looking into its file was tried and failed
    bool unread;                 // a file that might satisfy it could not be read
    struct where mend;           // where to mend it: a record, or a file without a line
    struct list acts;            // of struct act: what satisfies the item
    struct str link, link_title; // of a register that satisfies it: page path and name
};

struct verdict_counts {
    size_t required, published, partial, absent, waived, late; // of required items
};

extern const struct choices status_choices;
extern const struct record_type verdict_type;

// The items that apply to the section on the date of the build: those of its
// profiles (own, or inherited from above) for its level and kind, with the
// items of extended profiles; an item overrides one of the same id below it.
struct list required_items(const struct section *section);

// What subordinates put into the registers of this organisation: their records stand
// on its pages, so its register is filled with them, too. By enum filled_register.
struct required_below {
    int64_t filled[REGISTER_ORGANIZATIONS + 1];
};

// A verdict for each item, in the profiles' order, after the consent gate.
struct list required_check(const struct section *section,
                           const struct required_below *below); // of struct verdict
struct verdict_counts required_count(const struct list *verdicts);

// Mistakes in the profiles themselves: rings, items that replace others without
// a reason, deadlines that are no days.
void required_check_profiles(const struct world *world, struct diags *ds);

// Reports an id that a record names at [at] and that is no item of the section's
// own list: one of another list, level or kind of organisation, or of none.
void required_check_name(const struct section *section, struct str id, struct where at, struct diags *ds);

#endif
