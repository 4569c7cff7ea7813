// SPDX-License-Identifier: MIT
#include "pipeline/section.h"

#include "base/hash.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/path.h"
#include "check/check.h"
#include "check/reading.h"
#include "check/waive.h"
#include "document/collect.h"
#include "document/facts.h"
#include "document/file_type.h"
#include "document/image.h"
#include "model/gate.h"
#include "model/link.h"
#include "model/reader.h"
#include "output/kit.h"
#include "output/manifest.h"
#include "page/document.h"
#include "page/render.h"
#include "page/text.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

// ---- files -----------------------------------------------------------------------

static const char *shown_path(const struct section *section, const struct file_ref *file, struct arena *a)
{
    return str_format(a, "content/%.*s", STR_ARG(path_join(section->node->path, file->path, a))).ptr;
}

// Pictures go out as copies without metadata, everything else as it is.
static void publish_bytes(const struct section_job *job, const char *shown, struct file_ref *file,
                          struct kit_section *kit, int fd, struct str bytes, struct arena *scratch)
{
    const struct file_type *type = file_type_find(file->extension);
    struct str clean, path = file->href;

    if (kit && !kit_section_takes(kit, file->href, scratch, &path))
        return;
    if (type && type->picture) {
        if (!image_clean(bytes, shown, scratch, job->ds, &clean))
            return;
        file->sha256 = hash_sha256(clean, job->arena);
        publish_put(job->publication, path, clean, job->ds);
        if (kit)
            kit_section_show(kit, file->href, file->extension, clean);
        return;
    }
    file->sha256 = hash_sha256(bytes, job->arena);
    publish_copy(job->publication, path, fd, bytes, job->ds);
}

static void publish_file(const struct section_job *job, const struct section *section, struct file_ref *file,
                         struct kit_section *kit, struct arena *scratch)
{
    const char *shown = shown_path(section, file, scratch);
    const char *name = str_cstr(path_join(section->node->path, file->path, scratch), scratch);
    struct str bytes;
    int fd = io_open_beneath(job->world->tree->content, name, O_RDONLY);

    if (fd >= 0 && io_read(fd, LIMIT_FILE_BYTES, scratch, &bytes))
        publish_bytes(job, shown, file, kit, fd, bytes, scratch);
    else
        diag_add_path(job->ds, DIAG_FILE_READ, shown, "не удалось прочитать: %s", io_reason(errno));
    if (fd >= 0)
        close(fd);
}

static void publish_files(const struct section_job *job, const struct section *section,
                          struct kit_section *kit)
{
    struct arena *scratch = arena_new();

    for (LIST_EACH(struct file_ref, file, section->published)) {
        publish_file(job, section, file, kit, scratch);
        arena_reset(scratch);
    }
    arena_free(scratch);
}

// ---- the section -------------------------------------------------------------------

static bool put(void *context, struct str path, struct str bytes)
{
    const struct section_job *job = context;

    return publish_put(job->publication, path, bytes, job->ds);
}

static void render_kit(const struct section_job *job, struct section *section,
                       const struct section_result *result)
{
    const struct kit_job kit_job = { .kit = job->kit,
                                     .section = section,
                                     .fold = result->fold,
                                     .children = &job->children,
                                     .verdicts = &result->verdicts,
                                     .publication = job->publication,
                                     .lasting = job->lasting,
                                     .ds = job->ds };
    struct kit_section *kit = kit_section_open(&kit_job);

    publish_files(job, section, kit);
    kit_section_close(kit);
}

static void render(const struct section_job *job, struct section *section, struct section_result *result)
{
    const bool publishes = job->publication && !diags_failed(job->ds);
    const struct render_sink sink = { put, (void *)(uintptr_t)job, NULL };

    if (publishes && job->kit) {
        render_kit(job, section, result);
        return;
    }
    if (publishes)
        publish_files(job, section, NULL);
    const struct render_job pages = { .section = section,
                                      .fold = result->fold,
                                      .children = &job->children,
                                      .verdicts = &result->verdicts,
                                      .theme = publishes ? job->theme : NULL,
                                      .sink = &sink,
                                      .vocabulary = job->vocabulary,
                                      .lasting = job->lasting,
                                      .ds = job->ds };
    result->pages = render_section(&pages);
    if (publishes && section->node->is_organization)
        publish_whole(job->publication, section_path(section, "nastavnichestvo.json"),
                      manifest_write(section, result->fold, &result->verdicts, job->arena), job->ds);
}

// Required items that are not there or that nobody could look at, one message each, at the organisation.
static void report_verdicts(const struct section *section, const struct list *verdicts, struct diags *ds)
{
    for (LIST_EACH(const struct verdict, v, *verdicts)) {
        const bool is_open = v->status == STATUS_ABSENT || v->status == STATUS_PARTIAL;
        if (v->item->must != MUST_REQUIRED || (!is_open && !v->doubted))
            continue;
        diag_add(ds, is_open ? DIAG_REQUIREMENT_ABSENT : DIAG_REQUIREMENT_NOT_CHECKED,
                 section->organization.part.where, "%s: %.*s (%.*s)%s%.*s",
                 choice_at(&status_choices, v->status)->label, STR_ARG(v->item->title), STR_ARG(v->item->id),
                 str_empty(v->reason) ? "" : " — ", STR_ARG(v->reason));
    }
}

// What stands in the registers of the subordinates stands in this section's, too.
static struct required_below below_of(const struct list *children)
{
    struct required_below below = { 0 };

    for (LIST_EACH(const struct fold, child, *children)) {
        below.filled[REGISTER_MENTORS] += child->row->mentors;
        below.filled[REGISTER_PROGRAMMES] += child->row->programmes;
        below.filled[REGISTER_PAIRS] += child->row->pairs;
        for (LIST_EACH(const struct practice_row, practice, child->practices))
            below.filled[REGISTER_PRACTICES] += practice->shared;
    }
    return below;
}

struct section_result section_make(const struct section_job *job)
{
    struct section_result result = { 0 };
    struct section *section = read_section(job->world, job->head, job->arena, job->ds);

    section->facts = job->facts;
    link_section(section, job->ds);
    gate_list_unwilling(section);
    check_section(section, job->ds);
    collect_examine(section, job->ds);
    facts_collect(section, job->ds);
    reading_check_papers(section, job->ds);
    gate_section(section, job->ds);
    reading_check_published(section, job->ds);
    reading_hide_names(section, job->ds);
    const struct required_below below = below_of(&job->children);
    result.verdicts = required_check(section, &below);
    result.fold = fold_section(section, &result.verdicts, &job->children, job->lasting);
    text_render(section, result.fold, NULL, job->ds);
    collect_published(section, job->ds);
    document_choose_pages(section);
    report_verdicts(section, &result.verdicts, job->ds);
    waive_section(section, job->ds);
    result.held = section->held.count;
    result.unsettled = section->unsettled;
    result.section = section;
    render(job, section, &result);
    return result;
}
