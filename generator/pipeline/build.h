// SPDX-License-Identifier: MIT
// A whole run over a tree of organisations: check alone, or check and publish.
#ifndef PIPELINE_BUILD_H
#define PIPELINE_BUILD_H

#include "base/date.h"
#include "diag/diag.h"
#include "model/section.h"

struct kit;

struct build_options {
    const char *project; // folder with data/ and content/
    const char *out;     // folder to publish; NULL: check only
    struct date today;   // not given: site.yaml, then SOURCE_DATE_EPOCH or the clock
    int workers;         // 0: one for each core
    struct kit *kit;     // publish the kit (output/kit.h) instead of the section; NULL: the section
    bool whole;          // believe nothing of the last build
    bool show_progress;
    bool no_facts;       // do not look into documents
    const char *profile; // a file with the list to compare everybody with; NULL: each has its own
    // Is told what was found at each organisation, one call at a time but in no
    // order; what it gets is forgotten afterwards. May be NULL.
    void (*judged)(void *context, const struct section *section, const struct list *verdicts);
    // Is asked before anything is read whether it knows what a run over these [inputs] says;
    // then there is no run. May be NULL.
    bool (*is_known)(void *context, uint64_t inputs);
    void *context;
};

struct build_summary {
    size_t organizations, pages, held;
    size_t rendered; // organisations whose pages were made in this run
    size_t files, written, unchanged, removed;
    bool published;  // visitors see the result of this run
    bool no_base;    // no site map and no feeds, since site.yaml gives no address
    uint64_t inputs; // one number for all that was read; 0 when another run may say something else
    struct date today;
};

// Runs and collects everything there is to say in [ds], sorted. Nothing is
// published when anything is wrong.
void build_run(const struct build_options *options, struct build_summary *summary, struct diags *ds);

#endif
