// SPDX-License-Identifier: MIT
// A mentoring pair or group, with its personalised programme.
#ifndef MODEL_PAIR_H
#define MODEL_PAIR_H

#include "model/act.h"
#include "model/choices.h"
#include "model/person.h"

// One line of a programme's calendar plan.
struct plan_step {
    struct part part;
    struct str when, what, result;
};

struct programme {
    struct part part;
    struct file_ref file;
    struct str goals;
    struct list tasks; // of struct str
    struct str needs;
    struct list plan; // of struct plan_step
    struct str interim, expected, results;
    int status; // enum programme_status
};

struct pair {
    struct part part;
    struct str id, title;
    int form, kind;
    struct list mentors, mentees; // of struct ref to struct person
    int64_t count;                // pairs that one nameless row stands for
    struct str period;            // as the paper says it
    struct date from, until;
    struct ref order; // to struct act
    struct programme programme;
    struct str school_year;
    bool sample;

    bool current; // set by model/link: of the current school year or still running
};

extern const struct record_type pair_type, programme_type, plan_step_type;

int64_t pair_count(const struct pair *p);      // 1 unless the row stands for more
bool pair_has_programme(const struct pair *p); // a file that opens, or goals written in the record

#endif
