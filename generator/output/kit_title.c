// SPDX-License-Identifier: MIT
// Names of the kit's pages and files: as files, and in words.
#include "base/hash.h"
#include "base/path.h"
#include "output/kit_internal.h"
#include "page/view.h"

#define BETWEEN   "--"
#define ELSEWHERE "razdel__"

enum { NAME_BYTES = 120, MARK_BYTES = 7 };

struct str kit_page_name(struct str path, struct arena *a)
{
    return str_format(a, "stranicy/%.*s", STR_ARG(path));
}

// [name] with at most NAME_BYTES, without its [extension]: a longer one is cut and ends with a mark of
// the whole, so two that differ only in their tails stay two.
static struct str short_name(struct str name, struct str extension, struct arena *a)
{
    if (name.len + extension.len + 1 <= NAME_BYTES)
        return name;
    struct str stem = str_from_to(name, 0, NAME_BYTES - extension.len - 1 - MARK_BYTES);
    return str_format(a, "%.*s-%06x", STR_ARG(stem), (unsigned)(hash_quick(name) & 0xFFFFFF));
}

static void put_parts(struct buf *b, struct str path, const char *behind)
{
    struct str part;

    while (str_split(&path, '/', &part))
        if (!str_empty(part))
            buf_format(b, "%.*s%s", STR_ARG(part), behind);
}

// Where the first folder "files" of [folder] begins; SIZE_MAX when none is on the way.
static size_t find_files(struct str folder)
{
    struct str rest = folder, part;

    while (str_split(&rest, '/', &part))
        if (str_is(part, "files"))
            return (size_t)(part.ptr - folder.ptr);
    return SIZE_MAX;
}

// Folders become parts of the name: those of the organisation with "--" behind, those in its files/
// with "_". Slugs hold neither, so two paths never get one name. files/, where nearly everything
// lies, is left out; what lies elsewhere begins with a word that says so.
struct str kit_file_name(struct str path, struct arena *a)
{
    struct str folder = path_folder(path), extension = path_extension(path);
    struct str stem = str_from_to(path, folder.len ? folder.len + 1 : 0, path.len - extension.len - 1);
    struct buf b = buf_new(a, SIZE_MAX);
    size_t files = find_files(folder);

    if (files == SIZE_MAX)
        BUF_PUT(&b, ELSEWHERE);
    else
        put_parts(&b, str_from_to(folder, 0, files), BETWEEN);
    put_parts(&b, files == SIZE_MAX ? folder : str_after(folder, files + STR("files").len), "_");
    buf_put(&b, stem);
    return str_format(a, "dokumenty/%.*s.%.*s", STR_ARG(short_name(buf_str(&b), extension, a)),
                      STR_ARG(extension));
}

struct str kit_whole_name(struct str folder, struct arena *a)
{
    struct buf b = buf_new(a, SIZE_MAX);

    put_parts(&b, folder, BETWEEN);
    struct str name = buf_str(&b);
    name.len -= name.len ? sizeof BETWEEN - 1 : 0;
    name = short_name(name, STR("html"), a);
    return str_format(a, "razdel%s%.*s.html", name.len ? BETWEEN : "", STR_ARG(name));
}

// ---- in words --------------------------------------------------------------

static struct str of_owner(const struct section *section, struct str text, struct arena *a)
{
    if (!section->node->parent)
        return text;
    return str_format(a, "%.*s; %.*s", STR_ARG(text), STR_ARG(organization_label(&section->organization)));
}

static struct str section_title(const struct section *section)
{
    struct str site = section->world->site.title;

    if (section->node->is_organization)
        return organization_section_title(&section->organization);
    return str_empty(site) ? STR("Разделы") : site;
}

static struct str page_title(const struct section *section, struct str path)
{
    for (int i = 1; i < PAGE_LISTED; i++)
        if (str_eq(path, section_path(section, page_kinds[i].file)))
            return str_from(page_kinds[i].title);
    for (LIST_EACH(const struct practice, practice, section->practices))
        if (str_eq(path, practice_path(section, practice)))
            return practice->title;
    for (LIST_EACH(const struct page, page, section->pages))
        if (str_eq(path, page->href))
            return page->title;
    return section_title(section);
}

void kit_title_page(const struct section *section, struct str path, struct kit_row *row, struct arena *a)
{
    const bool home = str_eq(path, section_path(section, "index.html"));

    row->title = page_title(section, path);
    row->place = of_owner(section, home ? STR("главная страница раздела") : STR("страница раздела"), a);
    row->facts = STR("текст");
    row->page = true;
}

static struct str act_title(const struct act *act, struct arena *a)
{
    struct str kind = field_read(field_find(&act_type, STR("kind")), act, a).text;
    struct str requisites = field_read(field_find(&act_type, STR("requisites")), act, a).text;

    return str_format(a, "%.*s (%.*s%s%.*s)", STR_ARG(act->title), STR_ARG(kind),
                      str_empty(requisites) ? "" : " ", STR_ARG(requisites));
}

static bool is_of(const struct list *files, const struct file_ref *file)
{
    for (LIST_EACH(const struct file_ref, f, *files))
        if (str_eq(f->path, file->path))
            return true;
    return false;
}

static bool is(const struct file_ref *one, const struct file_ref *file)
{
    return one->present && str_eq(one->path, file->path);
}

static bool title_of_act(const struct section *section, const struct file_ref *file, struct kit_row *row,
                         struct arena *a)
{
    for (LIST_EACH(const struct act, act, section->acts)) {
        row->place = STR("страница «Документы»");
        row->title = act_title(act, a);
        if (is_of(&act->files, file))
            return true;
        row->title = str_format(a, "Электронная подпись: %.*s", STR_ARG(row->title));
        if (is(&act->signature, file))
            return true;
    }
    return false;
}

static bool title_of_pair(const struct section *section, const struct file_ref *file, struct kit_row *row,
                          struct arena *a)
{
    for (LIST_EACH(const struct pair, pair, section->pairs)) {
        struct str form = field_read(field_find(&pair_type, STR("form")), pair, a).text;
        row->place = STR("страница «Пары и программы»");
        row->title = str_format(a, "Персонализированная программа: %.*s",
                                STR_ARG(str_empty(pair->title) ? form : pair->title));
        if (is(&pair->programme.file, file))
            return true;
    }
    return false;
}

static bool title_of_practice(const struct section *section, const struct file_ref *file, struct kit_row *row,
                              struct arena *a)
{
    for (LIST_EACH(const struct practice, practice, section->practices)) {
        row->place = str_format(a, "страница «%.*s»", STR_ARG(practice->title));
        row->title = str_format(a, "Материалы практики «%.*s»", STR_ARG(practice->title));
        if (is_of(&practice->files, file))
            return true;
    }
    return false;
}

static bool title_of_portrait(const struct section *section, const struct file_ref *file, struct kit_row *row,
                              struct arena *a)
{
    for (LIST_EACH(const struct honoree, honoree, section->honorees)) {
        row->place = STR("страница «Доска почёта»");
        row->title = str_format(a, "Фотография: %.*s", STR_ARG(honoree->shown_name));
        if (is(&honoree->shown_photo, file))
            return true;
    }
    row->place = STR("страница «База наставников»");
    row->title = STR("Фотография наставника");
    return map_get(&section->portraits, file->path) != NULL;
}

static bool title_of_photo(const struct section *section, const struct file_ref *file, struct kit_row *row,
                           struct arena *a)
{
    for (LIST_EACH(const struct page, page, section->pages)) {
        row->place = str_format(a, "страница «%.*s»", STR_ARG(page->title));
        for (LIST_EACH(const struct photo, photo, page->photos)) {
            row->title = str_format(a, "Фотография: %.*s", STR_ARG(photo->alt));
            if (is(&photo->file, file))
                return true;
        }
    }
    return false;
}

// The file's name beneath the section's folder, as it is published: the author's may say a surname
// that nothing may say.
static struct str published_name(const struct section *section, const struct file_ref *file)
{
    const size_t folder = section->node->path.len;

    return str_after(file->href, folder ? folder + 1 : 0);
}

void kit_title_file(const struct section *section, const struct file_ref *file, struct kit_row *row,
                    struct arena *a)
{
    bool (*const kinds[])(const struct section *, const struct file_ref *, struct kit_row *,
                          struct arena *) = { title_of_act, title_of_pair, title_of_practice,
                                              title_of_portrait, title_of_photo };
    bool found = false;

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && !found; i++)
        found = kinds[i](section, file, row, a);
    if (!found) {
        row->title = str_format(a, "Файл «%.*s»", STR_ARG(published_name(section, file)));
        row->place = STR("страница, в тексте которой на него есть ссылка");
    }
    row->place = of_owner(section, row->place, a);
    row->facts = file->label;
}
