// SPDX-License-Identifier: MIT
// What texts of the author's files would publish beside names: personal data written
// out in them, and pictures of people whose consent does not cover photographs.
#include "base/buf.h"
#include "base/utf8.h"
#include "check/reading_rules.h"
#include "model/gate.h"

#define NOT_SHOWN STR("(снимок не публикуется)")

struct publisher {
    struct section *section;
    struct diags *ds;
    struct arena *scratch; // for one text
};

// ---- personal data --------------------------------------------------------------

// Whether there can be anything to find: reading is dear, and most texts have no numbers.
static bool may_tell(struct str text)
{
    enum { DIGITS_OF_YEAR = 4 };
    size_t digits = 0;

    for (size_t i = 0; i < text.len && digits < DIGITS_OF_YEAR; i++) {
        digits += text.ptr[i] >= '0' && text.ptr[i] <= '9';
        if (text.ptr[i] == '@')
            return true;
    }
    return digits >= DIGITS_OF_YEAR;
}

static void check_personal(const struct publisher *p, struct str source, struct where at, bool is_source)
{
    if (!may_tell(source))
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

// The byte behind the bracket that closes the one at [from], or SIZE_MAX.
static size_t behind_bracket(struct str s, size_t from, char open, char close)
{
    size_t depth = 0;

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

static struct where place_in(struct where at, struct str before)
{
    for (size_t newline; (newline = str_find_char(before, '\n')) != SIZE_MAX;) {
        before = str_after(before, newline + 1);
        at.line++;
        at.column = 1;
    }
    at.column += (uint32_t)utf8_length(before);
    return at;
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

    for (size_t i = 0; i < source.len; i++) {
        if (source.ptr[i] != '!' || !read_image(source, i, &image) ||
            !is_held_back(p, image.alt, image.target, place_in(m->where, str_from_to(source, 0, i))))
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
    const bool is_contact = type == &organization_type; // its telephone and mailbox are for the public

    if (f->personal != PERSONAL_NONE || is_contact)
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
