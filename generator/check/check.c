// SPDX-License-Identifier: MIT
#include "check/check.h"

#include "check/reading.h"

void check_section(const struct section *section, struct diags *ds)
{
    const struct rule *const families[] = { organization_rules, act_rules, people_rules, register_rules,
                                            waiver_rules };

    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        for (const struct rule *r = families[i]; r->check; r++)
            r->check(section, ds);
    reading_check_records(section, ds);
}
