// SPDX-License-Identifier: MIT
// A section: one organisation with everything that was read for it. Read,
// linked and gated it is const; checks, pages and folds only look at it.
#ifndef MODEL_SECTION_H
#define MODEL_SECTION_H

#include "base/map.h"
#include "model/act.h"
#include "model/calendar.h"
#include "model/honoree.h"
#include "model/indicator.h"
#include "model/known_act.h"
#include "model/organization.h"
#include "model/page.h"
#include "model/pair.h"
#include "model/practice.h"
#include "model/profile.h"
#include "model/roadmap.h"
#include "model/site.h"
#include "model/tree.h"
#include "model/waiver.h"
#include "record/visit.h"

enum { SECTION_LISTS = 8 };

// What the whole run knows before any organisation is read; const by then.
struct world {
    const char *project;
    struct site site;
    struct date today;
    struct list profiles;     // of struct profile, shipped and the site's own
    struct list calendars;    // of struct calendar, shipped and the site's own
    struct list known_acts;   // of struct known_act, shipped and the site's own
    const char *profile_file; // a profile to compare everybody with instead of their own; NULL: none
    struct list imposed;      // of struct str: the ids of the profiles of that file
    const struct tree *tree;
};

struct section {
    const struct world *world;
    struct facts_service *facts; // document/facts.h; NULL: documents are not looked into
    bool unsettled;              // a document could not be looked into: the next run tries again
    bool unread_told;            // it has been said that no document was looked into
    const struct tree_node *node;
    const struct section_head *head;
    struct arena *arena;

    struct organization organization; // a copy of the head's, so that the gate may blank it
    struct list acts, people, pairs, practices, honorees, roadmaps, indicators,
        waivers;                // by their record types
    bool unread[SECTION_LISTS]; // by section_lists: a file of this list could not be read
    struct list pages;          // of struct page, news too; those that are published today
    struct list held;           // of struct page: drafts, future and expired ones
    struct list published;      // of struct file_ref: every file that goes out, once each
    struct map scanned;         // content path -> struct input_file: what the scan of the tree has seen
    struct map named;           // content path -> struct file_ref: whatever records and texts name
    struct map files;           // content path -> struct file_ref in [published]
    struct map portraits;       // content path -> struct file_ref: pictures of people
    struct map withheld;        // content path -> struct file_ref that the consent gate blanked
    struct list unwilling;      // of struct unwilling (model/gate.h): whom nothing may name
    struct list unpictured;     // of struct unwilling: whose picture nothing may show
    struct str school_year;     // the current one, «2025/2026»
};

// The organisation itself, known for the whole tree before sections are read:
// breadcrumbs and menus of subordinates need their superiors' names.
struct section_head {
    const struct tree_node *node;
    const struct section_head *parent; // the nearest organisation above, or NULL
    struct list children;              // of struct section_head
    struct organization organization;  // empty (name too) for a root without one
    struct list profiles;              // of struct str: own, or inherited
    bool has_pages;                    // false for nothing at all
};

// The lists of a section, one row each: where the records go.
struct section_list {
    const struct record_type *type;
    size_t offset; // of a struct list in struct section
};
extern const struct section_list section_lists[SECTION_LISTS + 1]; // ends with a NULL type
struct list *section_list_at(struct section *section, const struct section_list *l);

// Whether a file of the list of [type] could not be read: then nobody can say
// that a record is not there.
bool section_is_unread(const struct section *section, const struct record_type *type);

// Every field of every record, page and the organisation itself.
void section_visit(struct section *section, visit_field *visit, void *context);

// "folder/name", from the root of the built site.
struct str section_path(const struct section *section, const char *name);

#endif
