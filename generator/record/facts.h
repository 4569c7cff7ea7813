// SPDX-License-Identifier: MIT
// What a published document turned out to be when it was looked into: its
// pages, its text, its signature, what it tells about its authors. Templates and
// rules read it; document/facts.h fills it.
//
// Everything is "not known" until a row of the examiner's answer says it: a
// document that was not examined has only a status and the reason.
#ifndef RECORD_FACTS_H
#define RECORD_FACTS_H

#include "record/field.h"

enum facts_status { FACTS_UNKNOWN, FACTS_EXAMINED, FACTS_NOT_EXAMINED };
enum text_layer { TEXT_UNKNOWN, TEXT_ABSENT, TEXT_READABLE, TEXT_GARBAGE };
enum signature_kind { SIGNATURE_UNKNOWN, SIGNATURE_NONE, SIGNATURE_EMBEDDED, SIGNATURE_DETACHED };
enum signature_verdict { VERDICT_UNKNOWN, VERDICT_VALID, VERDICT_INVALID, VERDICT_UNVERIFIED };

extern const struct choices facts_status_choices, text_layer_choices, signature_kind_choices,
    signature_verdict_choices, signature_doubt_choices;

// A page as far as it was read: its text, and how sharp the picture is that
// fills it, in dots per inch; 0 when none does.
struct facts_page {
    struct str text;
    int64_t dpi;
};

struct document_facts {
    int status; // enum facts_status
    struct str reason;
    bool failed; // not examined although it was tried: nobody knows whether it opens
    bool plain;  // text without pages (document/facts_plain.h)
    bool cut;    // its text goes on behind what was read
    bool opens, locked, encrypted, restricted, repaired, tagged, macros, tracked;
    int64_t pages;
    struct str title, author, editor, producer, language;
    int text_layer;        // enum text_layer
    struct str text_fault; // why it is not readable, for messages
    int64_t scanned;       // pages read that are pictures without text
    int64_t dpi;           // the lowest of the pages that are pictures
    int signature, verdict, doubt;
    bool covers;
    struct str signer;
    struct date signed_on;
    struct list read; // of struct facts_page: the first pages, in order
};

extern const struct record_type facts_type;

// Why a visitor gets nothing from the file, in words that follow its name: «не
// открывается: повреждён или загружен не до конца». NULL when it opens, and as
// long as nobody has looked into it.
const char *file_fault(const struct file_ref *file);

// The file was to be looked into and that failed: nothing may be said of it but «не проверялось».
bool file_in_doubt(const struct file_ref *file);

#endif
