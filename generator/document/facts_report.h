// SPDX-License-Identifier: MIT
// What facts about a document mean for people: the words beside its link, and
// the messages for its author.
#ifndef DOCUMENT_FACTS_REPORT_H
#define DOCUMENT_FACTS_REPORT_H

#include "record/facts.h"

// «PDF, 317 КБ» with «, 4 стр., подписан» behind it, as far as it is known.
struct str facts_label(struct str label, const struct document_facts *facts, struct arena *a);

// Everything that is wrong with the document, at the place that names it.
void facts_report(const struct file_ref *ref, const struct document_facts *facts, struct diags *ds);

// The documents of a section where somebody has not agreed are published though nobody looked into them.
void facts_report_unread(struct where at, struct diags *ds);

// A paper that is a photograph: nothing can be read in it.
void facts_report_picture(const struct file_ref *ref, struct diags *ds);

// What is named as a signature is none.
void facts_report_unread_signature(const struct file_ref *ref, struct diags *ds);

#endif
