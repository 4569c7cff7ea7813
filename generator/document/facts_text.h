// SPDX-License-Identifier: MIT
// Whether the text layer of a document is text that people and search engines
// can use: there is one, it is Russian in words, and not the letter soup that
// bad recognition and broken fonts leave.
#ifndef DOCUMENT_FACTS_TEXT_H
#define DOCUMENT_FACTS_TEXT_H

#include "record/facts.h"

// Fills text_layer, text_fault, scanned and dpi of examined [facts] from its pages.
void facts_judge_text(struct document_facts *facts, struct arena *a);

// Why [text] cannot be read, in Russian, for the end of a message; empty when it
// can, or when it is too short to tell.
struct str facts_text_fault(struct str text, struct arena *a);

// Whether the line, from a document's properties, names a person: surname and
// initials, or a name with a patronymic.
bool facts_names_person(struct str line);

#endif
