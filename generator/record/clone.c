// SPDX-License-Identifier: MIT
#include "record/clone.h"

#include <assert.h>
#include <string.h>

static struct list clone_texts(const struct list *texts, struct arena *a)
{
    struct list copies = { 0 };

    for (LIST_EACH(const struct str, text, *texts)) {
        struct str *copy = ARENA_NEW(a, struct str);
        *copy = str_copy(*text, a);
        list_add(&copies, copy, a);
    }
    return copies;
}

static struct list clone_records(const struct record_type *type, const struct list *records, struct arena *a)
{
    struct list copies = { 0 };

    for (LIST_EACH(const void, record, *records))
        list_add(&copies, record_clone(type, record, a), a);
    return copies;
}

static void clone_file(struct file_ref *file, struct arena *a)
{
    file->where = (struct where){ 0 };
    file->facts = NULL; // they stay with the section
    file->path = str_copy(file->path, a);
    file->alt = str_copy(file->alt, a);
    file->href = str_copy(file->href, a);
    file->extension = str_copy(file->extension, a);
    file->label = str_copy(file->label, a);
}

static void clone_field(const struct field *f, void *at, struct arena *a)
{
    switch (f->type) {
    case FIELD_TEXT:
    case FIELD_ID:
    case FIELD_URL:
    case FIELD_SCHOOL_YEAR:
    case FIELD_PATH:
    case FIELD_HTML:
        *(struct str *)at = str_copy(*(struct str *)at, a);
        return;
    case FIELD_TEXTS:
        *(struct list *)at = clone_texts(at, a);
        return;
    case FIELD_FILE:
        clone_file(at, a);
        return;
    case FIELD_RECORDS:
        *(struct list *)at = clone_records(f->record, at, a);
        return;
    case FIELD_POINTER:
        if (*(void **)at)
            *(void **)at = record_clone(f->record, *(void **)at, a);
        return;
    case FIELD_BOOL:
    case FIELD_INT:
    case FIELD_DATE:
    case FIELD_CHOICE:
    case FIELD_COMPUTED:
        return;
    default:
        assert(f->type == FIELD_BOOL); // a row with references cannot be cloned
    }
}

void *record_clone(const struct record_type *type, const void *record, struct arena *a)
{
    void *copy = arena_alloc(a, 1, type->size);

    memcpy(copy, record, type->size);
    for (const struct field *f = type->fields; f < type->fields + type->count; f++)
        clone_field(f, (char *)copy + f->offset, a);
    return copy;
}
