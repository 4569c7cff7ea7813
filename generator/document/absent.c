// SPDX-License-Identifier: MIT
#include "document/absent.h"

#include "base/io.h"
#include "base/letter.h"
#include "base/list.h"
#include "base/nearest.h"
#include "base/utf8.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

// What two names may differ in and still be the same to people; the first row
// that makes them equal is the explanation.
static const struct likeness {
    bool any_case, any_spaces;
    const char *difference;
} likenesses[] = {
    { false, false, "невидимыми знаками (например, «й» записана двумя знаками, как на macOS)" },
    { true, false, "регистром букв" },
    { false, true, "пробелами" },
    { true, true, "регистром букв и пробелами" },
};

static struct str reduced(struct str name, const struct likeness *like, struct arena *a)
{
    struct buf b = buf_new(a, 3 * name.len + 1);
    struct letter l;

    while (letter_next(&name, &l))
        if (!like->any_spaces || !letter_is_space(l.lower))
            utf8_put(&b, like->any_case ? l.lower : l.written);
    return buf_str(&b);
}

// A name of [names] that differs from [wanted] as [like] allows, or NULL. The
// very same name can be among them: a file where a folder should stand.
static const char *find_alike(struct str wanted, const struct list *names, const struct likeness *like,
                              struct arena *a)
{
    struct str sought = reduced(wanted, like, a);

    for (LIST_EACH(const char, name, *names))
        if (!str_is(wanted, name) && str_eq(reduced(str_from(name), like, a), sought))
            return name;
    return NULL;
}

static const char *find_nearest(struct str wanted, const struct list *names)
{
    struct nearest n = nearest_to(wanted);

    for (LIST_EACH(const char, name, *names))
        if (!str_is(wanted, name))
            nearest_offer(&n, name);
    return n.best;
}

static int by_bytes(const void *a, const void *b)
{
    return str_compare(str_from(a), str_from(b));
}

// The names in a folder, sorted: the kernel's order is no order. Closes [fd].
static struct list read_names(int fd, struct arena *a)
{
    struct list names = { 0 };
    DIR *folder = fdopendir(fd);

    if (!folder) {
        close(fd);
        return names;
    }
    for (const struct dirent *entry = readdir(folder); entry; entry = readdir(folder))
        if (entry->d_name[0] != '.')
            list_add(&names, str_cstr(str_from(entry->d_name), a), a);
    closedir(folder);
    list_sort(&names, by_bytes, a);
    return names;
}

// How far into [path] the folders exist: the offset of the first missing name.
// [fd] becomes the folder that should hold it.
static size_t find_gap(int dir, struct str path, struct arena *a, int *fd)
{
    size_t gap = 0;

    *fd = io_open_beneath(dir, ".", O_RDONLY | O_DIRECTORY);
    for (size_t i = 0; i < path.len; i++) {
        if (path.ptr[i] != '/')
            continue;
        int next = io_open_beneath(dir, str_cstr(str_from_to(path, 0, i), a), O_RDONLY | O_DIRECTORY);
        if (next == -1)
            break;
        if (*fd != -1)
            close(*fd);
        *fd = next;
        gap = i + 1;
    }
    return gap;
}

// «; в ней есть «Приказ.pdf», …», or nothing.
static struct str suggestion(struct str wanted, const struct list *names, struct arena *a)
{
    for (size_t i = 0; i < sizeof likenesses / sizeof *likenesses; i++) {
        const char *alike = find_alike(wanted, names, &likenesses[i], a);
        if (alike)
            return str_format(a, "; в ней есть «%s» — отличается только %s", alike, likenesses[i].difference);
    }
    const char *nearest = find_nearest(wanted, names);
    return nearest ? str_format(a, "; возможно, это «%s»", nearest) : STR("");
}

static bool is_file(int dir, struct str path, struct arena *a)
{
    int fd = str_empty(path) ? -1 : io_open_beneath(dir, str_cstr(path, a), O_RDONLY | O_NONBLOCK);
    struct stat st;
    bool is_regular = fd != -1 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode);

    if (fd != -1)
        close(fd);
    return is_regular;
}

// Where the file lies in fact, when its path begins at the wrong folder: above
// [shown], or in files/. Empty when it does not lie there either.
static struct str misplaced(int dir, const char *shown, struct str path, struct arena *a)
{
    const struct str content = STR("content/"), own = STR_CAT(a, str_from(shown), STR("/"));
    const struct str beginnings[] = { own, str_after(own, content.len), content, STR("") };

    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
        if (!str_starts(path, beginnings[i]))
            continue;
        struct str rest = str_after(path, beginnings[i].len), in_files = STR_CAT(a, STR("files/"), rest);
        if (is_file(dir, rest, a))
            return rest;
        if (is_file(dir, in_files, a))
            return in_files;
    }
    return (struct str){ 0 };
}

void absent_report(int dir, const char *shown, struct str path, struct where at, struct diags *ds)
{
    struct arena *a = arena_new();
    int fd;
    struct str meant = misplaced(dir, shown, path, a);
    size_t gap = find_gap(dir, path, a, &fd);
    struct list names = fd == -1 ? (struct list){ 0 } : read_names(fd, a);
    struct str missing = str_after(path, gap), folder = str_from_to(path, 0, gap ? gap - 1 : 0);
    size_t slash = str_find_char(missing, '/');
    const char *what = slash == SIZE_MAX ? "файла" : "папки";

    missing = str_from_to(missing, 0, slash);
    struct str hint = suggestion(missing, &names, a);
    if (str_empty(meant))
        diag_add(ds, DIAG_FILE_ABSENT, at, "%s «%.*s» нет в папке %s%s%.*s%.*s", what, STR_ARG(missing),
                 shown, gap ? "/" : "", STR_ARG(folder), STR_ARG(hint));
    else
        diag_add_mended(ds, DIAG_FILE_ABSENT, at, diag_line_with(at, path, meant, a),
                        "файл лежит в папке %s, и путь к нему — «%.*s»", shown, STR_ARG(meant));
    arena_free(a);
}
