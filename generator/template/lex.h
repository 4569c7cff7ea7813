// SPDX-License-Identifier: MIT
// From the text of a template to pieces: literal text, `{{ … }}` and `{% … %}`,
// the last two already cut into tokens.
//
// All whitespace rules of the language live here, and they are those of Jinja
// with trim_blocks and lstrip_blocks: the line end right after a tag or comment
// goes, so do the spaces before one that begins its line; `-` takes all white
// space on its side, `+` keeps it. No-break spaces are letters, not white space.
#ifndef TEMPLATE_LEX_H
#define TEMPLATE_LEX_H

#include "diag/diag.h"

enum token_kind {
    TOKEN_END,
    TOKEN_NAME, // for, act, if
    TOKEN_TEXT, // "in quotes": [text] is what it stands for
    TOKEN_INT,
    TOKEN_SIGN, // == ( . |
};

struct token {
    enum token_kind kind;
    struct str text;
    int64_t number;
    struct where where;
};

enum piece_kind { PIECE_TEXT, PIECE_PRINT, PIECE_TAG };

struct piece {
    enum piece_kind kind;
    struct where where;         // of the text, or of the opening bracket
    struct str text;            // of a PIECE_TEXT; may contain CRLF
    bool broken;                // reported already; its tokens are what could be read
    const struct token *tokens; // of the others; the last one is TOKEN_END
    struct piece *next;
};

// The pieces of [s] in order, NULL for an empty template. Mistakes go to [ds];
// the pieces are usable all the same, so that the parser can find more.
const struct piece *lex_template(const struct source *s, struct arena *a, struct diags *ds);

#endif
