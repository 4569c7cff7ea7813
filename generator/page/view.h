// SPDX-License-Identifier: MIT
// Views: what a page may say. One struct holds everything that pages are made
// of; the field table of each page kind lists the members that its template may
// name, and themes/README.md is generated from those tables.
#ifndef PAGE_VIEW_H
#define PAGE_VIEW_H

#include "page/chart.h"
#include "page/fold.h"
#include "page/indicators.h"
#include "page/rows.h"

// The page itself.
struct page_head {
    struct str kind; // "home", "documents" …: for the body's class
    struct str title, description;
    struct str href;    // from the root of the built site
    struct str address; // absolute, when site.base is set
    struct date updated;
};

// The section that the page belongs to; the same on all its pages.
struct section_head_view {
    struct str title;        // «Наставничество»
    struct str label, level; // of the organisation; "school", "municipality", "region", "" for the root
    struct str home, style, script, feed, manifest, site_map, search, print; // paths
    struct str school_year;
    struct date today;
    bool has_children, sample;
    struct list menu, crumbs; // of struct link_row
};

struct figure {
    int64_t value;
    struct str label, href;
};

struct act_archive {
    struct str title; // «2024/2025 учебный год», or «Утратившие силу»
    struct list acts;
};

struct act_group {
    struct str key, title; // "local", «Документы организации»
    struct list acts;      // in force
    struct list archive;   // of struct act_archive
    int64_t archived;      // how many in all of them
};

struct verdict_group {
    struct str title;     // «обязательно», «рекомендовано» …
    struct list verdicts; // of struct verdict
};

struct board_view {
    struct str title;
    struct list honorees;
};

struct download {
    struct str href, label; // «CSV, 12 КБ»
};

struct view {
    struct page_head page;
    struct section_head_view section;
    const struct site *site;
    const struct organization *organization; // NULL on the root page of a tree without one

    struct str intro; // HTML
    struct list figures, act_groups, latest_acts, news, archived_news;
    struct list pairs, past_pairs;
    struct list programmes, mentors, practices, organizations; // rows
    struct list boards, roadmaps, indicators, verdict_groups, owed, profiles;
    const struct practice *practice;
    const struct page *article;
    const struct act *document;
    struct list texts;    // of struct document_text
    struct list contents; // of struct contents_group
    struct list parts;    // of struct whole_part
    struct verdict_counts_view {
        int64_t required, published, partial, absent, waived;
    } counts;
    const struct download *csv;
    const struct organization_row *total; // home, monitoring: over the organisation and everything below
    struct list shares, items;            // of struct organization_row, item_row
    const struct chart *chart;            // NULL: too many bars
    const struct download *items_csv, *debts_csv;
    bool rows_elsewhere; // the register is too long for one page: totals here, rows below and in the CSV
    int64_t rows;        // how many rows the register has in all
};

// One kind of page: its template, its address, and what its template may name.
struct page_kind {
    const char *key;   // "documents"; the template is "documents.html"
    const char *file;  // "documents.html"; NULL where each record has its own page
    const char *title; // in the menu and as h1; NULL where the record gives it
    const struct record_type *type;
    bool (*wanted)(const struct section *section, const struct fold *fold);
    void (*fill)(const struct section *section, const struct fold *fold, const struct list *children,
                 const struct list *verdicts, struct view *view);
    const char *noun;  // what the search page calls it; NULL: «Страница»
    const char *place; // and a place on it that has an id; NULL: «Запись»
};

enum page_index {
    PAGE_HOME,
    PAGE_DOCUMENTS,
    PAGE_PAIRS,
    PAGE_MENTORS,
    PAGE_PRACTICES,
    PAGE_HONOR,
    PAGE_ROADMAP,
    PAGE_INDICATORS,
    PAGE_NEWS,
    PAGE_ORGANIZATIONS,
    PAGE_PUBLISHED,
    PAGE_MONITORING,
    PAGE_LISTED, // those above have one page each and stand in the menu
    PAGE_PRACTICE = PAGE_LISTED,
    PAGE_ARTICLE,
    PAGE_DOCUMENT,
    PAGE_SEARCH,
    PAGE_PRINT,
    PAGE_NOT_FOUND,
    PAGE_SITE,
    PAGE_KINDS,
};

extern const struct page_kind page_kinds[PAGE_KINDS];

// The Atom feed of a section, made by the template feed.xml.
extern const struct record_type feed_type;

#endif
