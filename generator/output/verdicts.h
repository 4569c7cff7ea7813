// SPDX-License-Identifier: MIT
// All verdicts: what `check` found at every organisation of a run, kept after the
// sections themselves are forgotten, counted, ordered and written.
//
// Shares count required items only. The denominator leaves out what is «не
// предусмотрено»; what is published in part is not in the numerator. Every
// share stands with both numbers, rounded half up to one decimal.
#ifndef OUTPUT_VERDICTS_H
#define OUTPUT_VERDICTS_H

#include "base/json.h"
#include "check/required.h"

struct tally {
    int64_t applies; // organisations of an item, or items of an organisation
    int64_t published, partial, absent, waived, not_checked, late;
};

// An item of a profile, once for all organisations that have it.
struct verdicts_item {
    struct str profile, id, title, source;
    int must;
    size_t order;        // in the profiles, as it was first met
    struct tally tally;  // over organisations
    struct list debtors; // of struct verdicts_row: not published or in part, in the tree's order
};

struct verdicts_organization {
    struct str path, name;
    struct str label;   // the short name; behind verdicts_finish that of no other organisation
    size_t index;       // in the tree
    struct tally tally; // of required items
    struct list rows;   // of struct verdicts_row
};

struct verdicts_row {
    const struct verdicts_organization *organization;
    const struct verdicts_item *item;
    int status;
    struct str reason, due;
    struct date due_day;
    bool late, stale;
    struct str mend;       // path of the file to mend
    int64_t line;          // FIELD_INT_ABSENT: the file as a whole
    struct list documents; // of struct str: titles
};

// What differs from an earlier check.
struct verdicts_change {
    const char *key, *label; // "appeared", «появилось»
    struct str path, organization, item, title, was, now, reason;
};

struct verdicts {
    struct arena *arena;
    struct map known;          // profile and id -> struct verdicts_item
    struct list items;         // of struct verdicts_item
    struct list organizations; // of struct verdicts_organization
    struct map unread;         // path of an organisation without verdicts -> struct str: why
    struct date today;
    struct tally total;  // required items of all organisations
    bool has_past;       // compared with an earlier check
    struct str past;     // its date, as its JSON says it
    struct list changes; // of struct verdicts_change
};

extern const struct record_type verdicts_row_type;

struct verdicts *verdicts_new(struct arena *a);

// Takes what was found at [section]. Order does not matter: verdicts_finish puts
// organisations in the tree's order and counts.
void verdicts_add(struct verdicts *b, const struct section *section, const struct list *verdicts);
void verdicts_finish(struct verdicts *b, struct date today);

// The same piece by piece, where there is no section; the order is that of the calls.
struct verdicts_organization *verdicts_add_organization(struct verdicts *b, struct str path, struct str label,
                                                        struct str name);
void verdicts_add_row(struct verdicts *b, struct verdicts_organization *o, const struct verdict *v);

// Says that what is at [path] could not be looked at, so that a comparison does
// not take it for gone. The first reason stays.
void verdicts_add_unread(struct verdicts *b, struct str path, struct str why);

// Why nothing of [o] was compared though something of it is to be read; empty when it was, or when
// there was nothing to compare with.
struct str verdicts_unread(const struct verdicts *b, const struct verdicts_organization *o);

// Compares with the JSON of an earlier check, of sources or of published sections;
// false when [text] is none.
bool verdicts_compare(struct verdicts *b, struct str text);

int64_t tally_whole(const struct tally *t);                                     // the denominator
struct str tally_share(const struct tally *t, const char *of, struct arena *a); // «74,7 % (254 из 340 школ)»
bool verdicts_row_is_open(const struct verdicts_row *r);

// Open items in the order of their effect: required before recommended, late
// first, then those that the most organisations owe. Of struct verdicts_item.
struct list verdicts_first_items(const struct verdicts *b);
// The same for the rows of one organisation. Of struct verdicts_row.
struct list verdicts_first_rows(const struct verdicts_organization *o, struct arena *a);

// The day of the earlier check, as people write it.
struct str verdicts_past_day(const struct verdicts *b);

// How many words go with a count.
const char *verdicts_organizations(int64_t n); // «организации» after «из»

void verdicts_text(const struct verdicts *b, struct buf *out);
void verdicts_changes_text(const struct verdicts *b, struct buf *out); // nothing when not compared
void verdicts_changes_json(const struct verdicts *b, struct json *j);  // the same
void verdicts_results_json(const struct verdicts *b, struct json *j);  // what a later check compares with
void verdicts_json(const struct verdicts *b, struct json *j);          // members of the check's object
void verdicts_junit(const struct verdicts *b, struct buf *out);        // one suite
void verdicts_github(const struct verdicts *b, const char *folder, struct buf *out); // report_github_file
struct str verdicts_csv(const struct verdicts *b, struct arena *a);
void verdicts_html(const struct verdicts *b, struct buf *out);

#endif
