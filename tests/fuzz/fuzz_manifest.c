// SPDX-License-Identifier: MIT
// Any bytes as somebody's manifest: refused with a message, or read into what
// is wholly there: every required text, every file with an address, dates that
// exist.
#include "fuzz.h"
#include "input/json_read.h"
#include "input/source.h"
#include "model/choices.h"
#include "monitor/manifest_read.h"

#include <string.h>

static void check_manifest(const struct manifest *m)
{
    demand(m->json && date_given(m->checked) && date_given(m->valid_until));
    demand(m->owner.kind > 0 && (size_t)m->owner.kind < org_kind_choices.count);
    for (LIST_EACH(const struct manifest_item, item, m->items)) {
        demand(item->must > 0 && item->status > 0);
        demand(memchr(item->title.ptr, '\n', item->title.len) == NULL);
    }
    for (LIST_EACH(const struct manifest_document, d, m->documents))
        for (LIST_EACH(const struct manifest_file, file, d->files))
            demand(file->bytes >= 0 && file->url.len && file->sha256.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new();
    struct diags *ds = diags_new(a);
    const struct source s = { "nastavnichestvo.json", fuzz_text(data, size) };
    struct json_fault fault = { 0 };
    struct manifest m;

    if (!source_check(&s, ds)) {
        demand(diags_failed(ds));
    } else {
        const struct node *json = json_read_source(&s, a, &fault);
        demand(json || fault.what.len);
        if (manifest_read(&s, a, ds, &m))
            check_manifest(&m);
        else
            demand(diags_failed(ds));
    }
    demand_messages(ds, s.text);
    arena_free(a);
    return 0;
}
