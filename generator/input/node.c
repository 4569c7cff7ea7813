// SPDX-License-Identifier: MIT
#include "input/node.h"

const struct node *node_get(const struct node *map, const char *key)
{
    if (map->kind != NODE_MAP)
        return NULL;
    for (const struct node *n = map->first; n; n = n->next)
        if (str_is(n->key, key))
            return n;
    return NULL;
}

const char *node_kind_name(enum node_kind kind)
{
    static const char *const names[] = { "текст", "список", "поля" };

    return names[kind];
}
