// SPDX-License-Identifier: MIT
#include "input/markdown.h"

#include "base/russian.h"
#include "base/utf8.h"
#include "input/markdown_internal.h"

#include <stdalign.h>
#include <stdint.h>

enum { REPORTS_MOST = 200, SUGGESTIONS_MOST = 20, MISSES_MOST = 100 };

// ---- cmark's memory --------------------------------------------------------

// cmark aborts when an allocation fails and its allocator has no context, so
// the arena of the tree being read stands here: one per thread, set only while
// markdown_render runs. The arena itself ends the program in an orderly way
// when memory is out; text that has passed markdown_scan needs less than 256 MB.
static _Thread_local struct arena *tree_arena;

// Stands in front of each piece; the size is what realloc must copy.
struct piece {
    alignas(max_align_t) size_t size;
};

static void *tree_alloc(size_t count, size_t size)
{
    if (size && count > SIZE_MAX / 2 / size)
        count = SIZE_MAX / 2 / size; // too much in any case: the arena says so
    struct piece *p = arena_alloc(tree_arena, 1, sizeof *p + count * size);

    p->size = count * size;
    return p + 1;
}

static void *tree_realloc(void *old, size_t size)
{
    if (!old)
        return tree_alloc(1, size);
    struct piece *p = (struct piece *)old - 1;

    if (size <= p->size)
        return old;
    p = arena_grow(tree_arena, p, sizeof *p + p->size, sizeof *p + size);
    p->size = size;
    return p + 1;
}

// Everything dies with the arena.
static void tree_free(void *piece)
{
    (void)piece;
}

static cmark_mem tree_memory = { tree_alloc, tree_realloc, tree_free };

cmark_node *markdown_node(cmark_node_type type)
{
    return cmark_node_new_with_mem(type, &tree_memory);
}

static cmark_node *parse(struct str text)
{
    cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &tree_memory);

    cmark_parser_feed(parser, text.ptr, text.len);
    return cmark_parser_finish(parser);
}

// ---- places ----------------------------------------------------------------

static void index_lines(struct markdown_page *page, size_t count)
{
    struct str rest = page->source, line;

    page->line_offsets = arena_alloc(page->scratch, count + 1, sizeof *page->line_offsets);
    while (str_split(&rest, '\n', &line))
        page->line_offsets[page->line_count++] = (uint32_t)(line.ptr - page->source.ptr);
    page->line_offsets[page->line_count] = (uint32_t)page->source.len;
}

static size_t line_offset(const struct markdown_page *page, uint32_t line)
{
    size_t i = line ? line - 1 : 0;

    return page->line_offsets[i < page->line_count ? i : page->line_count];
}

struct where markdown_line(const struct markdown_page *page, uint32_t line)
{
    struct where at = page->at;

    if (line > 1)
        at.line += line - 1;
    return at;
}

static uint32_t line_of(const struct markdown_page *page, size_t offset)
{
    uint32_t first = 1, behind = (uint32_t)page->line_count + 1; // the line is one of these

    while (behind - first > 1) {
        uint32_t middle = first + (behind - first) / 2;
        if (line_offset(page, middle) <= offset)
            first = middle;
        else
            behind = middle;
    }
    return first;
}

// Characters are counted on from the last place when it is in the same line, so
// that a line with a thousand places is not read a thousand times.
static struct where place(struct markdown_page *page, size_t offset)
{
    uint32_t line = line_of(page, offset);
    struct where at = markdown_line(page, line);

    if (offset < page->counted_to || line_offset(page, line) > page->counted_to) {
        page->counted_to = line_offset(page, line);
        page->counted = 0;
    }
    page->counted += (uint32_t)utf8_length(str_from_to(page->source, page->counted_to, offset));
    page->counted_to = offset;
    at.column += page->counted;
    return at;
}

// The offset of [what] between two others, or SIZE_MAX.
static size_t search(struct str s, size_t from, size_t to, struct str what)
{
    size_t at = str_find(str_from_to(s, from, to), what);

    return at == SIZE_MAX ? at : from + at;
}

// Looks onward from the place found last, then from the beginning of [block].
static bool find(struct markdown_page *page, struct block block, struct str what, size_t *hit)
{
    size_t from = line_offset(page, block.first), to = line_offset(page, block.last + 1);

    if (str_empty(what) || page->misses >= MISSES_MOST)
        return false;
    *hit = search(page->source, page->cursor > from ? page->cursor : from, to, what);
    if (*hit == SIZE_MAX)
        *hit = search(page->source, from, to, what);
    if (*hit == SIZE_MAX)
        page->misses++;
    else
        page->cursor = *hit + what.len;
    return *hit != SIZE_MAX;
}

struct where markdown_find(struct markdown_page *page, struct block block, struct str what)
{
    size_t hit;

    return find(page, block, what, &hit) ? place(page, hit) : markdown_line(page, block.first);
}

bool markdown_find_verbatim(struct markdown_page *page, struct block block, struct str what,
                            struct where *out)
{
    size_t hit;

    if (!find(page, block, what, &hit))
        return false;
    *out = place(page, hit);
    return true;
}

struct where markdown_find_url(struct markdown_page *page, struct block block, struct str url)
{
    size_t hit;

    if (find(page, block, str_format(page->scratch, "](%.*s", STR_ARG(url)), &hit))
        return place(page, hit + 2);
    return markdown_find(page, block, url);
}

// ---- blocks ----------------------------------------------------------------

struct block markdown_block(cmark_node *node)
{
    const struct block *own = cmark_node_get_user_data(node);
    int first = cmark_node_get_start_line(node), last = cmark_node_get_end_line(node);

    return own ? *own : (struct block){ .first = (uint32_t)first, .last = (uint32_t)last };
}

bool markdown_is_break(cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);

    return type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK;
}

void markdown_set_block(struct markdown_page *page, cmark_node *node, struct block block)
{
    struct block *own = ARENA_NEW(page->scratch, struct block);

    *own = block;
    cmark_node_set_user_data(node, own);
}

cmark_node *markdown_custom(struct markdown_page *page, const char *enter, const char *leave,
                            struct block lines)
{
    cmark_node *node = markdown_node(CMARK_NODE_CUSTOM_BLOCK);

    cmark_node_set_on_enter(node, enter);
    cmark_node_set_on_exit(node, leave);
    markdown_set_block(page, node, lines);
    return node;
}

bool markdown_may_report(struct markdown_page *page)
{
    return page->reports++ < REPORTS_MOST;
}

bool markdown_may_suggest(struct markdown_page *page)
{
    return page->suggestions++ < SUGGESTIONS_MOST;
}

// ---- passes ----------------------------------------------------------------

struct list markdown_nodes(cmark_node *root, cmark_node_type type, struct arena *a)
{
    cmark_iter *iter = cmark_iter_new(root);
    struct list found = { 0 };

    for (cmark_event_type e; (e = cmark_iter_next(iter)) != CMARK_EVENT_DONE;)
        if (e == CMARK_EVENT_ENTER && cmark_node_get_type(cmark_iter_get_node(iter)) == type)
            list_add(&found, cmark_iter_get_node(iter), a);
    return found;
}

static void reshape_paragraphs(struct markdown_page *page, cmark_node *root, const struct scanned *scanned)
{
    struct list paragraphs = { 0 };

    if (scanned->has_notes || scanned->has_pipes)
        paragraphs = markdown_nodes(root, CMARK_NODE_PARAGRAPH, page->scratch);
    for (LIST_EACH(cmark_node, paragraph, paragraphs)) {
        if (scanned->has_notes)
            markdown_take_notes(page, paragraph);
        if (scanned->has_pipes)
            markdown_make_tables(page, paragraph);
        if (!cmark_node_first_child(paragraph))
            cmark_node_unlink(paragraph);
    }
}

static void note_level(struct markdown_page *page, int level)
{
    if (!page->highest_heading || level < page->highest_heading)
        page->highest_heading = level;
}

static void make_anchors(struct markdown_page *page, cmark_node *root)
{
    struct list headings = markdown_nodes(root, CMARK_NODE_HEADING, page->scratch);

    for (LIST_EACH(cmark_node, heading, headings)) {
        struct block block = markdown_block(heading);

        block.id = markdown_anchor(page, markdown_plain_text(page, heading));
        note_level(page, cmark_node_get_heading_level(heading));
        markdown_set_block(page, heading, block);
    }
}

static struct str render(struct markdown_page *page, struct arena *a)
{
    struct scanned scanned;

    if (!markdown_scan(page->source, page->at, page->scratch, page->diags, &scanned))
        return (struct str){ 0 };
    index_lines(page, scanned.line_count);
    cmark_node *root = parse(scanned.text);
    reshape_paragraphs(page, root, &scanned);
    make_anchors(page, root);
    markdown_report_spaces(page, root);
    struct str html = markdown_write(page, root, a);
    markdown_report_unused_notes(page);
    return html;
}

struct str markdown_render(struct str text, struct where at, const struct markdown_options *options,
                           struct arena *a, struct diags *ds)
{
    struct arena *scratch = arena_new(), *outer = tree_arena;
    struct markdown_page page = {
        .source = text,
        .at = at,
        .options = options,
        .scratch = scratch,
        .diags = ds,
        .anchors = map_new(scratch),
        .notes = map_new(scratch),
    };

    if (page.at.column == 0)
        page.at.column = 1;
    tree_arena = scratch; // [outer] is another page when a resolver renders one
    struct str html = render(&page, a);
    tree_arena = outer;
    arena_free(scratch);
    return html;
}
