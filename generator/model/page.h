// SPDX-License-Identifier: MIT
// A Markdown page of an organisation: its front matter and its text. A file
// under news/ is a news item; index.md is the text of the home page.
#ifndef MODEL_PAGE_H
#define MODEL_PAGE_H

#include "record/field.h"

struct photo {
    struct part part;
    struct file_ref file;
    struct str alt;
};

struct page {
    struct part part;
    struct str title;
    struct date date;
    struct str menu;
    int64_t order;
    bool draft;
    struct date publish_from, publish_until;
    struct str description;
    struct list photos; // of struct photo
    bool sample;

    struct str id;   // set by the reader: the file name without .md
    bool news, home; // by its place
    struct markdown body;
    struct str href; // from the root of the built site
};

extern const struct record_type page_type, photo_type;

#endif
