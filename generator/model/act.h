// SPDX-License-Identifier: MIT
// A normative act or another document: an order, a regulation, a register, a
// letter of another body. Requisites are strings, printed exactly as recorded.
#ifndef MODEL_ACT_H
#define MODEL_ACT_H

#include "model/choices.h"

struct act {
    struct part part;
    struct str id;
    int kind, scope; // scope: enum scope
    struct str title, number;
    struct date date;
    struct str issuer;
    struct list covers; // of struct str: requirement ids
    struct list files;  // of struct file_ref
    struct file_ref signature;
    struct str url;
    struct date valid_from, valid_until, published;
    struct ref replaces, appendix_of; // to struct act
    struct str school_year, as_written, summary;
    bool pages_with_names, sample;

    bool archived; // set by model/link: replaced, out of force, or of a past school year
    const struct act *replaced_by;
};

extern const struct record_type act_type;

#endif
