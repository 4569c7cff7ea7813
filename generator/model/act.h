// SPDX-License-Identifier: MIT
// A normative act or another document: an order, a regulation, a register, a
// letter of another body. Requisites are strings, printed exactly as recorded.
#ifndef MODEL_ACT_H
#define MODEL_ACT_H

#include "model/choices.h"
#include "model/person.h"

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
    struct list names; // of struct ref to struct person: who is named in the paper

    struct str folded_title; // set by model/link, for matching
    bool own;      // set by model/link: of the organisation's own level, not a copy of another body's
    bool archived; // set by model/link: replaced, out of force, or of a past school year
    const struct act *replaced_by;
    bool withheld;        // set by model/gate: the paper names people who have not agreed
    struct str text_page; // set by page/document: the page with its text; empty: there is none
};

extern const struct record_type act_type;

#endif
