// SPDX-License-Identifier: MIT
// From pieces to a tree. After a mistake the parser goes on at the next tag, so
// that one run shows as many mistakes as it can.
#ifndef TEMPLATE_PARSE_H
#define TEMPLATE_PARSE_H

#include "template/ast.h"
#include "template/lex.h"

// Never NULL; [ds] tells whether the tree is worth compiling.
const struct tree *parse_template(const struct source *s, struct arena *a, struct diags *ds);

// The rest is shared between parse.c (tags) and parse_expr.c (what is in them).
struct parser {
    const struct piece *piece; // NULL behind the last one
    const struct token *token; // the next one of the piece
    struct tree *tree;
    unsigned depth;
    bool failed; // nothing more can be made of this tag
    bool told;   // this tag has been reported; further complaints would only repeat it
    struct arena *arena;
    struct diags *ds;
};

// Reports at [at], once a tag.
void parse_error(struct parser *p, struct where at, const char *message, struct str what);

bool parse_sign(struct parser *p, const char *sign);            // takes the sign if it is next
bool parse_word(struct parser *p, const char *word);            // takes the name if it is next
struct token parse_name(struct parser *p, const char *message); // takes any name, or says [message]
void parse_expect(struct parser *p, const char *sign);

const struct expr *parse_expr(struct parser *p);

extern const struct expr parse_bad; // of kind EXPR_BAD

#endif
