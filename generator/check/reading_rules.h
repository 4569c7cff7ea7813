// SPDX-License-Identifier: MIT
// What the rules of reading share: the text in hand and how findings are told.
#ifndef CHECK_READING_RULES_H
#define CHECK_READING_RULES_H

#include "check/reading.h"
#include "check/reading_text.h"

// How many findings were reported: guesses, and those that the text says plainly.
struct tally {
    size_t likely, sure;
};

struct reading {
    const struct section *section;
    const struct paper *paper;  // NULL for a record or a Markdown page
    struct tally *told;         // NULL: nobody counts
    const struct tally *before; // of a paper: the personal data that the rules above this one have found
    const struct text *pages;
    size_t page_count;
    struct date as_of;     // when the text was written, as far as is known: then an act was in force or not
    struct where at;       // of the text, when it is no paper
    bool is_source;        // [at] is where the text begins word for word, so that places can be counted
    struct arena *scratch; // for this reading alone
};

// A place in the text: tokens of a page, the first and the last.
struct finding {
    size_t page, first, last;
    bool is_likely; // a guess: the message begins with «вероятно»
    bool is_secret; // digits of the excerpt are masked
};

// Reports [f]; the message says the cause, reading adds the page and the excerpt.
void reading_report(const struct reading *r, const struct finding *f, enum diag_code code, struct diags *ds,
                    const char *format, ...) __attribute__((format(printf, 5, 6)));

// The place behind [before], which is what stands in a text from [at] on.
struct where reading_place(struct where at, struct str before);

// The paper is the organisation's own, not a copy of another body's.
bool reading_is_own(const struct reading *r);

void reading_number(const struct reading *r, struct diags *ds);
void reading_date(const struct reading *r, struct diags *ds);
void reading_appendix(const struct reading *r, struct diags *ds);
void reading_organization(const struct reading *r, struct diags *ds);
// The same for an organisation without a number in its name, for a paper of its own.
void reading_own_name(const struct reading *r, struct diags *ds);
void reading_blank(const struct reading *r, struct diags *ds);
// Whether [text] holds the digits of any known act: only then can a rule that
// cites (reading_rule.cites) have something to say about it.
bool reading_may_cite(const struct world *world, struct str text);

void reading_misquoted(const struct reading *r, struct diags *ds);
void reading_repealed(const struct reading *r, struct diags *ds);
void reading_snils(const struct reading *r, struct diags *ds);
void reading_personal(const struct reading *r, struct diags *ds);
void reading_names(const struct reading *r, struct diags *ds);

// Markdown as its reader sees it, byte by byte, so that places stay where they are.
struct str reading_plain(struct str source, struct arena *a);

// Whom of [people] (struct unwilling) a text names for sure; NULL: nobody.
struct unwilling;
const struct unwilling *reading_surely_named(struct str source, const struct list *people,
                                             struct arena *scratch);

#endif
