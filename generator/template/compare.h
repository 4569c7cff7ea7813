// SPDX-License-Identifier: MIT
// Comparing values of one type, for `==`, `<`, `where`, `sort` and `group_by`.
#ifndef TEMPLATE_COMPARE_H
#define TEMPLATE_COMPARE_H

#include "record/value.h"

// An absent text is an empty text; otherwise only absent equals absent.
bool values_equal(struct value a, struct value b);

// Order of two given values: texts by code points. <0, 0, >0.
int values_compare(struct value a, struct value b);

// The same for readers: texts in Russian alphabetical order, and texts that it
// cannot tell apart by code points, so that equal means the same.
int values_compare_russian(struct value a, struct value b);

#endif
