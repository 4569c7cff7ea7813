// SPDX-License-Identifier: MIT
// Any text as a page: the parts are of the text and in its order, no page is
// refused without a message, and places in the fields are places in the page.
#include "fuzz.h"
#include "input/frontmatter.h"
#include "input/source.h"
#include "input/yaml.h"
#include "model/page.h"
#include "record/decode.h"

static void check_part(const struct source *s, struct str part, uint32_t line)
{
    uint32_t above = 1;

    demand(part.len == 0 || (part.ptr >= s->text.ptr && part.ptr + part.len <= s->text.ptr + s->text.len));
    if (part.len == 0)
        return;
    for (const char *at = s->text.ptr; at < part.ptr; at++)
        above += *at == '\n';
    demand(above == line);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new();
    struct diags *ds = diags_new(a);
    const struct source s = { "fuzz.md", fuzz_text(data, size) };
    struct frontmatter parts = { 0 };
    struct page page;

    if (!source_check(&s, ds) || !frontmatter_split(&s, ds, &parts)) {
        demand(diags_failed(ds));
    } else {
        check_part(&s, parts.fields, parts.fields_line);
        check_part(&s, parts.body, parts.body_line);
        record_init(&page_type, &page);
        const struct node *fields = yaml_read(&s, parts.fields, parts.fields_line, a, ds);
        if (fields)
            demand(record_decode(&page_type, fields, &page, a, ds) || diags_failed(ds));
    }
    demand_messages(ds, s.text);
    arena_free(a);
    return 0;
}
