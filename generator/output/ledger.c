// SPDX-License-Identifier: MIT
#include "output/ledger.h"

#include "base/path.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_LINE "nastavnik-ledger 1"

enum {
    HASH_DIGITS = 16,
    SHORTEST_LINE = HASH_DIGITS + 5 // "… 0 a\n"
};

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

// How many files [text] can list.
static size_t most_files(struct str text)
{
    const char *end = text.ptr + text.len;
    size_t lines = 0;

    for (const char *at = text.ptr; at < end && (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++)
        lines++;
    return lines < text.len / SHORTEST_LINE ? lines : text.len / SHORTEST_LINE;
}

size_t ledger_read(struct ledger *l, struct str text, struct arena *a)
{
    struct str rest = text, line = { 0 }, previous = { 0 };

    *l = (struct ledger){ .files = arena_alloc(a, most_files(text) + 1, sizeof *l->files) };
    str_split(&rest, '\n', &line);
    if (!str_is(line, FIRST_LINE))
        return 1;
    while (str_split(&rest, '\n', &line)) {
        struct ledger_file *file = &l->files[l->count];
        if (!rest.ptr) // behind the last line end
            return str_empty(line) ? 0 : l->count + 2;
        if (!read_line(line, file) || str_compare(previous, file->path) >= 0)
            return l->count + 2;
        previous = file->path;
        l->count++;
    }
    return 1; // a first line without a line end
}

int ledger_order(const void *a, const void *b)
{
    const struct ledger_file *x = a, *y = b;

    return str_compare(x->path, y->path);
}

const struct ledger_file *ledger_find(const struct ledger *l, struct str path)
{
    const struct ledger_file wanted = { .path = path };

    return l->count ? bsearch(&wanted, l->files, l->count, sizeof *l->files, ledger_order) : NULL;
}

// Where [path] stands among the files of [folder]: before them, one of them (0), behind them.
static int order_to_folder(struct str path, struct str folder)
{
    int order = str_compare(str_from_to(path, 0, folder.len), folder);

    if (order || str_empty(folder))
        return order;
    return path.len == folder.len ? -1 : (unsigned char)path.ptr[folder.len] - '/';
}

// How many files stand before those of [folder], and before what follows them: [behind].
static size_t edge_of(const struct ledger *l, struct str folder, bool behind)
{
    size_t from = 0, to = l->count;

    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (order_to_folder(l->files[middle].path, folder) < (behind ? 1 : 0))
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

const struct ledger_file *ledger_within(const struct ledger *l, struct str folder, size_t *count)
{
    size_t first = edge_of(l, folder, false);

    *count = edge_of(l, folder, true) - first;
    return *count ? &l->files[first] : NULL;
}

static void put_hash(struct buf *out, uint64_t hash)
{
    char digits[HASH_DIGITS];

    for (int i = HASH_DIGITS; i-- > 0; hash >>= 4)
        digits[i] = "0123456789abcdef"[hash & 15];
    buf_put(out, (struct str){ digits, HASH_DIGITS });
}

void ledger_write(const struct list *files, struct buf *out)
{
    BUF_PUT(out, FIRST_LINE "\n");
    for (LIST_EACH(const struct ledger_file, f, *files)) {
        put_hash(out, f->hash);
        buf_char(out, ' ');
        buf_int(out, (int64_t)f->size);
        buf_char(out, ' ');
        buf_put(out, f->path);
        buf_char(out, '\n');
    }
}
