// SPDX-License-Identifier: MIT
// A section made of YAML that stands in the test, without files or folders.
#ifndef UNIT_SECTION_H
#define UNIT_SECTION_H

#include "input/yaml.h"
#include "model/section.h"
#include "record/decode.h"
#include "unit.h"

#include <string.h>

struct workshop {
    struct arena *arena;
    struct diags *ds;
    struct tree_node node;
    struct section_head head;
    struct world world;
    struct section section;
};

// A section of [level] on [today], with nothing in it.
static inline struct workshop *workshop_new(struct arena *a, int level, struct date today)
{
    struct workshop *w = ARENA_NEW(a, struct workshop);

    w->arena = a;
    w->ds = diags_new(a);
    w->node.is_organization = true;
    w->world.today = today;
    w->head.node = &w->node;
    record_init(&organization_type, &w->section.organization);
    w->section.organization.level = level;
    w->section.organization.kind = KIND_SCHOOL;
    w->section.world = &w->world;
    w->section.node = &w->node;
    w->section.head = &w->head;
    w->section.arena = a;
    w->section.named = map_new(a);
    w->section.files = map_new(a);
    w->section.withheld = map_new(a);
    w->section.portraits = map_new(a);
    return w;
}

// The nodes of [text], a file called [path] for messages.
static inline const struct node *read_nodes(struct arena *a, struct diags *ds, const char *path,
                                            const char *text)
{
    struct source *source = ARENA_NEW(a, struct source);

    *source = (struct source){ path, str_from(text) };
    return yaml_read(source, source->text, 1, a, ds);
}

// Puts the records of [yaml] into the section's list of their type.
static inline void workshop_put(struct workshop *w, const struct record_type *type, const char *yaml)
{
    const struct node *root = read_nodes(w->arena, w->ds, type->file, yaml);

    assert_non_null(root);
    for (const struct section_list *l = section_lists; l->type; l++)
        if (l->type == type)
            records_decode(type, root, section_list_at(&w->section, l), w->arena, w->ds);
}

// How many messages of [code] hold [piece].
static inline size_t count_said(const struct diags *ds, enum diag_code code, const char *piece)
{
    size_t count = 0;

    for (LIST_EACH(const struct diag, d, ds->items))
        count += d->code == code && str_find(d->message, str_from(piece)) != SIZE_MAX;
    return count;
}

static inline void assert_said(const struct diags *ds, enum diag_code code, const char *piece)
{
    if (count_said(ds, code, piece) == 1)
        return;
    for (LIST_EACH(const struct diag, d, ds->items))
        print_message("%s: %.*s\n", diag_info(d->code)->slug, STR_ARG(d->message));
    fail_msg("%s with «%s» was said %zu times", diag_info(code)->slug, piece, count_said(ds, code, piece));
}

static inline void assert_silent(const struct diags *ds)
{
    for (LIST_EACH(const struct diag, d, ds->items))
        fail_msg("%s: %.*s", diag_info(d->code)->slug, STR_ARG(d->message));
}

#endif
