// SPDX-License-Identifier: MIT
// The tree as HTML. Every '<' of the result is written in this file or stands
// in a custom block of ours; everything of the author's goes through put_text
// or put_url.
//
// The text of a paragraph is gathered before it is written, with marks for its
// markup, so that typography sees it whole: «№ *5*» is one number.
#include "base/limits.h"
#include "base/typography.h"
#include "input/markdown_internal.h"

#include <stdint.h>
#include <string.h>

enum { HEADING_LOWEST = 6 };

struct writer {
    struct markdown_page *page;
    struct buf out;
    struct buf text;   // of the paragraph at hand, with typography marks
    struct buf markup; // what the marks stand for, in order, each up to a NUL
    cmark_iter *iter;
    struct block block; // whose lines the next place is looked for in
    struct link_target link;
    size_t depth;
    bool in_link, link_leads;
};

// ---- escaping --------------------------------------------------------------

static const char *entity(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case MARK_NOTE:
        return "[";
    default: // control characters come from entities such as &#1; and are nothing
        return (unsigned char)c < 0x20 && c != '\n' && c != '\t' ? "" : NULL;
    }
}

// Writes [s] as text or as an attribute; an escaped pipe comes out as [pipe].
static void put_escaped(struct buf *b, struct str s, struct str pipe)
{
    size_t done = 0;

    for (size_t i = 0; i < s.len; i++) {
        bool is_c1 = s.ptr[i] == '\xC2' && i + 1 < s.len && (unsigned char)s.ptr[i + 1] < 0xA0;
        const char *instead = is_c1 ? "" : entity(s.ptr[i]);
        if (!instead)
            continue;
        buf_put(b, str_from_to(s, done, i));
        buf_put(b, is_c1 && str_starts(str_after(s, i), STR(MARK_PIPE)) ? pipe : str_from(instead));
        i += is_c1;
        done = i + 1;
    }
    buf_put(b, str_after(s, done));
}

static void put_text(struct buf *b, struct str s)
{
    put_escaped(b, s, STR("|"));
}
