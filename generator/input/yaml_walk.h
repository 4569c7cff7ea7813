// SPDX-License-Identifier: MIT
// The walk over the lines of a YAML text that makes the hints: what its two
// halves share. yaml_hint.c looks at indents, dashes and field names,
// yaml_value.c at what stands behind them. Nobody else includes this.
#ifndef INPUT_YAML_WALK_H
#define INPUT_YAML_WALK_H

#include "base/limits.h"
#include "input/yaml_hint.h"
#include "input/yaml_line.h"

enum { MOST_LEVELS = 2 * LIMIT_YAML_DEPTH };

// A column where the fields of a map or the dashes of a list begin.
struct level {
    size_t column;
    bool is_list;
    struct str first; // of a map: its first field
};

struct walk {
    const struct source *source;
    struct arena *arena;
    struct list hints;
    struct yaml_line line; // in hand; mended as soon as a hint has mended it
    struct str rest;       // what follows it
    uint32_t number;       // of the line that follows it
    uint32_t hinted;       // the last line that got a hint
    struct level levels[MOST_LEVELS];
    size_t depth;
    bool is_open;    // the last line ended in «key:» or «-»: a deeper line belongs to it
    bool is_flowing; // a plain text may go on in deeper lines
};

// Notes [h] at the byte [at] of the line in hand, unless the line has a hint.
void walk_hint(struct walk *w, size_t at, struct yaml_hint h);

// The same for a false space at [at]; [place] says in Russian where it stands.
void walk_hint_space(struct walk *w, size_t at, const char *place, struct str mended);

// The next line that is neither blank nor a comment, without going there.
bool walk_peek(const struct walk *w, struct yaml_line *next);

// The least indent of a line that belongs inside the innermost map or list.
size_t walk_floor(const struct walk *w);

// [line] with its indent as spaces only: a tab counts for two.
struct str walk_respaced(const struct walk *w, const struct yaml_line *line);

// Bytes of the character at [at] when it looks like a space and is none.
size_t false_space(struct str text, size_t at);

// Looks at the value of the line in hand and walks over the lines it spans.
void walk_value(struct walk *w);

// Looks at a line that carries on a plain text.
void walk_continuation(struct walk *w);

// The line in hand with the text from [from] on in quotes, but for its comment.
struct str walk_requoted(const struct walk *w, size_t from);

#endif
