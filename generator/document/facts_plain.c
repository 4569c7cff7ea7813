// SPDX-License-Identifier: MIT
#include "document/facts_plain.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "input/charset.h"

#include <string.h>

bool facts_is_plain(struct str extension)
{
    return str_is(extension, "txt") || str_is(extension, "csv");
}

// The whole lines among the bytes that are read.
static struct str beginning(struct str bytes)
{
    size_t end = LIMIT_FACTS_TEXT_BYTES;

    if (bytes.len <= end)
        return bytes;
    while (end > 0 && bytes.ptr[end - 1] != '\n')
        end--;
    return str_from_to(bytes, 0, end);
}

static bool decode(struct str bytes, struct arena *a, struct str *text)
{
    const struct charset *charset;

    *text = bytes;
    if (utf8_first_bad(bytes) == SIZE_MAX)
        return true;
    charset = charset_guess(bytes);
    return charset && charset_decode(charset, bytes, a, text);
}

// With spaces for what parts the cells of a table: a name may stand in three of them.
static struct str without(struct str text, const char *signs, struct arena *a)
{
    char *copy = str_cstr(text, a);

    for (size_t i = 0; i < text.len; i++)
        if (copy[i] && strchr(signs, copy[i]))
            copy[i] = ' ';
    return (struct str){ copy, text.len };
}

bool facts_read_plain(struct str bytes, struct str extension, struct arena *a, struct document_facts *facts)
{
    struct str read = beginning(bytes), text;
    struct facts_page *page = ARENA_NEW(a, struct facts_page);

    if (str_empty(read) || !decode(read, a, &text))
        return false;
    page->text = without(text, str_is(extension, "csv") ? "\r;,\t\"" : "\r", a);
    *facts = (struct document_facts){ .status = FACTS_EXAMINED,
                                      .opens = true,
                                      .plain = true,
                                      .cut = read.len < bytes.len,
                                      .pages = FIELD_INT_ABSENT,
                                      .dpi = FIELD_INT_ABSENT,
                                      .text_layer = TEXT_READABLE };
    list_add(&facts->read, page, a);
    return true;
}
