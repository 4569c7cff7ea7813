// SPDX-License-Identifier: MIT
#include "input/source.h"

#include "base/io.h"
#include "base/path.h"
#include "base/utf8.h"
#include "input/charset.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct str BOM = { "\xEF\xBB\xBF", 3 };

static bool refuse_open(const char *path, int error, struct diags *ds)
{
    bool is_kind = error == ELOOP || error == EXDEV || error == ENXIO || error == ENODEV;

    if (error == EXDEV)
        diag_add_path(ds, DIAG_FILE_KIND, path, "путь выводит за пределы папки проекта");
    else
        diag_add_path(ds, is_kind ? DIAG_FILE_KIND : DIAG_FILE_READ, path, "файл не открыть: %s",
                      io_reason(error));
    return false;
}

static bool refuse_kind(const char *path, mode_t mode, struct diags *ds)
{
    diag_add_path(ds, DIAG_FILE_KIND, path, "здесь нужен обычный файл, а это %s",
                  S_ISDIR(mode)    ? "папка"
                  : S_ISFIFO(mode) ? "именованный канал"
                                   : "устройство");
    return false;
}

// One byte more than the size is asked for, so that a file which grows
// meanwhile is noticed and one which never ends stays bounded.
static bool read_whole(int fd, const char *path, size_t max, struct arena *a, struct diags *ds,
                       struct str *text)
{
    struct stat st;

    if (fstat(fd, &st) != 0)
        return refuse_open(path, errno, ds);
    if (!S_ISREG(st.st_mode))
        return refuse_kind(path, st.st_mode, ds);
    if ((uintmax_t)st.st_size > max) {
        diag_add_path(ds, DIAG_FILE_TOO_BIG, path, "в файле %jd байт при пределе %zu", (intmax_t)st.st_size,
                      max);
        return false;
    }
    if (!io_read(fd, (size_t)st.st_size + 1, a, text)) {
        diag_add_path(ds, DIAG_FILE_READ, path, "файл не прочитать: %s", io_reason(errno));
        return false;
    }
    if (text->len != (size_t)st.st_size) {
        diag_add_path(ds, DIAG_FILE_READ, path, "файл изменился, пока его читали; запустите ещё раз");
        return false;
    }
    return true;
}

bool source_load_bytes(int dir, const char *name, size_t max, struct arena *a, struct diags *ds,
                       struct source *out)
{
    int fd = io_open_beneath(dir, name, O_RDONLY);

    if (fd == -1)
        return refuse_open(out->path, errno, ds);
    bool ok = read_whole(fd, out->path, max, a, ds, &out->text);
    close(fd);
    return ok;
}

static bool accept(struct source *s, struct diags *ds, struct source *out)
{
    if (!source_check(s, ds))
        return false;
    if (str_starts(s->text, BOM))
        s->text = str_after(s->text, BOM.len);
    *out = *s;
    return true;
}

bool source_load(int dir, const char *name, const char *path, size_t max, struct arena *a, struct diags *ds,
                 struct source *out)
{
    struct source s = { .path = path };

    return source_load_bytes(dir, name, max, a, ds, &s) && accept(&s, ds, out);
}

bool source_load_guessing(int dir, const char *name, const char *path, size_t max, struct arena *a,
                          struct diags *ds, struct source *out)
{
    struct source s = { .path = path };
    struct str decoded;

    if (!source_load_bytes(dir, name, max, a, ds, &s))
        return false;
    const struct charset *charset =
        utf8_first_bad(s.text) == SIZE_MAX && str_find_char(s.text, '\0') == SIZE_MAX ? NULL
                                                                                      : charset_guess(s.text);
    if (charset && charset_decode(charset, s.text, a, &decoded))
        s.text = decoded;
    return accept(&s, ds, out);
}

// «acts.yaml» to «acts.utf8.yaml».
static struct str copy_name(struct str name, struct arena *a)
{
    size_t dot = name.len;

    while (dot > 0 && name.ptr[dot - 1] != '.' && name.ptr[dot - 1] != '/')
        dot--;
    if (dot == 0 || name.ptr[dot - 1] == '/')
        return str_format(a, "%.*s.utf8", STR_ARG(name));
    return str_format(a, "%.*s.utf8.%.*s", (int)dot - 1, name.ptr, STR_ARG(str_after(name, dot)));
}

static void report_encoding(const struct source *s, const struct charset *charset, struct diags *ds)
{
    struct str name = str_from(s->path);
    struct str from = path_in_shell(name, ds->arena);
    struct str to = path_in_shell(copy_name(name, ds->arena), ds->arena);
    diag_add_path(ds, DIAG_ENCODING, s->path,
                  "файл не в UTF-8, похоже на %s; копию в UTF-8 сделает команда: "
                  "iconv -f %s -t UTF-8 %.*s > %.*s",
                  charset->title, charset->iconv, STR_ARG(from), STR_ARG(to));
}

// Everything up to the end of the line that [at] is in, fit to be shown: each
// bad byte becomes �, so characters keep their columns.
static struct str shown_until(struct str text, size_t at, struct arena *a)
{
    struct buf b = buf_new(a, SIZE_MAX);
    struct str rest = text;

    while (rest.len && !(rest.ptr[0] == '\n' && text.len - rest.len >= at)) {
        struct str before = rest;
        uint32_t c = utf8_next(&rest);
        if (c == UTF8_BAD || c == 0)
            BUF_PUT(&b, "\uFFFD");
        else
            buf_put(&b, str_from_to(before, 0, before.len - rest.len));
    }
    return buf_str(&b);
}

// Reports [code] at the byte [at] of a text that cannot be shown as it is.
static void report_byte(const struct source *s, enum diag_code code, size_t at, struct str message,
                        struct diags *ds)
{
    struct source shown = { s->path, shown_until(s->text, at, ds->arena) };
    struct where where = { &shown, 1, 1 };
    struct str before = str_from_to(s->text, 0, at);

    while (before.len) {
        uint32_t c = utf8_next(&before);
        where.line += c == '\n';
        where.column = c == '\n' ? 1 : where.column + 1;
    }
    diag_add(ds, code, where, "%.*s", STR_ARG(message));
}

static struct str broken_message(struct str text, size_t at, struct arena *a)
{
    return str_format(a, "байт %02X не складывается в букву", (unsigned)(unsigned char)text.ptr[at]);
}

bool source_check(const struct source *s, struct diags *ds)
{
    size_t bad = utf8_first_bad(s->text), nul = str_find_char(s->text, '\0');

    if (bad == SIZE_MAX && nul == SIZE_MAX)
        return true;
    const struct charset *charset = charset_guess(s->text);
    if (charset)
        report_encoding(s, charset, ds);
    else if (nul < bad)
        report_byte(s, DIAG_NUL_BYTE, nul, STR("посреди текста стоит нулевой байт"), ds);
    else
        report_byte(s, DIAG_UTF8_BROKEN, bad, broken_message(s->text, bad, ds->arena), ds);
    return false;
}
