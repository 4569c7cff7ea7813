// SPDX-License-Identifier: MIT
// Visiting: one walk over all fields of a record, nested ones too, for
// everything that treats fields by their type: linking references, looking at
// files, testing that no personal field leaks.
#ifndef RECORD_VISIT_H
#define RECORD_VISIT_H

#include "record/field.h"

// Called for each field that has a struct member; [at] points to the member,
// [record] to the struct (of [type]) that holds it.
typedef void visit_field(void *context, const struct record_type *type, void *record, const struct field *f,
                         void *at);

void record_visit(const struct record_type *type, void *record, visit_field *visit, void *context);

#endif
