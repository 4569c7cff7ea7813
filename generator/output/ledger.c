// SPDX-License-Identifier: MIT
#include "output/ledger.h"

#include "base/path.h"

#include <inttypes.h>

#define FIRST_LINE "nastavnik-ledger 1"

enum { HASH_DIGITS = 16 };

struct ledger ledger_new(struct arena *a)
{
    return (struct ledger){ .files = map_new(a), .folders = map_new(a) };
}

static bool read_hash(struct str digits, uint64_t *out)
{
    *out = 0;
    for (size_t i = 0; i < digits.len; i++) {
        char c = digits.ptr[i];
        if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f'))
            return false;
        *out = *out << 4 | (uint64_t)(c <= '9' ? c - '0' : c - 'a' + 10);
    }
    return digits.len == HASH_DIGITS;
}

static bool read_size(struct str digits, size_t *out)
{
    *out = 0;
    for (size_t i = 0; i < digits.len; i++) {
        if (digits.ptr[i] < '0' || digits.ptr[i] > '9')
            return false;
        *out = *out * 10 + (size_t)(digits.ptr[i] - '0');
    }
    return digits.len > 0 && digits.len < 19; // 19 digits might not fit
}

static bool read_line(struct str line, struct ledger_file *out)
{
    struct str hash = { 0 }, size;

    str_split(&line, ' ', &hash);
    if (!str_split(&line, ' ', &size))
        return false;
    out->path = line;
    return read_hash(hash, &out->hash) && read_size(size, &out->size) && path_is_safe(line);
}

// Goes up from the file and stops at the first folder that is known, because
// the folders above it are known too.
static void add_folders(struct ledger *l, struct str path)
{
    for (size_t i = path.len; i-- > 0;)
        if (path.ptr[i] == '/' && map_put(&l->folders, str_from_to(path, 0, i), path.ptr))
            return;
}

static bool add_line(struct ledger *l, struct str line, struct str *previous, struct arena *a)
{
    struct ledger_file *f = ARENA_NEW(a, struct ledger_file);

    if (!read_line(line, f) || str_compare(*previous, f->path) >= 0)
        return false;
    *previous = f->path;
    map_put(&l->files, f->path, f);
    list_add(&l->all, f, a);
    add_folders(l, f->path);
    return true;
}

size_t ledger_read(struct ledger *l, struct str text, struct arena *a)
{
    struct str rest = text, line = { 0 }, previous = { 0 };

    str_split(&rest, '\n', &line);
    if (!str_is(line, FIRST_LINE))
        return 1;
    for (size_t number = 2; str_split(&rest, '\n', &line); number++) {
        if (!rest.ptr) // behind the last line end
            return str_empty(line) ? 0 : number;
        if (!add_line(l, line, &previous, a))
            return number;
    }
    return 1; // a first line without a line end
}

const struct ledger_file *ledger_find(const struct ledger *l, struct str path)
{
    return map_get(&l->files, path);
}

bool ledger_has_folder(const struct ledger *l, struct str path)
{
    return map_get(&l->folders, path) != NULL;
}

int ledger_order(const void *a, const void *b)
{
    const struct ledger_file *x = a, *y = b;

    return str_compare(x->path, y->path);
}

void ledger_write(const struct list *files, struct buf *out)
{
    BUF_PUT(out, FIRST_LINE "\n");
    for (LIST_EACH(const struct ledger_file, f, *files))
        buf_format(out, "%016" PRIx64 " %zu %.*s\n", f->hash, f->size, STR_ARG(f->path));
}
