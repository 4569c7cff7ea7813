// SPDX-License-Identifier: MIT
// Reading: what a published paper says about itself, against its record.
//
// Every paper with a text layer is read: its number and date, the order that it
// is an appendix to, whose name it bears, places left to fill in, citations of
// well-known acts, personal data. Records and Markdown pages are read for the
// citations, too.
//
// A rule reports only what the paper says plainly, with the page, the words
// found there, the cause and how sure it is: what begins with «вероятно» is a
// guess and never more than a warning. Of a paper that cannot be read nothing
// is said here. It reads records as they were written, before the consent gate.
#ifndef CHECK_READING_H
#define CHECK_READING_H

#include "model/section.h"

// A file as text, a str for each page; an empty one where the page is a picture.
struct paper {
    const struct act *act; // NULL: of no record, and only personal data is looked for
    const struct file_ref *file;
    size_t pages;
    const struct str *page_texts;
};

struct reading; // check/reading_rules.h

struct reading_rule {
    const char *name;
    enum diag_code code; // the message it makes; of personal data the graver one
    void (*check)(const struct reading *reading, struct diags *ds);
    const char *source; // why it is looked for: a norm, or where such papers were seen
    bool cites;         // reads records and Markdown, too
    bool personal;      // what it finds is nothing to publish: see file_ref.discloses
};
extern const struct reading_rule reading_rules[]; // ends with an empty row

// Every rule over one paper. Returns whether it discloses personal data. Names are
// looked for by section->unwilling (model/gate.h).
enum disclosure reading_check(const struct section *section, const struct paper *paper, struct diags *ds);

// The same with other [rules]: tests leave one out and look what is missed.
enum disclosure reading_check_by(const struct reading_rule *rules, const struct section *section,
                                 const struct paper *paper, struct diags *ds);

// Every paper of the section whose text layer can be read (record/facts.h): acts,
// programmes, papers of practices. Marks the files whose text discloses personal data.
// To be called before the consent gate, which takes files and names away.
void reading_check_papers(struct section *section, struct diags *ds);

// The same for a file that no record names, only a link in a text: personal data alone.
void reading_check_linked(const struct section *section, struct file_ref *file, struct diags *ds);

// Takes names of section->unwilling out of every text that is published: titles and
// texts of records, other people's awards among them, Markdown pages, captions of pictures.
// Says where. A name that is only likely (a surname with initials) is told and left. To be
// called behind the consent gate: nothing is said of a text that it keeps back. Serves 152-ФЗ, ст. 10.1.
void reading_hide_names(struct section *section, struct diags *ds);

// Personal data in every text that is published: where they stand is told, nothing is taken out.
// Pictures whose words name for sure somebody of section->unpictured are taken out, of pages
// and of their texts. To be called before the names are hidden.
void reading_check_published(struct section *section, struct diags *ds);

// The rules that look at citations, over titles and requisites of acts and over Markdown pages.
void reading_check_records(const struct section *section, struct diags *ds);
void reading_check_records_by(const struct reading_rule *rules, const struct section *section,
                              struct diags *ds);

#endif
