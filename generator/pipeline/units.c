// SPDX-License-Identifier: MIT
#include "pipeline/units.h"

#include "base/path.h"

struct units units_new(const struct tree *tree, const struct state *before, struct arena *a)
{
    struct units u = { .count = tree->nodes.count, .by_path = map_new(a) };

    u.all = arena_alloc(a, u.count, sizeof *u.all);
    for (LIST_EACH(const struct tree_node, node, tree->nodes)) {
        u.all[node->index].node = node;
        map_put(&u.by_path, node->path, &u.all[node->index]);
    }
    for (LIST_EACH(const struct state_unit, was, before->units)) {
        struct unit *unit = map_get(&u.by_path, was->path);
        if (!unit)
            continue;
        unit->before = was;
        unit->now = *was;
    }
    return u;
}

static struct unit *parent_of(const struct units *u, const struct unit *unit)
{
    return unit->node->parent ? &u->all[unit->node->parent->index] : NULL;
}

static bool is_other_tree(const struct units *u, const struct state *before)
{
    size_t known = 0;

    for (size_t i = 0; i < u->count; i++)
        known += u->all[i].before != NULL;
    return known != u->count || before->units.count != u->count;
}

void units_choose_changed(struct units *u, const struct state *before)
{
    const bool all = is_other_tree(u, before);

    for (struct unit *unit = u->all; unit < u->all + u->count; unit++) {
        const struct unit *parent = parent_of(u, unit);
        unit->chosen = all || unit->before->stamp != unit->node->stamp || (parent && parent->chosen);
    }
}

static bool passes_the_same(const struct unit *unit, bool with_pages)
{
    return unit->before && unit->now.fold == unit->before->fold &&
           (!with_pages || unit->now.page_list == unit->before->page_list);
}

bool units_choose_rest(struct units *u, bool with_pages)
{
    bool wanted = false, found = false;

    for (const struct unit *unit = u->all; unit < u->all + u->count; unit++)
        wanted = wanted || (unit->chosen && !passes_the_same(unit, with_pages));
    for (struct unit *unit = u->all; wanted && unit < u->all + u->count; unit++) {
        found = found || !unit->chosen;
        unit->chosen = true;
    }
    return found;
}

bool *units_on_the_way(const struct units *u, struct arena *a)
{
    bool *wanted = arena_alloc(a, u->count + 1, sizeof *wanted);

    for (size_t i = u->count; i-- > 0;) {
        const struct tree_node *parent = u->all[i].node->parent;
        wanted[i] = wanted[i] || u->all[i].chosen;
        if (parent)
            wanted[parent->index] = wanted[parent->index] || wanted[i];
    }
    return wanted;
}

struct task *units_tasks(struct units *u, size_t *count, struct arena *a)
{
    struct task *tasks = arena_alloc(a, u->count, sizeof *tasks);

    *count = 0;
    for (struct unit *unit = u->all; unit < u->all + u->count; unit++) {
        struct unit *parent = parent_of(u, unit);
        unit->task = NULL;
        if (!unit->chosen || unit->fold)
            continue;
        unit->task = &tasks[(*count)++];
        *unit->task = (struct task){ .parent = parent ? parent->task : NULL, .work = unit };
        if (unit->task->parent)
            unit->task->parent->open_children++;
    }
    return tasks;
}

bool units_all_made(const struct units *u)
{
    for (const struct unit *unit = u->all; unit < u->all + u->count; unit++)
        if (!unit->fold)
            return false;
    return true;
}

bool unit_is_unchanged(const struct units *u, const struct unit *unit)
{
    if (!unit->before || unit->before->stamp != unit->node->stamp)
        return false;
    for (LIST_EACH(const struct tree_node, child, unit->node->children)) {
        const struct unit *below = &u->all[child->index];
        if (!below->before || below->before->fold != below->now.fold)
            return false;
    }
    return true;
}

const struct unit *units_owner(const struct units *u, struct str path)
{
    while (path.len) {
        path = path_folder(path);
        const struct unit *unit = map_get(&u->by_path, path);
        if (unit)
            return unit;
    }
    return NULL;
}
