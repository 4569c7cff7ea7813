// SPDX-License-Identifier: MIT
// An organisation: a folder with organization.yaml. Its subordinates are the
// folders under it; its records are the other files of the folder.
#ifndef MODEL_ORGANIZATION_H
#define MODEL_ORGANIZATION_H

#include "model/choices.h"
#include "model/consent.h"

struct curator {
    struct part part;
    struct str name, post, hours, room;
    struct consent consent;
    struct str shown_name; // set by model/gate
};

struct parent_link {
    struct part part;
    struct str name, url;
};

struct organization {
    struct part part;
    int level, kind; // enum level, enum org_kind
    struct str name, short_name, genitive, section_title;
    struct str inn, ogrn, address, phone, email, site;
    struct list profiles; // of struct str: profile ids
    struct curator curator;
    int64_t teachers;
    struct str school_year;
    struct file_ref logo;
    struct str colour;
    struct parent_link parent;
    struct date updated;
    bool sample;
};

extern const struct record_type organization_type, curator_type, parent_link_type;

// What the section is called here: section_title, or «Наставничество».
struct str organization_section_title(const struct organization *o);
struct str organization_label(const struct organization *o); // short_name, or name

#endif
