// SPDX-License-Identifier: MIT
// Published names: file_slug_name of document/file.h.
#include "base/buf.h"
#include "base/hash.h"
#include "base/path.h"
#include "base/russian.h"
#include "document/file.h"
#include "document/file_type.h"

enum { NAME_BYTES = 120, FOLDER_BYTES = 40, FILE_LEAST = 40, MARK_BYTES = 7 };

// One folder or one stem, at most [max] bytes of it.
static struct str slug_part(struct str name, size_t max, struct arena *a)
{
    struct str whole = russian_slug_within(name, SIZE_MAX, a);

    if (whole.len > max) {
        struct str cut = russian_slug_within(name, max - MARK_BYTES, a);
        return str_format(a, "%.*s-%06x", STR_ARG(cut), (unsigned)(hash_quick(whole) & 0xFFFFFF));
    }
    if (!path_is_safe(whole)) // a slug can be nothing worse than con or lpt1, devices of Windows
        return str_format(a, "file-%.*s", STR_ARG(whole));
    return whole;
}

static struct str lower_case(struct str ascii, struct arena *a)
{
    char *copy = str_cstr(ascii, a);

    for (size_t i = 0; i < ascii.len; i++)
        if (copy[i] >= 'A' && copy[i] <= 'Z')
            copy[i] = (char)(copy[i] - 'A' + 'a');
    return (struct str){ copy, ascii.len };
}

static bool is_signature(struct str extension)
{
    return str_is(extension, "sig") || str_is(extension, "p7s");
}

// A signature's name is its document's and four bytes more: only so do
// programs find one by the other.
static struct str slug_file(struct str name, size_t max, struct arena *a)
{
    struct str extension = lower_case(file_extension(name), a);

    if (str_empty(extension))
        return slug_part(name, max, a);
    struct str stem = str_from_to(name, 0, name.len - extension.len - 1);
    struct str inner = lower_case(file_extension(stem), a);
    if (is_signature(extension) && file_type_find(inner) && !is_signature(inner))
        stem = slug_file(stem, max, a);
    else
        stem = slug_part(stem, max - extension.len - 1, a);
    return STR_CAT(a, stem, STR("."), extension);
}

struct str file_slug_name(struct str path, struct arena *a)
{
    struct buf b = buf_new(a, SIZE_MAX);
    struct str part = { 0 }, rest = path;

    while (str_split(&rest, '/', &part) && rest.ptr) {
        buf_put(&b, slug_part(part, FOLDER_BYTES, a));
        buf_char(&b, '/');
    }
    size_t room = b.len + FILE_LEAST < NAME_BYTES ? NAME_BYTES - b.len : FILE_LEAST;
    buf_put(&b, slug_file(part, room, a));
    return buf_str(&b);
}
