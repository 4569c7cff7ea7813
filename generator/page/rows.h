// SPDX-License-Identifier: MIT
// Rows: what registers are made of, and what flows upwards from a school to
// its municipality and region. A row holds nothing that may not be shown, and
// owns all it holds (record/clone.h), so it outlives the section it came from.
#ifndef PAGE_ROWS_H
#define PAGE_ROWS_H

#include "record/field.h"

// A link of the menu, of the breadcrumbs, to an organisation.
struct link_row {
    struct str title, href, url; // href: in this site; url: elsewhere
    struct str superior;         // of an organisation: the one above, by which namesakes are told apart
    struct str address;          // of href, absolute, when site.base is set
    bool current;
};

// An organisation in a list, with the totals of everything below it.
struct organization_row {
    struct str label, name, kind, href, school_year;
    struct date updated;
    int64_t organizations; // below it
    int64_t pairs, mentors, programmes, practices, teachers;
    // Of the organisation itself, then of it and everything below; items that are not
    // foreseen (waived) are in none of these.
    int64_t required, published, partial, absent;
    int64_t required_total, published_total, partial_total, absent_total, late_total;
};

// What is left of required_total: «не проверялось».
int64_t organization_row_not_checked(const struct organization_row *row);

struct mentor_row {
    struct str name, post, subject, experience, category;
    struct list awards; // of struct str
    struct file_ref photo;
    int64_t pairs;
    bool named;
    const struct link_row *organization;
};

struct programme_row {
    struct str title, form, kind;
    struct list mentors, mentees; // of struct str
    int64_t size;
    struct str period, order, status, goals, href;
    struct file_ref file;
    bool has_programme;
    const struct link_row *organization;
};

struct practice_row {
    struct str title, summary, form, topic, audience, href;
    struct list authors; // of struct str
    int64_t year;
    bool shared; // passes to the level above
    const struct link_row *organization;
};

// An organisation where an item is absent or partial.
struct debtor_row {
    const struct link_row *organization;
    int status;          // enum status
    struct date due_day; // of this school year; may be absent
    bool late;           // that day is over
};

// One item of a profile over all organisations it applies to: the numerators
// and the denominator of the monitoring.
struct item_row {
    struct str profile, id, title, must; // must: the label
    int64_t organizations;               // to which it applies
    int64_t published, partial, absent, waived, not_checked, late;
    struct list debtors; // of struct debtor_row
};

extern const struct record_type item_row_type, debtor_row_type, link_row_type, organization_row_type,
    mentor_row_type, programme_row_type, practice_row_type;

#endif
