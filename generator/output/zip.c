// SPDX-License-Identifier: MIT
#include "output/zip.h"

#include "base/io.h"
#include "base/limits.h"
#include "output/ledger.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

enum { DOS_DATE = (1 << 5) | 1, PLAIN_FILE = 0644 }; // 01.01.1980

// What is packed, and the first file of it that is not as long as the ledger says.
struct packing {
    int folder;
    const char *other;
};

// One file on its way into the archive; libzip asks for it while it writes.
struct entry {
    struct packing *packing;
    const char *path;
    zip_uint64_t size, given;
    int fd, error;
};

// ---- one file --------------------------------------------------------------

static zip_int64_t give_stat(const struct entry *e, void *data, zip_uint64_t len)
{
    zip_stat_t *st = data;

    if (len < sizeof *st)
        return -1;
    zip_stat_init(st);
    st->size = e->size;
    st->valid = ZIP_STAT_SIZE;
    return sizeof *st;
}

static zip_int64_t give_error(const struct entry *e, void *data, zip_uint64_t len)
{
    const int codes[2] = { ZIP_ER_READ, e->error };

    if (len < sizeof codes)
        return -1;
    memcpy(data, codes, sizeof codes);
    return sizeof codes;
}

static zip_int64_t open_entry(struct entry *e)
{
    e->fd = io_open_beneath(e->packing->folder, e->path, O_RDONLY);
    e->error = e->fd < 0 ? errno : 0;
    e->given = 0;
    return e->error ? -1 : 0;
}

static zip_int64_t read_entry(struct entry *e, void *data, zip_uint64_t len)
{
    ssize_t n = read(e->fd, data, len);

    e->error = n < 0 ? errno : 0;
    if (n > 0)
        e->given += (zip_uint64_t)n;
    if (n < 0 || (n == 0 ? e->given == e->size : e->given <= e->size))
        return n;
    e->packing->other = e->path;
    e->error = EIO;
    return -1;
}

static zip_int64_t close_entry(struct entry *e)
{
    if (e->fd >= 0)
        close(e->fd);
    e->fd = -1;
    return 0;
}

static zip_int64_t serve(void *context, void *data, zip_uint64_t len, zip_source_cmd_t command)
{
    struct entry *e = context;

    switch (command) {
    case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE,
                                              ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
    case ZIP_SOURCE_STAT:
        return give_stat(e, data, len);
    case ZIP_SOURCE_OPEN:
        return open_entry(e);
    case ZIP_SOURCE_READ:
        return read_entry(e, data, len);
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_FREE:
        return close_entry(e);
    case ZIP_SOURCE_ERROR:
        return give_error(e, data, len);
    default:
        return -1;
    }
}

// ---- the archive -----------------------------------------------------------

static bool add(zip_t *zip, struct packing *p, const struct ledger_file *file, struct arena *a)
{
    struct entry *e = ARENA_NEW(a, struct entry);

    *e = (struct entry){ p, str_cstr(file->path, a), file->size, 0, -1, 0 };
    zip_source_t *source = zip_source_function(zip, serve, e);
    zip_int64_t index = source ? zip_file_add(zip, e->path, source, ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0) {
        zip_source_free(source);
        return false;
    }
    return zip_file_set_dostime(zip, (zip_uint64_t)index, 0, DOS_DATE, 0) == 0 &&
           zip_file_set_external_attributes(zip, (zip_uint64_t)index, 0, ZIP_OPSYS_UNIX,
                                            (zip_uint32_t)PLAIN_FILE << 16) == 0;
}

static bool add_all(zip_t *zip, struct packing *p, const struct ledger *ledger, struct arena *a)
{
    for (const struct ledger_file *file = ledger->files; file < ledger->files + ledger->count; file++)
        if (!add(zip, p, file, a))
            return false;
    return true;
}

static bool take_bytes(zip_source_t *archive, struct arena *a, struct str *out)
{
    zip_stat_t st;

    if (zip_source_stat(archive, &st) != 0 || zip_source_open(archive) != 0)
        return false;
    char *bytes = arena_alloc(a, st.size + 1, 1);
    zip_int64_t n = zip_source_read(archive, bytes, st.size);
    zip_source_close(archive);
    *out = (struct str){ bytes, st.size };
    return n >= 0 && (zip_uint64_t)n == st.size;
}

static bool fail(const char *folder, const char *why, struct diags *ds)
{
    diag_add_path(ds, DIAG_FILE_READ, folder, "не удалось собрать архив: %s", why);
    return false;
}

// Why libzip has given up.
static const char *reason(zip_t *zip, const struct packing *p, struct arena *a)
{
    zip_error_t *error = zip_get_error(zip);

    if (p->other)
        return str_format(a, "%s не той длины, что в описи", p->other).ptr;
    return zip_error_system_type(error) == ZIP_ET_SYS ? io_reason(zip_error_code_system(error))
                                                      : zip_strerror(zip);
}

static bool pack(const char *shown, int folder, const struct ledger *ledger, struct arena *a,
                 struct diags *ds, struct str *out)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *archive = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_t *zip = archive ? zip_open_from_source(archive, ZIP_CREATE | ZIP_TRUNCATE, &error) : NULL;

    if (!zip) {
        zip_source_free(archive);
        return fail(shown, zip_error_strerror(&error), ds);
    }
    zip_source_keep(archive);
    struct packing packing = { .folder = folder };
    bool ok = add_all(zip, &packing, ledger, a) && zip_close(zip) == 0;
    if (!ok) {
        fail(shown, reason(zip, &packing, a), ds);
        zip_discard(zip);
    } else if (!take_bytes(archive, a, out)) {
        ok = fail(shown, "архив не читается", ds);
    }
    zip_source_free(archive);
    zip_error_fini(&error);
    return ok;
}

static bool read_ledger(const char *shown, int folder, struct arena *a, struct diags *ds,
                        struct ledger *ledger)
{
    int fd = io_open_beneath(folder, LEDGER_NAME, O_RDONLY);
    struct str text;
    bool ok = fd >= 0 && io_read(fd, LIMIT_LEDGER_BYTES, a, &text);
    int error = errno;

    if (fd >= 0)
        close(fd);
    if (!ok)
        return fail(shown, io_reason(error), ds);
    return ledger_read(ledger, text, a) == 0 || fail(shown, "опись " LEDGER_NAME " повреждена", ds);
}

bool zip_folder(const char *folder, struct arena *a, struct diags *ds, struct str *out)
{
    struct ledger ledger = { 0 };
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd < 0)
        return fail(folder, io_reason(errno), ds);
    bool ok = read_ledger(folder, fd, a, ds, &ledger) && pack(folder, fd, &ledger, a, ds, out);
    close(fd);
    return ok;
}
