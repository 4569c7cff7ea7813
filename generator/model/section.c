// SPDX-License-Identifier: MIT
#include "model/section.h"

#include "base/path.h"

#define LIST_ROW(record, member)                                                                             \
    {                                                                                                        \
        &record##_type, offsetof(struct section, member)                                                     \
    }
const struct section_list section_lists[SECTION_LISTS + 1] = {
    LIST_ROW(act, acts),
    LIST_ROW(person, people),
    LIST_ROW(pair, pairs),
    LIST_ROW(practice, practices),
    LIST_ROW(honoree, honorees),
    LIST_ROW(roadmap, roadmaps),
    LIST_ROW(indicator, indicators),
    LIST_ROW(waiver, waivers),
    { NULL, 0 },
};

void section_visit(struct section *section, visit_field *visit, void *context)
{
    for (const struct section_list *l = section_lists; l->type; l++)
        for (LIST_EACH(void, record, *section_list_at(section, l)))
            record_visit(l->type, record, visit, context);
    for (LIST_EACH(struct page, page, section->pages))
        record_visit(&page_type, page, visit, context);
    record_visit(&organization_type, &section->organization, visit, context);
}

struct list *section_list_at(struct section *section, const struct section_list *l)
{
    return (struct list *)(void *)((char *)section + l->offset);
}

bool section_is_unread(const struct section *section, const struct record_type *type)
{
    for (size_t i = 0; i < SECTION_LISTS; i++)
        if (section_lists[i].type == type)
            return section->unread[i];
    return false;
}

struct str section_path(const struct section *section, const char *name)
{
    return path_join(section->node->path, str_from(name), section->arena);
}
