// SPDX-License-Identifier: MIT
// Any bytes at all: never crash, never refuse a text without saying why, and
// never say where there is no such place.
#include "base/limits.h"
#include "fuzz.h"
#include "input/source.h"
#include "input/yaml.h"
#include "input/yaml_hint.h"

static uint32_t count_lines(struct str text)
{
    struct str line;
    uint32_t count = 0;

    while (str_split(&text, '\n', &line))
        count++;
    return count;
}

// Whether there is nothing to read: blank lines, comments and document marks.
static bool is_nothing(struct str text)
{
    struct str line;

    while (str_split(&text, '\n', &line)) {
        line = str_trim(line);
        if (line.len && line.ptr[0] != '#' && !str_starts(line, STR("---")) &&
            !str_starts(line, STR("...")) && !str_starts(line, STR("\xEF\xBB\xBF")))
            return false;
    }
    return true;
}

static size_t count_nodes(const struct node *n, const struct source *s, uint32_t lines)
{
    size_t count = 0;

    for (; n; n = n->next) {
        demand(n->where.source == s && n->where.line >= 1 && n->where.line <= lines + 1);
        demand(n->kind != NODE_TEXT || !n->first);
        count += 1 + count_nodes(n->first, s, lines);
    }
    return count;
}

// The quick look must not pass over what a close one would be certain of.
static void check_quick_look(const struct source *s, struct arena *a)
{
    const struct list hints = yaml_hints(s, s->text, 1, a);

    for (LIST_EACH(const struct yaml_hint, h, hints))
        demand(!h->is_certain || yaml_may_deceive(s->text));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new();
    struct diags *ds = diags_new(a);
    const struct source s = { "fuzz.yaml", { (const char *)data, size } };
    uint32_t lines = count_lines(s.text);

    if (!source_check(&s, ds)) {
        demand(diags_failed(ds));
    } else {
        check_quick_look(&s, a);
        const struct node *root = yaml_read(&s, s.text, 1, a, ds);
        demand(root ? !diags_failed(ds) : diags_failed(ds) || is_nothing(s.text));
        demand(count_nodes(root, &s, lines) <= LIMIT_YAML_NODES);
    }
    for (LIST_EACH(const struct diag, d, ds->items))
        demand(d->line <= lines + 1 && d->message.len);
    arena_free(a);
    return 0;
}
