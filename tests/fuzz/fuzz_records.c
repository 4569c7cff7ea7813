// SPDX-License-Identifier: MIT
// Any text as records of any kind: the first byte says which. Nothing is refused
// without a message, and what is accepted reads back as the same records after
// it was written by the very table that it was read by.
#include "base/limits.h"
#include "encode.h"
#include "fuzz.h"
#include "input/source.h"
#include "input/yaml.h"
#include "model/catalogue.h"
#include "model/profile.h"
#include "record/decode.h"
#include "record/visit.h"

static const struct record_type *chosen(uint8_t byte)
{
    size_t count = 0;

    while (catalogue[count].type)
        count++;
    return catalogue[byte % count].type;
}

// False when there is nothing or something was wrong; then [ds] says what.
static bool read_all(const struct record_type *type, const struct source *s, struct list *out,
                     struct arena *a, struct diags *ds)
{
    const struct node *root = yaml_read(s, s->text, 1, a, ds);

    if (!root)
        return false;
    bool ok = records_decode(type, root, out, a, ds);
    demand(ok || diags_failed(ds));
    return ok && !diags_failed(ds);
}

static void count_field(void *context, const struct record_type *type, void *record, const struct field *f,
                        void *at)
{
    (void)type, (void)record, (void)f, (void)at;
    ++*(size_t *)context;
}

// What was accepted, written and read again, is written the same.
static void check_round(const struct record_type *type, const struct list *records, struct arena *a)
{
    const struct buf empty = buf_new(a, 4 * LIMIT_SOURCE_BYTES);
    struct buf first = empty, second = empty;
    struct diags *ds = diags_new(a);
    struct list again = { 0 };

    encode_records(type, records, &first);
    const struct source s = { "again.yaml", buf_str(&first) };
    if (records->count == 0)
        return;
    demand(read_all(type, &s, &again, a, ds) && ds->items.count == 0);
    demand(again.count == records->count);
    encode_records(type, &again, &second);
    demand(str_eq(buf_str(&first), buf_str(&second)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    struct arena *a = arena_new();
    struct diags *ds = diags_new(a);
    const struct record_type *type = chosen(data[0]);
    const struct source s = { "fuzz.yaml", fuzz_text(data + 1, size - 1) };
    struct list records = { 0 };
    size_t fields = 0;

    if (!source_check(&s, ds)) {
        demand(diags_failed(ds));
    } else {
        const bool accepted = read_all(type, &s, &records, a, ds);
        for (LIST_EACH(void, record, records)) // half-read records are usable too
            record_visit(type, record, count_field, &fields);
        if (type == &profile_type)
            for (LIST_EACH(const struct profile, profile, records))
                profile_link(profile, a);
        if (accepted)
            check_round(type, &records, a);
    }
    demand_messages(ds, s.text);
    arena_free(a);
    return 0;
}
