// SPDX-License-Identifier: MIT
// What a template says, before anybody asks whether its names exist: trees of
// statements and expressions with their places. Types come with compile.h.
#ifndef TEMPLATE_AST_H
#define TEMPLATE_AST_H

#include "base/map.h"
#include "diag/diag.h"
#include "record/value.h"

enum expr_kind {
    EXPR_BAD, // reported already; whatever is done with it says nothing more
    EXPR_VALUE,
    EXPR_NAME,
    EXPR_FIELD,  // left.name
    EXPR_NOT,    // not left
    EXPR_BINARY, // left op right
    EXPR_IF,     // left if test else right; right may be NULL
    EXPR_FILTER, // left | name(args)
    EXPR_CALL,   // name(args): a macro or super()
};

enum binary {
    BINARY_OR,
    BINARY_AND,
    BINARY_EQUAL,
    BINARY_DIFFERENT,
    BINARY_LESS,
    BINARY_AT_MOST,
    BINARY_MORE,
    BINARY_AT_LEAST,
    BINARY_IN,
    BINARY_NOT_IN,
    BINARY_ADD,
    BINARY_SUBTRACT,
    BINARY_JOIN, // ~
};

struct arg {
    struct str name; // of `name=value`, else empty
    struct where where;
    const struct expr *value;
    const struct arg *next;
};

struct expr {
    enum expr_kind kind;
    enum binary op;
    unsigned depth;     // of the tree below; bounded, because its walkers recurse
    struct where where; // of the name, the literal or the sign
    struct str name;
    struct value value;
    const struct expr *left, *right, *test;
    const struct arg *args;
};

enum stmt_kind {
    STMT_TEXT,
    STMT_PRINT,
    STMT_IF,
    STMT_FOR,
    STMT_SET,
    STMT_BLOCK,
    STMT_INCLUDE,
    STMT_MACRO,
};

struct branch {
    const struct expr *test; // NULL for else
    struct stmt *body;
    struct branch *next;
};

struct param {
    struct str name;
    struct param *next;
};

struct stmt {
    enum stmt_kind kind;
    struct where where, name_where;
    struct str name;         // of SET, BLOCK, INCLUDE, MACRO; the variable of FOR; the literal of TEXT
    const struct expr *expr; // of PRINT and SET; the list of FOR
    struct branch *branches; // of IF
    struct stmt *body, *otherwise;
    struct param *params;
    struct stmt *next;
};

// One template file.
struct tree {
    const struct source *source;
    struct str parent; // of `extends`, else empty
    struct where parent_where;
    struct stmt *body;
    struct list blocks;   // of struct stmt, nested ones too, in the order of the file
    struct map block_map; // the same by name
};

#endif
