// SPDX-License-Identifier: MIT
// A document's own page: its requisites and, for those who cannot read the file,
// its text, page by page, as the document facts found it (record/facts.h).
//
// A document gets one when it is published and has a text layer that people can
// read. It gets none when its text holds personal data that nobody agreed to:
// the file is out already, but nothing here spreads it.
#ifndef PAGE_DOCUMENT_H
#define PAGE_DOCUMENT_H

#include "model/section.h"

// The text of one file of the document.
struct document_text {
    const struct file_ref *file;
    struct list pages; // of struct document_page
    bool cut;          // the text is longer than LIMIT_DOCUMENT_TEXT_BYTES
};

struct document_page {
    int64_t number;
    struct list paragraphs; // of struct str; none: the page is a picture
};

extern const struct record_type document_text_type;

// Gives each document that is to have its own page the address of it. After the
// consent gate and collect_published.
void document_choose_pages(struct section *section);

// The texts of the document's files, as struct document_text in [a].
struct list document_texts(const struct act *act, struct arena *a);

#endif
