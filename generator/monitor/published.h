// SPDX-License-Identifier: MIT
// Monitoring from published sections alone: a folder with the sections of a
// municipality or a region, as they were built or downloaded, and no sources.
//
// Every nastavnichestvo.json beneath the folder is read, verified against the
// files beside it and folded into the same rows that the page «Мониторинг» has.
// Nothing is written, nothing outside the folder is opened, no link is followed.
#ifndef MONITOR_PUBLISHED_H
#define MONITOR_PUBLISHED_H

#include "output/verdicts.h"
#include "page/fold.h"

struct published {
    size_t sections; // counted
    size_t unread;   // manifests that could not be used; [ds] says why
    int64_t missing; // sections that those above them know of and that are not here
    size_t files;    // different files verified
    struct date today;
    // The fold of all sections. When one of them is above all others, it is
    // that one's; else it belongs to nobody and has no label.
    struct fold *whole;
    struct list children;      // of struct fold: the sections next below
    struct verdicts *verdicts; // of each section alone, to be compared with an earlier check
};

// Everything in [out] is in [a].
void published_check(const char *folder, struct date today, struct arena *a, struct diags *ds,
                     struct published *out);

#endif
