// SPDX-License-Identifier: MIT
// A line of the honor board: who was honoured, with what, when and why.
#ifndef MODEL_HONOREE_H
#define MODEL_HONOREE_H

#include "model/act.h"
#include "model/person.h"

struct honoree {
    struct part part;
    struct str id;
    int board; // enum board
    struct ref person;
    struct str name, award, level;
    int64_t year;
    struct str reason;
    struct file_ref photo;
    struct ref act;
    struct consent consent; // for a name that has no record in people
    bool sample;

    struct str shown_name;       // set by model/gate
    struct file_ref shown_photo; // own photo, or the person's
};

extern const struct record_type honoree_type;

#endif
