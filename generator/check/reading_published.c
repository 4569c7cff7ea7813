// SPDX-License-Identifier: MIT
// What texts of the author's files would publish beside names: personal data written
// out in them, and pictures of people whose consent does not cover photographs.
#include "base/buf.h"
#include "base/scan.h"
#include "check/reading_rules.h"
#include "model/gate.h"

#define NOT_SHOWN STR("(снимок не публикуется)")

struct publisher {
    struct section *section;
    struct diags *ds;
    struct arena *scratch; // for one text
};

// ---- personal data --------------------------------------------------------------

// Numbers that stand together, as far as what they may be can be told from their digits alone.
struct numbers {
    size_t end;    // of the last one
    size_t digits; // of all of them
    size_t pairs;  // one or two digits each, parted by dots: a date with a short year has three
};

SCAN(next_sign, ((b >= '0') & (b <= '9')) | (b == '@'))

static bool has_letter(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        const unsigned char c = (unsigned char)s.ptr[i], small = c | 0x20;
        if ((c >= 0xD0 && c <= 0xD3) || (small >= 'a' && small <= 'z'))
            return true;
    }
    return false;
}

static void join(struct numbers *n, struct str text, size_t at, size_t end)
{
    enum { GAP = 8 };
    const struct str gap = str_from_to(text, n->end, at);
    const bool together = n->end && gap.len <= GAP && !has_letter(gap);
    const bool is_pair = end - at <= 2;

    n->digits = (together ? n->digits : 0) + end - at;
    n->pairs = !is_pair ? 0 : together && str_is(gap, ".") ? n->pairs + 1 : 1;
    n->end = end;
}

// A year when somebody may have been born who is no baby now.
static bool is_past_year(struct str number, int year)
{
    int value = 0;

    for (size_t i = 0; number.len == 4 && i < number.len; i++)
        value = value * 10 + number.ptr[i] - '0';
    return value >= 1900 && value < year - 5;
}

// Whether there can be anything to find: reading is dear, and most texts have no more
// numbers than dates of these years, shares and counts.
static bool may_tell(struct str text, int year)
{
    enum { SERIES = 6, TELEPHONE = 10, SHORT_DATE = 3 };
    struct numbers n = { 0 };

    for (size_t at = next_sign(text, 0); at < text.len; at = next_sign(text, n.end)) {
        size_t end = at;
        while (end < text.len && text.ptr[end] >= '0' && text.ptr[end] <= '9')
            end++;
        join(&n, text, at, end);
        if (text.ptr[at] == '@' || end - at >= SERIES || n.digits >= TELEPHONE || n.pairs == SHORT_DATE ||
            is_past_year(str_from_to(text, at, end), year))
            return true;
    }
    return false;
}

static void check_personal(const struct publisher *p, struct str source, struct where at, bool is_source)
{
    if (!may_tell(source, p->section->world->today.year))
        return;
    const struct text text = text_read(is_source ? reading_plain(source, p->scratch) : source, p->scratch);
    const struct reading r = { .section = p->section,
                               .pages = &text,
                               .page_count = 1,
                               .as_of = p->section->world->today,
                               .at = at,
                               .is_source = is_source,
                               .scratch = p->scratch };
    reading_snils(&r, p->ds);
    reading_personal(&r, p->ds);
    arena_reset(p->scratch);
}

// ---- pictures -------------------------------------------------------------------

// Whether the words of a picture name somebody who has not agreed to be shown; says so.
static bool is_held_back(const struct publisher *p, struct str alt, struct str picture, struct where at)
{
    const struct unwilling *who = reading_surely_named(alt, &p->section->unpictured, p->scratch);

    if (who)
        diag_add(
            p->ds, DIAG_PICTURE_WITHHELD, at,
            "снимок%s%.*s%s не опубликован: в описании назван участник без согласия на фотографии, «%.*s»",
            str_empty(picture) ? "" : " «", STR_ARG(picture), str_empty(picture) ? "" : "»",
            STR_ARG(who->name));
    arena_reset(p->scratch);
    return who != NULL;
}

// Of a picture in Markdown, from its «!» on.
struct image {
    struct str alt, target;
    size_t end;
};

// The byte behind the bracket that closes the one at [from], or SIZE_MAX. Words that go on
// for longer describe no picture; without an end, brackets in brackets would cost their square.
static size_t behind_bracket(struct str s, size_t from, char open, char close)
{
    enum { LONGEST = 1000 };
    size_t depth = 0;

    s = str_from_to(s, 0, from + LONGEST);
    for (size_t i = from; i < s.len; i++) {
        if (s.ptr[i] == '\\')
            i++;
        else if (s.ptr[i] == open)
            depth++;
        else if (s.ptr[i] == close && --depth == 0)
            return i + 1;
    }
    return SIZE_MAX;
}

// «![alt](target)», «![alt][name]», «![alt]»: the last two have no target here.
static bool read_image(struct str s, size_t at, struct image *out)
{
    size_t end = str_starts(str_after(s, at), STR("![")) ? behind_bracket(s, at + 1, '[', ']') : SIZE_MAX;
    size_t more = SIZE_MAX;

    if (end == SIZE_MAX)
        return false;
    *out = (struct image){ .alt = str_from_to(s, at + 2, end - 1), .end = end };
    if (end < s.len && s.ptr[end] == '(') {
        more = behind_bracket(s, end, '(', ')');
        struct str inside = str_trim(str_from_to(s, end + 1, more - 1));
        out->target = str_from_to(inside, 0, str_find_char(inside, ' ')); // a title may follow
    } else if (end < s.len && s.ptr[end] == '[')
        more = behind_bracket(s, end, '[', ']');
    if (more != SIZE_MAX)
        out->end = more;
    return true;
}

static void hold_back_file(struct section *section, struct str path)
{
    struct file_ref *file = ARENA_NEW(section->arena, struct file_ref);

    file->path = path;
    gate_withhold(section, file);
    map_put(&section->named, path, file); // it is not unused: this text names it
}

// Takes the pictures out; whoever links the same file elsewhere is told of it there.
static void hold_back_images(const struct publisher *p, struct markdown *m)
{
    struct buf out = buf_new(p->section->arena, SIZE_MAX);
    struct str source = m->source;
    struct image image;
    size_t copied = 0;

    for (size_t i = 0; p->section->unpictured.count && i < source.len; i++) {
        if (source.ptr[i] != '!' || !read_image(source, i, &image) ||
            !reading_surely_named(image.alt, &p->section->unpictured, p->scratch) ||
            !is_held_back(p, image.alt, image.target, reading_place(m->where, str_from_to(source, 0, i))))
            continue;
        hold_back_file(p->section, image.target);
        buf_put(&out, str_from_to(source, copied, i));
        buf_put(&out, NOT_SHOWN);
        copied = image.end;
        i = copied - 1;
    }
    if (!copied)
        return;
    buf_put(&out, str_after(source, copied));
    m->source = buf_str(&out);
}

static void hold_back_photos(const struct publisher *p, struct page *page)
{
    struct list kept = { 0 };

    for (LIST_EACH(struct photo, photo, page->photos))
        if (is_held_back(p, photo->alt, photo->file.path, photo->file.where))
            gate_withhold(p->section, &photo->file);
        else
            list_add(&kept, photo, p->section->arena);
    page->photos = kept;
}

// ---- every text ------------------------------------------------------------------

static void look_into_field(void *context, const struct record_type *type, void *record,
                            const struct field *f, void *at)
{
    const struct publisher *p = context;

    if (f->personal != PERSONAL_NONE)
        return;
    if (f->type == FIELD_TEXT && !(f->flags & FIELD_DERIVED))
        check_personal(p, *(struct str *)at, field_where(type, record, f->key), false);
    if (f->type == FIELD_MARKDOWN) {
        struct markdown *m = at;
        check_personal(p, m->source, m->where, true);
        hold_back_images(p, m);
    }
}

void reading_check_published(struct section *section, struct diags *ds)
{
    struct publisher p = { section, ds, arena_new() };

    section_visit(section, look_into_field, &p);
    for (LIST_EACH(struct page, page, section->pages))
        hold_back_photos(&p, page);
    arena_free(p.scratch);
}
