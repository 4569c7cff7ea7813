// SPDX-License-Identifier: MIT
// What people mistype in YAML, said in their words and with the mended line.
//
// libyaml stops at the first mistake, often a line or a page too late, and
// accepts some mistakes silently (a value cut by « #», «-x» as text). This
// module reads the text line by line without a parser, so it sees every line of
// a file at once. It keeps only as much structure as the mistakes need: which
// columns hold fields and lists, whether a text goes on, what is inside block
// scalars, quotes and brackets (no hint ever comes from there).
//
// When is « #» a comment? When a space or a sign follows it («level: school   #
// школа»), when it stands behind a quoted value, or when it fills a line. A
// letter or digit glued to it («План #Наставничество», «№ 5 #3», «color:
// #1d4f91») is taken for text that YAML would cut off.
//
// The parser is the judge: a hint that is not certain counts only for a text
// that libyaml refuses, so a valid file gets none of them.
#ifndef INPUT_YAML_HINT_H
#define INPUT_YAML_HINT_H

#include "diag/diag.h"

// From how far below the parser's next complaint may come from the same mistake.
enum yaml_reach {
    REACH_LINE,   // this line, or the one where the parser noticed
    REACH_RECORD, // a field or an item was lost: all that stands as deep as this line
    REACH_REST,   // a quote or bracket is open: everything
};

// Said of the first field of an item without its dash, here and by the parser.
#define YAML_LOST_DASH "перед «%.*s» нужна чёрточка «- »: здесь начинается новая запись"

struct yaml_hint {
    enum diag_code code;
    struct where where;
    struct str message;
    struct str mended; // the whole line; empty when it is not that simple
    bool is_certain;   // holds even when the parser accepts the text
    enum yaml_reach reach;
};

// Hints for [text], which begins in the line [first_line] of [s]: a list of
// struct yaml_hint in order of lines, at most one for a line and a hundred in all.
struct list yaml_hints(const struct source *s, struct str text, uint32_t first_line, struct arena *a);

// Whether a hint that is certain may come of [text]: a look that costs a tenth
// of reading the lines. Says no of nearly every text, and never wrongly.
bool yaml_may_deceive(struct str text);

#endif
