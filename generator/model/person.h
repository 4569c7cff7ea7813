// SPDX-License-Identifier: MIT
// A participant: a mentor, a mentee, a curator. Everything personal is gated
// by the recorded consent before any page can see it (model/gate.h).
#ifndef MODEL_PERSON_H
#define MODEL_PERSON_H

#include "model/choices.h"
#include "model/consent.h"

struct person {
    struct part part;
    struct str id, name;
    int role; // enum role
    struct str post, subject;
    int64_t experience;
    int category;
    struct list awards; // of struct str
    struct file_ref photo;
    struct str about;
    bool pupil, sample;
    struct consent consent;
    struct labour_consent labour_consent;

    struct str shown_name; // set by model/gate: the name, initials, or why there is none
    bool named;            // the full name may be shown
};

extern const struct record_type person_type;

#endif
