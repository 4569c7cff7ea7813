// SPDX-License-Identifier: MIT
// Any bytes as the answer of a process that a document has taken over: believed
// only in the one form, and then every text is clean and every number in range.
#include "base/limits.h"
#include "base/utf8.h"
#include "fuzz.h"
#include "record/facts_read.h"

static void check_text(struct str text)
{
    demand(utf8_first_bad(text) == SIZE_MAX);
    for (size_t i = 0; i < text.len; i++)
        demand((unsigned char)text.ptr[i] >= ' ' || text.ptr[i] == '\n');
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new();
    struct document_facts facts;
    const bool believed = facts_read(fuzz_text(data, size), a, &facts);

    demand(believed == (facts.status != FACTS_UNKNOWN));
    demand(believed || (facts.read.count == 0 && facts.title.len == 0));
    demand(facts.read.count <= LIMIT_FACTS_PAGES);
    demand(facts.pages == FIELD_INT_ABSENT || facts.pages >= 0);
    for (LIST_EACH(const struct facts_page, page, facts.read)) {
        check_text(page->text);
        demand(page->dpi >= 0);
    }
    check_text(facts.title);
    check_text(facts.signer);
    arena_free(a);
    return 0;
}
