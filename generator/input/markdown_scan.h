// SPDX-License-Identifier: MIT
// What happens to Markdown before cmark sees it: text that would take cmark
// long is refused, and the few things that its tree could not tell apart later
// are marked. A mark takes as many bytes as what it replaces, so places in the
// marked text are places in the source.
#ifndef INPUT_MARKDOWN_SCAN_H
#define INPUT_MARKDOWN_SCAN_H

#include "diag/diag.h"

// The «[» of a footnote's text, «[^1]: …», which cmark would take for a link.
#define MARK_NOTE '\x04'

// «\|», which may stand inside a table cell. U+0083 is a character nobody types.
#define MARK_PIPE "\xC2\x83"

struct scanned {
    struct str text; // marked; control characters are spaces now
    size_t line_count;
    bool has_notes, has_pipes;
};

// False, with a message in [ds], when the text goes beyond a ceiling of base/limits.h.
bool markdown_scan(struct str text, struct where at, struct arena *a, struct diags *ds, struct scanned *out);

// The text with every MARK_PIPE as the pipe it stands for; [s] itself when it has none.
struct str markdown_unmark(struct str s, struct arena *a);

// The length of «^id]» at the front of [s], or 0; [id] gets what is between.
size_t markdown_note_id(struct str s, struct str *id);

#endif
