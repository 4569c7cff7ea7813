// SPDX-License-Identifier: MIT
// The program that a template becomes: a flat array of ops for a stack machine.
// Include, macro and block have disappeared (their ops stand in place), names
// have become slots and offsets, and every op knows its place in the theme.
#ifndef TEMPLATE_PROGRAM_H
#define TEMPLATE_PROGRAM_H

#include "template/filter.h"
#include "template/template.h"

// OP(NAME, name, by how many values the stack grows)
#define OPS(OP)                                                                                              \
    OP(LITERAL, literal, 0)        /* writes [text] */                                                       \
    OP(PRINT_HTML, print_html, -1) /* escapes, but for ready HTML */                                         \
    OP(PRINT_ATTR, print_attr, -1) /* escapes everything */                                                  \
    OP(PRINT_URL, print_url, -1)   /* the same, but a foreign scheme comes out as # */                       \
    OP(PRINT_XML, print_xml, -1)                                                                             \
    OP(PRINT_RAW, print_raw, -1)                                                                             \
    OP(CONSTANT, constant, 1)     /* [constant] */                                                           \
    OP(LOAD, load, 1)             /* slot a */                                                               \
    OP(STORE, store, -1)          /* slot a */                                                               \
    OP(FIELD, field, 0)           /* [field] of the record on top */                                         \
    OP(FIELD_TEXT, field_text, 0) /* the same for a str at its offset */                                     \
    OP(FIELD_LIST, field_list, 0) /* for a list of records or texts at its offset */                         \
    OP(FIELD_POINTER, field_pointer, 0)                                                                      \
    OP(FIELD_KEY, field_key, 0) /* the key of a choice, where FIELD gives its label */                       \
    OP(FILTER, filter, 0)       /* [call]: arguments lie above the input */                                  \
    OP(NOT, not, 0)                                                                                          \
    OP(TRUTH, truth, 0)                                                                                      \
    OP(EQUAL, equal, -1)                                                                                     \
    OP(LESS, less, -1)                                                                                       \
    OP(AT_MOST, at_most, -1)                                                                                 \
    OP(IN, in, -1)                                                                                           \
    OP(ADD, add, -1)                                                                                         \
    OP(SUBTRACT, subtract, -1)                                                                               \
    OP(JOIN, join, -1)                                                                                       \
    OP(JUMP, jump, 0)              /* to op a */                                                             \
    OP(JUMP_FALSE, jump_false, -1) /* takes the value */                                                     \
    OP(AND, and, -1)               /* jumps and leaves a false value, or takes a true one */                 \
    OP(OR, or, -1)                                                                                           \
    OP(LOOP_BEGIN, loop_begin, -1) /* loop b over the list; to op a when it is empty */                      \
    OP(LOOP_ITEM, loop_item, 0)    /* the item of loop b into slot a */                                      \
    OP(LOOP_NEXT, loop_next, 0)    /* back to op a unless loop b is over */                                  \
    OP(LOOP_FACT, loop_fact, 1)    /* fact a of loop b */                                                    \
    OP(END, end, 0)

enum op_code {
#define OP(name, function, growth) OP_##name,
    OPS(OP)
#undef OP
};

enum loop_fact { LOOP_INDEX, LOOP_INDEX0, LOOP_FIRST, LOOP_LAST, LOOP_LENGTH };

struct filter_call {
    const struct filter *filter;
    size_t params;
    bool given[FILTER_PARAMS];
    const struct field_path *path;
    const struct record_type *groups;
};

struct op {
    enum op_code code;
    uint32_t a, b;
    union {
        struct str text;
        const struct value *constant;
        const struct field *field;
        const struct filter_call *call;
    };
};

// Slot 0 holds the record of the page.
struct template
{
    const struct record_type *data;
    const struct op *ops;
    const struct where *places; // of each op
    size_t count;
    size_t slots, loops, stack; // how many of each the machine needs
};

#endif
