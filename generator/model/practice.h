// SPDX-License-Identifier: MIT
// A practice: something that worked, described so that others can repeat it.
#ifndef MODEL_PRACTICE_H
#define MODEL_PRACTICE_H

#include "model/choices.h"
#include "model/person.h"

struct practice {
    struct part part;
    struct str id, title;
    struct list authors; // of struct ref to struct person
    int form;
    struct str topic, audience, summary;
    struct markdown text;
    struct str result;
    int64_t year;
    struct list files; // of struct file_ref
    bool shared, sample;
};

extern const struct record_type practice_type;

#endif
