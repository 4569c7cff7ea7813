// SPDX-License-Identifier: MIT
#include "document/file.h"

#include "base/io.h"
#include "base/limits.h"
#include "base/russian.h"
#include "document/absent.h"
#include "document/file_type.h"
#include "document/image.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

struct str file_label(struct str extension, int64_t bytes, struct arena *a)
{
    const struct file_type *type = file_type_find(extension);
    struct str name = type ? str_from(type->label) : extension;

    return STR_CAT(a, name, STR(", "), russian_size(bytes, a));
}

// What is being looked at, for the functions below.
struct look {
    int dir;
    const char *shown;
    struct file_ref *ref;
    const struct file_type *type;
    struct diags *ds;
};

static void report_unopened(const struct look *k, int error)
{
    struct str path = k->ref->path;

    if (error == ENOENT || error == ENOTDIR)
        absent_report(k->dir, k->shown, path, k->ref->where, k->ds);
    else if (error == ELOOP)
        diag_add(k->ds, DIAG_FILE_KIND, k->ref->where, "«%.*s» — символическая ссылка или лежит за ней",
                 STR_ARG(path));
    else if (error == EXDEV)
        diag_add(k->ds, DIAG_PATH_INVALID, k->ref->where, "путь «%.*s» выходит из папки %s", STR_ARG(path),
                 k->shown);
    else
        diag_add(k->ds, DIAG_FILE_READ, k->ref->where, "«%.*s»: %s", STR_ARG(path), io_reason(error));
}

static bool is_publishable(const struct look *k, const struct stat *st)
{
    struct str path = k->ref->path;

    if (S_ISREG(st->st_mode) && st->st_size > 0 && st->st_size <= LIMIT_FILE_BYTES)
        return true;
    if (S_ISDIR(st->st_mode))
        diag_add(k->ds, DIAG_FILE_KIND, k->ref->where, "«%.*s» — папка, а нужен файл", STR_ARG(path));
    else if (!S_ISREG(st->st_mode))
        diag_add(k->ds, DIAG_FILE_KIND, k->ref->where, "«%.*s» — не обычный файл", STR_ARG(path));
    else if (st->st_size == 0)
        diag_add(k->ds, DIAG_FILE_EMPTY, k->ref->where, "файл «%.*s» пустой", STR_ARG(path));
    else
        diag_add(k->ds, DIAG_FILE_TOO_BIG, k->ref->where, "файл «%.*s» больше, чем %.*s", STR_ARG(path),
                 STR_ARG(russian_size(LIMIT_FILE_BYTES, k->ds->arena)));
    return false;
}

static bool has_known_type(struct look *k)
{
    struct str extension = file_extension(k->ref->path);

    k->type = file_type_find(extension);
    if (k->type)
        return true;
    struct arena *scratch = arena_new();
    struct str permitted = file_type_list(scratch);
    if (str_empty(extension))
        diag_add(k->ds, DIAG_FILE_CONTENT, k->ref->where, "у файла «%.*s» нет расширения; допустимы %.*s",
                 STR_ARG(k->ref->path), STR_ARG(permitted));
    else
        diag_add(k->ds, DIAG_FILE_CONTENT, k->ref->where,
                 "файлы «.%.*s» не публикуются («%.*s»); допустимы %.*s", STR_ARG(extension),
                 STR_ARG(k->ref->path), STR_ARG(permitted));
    arena_free(scratch);
    return false;
}

static bool has_right_content(const struct look *k, struct str head)
{
    struct str path = k->ref->path;
    const struct file_content *content;

    if (file_content_is_web_page(head)) {
        diag_add(k->ds, DIAG_FILE_CONTENT, k->ref->where,
                 "«%.*s» — это сохранённая веб-страница (часто страница с ошибкой), а не %s", STR_ARG(path),
                 k->type->label);
        return false;
    }
    if (k->type->content->matches(head))
        return true;
    content = file_content_of(head);
    if (content)
        diag_add(k->ds, DIAG_FILE_CONTENT, k->ref->where, "«%.*s» назван как %s, а внутри — %s",
                 STR_ARG(path), k->type->label, content->name);
    else
        diag_add(k->ds, DIAG_FILE_CONTENT, k->ref->where, "«%.*s» назван как %s, но внутри не %s",
                 STR_ARG(path), k->type->label, k->type->label);
    return false;
}

// Reads the picture whole: its size may stand behind megabytes of metadata.
static bool measure(const struct look *k, int fd, struct arena *scratch)
{
    struct str bytes;

    if (!io_read(fd, (size_t)k->ref->bytes, scratch, &bytes)) {
        report_unopened(k, errno);
        return false;
    }
    if (image_size(bytes, &k->ref->width, &k->ref->height))
        return true;
    diag_add(k->ds, DIAG_IMAGE_BROKEN, k->ref->where, "изображение «%.*s» повреждено: не читается его размер",
             STR_ARG(k->ref->path));
    return false;
}

static bool examine_open(struct look *k, int fd, struct arena *scratch)
{
    struct stat st;
    struct str head;

    if (fstat(fd, &st) == -1) {
        report_unopened(k, errno);
        return false;
    }
    if (!is_publishable(k, &st) || !has_known_type(k))
        return false;
    if (!io_read(fd, FILE_TYPE_HEAD, scratch, &head)) {
        report_unopened(k, errno);
        return false;
    }
    if (!has_right_content(k, head))
        return false;
    k->ref->bytes = st.st_size;
    return !k->type->picture || (lseek(fd, 0, SEEK_SET) == 0 && measure(k, fd, scratch));
}

bool file_examine(int dir, const char *shown, struct file_ref *ref, struct arena *a, struct diags *ds)
{
    struct look k = { .dir = dir, .shown = shown, .ref = ref, .ds = ds };
    struct arena *scratch = arena_new();
    int fd = io_open_beneath(dir, str_cstr(ref->path, scratch), O_RDONLY);
    bool ok = false;

    if (fd == -1)
        report_unopened(&k, errno);
    else
        ok = examine_open(&k, fd, scratch);
    if (ok) {
        ref->extension = str_from(k.type->extension);
        ref->label = file_label(ref->extension, ref->bytes, a);
        ref->present = true;
    }
    if (fd != -1)
        close(fd);
    arena_free(scratch);
    return ok;
}

void file_report_weight(struct str path, int64_t bytes, struct where at, struct diags *ds)
{
    enum { HEAVY = 1024 * 1024 };

    if (bytes > HEAVY)
        diag_add(ds, DIAG_IMAGE_HEAVY, at, "снимок «%.*s» весит %.*s", STR_ARG(path),
                 STR_ARG(russian_size(bytes, ds->arena)));
}

bool file_is_picture(const struct file_ref *ref, struct diags *ds)
{
    const struct file_type *type = file_type_find(ref->extension);

    if (type && type->picture) {
        file_report_weight(ref->path, ref->bytes, ref->where, ds);
        return true;
    }
    diag_add(ds, DIAG_FILE_CONTENT, ref->where,
             "«%.*s» — не изображение; здесь нужен снимок jpg, png или webp", STR_ARG(ref->path));
    return false;
}
