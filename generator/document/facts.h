// SPDX-License-Identifier: MIT
// Facts: what each published document really is, looked up in the cache or
// found out by a worker (document/worker.h), and what is to be said about it.
//
// A document that could not be looked into is «не проверялось», with the
// reason; nothing here ever fails a run but a document that does not open at all.
#ifndef DOCUMENT_FACTS_H
#define DOCUMENT_FACTS_H

#include "model/section.h"
#include "record/facts.h"

struct facts_service;

// The examiner as it is installed now.
struct facts_program {
    const char *path;
    uint64_t stamp; // another one when another examiner is installed; 0: there is none
};

struct facts_program facts_program(struct arena *a);

// Starts nothing yet. Lives in [a] until it is closed.
struct facts_service *facts_open(const struct facts_program *program, const char *project, int workers,
                                 struct arena *a);

// Ends the workers and saves the cache. When every organisation of the project
// has passed through, answers that nobody asked for are forgotten. NULL is fine.
void facts_close(struct facts_service *service, bool all_passed);

// How many worker processes were started: none when the cache knew everything.
int facts_workers_started(const struct facts_service *service);

// Fills `facts` of every file that records of the section name and that is
// present, extends its label («PDF, 317 КБ, 4 стр., подписан») and reports what
// is wrong. Without [section->facts] nothing is looked into, and the facts say so.
void facts_collect(struct section *section, struct diags *ds);

// The same for one file that a text links to.
void facts_collect_linked(struct section *section, struct file_ref *ref, struct diags *ds);

#endif
