// SPDX-License-Identifier: MIT
// What of a theme file is for whoever edits it, and not for browsers: comments and indents. Pages, stylesheet
// and scripts go out without; files of the theme keep them.
#ifndef PAGE_SQUEEZE_H
#define PAGE_SQUEEZE_H

#include "base/arena.h"
#include "base/str.h"

// Line breaks stay, so a message about a template still names its line.
struct str squeeze_indents(struct str text, struct arena *a);

// For scripts of ours: a line that begins with // is a comment, even inside a
// text of several lines, and none of our texts has several. Lines that cannot
// end a statement, or end one with «;», go on with the next.
struct str squeeze_script(struct str script, struct arena *a);

// Any stylesheet. A comment that begins with an exclamation mark is a notice of rights and stays.
struct str squeeze_style(struct str css, struct arena *a);

#endif
