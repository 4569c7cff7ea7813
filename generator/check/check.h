// SPDX-License-Identifier: MIT
// Checks: what the records say about themselves and about each other.
//
// A rule looks, reports and changes nothing. It reports every offender, not the
// first one, and needs no other rule to have run. Rules see the records as they
// were written, before the consent gate, and section->unwilling filled.
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include "model/section.h"

struct rule {
    const char *name;
    void (*check)(const struct section *section, struct diags *ds);
};

// Families of rules, each ending with an empty row.
extern const struct rule organization_rules[], act_rules[], people_rules[], register_rules[], waiver_rules[];

void check_section(const struct section *section, struct diags *ds);

#endif
