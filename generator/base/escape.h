// SPDX-License-Identifier: MIT
// Escaping, once, at the moment of output. The five replacements are the same
// in text and in quoted attributes, in HTML and in XML.
#ifndef BASE_ESCAPE_H
#define BASE_ESCAPE_H

#include "base/buf.h"

void escape_html(struct buf *out, struct str s);
void escape_xml(struct buf *out, struct str s); // also drops what XML 1.0 cannot hold

// Whether a text may be the whole value of href and the like: relative, or
// http, https, mailto, tel.
bool escape_url_is_safe(struct str s);

// Whether a text is the whole address of a page somewhere: http or https with
// something behind, at most 2000 bytes, and nothing that addresses do not hold.
bool escape_url_is_web(struct str s);

#endif
