// SPDX-License-Identifier: MIT
// Node: what YAML becomes before it becomes records: texts, lists and maps,
// each with its place. No types are guessed: `no`, `026` and `01.09.2025` stay
// text, and the field table decides what they are.
#ifndef INPUT_NODE_H
#define INPUT_NODE_H

#include "diag/diag.h"

enum node_kind { NODE_TEXT, NODE_LIST, NODE_MAP };

struct node {
    enum node_kind kind;
    struct where where;        // of a block text, its first line, not the «|» above it
    struct str text;           // of a NODE_TEXT
    bool quoted;               // written with quotes or as a block
    struct node *first, *last; // items of a list; values of a map
    struct node *next;
    struct str key;         // of a map's value
    struct where key_where; // of that key
    size_t count;           // items or entries
};

// The value of [key] in a map, or NULL.
const struct node *node_get(const struct node *map, const char *key);
const char *node_kind_name(enum node_kind kind); // «текст», «список», «поля»

#endif
