// SPDX-License-Identifier: MIT
// What the files of check/required share: one verdict is made by several steps,
// acts first, then registers, then the calendar.
#ifndef CHECK_REQUIRED_INTERNAL_H
#define CHECK_REQUIRED_INTERNAL_H

#include "check/required.h"

// Looks for acts that satisfy the item: sets status, reason, acts, stale, mend.
void required_judge_acts(const struct section *section, struct verdict *v);

// Looks at the register that may satisfy it too; comes second.
void required_judge_register(const struct section *section, const struct required_below *below,
                             struct verdict *v);

// The deadline of this school year, for what is not published in full; comes last.
void required_judge_due(const struct section *section, struct verdict *v);

const struct profile *required_profile(const struct world *world, struct str id); // or NULL

// The profiles that the section is compared with and those that they extend, nearer ones first.
struct list required_profiles(const struct section *section); // of struct profile

bool required_fits_level(const struct requirement *item, const struct organization *o);
bool required_fits_kind(const struct requirement *item, const struct organization *o);

const struct requirement *required_item_of(const struct profile *profile, struct str id); // or NULL

// The item of that id in [profile], or else in any other; NULL when there is none.
const struct requirement *required_find(const struct world *world, const struct profile *profile,
                                        struct str id);

// The day of [due], «ММ-ДД», in the school year that begins in September of [year]; false for nonsense.
bool required_due_day(struct str due, int year, struct date *out);

int required_year(const struct section *section); // 2025 for «2025/2026»

// One more reason behind those that stand there.
void required_add_reason(struct verdict *v, struct str reason, struct arena *a);

// «файл «files/prikaz.pdf» не проверялся: программа разбора завершилась сбоем»
struct str required_doubt(const struct file_ref *file, struct arena *a);

// The file of the records of [type] in this section, without a line.
struct where required_file(const struct section *section, const struct record_type *type);

#endif
