// SPDX-License-Identifier: MIT
// Printing diagnostics, for people and for machines.
#ifndef DIAG_REPORT_H
#define DIAG_REPORT_H

#include "base/buf.h"
#include "base/json.h"
#include "diag/diag.h"

enum report_format {
    REPORT_TEXT,   // path:line:col: ошибка[slug]: message, excerpt, caret, fix
    REPORT_JSON,   // one object with a list
    REPORT_JUNIT,  // for CI servers
    REPORT_GITHUB, // ::error file=…,line=…::
};

// The format named [name], or -1.
int report_format_find(struct str name);

// Appends all of [ds] to [out]. [colour]: for a terminal. Text leaves notes out
// unless [notes].
void report_write(const struct diags *ds, enum report_format format, bool colour, bool notes,
                  struct buf *out);

// The members of the JSON object, and the one suite of the JUnit document, for
// a report that says more than messages.
void report_json_members(const struct diags *ds, struct json *j);
void report_junit_suite(const struct diags *ds, struct buf *out);

// A text of a GitHub workflow command; a property (file=…) escapes more.
void report_github_text(struct buf *out, struct str s, bool property);

// The property «file»: annotations are placed by paths from where the program was called,
// and ours begin at the section's [folder] (NULL: the same place).
void report_github_file(struct buf *out, const char *folder, struct str path);

// «3 ошибки, 2 предупреждения», or «замечаний нет».
void report_totals(const struct diags *ds, struct buf *out);

#endif
