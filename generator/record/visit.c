// SPDX-License-Identifier: MIT
#include "record/visit.h"

void record_visit(const struct record_type *type, void *record, visit_field *visit, void *context)
{
    for (const struct field *f = type->fields; f < type->fields + type->count; f++) {
        void *at = (char *)record + f->offset;
        if (f->type == FIELD_COMPUTED)
            continue;
        visit(context, type, record, f, at);
        if (f->type == FIELD_RECORD)
            record_visit(f->record, at, visit, context);
        if (f->type == FIELD_RECORDS)
            for (LIST_EACH(void, item, *(struct list *)at))
                record_visit(f->record, item, visit, context);
    }
}
