// SPDX-License-Identifier: MIT
#include "page/search.h"

#include "base/json.h"
#include "base/limits.h"

struct entry {
    struct str href, title, kind, text; // text: its beginning, to be shown
};

struct search {
    struct arena *arena, *scratch;
    struct str folder;
    struct lexicon *lexicon;
    struct list entries;
    struct map covered;
};

struct search *search_new(struct str folder, struct vocabulary *v)
{
    struct arena *a = arena_new();
    struct search *s = ARENA_NEW(a, struct search);

    *s = (struct search){ .arena = a, .scratch = arena_new(), .covered = map_new(a) };
    s->folder = str_copy(folder, a);
    s->lexicon = lexicon_new(v, a);
    return s;
}

void search_free(struct search *s)
{
    if (!s)
        return;
    arena_free(s->scratch);
    arena_free(s->arena);
}

// ---- entries --------------------------------------------------------------------------

// At most LIMIT_SEARCH_TEXT_BYTES, whole characters.
static struct str beginning_of(struct str text)
{
    size_t end = LIMIT_SEARCH_TEXT_BYTES;

    if (text.len <= end)
        return text;
    while (end && ((unsigned char)text.ptr[end] & 0xC0) == 0x80)
        end--;
    return str_from_to(text, 0, end);
}

static struct str below_folder(const struct search *s, struct str href)
{
    return str_empty(s->folder) ? href : str_after(href, s->folder.len + 1);
}

static void enter(struct search *s, const struct entry *e, struct str text)
{
    struct entry *kept = ARENA_NEW(s->arena, struct entry);
    uint32_t number = (uint32_t)s->entries.count;

    *kept = (struct entry){ .href = str_copy(below_folder(s, e->href), s->arena),
                            .title = str_copy(str_trim(e->title), s->arena),
                            .kind = e->kind,
                            .text = str_copy(beginning_of(str_trim(text)), s->arena) };
    list_add(&s->entries, kept, s->arena);
    lexicon_add(s->lexicon, number, true, kept->title);
    lexicon_add(s->lexicon, number, false, text);
}

void search_add(struct search *s, struct str href, struct str title, struct str kind, struct str text)
{
    const struct entry e = { .href = href, .title = title, .kind = kind };

    enter(s, &e, text);
}

void search_cover(struct search *s, struct str href)
{
    struct str *key = ARENA_NEW(s->arena, struct str);

    *key = str_copy(href, s->arena);
    map_put(&s->covered, *key, key);
}

// ---- a page, cut at its places ----------------------------------------------------------

// A place of the page that has an id.
struct place {
    struct str id, name; // name: of its element
    size_t depth;        // of elements of that name
    struct buf title, text;
};

struct reading {
    struct search *search;
    struct arena *arena;
    struct buf text;      // of the page, its places left out
    struct place *place;  // the one at hand, or NULL
    struct list places;   // of struct place
    struct str titled;    // the element whose text is the title at hand, or empty
    struct str skipped;   // the element at hand that is not to be found, or empty
    size_t skipped_depth; // of elements of that name
};

// Whether nothing from this tag on is to be found: it has data-nosearch, or it is
// h1, whose text is the title that is known.
static bool begins_skipped(const struct markup_piece *tag)
{
    const struct str mark = STR(" data-nosearch");

    if (!tag->is_tag || tag->closes)
        return false;
    if ((tag->traits & MARKUP_HEADING) && tag->name.ptr[1] == '1')
        return true;
    return tag->bytes.len > mark.len && str_find(tag->bytes, mark) != SIZE_MAX; // most tags are short
}

static bool skips(struct reading *r, const struct markup_piece *piece)
{
    if (str_empty(r->skipped)) {
        if (!begins_skipped(piece))
            return false;
        r->skipped = piece->name;
    }
    if (piece->is_tag && str_eq(piece->name, r->skipped))
        r->skipped_depth += piece->closes ? (size_t)-1 : 1;
    if (r->skipped_depth == 0)
        r->skipped = (struct str){ 0 };
    return true;
}

static void begin_place(struct reading *r, const struct markup_piece *tag)
{
    struct str id = !tag->closes && (tag->traits & MARKUP_PLACE) ? markup_attribute_of(tag, "id") : STR("");

    if (str_empty(id))
        return;
    r->place = ARENA_NEW(r->arena, struct place);
    *r->place = (struct place){ .id = id,
                                .name = tag->name,
                                .title = buf_new(r->arena, LIMIT_PAGE_BYTES),
                                .text = buf_new(r->arena, LIMIT_PAGE_BYTES) };
}

// The title of a place is its first heading, link or the like.
static void follow_title(struct reading *r, const struct markup_piece *tag)
{
    if (tag->closes && str_eq(tag->name, r->titled))
        r->titled = (struct str){ 0 };
    else if (!tag->closes && r->place->title.len == 0 && str_empty(r->titled) && (tag->traits & MARKUP_TITLE))
        r->titled = tag->name;
}

static void follow_place(struct reading *r, const struct markup_piece *tag)
{
    if (!r->place)
        begin_place(r, tag);
    if (!r->place)
        return;
    follow_title(r, tag);
    if (!str_eq(tag->name, r->place->name))
        return;
    r->place->depth += tag->closes ? (size_t)-1 : 1;
    if (r->place->depth)
        return;
    list_add(&r->places, r->place, r->arena);
    r->place = NULL;
    r->titled = (struct str){ 0 };
}

static struct buf *text_at_hand(struct reading *r)
{
    if (!r->place)
        return &r->text;
    return str_empty(r->titled) ? &r->place->text : &r->place->title;
}

static void read_piece(struct reading *r, const struct markup_piece *piece)
{
    if (skips(r, piece))
        return;
    if (piece->is_tag && !str_empty(piece->name))
        follow_place(r, piece);
    markup_put_text(text_at_hand(r), piece);
}

void search_add_page(struct search *s, struct str href, struct str title, struct str kind, struct str part,
                     const struct markup *main)
{
    struct reading r = { .search = s, .arena = s->scratch, .text = buf_new(s->scratch, LIMIT_PAGE_BYTES) };

    for (size_t i = 0; i < main->count; i++)
        read_piece(&r, &main->pieces[i]);
    search_add(s, href, title, kind, buf_str(&r.text));
    for (LIST_EACH(const struct place, place, r.places)) {
        struct str address = STR_CAT(s->scratch, href, STR("#"), place->id);
        if (!map_get(&s->covered, address))
            search_add(s, address, buf_str(&place->title), part, buf_str(&place->text));
    }
    arena_reset(s->scratch);
}

// ---- writing ---------------------------------------------------------------------------------

enum { BASE = 36 };

struct writer {
    const struct render_sink *sink;
    struct str folder;
    struct arena *arena;
    struct buf index; // search-index.js
    bool in_one_file; // the parts stand in it, too
    struct buf parts; // their first stems
    size_t words;     // files of words so far
};

static void put_number(struct buf *out, uint32_t n)
{
    char digits[8];
    size_t i = sizeof digits;

    do
        digits[--i] = "0123456789abcdefghijklmnopqrstuvwxyz"[n % BASE];
    while (n /= BASE);
    buf_put(out, (struct str){ digits + i, sizeof digits - i });
}

static void put_term(struct buf *out, const struct term *term)
{
    uint32_t before = 0;

    if (out->len)
        buf_char(out, '\n');
    buf_put(out, term->stem);
    for (size_t i = 0; i < term->count; i++) {
        uint32_t entry = term->entries[i] / 2;
        buf_char(out, ' ');
        put_number(out, entry - before);
        if (term->entries[i] % 2)
            buf_char(out, '!');
        before = entry;
    }
}

static struct str file_path(const struct writer *w, struct str name)
{
    return str_format(w->arena, "%.*s%ssearch-%.*s.js", STR_ARG(w->folder), str_empty(w->folder) ? "" : "/",
                      STR_ARG(name));
}

// One call of nastavnikSearch, in a file of its own or in the index.
static void put_call(struct writer *w, struct str name, struct str data)
{
    struct buf own = buf_new(w->arena, LIMIT_PAGE_BYTES), *out = w->in_one_file ? &w->index : &own;

    buf_format(out, "nastavnikSearch(\"%.*s\", ", STR_ARG(name));
    buf_put(out, data);
    BUF_PUT(out, ");\n");
    if (!w->in_one_file)
        w->sink->put(w->sink->context, file_path(w, name), buf_str(out));
}

static void put_words_file(struct writer *w, struct buf *lines)
{
    struct buf data = buf_new(w->arena, LIMIT_PAGE_BYTES);

    json_put_text(&data, buf_str(lines));
    put_call(w, str_format(w->arena, "words-%zu", w->words++), buf_str(&data));
    buf_clear(lines);
}

static void put_words(struct writer *w, const struct list *terms)
{
    struct buf lines = buf_new(w->arena, LIMIT_PAGE_BYTES);

    for (LIST_EACH(const struct term, term, *terms)) {
        if (lines.len == 0) {
            if (w->parts.len)
                BUF_PUT(&w->parts, ", ");
            json_put_text(&w->parts, term->stem);
        }
        put_term(&lines, term);
        if (!w->in_one_file && lines.len >= LIMIT_SEARCH_PART_BYTES)
            put_words_file(w, &lines);
    }
    if (lines.len)
        put_words_file(w, &lines);
}

static void put_entry(struct buf *out, const struct entry *e)
{
    const struct str fields[] = { e->href, e->title, e->kind, e->text };

    buf_put(out, out->len > 1 ? STR(",\n[") : STR("["));
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (i)
            buf_char(out, ',');
        json_put_text(out, fields[i]);
    }
    buf_char(out, ']');
}

static size_t put_pages(struct writer *w, const struct list *entries)
{
    struct buf block = buf_new(w->arena, LIMIT_PAGE_BYTES);
    size_t blocks = 0, count = 0;

    for (LIST_EACH(const struct entry, e, *entries)) {
        if (block.len == 0)
            buf_char(&block, '[');
        put_entry(&block, e);
        if (++count < entries->count && count % LIMIT_SEARCH_BLOCK)
            continue;
        buf_char(&block, ']');
        put_call(w, str_format(w->arena, "pages-%zu", blocks++), buf_str(&block));
        buf_clear(&block);
    }
    return blocks;
}

void search_write(struct search *s, const struct render_sink *sink)
{
    struct writer w = { .sink = sink,
                        .folder = s->folder,
                        .arena = s->arena,
                        .index = buf_new(s->arena, LIMIT_PAGE_BYTES),
                        .parts = buf_new(s->arena, LIMIT_PAGE_BYTES) };
    const struct list terms = lexicon_terms(s->lexicon);

    w.in_one_file = s->entries.count <= LIMIT_SEARCH_BLOCK;
    put_words(&w, &terms);
    size_t blocks = put_pages(&w, &s->entries);
    buf_format(&w.index,
               "nastavnikSearch(\"index\", {\"entries\": %zu, \"block\": %d, \"blocks\": %zu, \"parts\": [",
               s->entries.count, LIMIT_SEARCH_BLOCK, blocks);
    buf_put(&w.index, buf_str(&w.parts));
    BUF_PUT(&w.index, "]});\n");
    sink->put(sink->context, file_path(&w, STR("index")), buf_str(&w.index));
}
