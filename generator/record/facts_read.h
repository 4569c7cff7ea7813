// SPDX-License-Identifier: MIT
// Reading the examiner's answer, and the same rows from the cache. They were
// made beside a stranger's document, so nothing in them is believed that is not
// exactly of the form: known keys, once each, numbers in range, texts in UTF-8
// without control characters, the whole answer and not a byte more.
#ifndef RECORD_FACTS_READ_H
#define RECORD_FACTS_READ_H

#include "record/facts.h"

// Rows «key length:value», one a line. False, with [out] empty, for anything else.
bool facts_read(struct str rows, struct arena *a, struct document_facts *out)
    __attribute__((warn_unused_result));

#endif
