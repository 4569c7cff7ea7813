// SPDX-License-Identifier: MIT
// Plain text and tables of plain text as papers. There is nothing to parse in
// them, so they are read here and not by the examiner; the rules of reading look
// into them as into any other paper.
#ifndef DOCUMENT_FACTS_PLAIN_H
#define DOCUMENT_FACTS_PLAIN_H

#include "record/facts.h"

// Whether files with this extension are plain text.
bool facts_is_plain(struct str extension);

// Makes the one page of [facts] of the bytes of such a file: of its beginning, when it is
// longer than anybody reads (facts->cut). False when its encoding is none of the known ones.
bool facts_read_plain(struct str bytes, struct str extension, struct arena *a, struct document_facts *facts)
    __attribute__((warn_unused_result));

#endif
