// SPDX-License-Identifier: MIT
// Requisites: the number and the date by which a paper is known, in every form
// that people write them: «от 31. 03. 22 г. № 26 / 1», «« 23» августа 2021 г.»,
// «№01-03\482», «№ 621- од от 5.03.2022».
//
// Numbers stay strings; two of them are compared through one normal form.
// What cannot be read for certain is not read at all.
#ifndef CHECK_REQUISITES_H
#define CHECK_REQUISITES_H

#include "base/buf.h"
#include "base/date.h"
#include "check/reading_text.h"

struct requisites {
    struct str number;  // in normal form; empty when the paper gives none
    struct str written; // the same as the paper has it
    struct str longer;  // the same with what may be its end: «5» and «5-од» of «№ 5 - од»
    struct date date;   // not given when the paper gives none
    size_t first, last; // tokens
};

// The date that begins at [i]: how many tokens it takes, or 0.
size_t requisites_date(const struct text *t, size_t i, struct date *out);

// The number behind the «№» at [i]: how many tokens it takes, the sign included, or 0.
size_t requisites_number(const struct text *t, size_t i, struct arena *a, struct requisites *out);

// The next number with its date in [*i, end), or either of them alone; moves
// [*i] behind it. Numbers of schools («школа № 5») are not requisites.
bool requisites_next(const struct text *t, size_t *i, size_t end, struct arena *a, struct requisites *out);

// The date that stands by the number of the tokens [first, last]: «от … № 5»,
// «№ 5 от …». False when there is none, or when it belongs to another number.
bool requisites_date_beside(const struct text *t, size_t first, size_t last, struct date *out);

// Whether the tokens from [i] on spell a number in normal form: how many they are, or 0.
size_t requisites_spelled(const struct text *t, size_t i, struct str normal);

// The normal form of a number as records have it: «№ 621- од» is «621-од».
struct str requisites_normal(struct str number, struct arena *a);

// Whether both numbers in normal form are the same one; о and 0 look alike.
bool requisites_same_number(struct str a, struct str b);

#endif
