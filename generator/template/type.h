// SPDX-License-Identifier: MIT
// The static type of an expression. Every value may turn out to be absent at
// run time, so "optional" is not part of a type.
#ifndef TEMPLATE_TYPE_H
#define TEMPLATE_TYPE_H

#include "record/field.h"

// Texts that a filter made fit for one place, and that fit no other.
enum made {
    MADE_PLAIN,
    MADE_URL,    // by `url`: may begin an address
    MADE_JSON,   // by `json`: may stand in a script of data
    MADE_COLOUR, // by `colour`: may stand in a style attribute
};

struct type {
    enum value_type kind;             // VALUE_NONE: only the literal none has this type
    const struct record_type *record; // of a RECORD; of the items of a LIST, NULL for texts
    enum made made;
    bool unknown; // reported already: goes with everything
};

struct type type_of(enum value_type kind);
struct type type_unknown(void);
struct type type_field(const struct field *f);
struct type type_item(struct type list);

// The type of a value that is either of [a] or of [b]; false when there is none.
bool type_join(struct type a, struct type b, struct type *out);

const char *type_name(struct type t); // «текст», «список записей», for messages

#endif
