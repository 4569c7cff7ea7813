// SPDX-License-Identifier: MIT
// One organisation, from its folder to its bytes: read, linked, checked, gated,
// folded and rendered in one arena that is then forgotten.
#ifndef PIPELINE_SECTION_H
#define PIPELINE_SECTION_H

#include "output/publish.h"
#include "page/theme.h"

// What the work on one organisation needs; the world and the theme are const.
struct section_job {
    const struct world *world;
    const struct section_head *head;
    const struct theme *theme;       // NULL: do not render
    struct publication *publication; // NULL: do not publish
    struct list children;            // of struct fold
    struct arena *arena;             // for the section; the caller forgets it afterwards
    struct arena *lasting;           // for the fold
    struct vocabulary *vocabulary;   // page/lexicon.h, of the thread
    struct diags *ds;
    struct kit *kit;             // output/kit.h; NULL: publish the section itself
    struct facts_service *facts; // document/facts.h; NULL: do not look into documents
};

struct section_result {
    const struct section *section; // in job->arena
    struct fold *fold;
    struct list verdicts; // of struct verdict, in job->arena
    size_t pages, held;
    bool unsettled; // of the section
};

struct section_result section_make(const struct section_job *job);

#endif
