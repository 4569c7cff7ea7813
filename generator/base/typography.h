// SPDX-License-Identifier: MIT
// Russian typography for running text: what a careful typist would have done.
//
// No-break spaces after №, §, ст., п., стр. and one-letter words, between
// initials and a surname, between a number and what it counts, before a dash;
// "straight quotes" become «ёлочки» with „лапки“ inside, but only when every
// quote of the paragraph finds its pair; a spaced hyphen becomes a dash, three
// dots an ellipsis. Doing it twice changes nothing.
//
// Titles and requisites are quoted from papers letter by letter: they must not
// come here. Nor must code and addresses; in Markdown they pass as marks.
#ifndef BASE_TYPOGRAPHY_H
#define BASE_TYPOGRAPHY_H

#include "base/buf.h"

// Bytes that stand in the text for what is not text. They come out in the same
// number and order, so the caller can put everything back.
enum typography_mark {
    TYPOGRAPHY_TAG = 1,   // markup of no width, as <em>: looked through
    TYPOGRAPHY_ATOM = 2,  // something solid, as code or a picture: like a letter
    TYPOGRAPHY_BREAK = 3, // a forced line break: like a space, but never changed
};

void typography(struct str text, struct buf *out);

#endif
