// SPDX-License-Identifier: MIT
// Where in an HTML page we are: a small state machine over the literal text of
// a template. The compiler asks it how to escape, and whether a value may stand
// in a place at all.
//
// It knows as much of HTML as escaping needs: tags, quoted attributes, comments,
// script, style. It is a plain struct, so that the branches of an `if` can begin
// in copies of the same place.
#ifndef TEMPLATE_CONTEXT_H
#define TEMPLATE_CONTEXT_H

#include "base/str.h"

enum place {
    PLACE_TEXT,
    PLACE_OPEN, // behind `<`
    PLACE_TAG_NAME,
    PLACE_TAG,        // in a tag, between attributes
    PLACE_TAG_SPACED, // the same, but the next thing has to be a space or the end of the tag
    PLACE_ATTR_NAME,
    PLACE_ATTR_EQUALS, // behind `=`, before the value
    PLACE_UNQUOTED,
    PLACE_DOUBLE, // in a value in double quotes
    PLACE_SINGLE,
    PLACE_MARKUP, // behind `<!`
    PLACE_COMMENT,
    PLACE_DECLARATION, // <!doctype …>, <?xml …?>, </p …>
    PLACE_RAW,         // in script or style, up to its end tag
};

// What an attribute's value is to a browser.
enum attr_kind {
    ATTR_PLAIN,
    ATTR_URL,    // href, src: an address
    ATTR_SRCSET, // addresses with descriptors
    ATTR_STYLE,
    ATTR_SCRIPT, // onclick, srcdoc: never a place for data
};

// How far the address in a URL attribute has been decided.
enum url_stage {
    URL_START, // nothing yet: the value decides the scheme
    URL_OPEN,  // something, but it could still turn out to be a scheme
    URL_FIXED, // a scheme that we allow, or none
    URL_BAD,   // the template itself wrote another scheme
};

enum { CONTEXT_WORD = 24 };

struct context {
    enum place place;
    bool xml; // script and style are elements like any other
    enum url_stage url;
    char tag[CONTEXT_WORD], attr[CONTEXT_WORD], value[CONTEXT_WORD]; // lower case, cut, NUL-terminated
    bool json;        // the script being opened, or that we are in, holds data
    unsigned dashes;  // of a comment's end, seen so far
    unsigned matched; // letters of RAW's end tag, seen so far
};

// Goes on behind [literal]; false when it goes on with a letter where the
// branches before it may have left a half-written name.
bool context_feed(struct context *c, struct str literal);

// A value was printed here.
void context_print(struct context *c);

enum attr_kind context_attr(const struct context *c);
bool context_in_value(const struct context *c);    // in a quoted attribute value
const char *context_name(const struct context *c); // «в значении атрибута», for messages

// The place behind an `if` whose branches ended in [a] and [b]; false when they
// differ in a way that matters.
bool context_join(const struct context *a, const struct context *b, struct context *out);

#endif
