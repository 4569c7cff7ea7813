// SPDX-License-Identifier: MIT
#include "record/facts_read.h"

#include "base/limits.h"
#include "base/utf8.h"

#include <string.h>

enum row_kind { ROW_FLAG, ROW_NUMBER, ROW_LINE, ROW_WORD, ROW_DATE, ROW_PAGE, ROW_DPI, ROW_DIED };

enum { PAGES_MOST = 100000, DPI_MOST = 100000, LINE_MOST = 1000 };

static const struct row {
    const char *key;
    enum row_kind kind;
    size_t offset;
    const struct choices *choices;
} table[] = {
#define AT(member) offsetof(struct document_facts, member)
    { "opens", ROW_FLAG, AT(opens) },
    { "locked", ROW_FLAG, AT(locked) },
    { "encrypted", ROW_FLAG, AT(encrypted) },
    { "restricted", ROW_FLAG, AT(restricted) },
    { "repaired", ROW_FLAG, AT(repaired) },
    { "tagged", ROW_FLAG, AT(tagged) },
    { "macros", ROW_FLAG, AT(macros) },
    { "tracked", ROW_FLAG, AT(tracked) },
    { "covers", ROW_FLAG, AT(covers) },
    { "cut", ROW_FLAG, AT(cut) },
    { "pages", ROW_NUMBER, AT(pages) },
    { "title", ROW_LINE, AT(title) },
    { "author", ROW_LINE, AT(author) },
    { "editor", ROW_LINE, AT(editor) },
    { "producer", ROW_LINE, AT(producer) },
    { "language", ROW_LINE, AT(language) },
    { "signature", ROW_WORD, AT(signature), &signature_kind_choices },
    { "verdict", ROW_WORD, AT(verdict), &signature_verdict_choices },
    { "doubt", ROW_WORD, AT(doubt), &signature_doubt_choices },
    { "signer", ROW_LINE, AT(signer) },
    { "signed_on", ROW_DATE, AT(signed_on) },
    { "died", ROW_DIED, AT(reason) },
    { "page", ROW_PAGE, 0 },
    { "dpi", ROW_DPI, 0 },
#undef AT
};

enum { ROWS = sizeof table / sizeof *table };

static const struct row *row_find(struct str key)
{
    for (size_t i = 0; i < ROWS; i++)
        if (str_is(key, table[i].key))
            return &table[i];
    return NULL;
}

static bool read_number(struct str text, int64_t most, int64_t *out)
{
    int64_t n = 0;

    if (text.len == 0 || text.len > 9 || (text.len > 1 && *text.ptr == '0'))
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
        n = n * 10 + (text.ptr[i] - '0');
    }
    *out = n;
    return n <= most;
}

static bool is_clean(struct str text, bool lines)
{
    while (text.len) {
        uint32_t c = utf8_next(&text);
        if (c == UTF8_BAD || (c < ' ' && !(lines && c == '\n')) || (c >= 0x7F && c < 0xA0))
            return false;
    }
    return true;
}

static bool read_word(const struct choices *choices, struct str word, int *out)
{
    for (size_t i = 1; i < choices->count; i++)
        if (str_is(word, choices->items[i].key)) {
            *out = (int)i;
            return true;
        }
    return false;
}

static bool read_page(struct str text, struct arena *a, struct document_facts *out)
{
    struct facts_page *page = ARENA_NEW(a, struct facts_page);

    if (out->read.count >= LIMIT_FACTS_PAGES || !is_clean(text, true))
        return false;
    page->text = str_copy(text, a);
    page->dpi = -1; // its row may follow
    list_add(&out->read, page, a);
    return true;
}

static bool read_dpi(struct str text, struct document_facts *out)
{
    struct facts_page *page;

    if (out->read.count == 0)
        return false;
    memcpy(&page, &out->read.items[out->read.count - 1], sizeof page);
    return page->dpi == -1 && read_number(text, DPI_MOST, &page->dpi);
}

static bool read_died(struct str how, struct str *reason)
{
    if (str_is(how, "time"))
        *reason = STR("разбор документа занял слишком много времени и остановлен");
    else
        *reason = STR("разбор документа закончился сбоем");
    return str_is(how, "time") || str_is(how, "crash");
}

static bool read_flag(struct str text, bool *out)
{
    *out = str_is(text, "1");
    return *out || str_is(text, "0");
}

static bool read_value(const struct row *row, struct str value, struct arena *a, struct document_facts *out)
{
    void *at = (char *)out + row->offset;

    switch (row->kind) {
    case ROW_FLAG:
        return read_flag(value, at);
    case ROW_NUMBER:
        return read_number(value, PAGES_MOST, at);
    case ROW_LINE:
        *(struct str *)at = str_copy(value, a);
        return value.len > 0 && value.len <= LINE_MOST && is_clean(value, false);
    case ROW_WORD:
        return read_word(row->choices, value, at);
    case ROW_DATE:
        return value.len == 10 && date_parse(value, at);
    case ROW_PAGE:
        return read_page(value, a, out);
    case ROW_DPI:
        return read_dpi(value, out);
    case ROW_DIED:
        return read_died(value, at);
    }
    return false;
}

// Cuts one row off the front.
static bool take_row(struct str *rest, struct str *key, struct str *value)
{
    size_t space = str_find_char(str_from_to(*rest, 0, 32), ' ');
    int64_t length;

    if (space == SIZE_MAX)
        return false;
    *key = str_from_to(*rest, 0, space);
    *rest = str_after(*rest, space + 1);
    size_t colon = str_find_char(str_from_to(*rest, 0, 16), ':');
    if (colon == SIZE_MAX || !read_number(str_from_to(*rest, 0, colon), LIMIT_FACTS_BYTES, &length))
        return false;
    *rest = str_after(*rest, colon + 1);
    if (rest->len <= (size_t)length || rest->ptr[length] != '\n')
        return false;
    *value = str_from_to(*rest, 0, (size_t)length);
    *rest = str_after(*rest, (size_t)length + 1);
    return true;
}

static bool read_rows(struct str rows, struct arena *a, struct document_facts *out)
{
    bool seen[ROWS] = { false };
    struct str key, value;

    while (rows.len) {
        if (!take_row(&rows, &key, &value))
            return false;
        const struct row *row = row_find(key);
        bool repeats = row && (row->kind == ROW_PAGE || row->kind == ROW_DPI);
        if (!row || (seen[row - table] && !repeats) || !read_value(row, value, a, out))
            return false;
        seen[row - table] = true;
    }
    for (LIST_EACH(struct facts_page, page, out->read))
        page->dpi = page->dpi == -1 ? 0 : page->dpi;
    return seen[0] != !str_empty(out->reason); // it opens, it does not, or nobody could tell
}

bool facts_read(struct str rows, struct arena *a, struct document_facts *out)
{
    *out = (struct document_facts){ .pages = FIELD_INT_ABSENT, .dpi = FIELD_INT_ABSENT };
    if (rows.len <= LIMIT_FACTS_BYTES && read_rows(rows, a, out)) {
        out->failed = !str_empty(out->reason);
        out->status = out->failed ? FACTS_NOT_EXAMINED : FACTS_EXAMINED;
        return true;
    }
    *out = (struct document_facts){ .pages = FIELD_INT_ABSENT, .dpi = FIELD_INT_ABSENT };
    return false;
}
