// SPDX-License-Identifier: MIT
#include "model/catalogue.h"

#include "model/section.h"

const struct catalogue_row catalogue[] = {
    { &organization_type, "organization.yaml", false },
    { &act_type, "acts.yaml", true },
    { &person_type, "people.yaml", true },
    { &pair_type, "pairs.yaml", true },
    { &practice_type, "practices.yaml", true },
    { &honoree_type, "honor.yaml", true },
    { &roadmap_type, "roadmap.yaml", true },
    { &indicator_type, "indicators.yaml", true },
    { &waiver_type, "waivers.yaml", true },
    { &page_type, "страница *.md, поля между строками ---", false },
    { &site_type, "site.yaml", false },
    { &profile_type, "requirements/*.yaml", false },
    { &calendar_type, "calendar/*.yaml", false },
    { &known_act_type, "known-acts/*.yaml", true },
    { 0 },
};
