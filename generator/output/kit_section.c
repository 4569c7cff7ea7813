// SPDX-License-Identifier: MIT
// One section of the kit: its pages apart, then all in one file.
#include "base/base64.h"
#include "base/limits.h"
#include "base/path.h"
#include "base/russian.h"
#include "document/file_type.h"
#include "output/kit_internal.h"
#include "output/kit_markup.h"
#include "page/render.h"
#include "page/text.h"

#define BOM "\xEF\xBB\xBF" // so that a page opened from the disk shows its letters

struct kit_section {
    struct kit_job job;
    struct arena *arena;  // the section's
    struct map files;     // paths of files that a page leads to -> anything
    struct map pages;     // path of a page of this section -> struct kit_part
    struct list rows;     // of struct kit_row
    struct list parts;    // of struct kit_part
    struct map pictures;  // path -> struct str, the picture as a data: address
    size_t picture_bytes; // of all of them
    bool in_one;          // links between the pages stay inside
};

static const char here[] = "";

// ---- where links lead ------------------------------------------------------

static struct str address_of(const struct kit *kit, struct str name)
{
    const struct kit_row *row = map_get(&kit->addresses.by_name, name);

    return row ? row->address : (struct str){ 0 };
}

static struct str find(void *context, struct str path, struct arena *a)
{
    struct kit_section *s = context;
    struct str bare = str_from_to(path, 0, str_find_char(path, '#'));
    const struct kit_part *part = map_get(&s->pages, bare);

    if (s->in_one && part)
        return str_format(a, "#%.*s", STR_ARG(part->anchor));
    if (str_ends(bare, STR(".html")))
        return address_of(s->job.kit, kit_page_name(bare, a));
    map_put(&s->files, str_copy(bare, s->arena), here);
    return address_of(s->job.kit, kit_file_name(bare, a));
}

static struct str find_picture(void *context, struct str path, struct arena *a)
{
    struct kit_section *s = context;
    const struct str *data = map_get(&s->pictures, path); // none while pages are put apart

    (void)a;
    return data ? *data : (struct str){ 0 };
}

// ---- pages apart -----------------------------------------------------------

static void enter_row(struct kit_section *s, struct kit_row *row)
{
    row->address = address_of(s->job.kit, row->name);
    row->node = s->job.section->node->index;
    list_add(&s->rows, row, s->arena);
}

static void enter_page(struct kit_section *s, struct str path)
{
    struct kit_part *part = ARENA_NEW(s->arena, struct kit_part);
    struct kit_row *row = ARENA_NEW(s->arena, struct kit_row);
    struct str stem = str_from_to(path, 0, path.len - STR(".html").len);

    kit_title_page(s->job.section, path, row, s->arena);
    row->name = kit_page_name(path, s->arena);
    enter_row(s, row);
    part->title = s->parts.count ? row->title : str_from(page_kinds[PAGE_HOME].title);
    part->anchor = str_format(s->arena, "str-%.*s", STR_ARG(russian_slug_within(stem, SIZE_MAX, s->arena)));
    map_put(&s->pages, path, part);
    list_add(&s->parts, part, s->arena);
}

// Tables of the registers stay in the archive: pages of the kit have their rows.
static bool put_apart(void *context, struct str path, struct str bytes)
{
    static const struct tag_rule none[] = { { 0 } };
    struct kit_section *s = context;
    struct buf out = buf_new(s->arena, LIMIT_PAGE_BYTES);

    if (!str_ends(path, STR(".html")))
        return true;
    path = str_copy(path, s->arena);
    enter_page(s, path);
    BUF_PUT(&out, BOM);
    kit_markup(bytes, s->job.kit->styles ? kit_styles : none, &out);
    return publish_whole(s->job.publication, kit_page_name(path, s->arena), buf_whole(&out), s->job.ds);
}

static bool put_part(void *context, struct str path, struct str bytes)
{
    struct kit_section *s = context;
    struct kit_part *part = map_get(&s->pages, path);
    struct buf out = buf_new(s->arena, LIMIT_PAGE_BYTES);

    if (!part)
        return true;
    kit_markup(bytes, kit_lower, &out);
    part->html = buf_str(&out);
    return true;
}

// What the texts have to say was said when the section was checked. Had there been an error among it, there
// would be no kit: one that is there now comes of long addresses, or of pictures inside the text.
static void render(struct kit_section *s, bool (*put)(void *context, struct str path, struct str bytes))
{
    const struct kit_job *job = &s->job;
    const struct address_book book = { find, find_picture, s };
    const struct render_sink sink = { put, s, &book };

    struct diags *said = diags_new(s->arena);
    text_render(job->section, job->fold, &book, said);
    diags_merge_errors(job->ds, said);
    render_section(&(struct render_job){ .section = job->section,
                                         .fold = job->fold,
                                         .children = job->children,
                                         .verdicts = job->verdicts,
                                         .theme = job->kit->theme,
                                         .sink = &sink,
                                         .lasting = job->lasting,
                                         .ds = job->ds });
}

// The kit is called what the root's section is.
static void name_kit(const struct kit_section *s, const struct kit_view *view)
{
    struct kit *kit = s->job.kit;

    if (s->job.section->node->parent)
        return;
    pthread_mutex_lock(&kit->lock);
    kit->view.title = str_copy(view->title, kit->arena);
    kit->view.label = str_copy(view->label, kit->arena);
    kit->view.today = view->today;
    pthread_mutex_unlock(&kit->lock);
}

struct kit_section *kit_section_open(const struct kit_job *job)
{
    struct arena *a = job->section->arena;
    struct kit_section *s = ARENA_NEW(a, struct kit_section);

    *s = (struct kit_section){
        .job = *job, .arena = a, .files = map_new(a), .pages = map_new(a), .pictures = map_new(a)
    };
    render(s, put_apart);
    for (LIST_EACH(const struct file_ref, file, job->section->published)) {
        struct kit_row *row = ARENA_NEW(a, struct kit_row);
        if (!kit_section_takes(s, file->href, a, &row->name))
            continue;
        kit_title_file(job->section, file, row, a);
        enter_row(s, row);
    }
    kit_enter(job->kit, &s->rows, &job->kit->rows);
    return s;
}

bool kit_section_takes(const struct kit_section *s, struct str href, struct arena *a, struct str *path)
{
    *path = kit_file_name(href, a);
    return map_get(&s->files, href) != NULL;
}

// ---- all in one file -------------------------------------------------------

void kit_section_show(struct kit_section *s, struct str href, struct str extension, struct str bytes)
{
    struct str *data = ARENA_NEW(s->arena, struct str);
    struct buf b = buf_new(s->arena, LIMIT_PAGE_BYTES);

    if (bytes.len > LIMIT_KIT_PICTURE || s->picture_bytes + bytes.len > LIMIT_KIT_PICTURES)
        return;
    s->picture_bytes += bytes.len;
    buf_format(&b, "data:%s;base64,", file_media_type(extension));
    base64_put(&b, bytes);
    *data = buf_str(&b);
    map_put(&s->pictures, href, data);
}

static void enter_whole(struct kit_section *s, const struct kit_view *view, struct str name, size_t bytes)
{
    struct kit_row row = { .name = name, .title = view->title, .place = view->label };
    struct list rows = { 0 };

    row.node = s->job.section->node->index;
    row.facts = str_format(s->arena, "HTML, %.*s", STR_ARG(russian_size((int64_t)bytes, s->arena)));
    list_add(&rows, &row, s->arena);
    kit_enter(s->job.kit, &rows, &s->job.kit->wholes);
}

void kit_section_close(struct kit_section *s)
{
    const struct section *section = s->job.section;
    const struct template *t = s->job.kit->theme->kit[KIT_WHOLE];
    struct buf out = buf_new(s->arena, LIMIT_KIT_WHOLE);
    struct kit_view view = { .today = section->world->today,
                             .label = organization_label(&section->organization) };

    if (diags_failed(s->job.ds)) // a page may be missing, even all of them
        return;
    s->in_one = true;
    render(s, put_part);
    view.title = ((const struct kit_row *)s->rows.items[0])->title;
    view.parts = s->parts;
    struct str name = kit_whole_name(section->node->path, s->arena);
    if (!template_render(t, &view, name, NULL, s->arena, &out, s->job.ds))
        return;
    publish_put(s->job.publication, name, buf_str(&out), s->job.ds);
    enter_whole(s, &view, name, out.len);
    name_kit(s, &view);
}
