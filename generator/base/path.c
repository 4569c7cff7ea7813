// SPDX-License-Identifier: MIT
#include "base/path.h"

#include "base/buf.h"
#include "base/limits.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

enum { PART_BYTES = 255 };

static bool is_forbidden(char c)
{
    return (unsigned char)c < 0x20 || c == 0x7F || c == '\\' || c == ':';
}

// Windows opens a device when a file is called con, or con.txt.
static bool is_device(struct str part)
{
    static const char *const devices[] = { "con", "prn", "aux", "nul", "conin$", "conout$", NULL };
    struct str stem = str_trim(str_from_to(part, 0, str_find_char(part, '.')));

    for (const char *const *d = devices; *d; d++)
        if (stem.len == str_from(*d).len && strncasecmp(stem.ptr, *d, stem.len) == 0)
            return true;
    return stem.len == 4 && (strncasecmp(stem.ptr, "com", 3) == 0 || strncasecmp(stem.ptr, "lpt", 3) == 0) &&
           stem.ptr[3] >= '0' && stem.ptr[3] <= '9';
}

static bool part_is_safe(struct str part)
{
    if (str_empty(part) || part.len > PART_BYTES || is_device(part))
        return false;
    for (size_t i = 0; i < part.len; i++)
        if (is_forbidden(part.ptr[i]))
            return false;
    return part.ptr[part.len - 1] != '.' && part.ptr[part.len - 1] != ' '; // "." and ".." among them
}

bool path_is_safe(struct str path)
{
    struct str part;

    if (str_empty(path) || path.len > LIMIT_PATH_BYTES)
        return false;
    while (str_split(&path, '/', &part))
        if (!part_is_safe(part))
            return false;
    return true;
}

static size_t last_slash(struct str path)
{
    size_t i = path.len;

    while (i > 0 && path.ptr[i - 1] != '/')
        i--;
    return i; // the length of the folder with its slash
}

struct str path_extension(struct str path)
{
    struct str name = str_after(path, last_slash(path));

    for (size_t i = name.len; i > 1; i--)
        if (name.ptr[i - 1] == '.')
            return str_after(name, i);
    return (struct str){ 0 };
}

struct str path_join(struct str folder, struct str name, struct arena *a)
{
    if (str_empty(folder))
        return str_copy(name, a);
    return STR_CAT(a, folder, STR("/"), name);
}

struct str path_folder(struct str path)
{
    size_t slash = last_slash(path);

    return str_from_to(path, 0, slash ? slash - 1 : 0);
}

struct str path_common(struct str folder, struct str path)
{
    while (folder.len && !(path.len > folder.len && path.ptr[folder.len] == '/' && str_starts(path, folder)))
        folder = path_folder(folder);
    return folder;
}

struct str path_bare(struct str folder)
{
    while (folder.len > 1 && str_ends(folder, STR("/")))
        folder.len--;
    return folder;
}

const char *path_beside(const char *folder, const char *tail, struct arena *a)
{
    struct str path = path_bare(str_from(folder));
    size_t cut = last_slash(path);

    return str_format(a, "%.*s.%.*s%s", (int)cut, path.ptr, STR_ARG(str_after(path, cut)), tail).ptr;
}

// "x:y" at the front of an address would be read as a scheme.
static bool looks_like_scheme(struct str address)
{
    return str_find_char(address, ':') < str_find_char(address, '/') &&
           str_find_char(address, ':') != SIZE_MAX;
}

struct str path_relative(struct str from, struct str to, struct arena *a)
{
    size_t fragment = str_find_char(to, '#');
    size_t common = str_common(from, str_from_to(to, 0, fragment), '/');
    struct str rest = str_after(to, common);
    struct buf b = buf_new(a, SIZE_MAX / 2);

    for (size_t i = common; i < from.len; i++)
        if (from.ptr[i] == '/')
            BUF_PUT(&b, "../");
    if (b.len == 0 &&
        (str_empty(rest) || rest.ptr[0] == '#' || rest.ptr[0] == '/' || looks_like_scheme(rest)))
        BUF_PUT(&b, "./");
    buf_put(&b, rest);
    return buf_str(&b);
}

static bool is_plain_in_shell(struct str path)
{
    bool is_plain = path.len > 0;

    for (size_t i = 0; i < path.len; i++) {
        unsigned char c = (unsigned char)path.ptr[i];
        is_plain = is_plain && (c >= 0x80 || (c > ' ' && !strchr("\"'`$&|;<>()[]{}*?!#~\\^=%", c)));
    }
    return is_plain;
}

struct str path_in_shell(struct str path, struct arena *a)
{
    struct buf b = buf_new(a, SIZE_MAX);

    if (str_starts(path, STR("-")))
        path = str_format(a, "./%.*s", STR_ARG(path));
    if (is_plain_in_shell(path))
        return path;
    BUF_PUT(&b, "'");
    for (size_t i = 0; i < path.len; i++)
        if (path.ptr[i] == '\'')
            BUF_PUT(&b, "'\\''");
        else
            buf_char(&b, path.ptr[i]);
    BUF_PUT(&b, "'");
    return buf_str(&b);
}
