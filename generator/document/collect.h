// SPDX-License-Identifier: MIT
// Which files of an organisation are published: those that a record or a page
// names, and no others. A file that nothing refers to stays where it is.
#ifndef DOCUMENT_COLLECT_H
#define DOCUMENT_COLLECT_H

#include "model/section.h"

// Looks at every file that a record names, fills the references (label, size,
// published address), and reports those that are missing or not what they say.
void collect_examine(struct section *section, struct diags *ds);

// The file [path] of the content folder, examined: for links in Markdown. NULL
// when it cannot be published; [ds] says why at [at].
struct file_ref *collect_linked(struct section *section, struct str path, struct where at, struct diags *ds);

// Marks such a file for publishing. False when the consent gate has withheld it; [ds] says so.
bool collect_publish(struct section *section, struct file_ref *ref, struct diags *ds);

// After the consent gate: gathers in section->published each file that records
// still name. Two files that would get one address are an error; files that
// nothing refers to are noted.
void collect_published(struct section *section, struct diags *ds);

#endif
