// SPDX-License-Identifier: MIT
#include "monitor/claims.h"

#include "base/hash.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/path.h"
#include "check/required.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static struct where whole(const struct claims *c)
{
    return (struct where){ .source = c->source };
}

// ---- files --------------------------------------------------------------------

// An open regular file beneath the section, or -1 with errno set.
static int open_file(const struct claims *c, struct str path, struct stat *st)
{
    int fd = io_open_beneath(c->folder, str_cstr(path, c->arena), O_RDONLY);

    if (fd >= 0 && (fstat(fd, st) != 0 || !S_ISREG(st->st_mode))) {
        close(fd);
        errno = EISDIR;
        return -1;
    }
    return fd;
}

// Of all bytes of the file; empty when it cannot be read. However many descriptions a
// stranger's manifest gives of one file, it is read once.
static struct str hash_of(struct claims *c, struct str url, int fd)
{
    const struct str *known = map_get(&c->hashes, url);
    struct arena *scratch = arena_new();
    struct str *hash = ARENA_NEW(c->arena, struct str), bytes;

    if (!known) {
        if (io_read(fd, LIMIT_FILE_BYTES, scratch, &bytes))
            *hash = hash_sha256(bytes, c->arena);
        map_put(&c->hashes, url, hash);
    }
    arena_free(scratch);
    return known ? *known : *hash;
}

static bool is_same(struct claims *c, const struct manifest_file *file, int fd, const struct stat *st)
{
    if (st->st_size > LIMIT_FILE_BYTES) {
        diag_add(c->ds, DIAG_MANIFEST_HASH_MISMATCH, whole(c),
                 "«%.*s»: %lld байт, а файлов больше %d программа не публикует", STR_ARG(file->url),
                 (long long)st->st_size, LIMIT_FILE_BYTES);
        return false;
    }
    if (st->st_size != file->bytes) {
        diag_add(c->ds, DIAG_MANIFEST_HASH_MISMATCH, whole(c), "«%.*s»: %lld байт, а в паспорте %lld",
                 STR_ARG(file->url), (long long)st->st_size, (long long)file->bytes);
        return false;
    }
    if (str_eq(hash_of(c, file->url, fd), file->sha256))
        return true;
    diag_add(c->ds, DIAG_MANIFEST_HASH_MISMATCH, whole(c),
             "«%.*s»: содержимое не то, что записано в паспорте", STR_ARG(file->url));
    return false;
}

static bool is_there(struct claims *c, const struct manifest_file *file)
{
    struct stat st;

    if (!path_is_safe(file->url)) {
        diag_add(c->ds, DIAG_MANIFEST_PATH, whole(c), "«%.*s»", STR_ARG(file->url));
        return false;
    }
    int fd = open_file(c, file->url, &st);
    if (fd < 0) {
        diag_add(c->ds, DIAG_MANIFEST_FILE_ABSENT, whole(c), "«%.*s»: %s", STR_ARG(file->url),
                 io_reason(errno));
        return false;
    }
    bool same = is_same(c, file, fd, &st);
    close(fd);
    return same;
}

static struct str name_of(const struct claims *c, const struct manifest_file *file)
{
    return str_format(c->arena, "%.*s %lld %.*s", STR_ARG(file->sha256), (long long)file->bytes,
                      STR_ARG(file->url));
}

// Each description is looked at once, however often it stands in the manifest.
static bool verify_file(struct claims *c, const struct manifest_file *file)
{
    static const bool answers[] = { false, true };
    const struct str name = name_of(c, file);
    const bool *known = map_get(&c->files, name);

    if (known)
        return *known;
    bool there = is_there(c, file);
    map_put(&c->files, name, &answers[there]);
    c->checked++;
    return there;
}

// Whatever has a hash is the description of a file.
static bool verify_value(struct claims *c, const struct node *value)
{
    struct manifest_file file;
    bool good = true;

    if (node_get(value, "sha256")) {
        if (manifest_read_file(value, c->arena, &file))
            return verify_file(c, &file);
        diag_add(c->ds, DIAG_MANIFEST_BROKEN, whole(c),
                 "у описания файла нет url, bytes или sha256, или они не того вида");
        return false;
    }
    for (const struct node *v = value->first; v; v = v->next)
        good &= verify_value(c, v);
    return good;
}

struct claims claims_verify(const struct manifest *manifest, const struct source *source, int folder,
                            struct arena *a, struct diags *ds)
{
    struct claims c = {
        .manifest = manifest,
        .folder = folder,
        .source = source,
        .arena = a,
        .ds = ds,
        .files = map_new(a),
        .hashes = map_new(a),
        .by_id = map_new(a),
        .spoilt = map_new(a),
    };

    for (size_t i = manifest->documents.count; i-- > 0;) { // the first of an id wins
        const struct manifest_document *document = manifest->documents.items[i];
        map_put(&c.by_id, document->id, document);
    }

    for (const struct node *v = manifest->json->first; v; v = v->next)
        if (!verify_value(&c, v))
            map_put(&c.spoilt, v->key, v);
    return c;
}

// ---- items ----------------------------------------------------------------------

static bool has_files(const struct claims *c, const struct manifest_document *document)
{
    for (LIST_EACH(const struct manifest_file, file, document->files)) {
        const bool *there = map_get(&c->files, name_of(c, file));
        if (!there || !*there)
            return false;
    }
    return document->files.count > 0;
}

// Like check/required: a paper of another body may be an address alone, and an
// appendix may stand inside the paper that it belongs to.
static bool is_published(const struct claims *c, struct str id)
{
    const struct manifest_document *document = map_get(&c->by_id, id);

    if (document && document->files.count == 0 && !str_empty(document->appendix_of) &&
        str_empty(document->url))
        document = map_get(&c->by_id, document->appendix_of);
    if (!document)
        return false;
    return document->files.count ? has_files(c, document) : !str_empty(document->url);
}

static bool has_page(const struct claims *c, struct str page)
{
    struct stat st;
    int fd = path_is_safe(page) ? open_file(c, page, &st) : -1;

    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

// The registers are kept under the names of their pages: pairs.html under "pairs".
static bool is_spoilt(const struct claims *c, struct str page)
{
    return map_get(&c->spoilt, str_from_to(page, 0, str_find_char(page, '.'))) != NULL;
}

// What [item] names that is really there, of what it names; [*worn] when a file
// of its register is not there.
static size_t count_good(const struct claims *c, const struct manifest_item *item, bool *worn)
{
    size_t good = 0;

    for (LIST_EACH(const struct str, id, item->documents))
        good += is_published(c, *id);
    if (!str_empty(item->page) && has_page(c, item->page)) {
        good++;
        *worn = is_spoilt(c, item->page);
    }
    return good;
}

int claims_judge(const struct claims *claims, const struct manifest_item *item)
{
    const size_t named = item->documents.count + !str_empty(item->page);
    bool worn = false;

    // Of a manifest that somebody has rewritten only the debts are believed.
    if (!claims->manifest->untouched)
        return item->status == STATUS_ABSENT ? STATUS_ABSENT : STATUS_NOT_CHECKED;
    if (item->status != STATUS_PUBLISHED && item->status != STATUS_PARTIAL)
        return item->status;
    // A record without its file names nothing, and says itself that it is no more than a part.
    if (named == 0 && item->status == STATUS_PARTIAL)
        return STATUS_PARTIAL;
    const size_t good = count_good(claims, item, &worn);
    if (good > 0)
        return good < named || worn ? STATUS_PARTIAL : item->status;
    diag_add(claims->ds, DIAG_MANIFEST_CLAIM, whole(claims), "%.*s (%.*s)", STR_ARG(item->title),
             STR_ARG(item->id));
    return STATUS_ABSENT;
}
