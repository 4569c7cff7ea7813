// SPDX-License-Identifier: MIT
// A profile: a named, dated list of documents that somebody requires of
// organisations of a level. Profiles are data (data/requirements/*.yaml); the
// program knows no requirement of its own and never says that a section
// «соответствует закону», only how it compares with a named profile.
#ifndef MODEL_PROFILE_H
#define MODEL_PROFILE_H

#include "model/choices.h"

// What makes a requirement satisfied: an act that names it in `covers`, an act
// of one of the kinds whose title has one of the words, or a filled register.
struct satisfied_by {
    struct part part;
    struct list kinds;   // of struct choice_item: act kinds
    struct list titles;  // of struct str: word beginnings that the title must have, any one of them
    int filled_register; // enum filled_register
};

enum filled_register {
    REGISTER_NONE,
    REGISTER_MENTORS,
    REGISTER_PROGRAMMES,
    REGISTER_PAIRS,
    REGISTER_PRACTICES,
    REGISTER_HONOR,
    REGISTER_ROADMAP,
    REGISTER_INDICATORS,
    REGISTER_NEWS,
    REGISTER_ORGANIZATIONS,
};

struct requirement {
    struct part part;
    struct str id, title;
    struct list levels, kinds; // of struct choice_item
    int must;                  // enum must
    struct satisfied_by satisfied_by;
    bool yearly; // last school year's paper does not count
    struct str cadence;
    struct list due;        // of struct str: «ММ-ДД»
    struct list appendices; // of struct str: ids of items whose papers have to go with this one
    struct str source, reason;
    struct date since, until, verified;

    const struct profile *profile; // set by profile_link
    struct list folded_titles;     // of struct str, set by profile_link: satisfied_by.titles for matching
};

struct profile {
    struct part part;
    struct str id, title, source;
    struct date in_force, verified;
    struct list extends; // of struct str
    struct list items;   // of struct requirement
};

extern const struct choices filled_register_choices;
extern const struct record_type profile_type, requirement_type, satisfied_by_type;

// Completes the items of a decoded profile.
void profile_link(const struct profile *profile, struct arena *a);

#endif
