// SPDX-License-Identifier: MIT
// Rules of the Russian language that pages and messages need: plurals, order
// of words, Latin slugs, initials. The rules follow CLDR for ru (plurals,
// collation) and ICAO Doc 9303 for transliteration, which is the table that
// passports use and that gosweb addresses agree with.
#ifndef BASE_RUSSIAN_H
#define BASE_RUSSIAN_H

#include "base/str.h"

#include <stdint.h>

// The form that goes with [n]: 1 пара, 2 пары, 5 пар, 11 пар, 21 пара.
const char *russian_plural(int64_t n, const char *one, const char *few, const char *many);
struct str russian_plural_str(int64_t n, struct str one, struct str few, struct str many);

// «317 КБ», «1,4 МБ», «512 Б»: units of 1024, МБ with one decimal, a no-break
// space before the unit.
struct str russian_size(int64_t bytes, struct arena *a);

// Alphabetical order: letters before case, е = ё unless nothing else differs,
// й after и, Cyrillic before Latin, runs of digits by their value. <0, 0, >0.
int russian_compare(struct str a, struct str b);

// Lower-case letters for comparing what people type: case folded, ё to е, all
// dashes to '-' without spaces around it, no-break spaces to spaces, runs of
// spaces to one, ends trimmed.
struct str russian_fold(struct str s, struct arena *a);

// A Latin slug: [a-z0-9-], at most 80 bytes, never empty ("x" for nothing).
struct str russian_slug(struct str s, struct arena *a);

// The same with another ceiling; SIZE_MAX for none.
struct str russian_slug_within(struct str s, size_t max, struct arena *a);

// «Иванова Мария Петровна» to «Иванова М. П.», with no-break spaces; a
// patronymic may be absent, double surnames stay whole.
struct str russian_short_name(struct str full_name, struct arena *a);

// «Иванова Мария Петровна» to «И. М. П.»: initials only, naming nobody.
struct str russian_initials(struct str full_name, struct arena *a);

// «Иванова Мария Петровна» to «ИМ», for the circle that stands in for a portrait:
// the first letters of at most two words that begin with a capital. Empty for
// «данные не публикуются».
struct str russian_monogram(struct str shown_name, struct arena *a);

#endif
