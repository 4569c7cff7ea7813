// SPDX-License-Identifier: MIT
// Which encoding a file that is not UTF-8 is probably in: a guess from the
// frequencies of Russian letters, and always called a guess. The program
// converts nothing by itself: a wrong guess would silently spoil a document.
#ifndef INPUT_CHARSET_H
#define INPUT_CHARSET_H

#include "base/str.h"

struct charset {
    const char *title; // «Windows-1251», as editors call it
    const char *iconv; // "CP1251", as iconv calls it
};

// NULL when [bytes] look like none of the known encodings, or like UTF-8 that
// was damaged in a few places.
const struct charset *charset_guess(struct str bytes);

// The bytes in UTF-8. False when they are not text in that encoding after all.
bool charset_decode(const struct charset *charset, struct str bytes, struct arena *a, struct str *out);

#endif
