// SPDX-License-Identifier: MIT
#include "page/document.h"

#include "base/buf.h"
#include "base/letter.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "record/facts.h"

#define AT(member) offsetof(struct document_page, member)
static const struct field page_fields[] = {
    { "number", NULL, FIELD_INT, AT(number), .meaning = "номер страницы документа" },
    { "paragraphs", NULL, FIELD_TEXTS, AT(paragraphs), .meaning = "её абзацы; пусто, если это изображение" },
};
#undef AT
static const struct record_type document_page_type = {
    .name = "document_page",
    .title = "страница документа",
    .plural = "страницы документа",
    .size = sizeof(struct document_page),
    FIELDS(page_fields),
};

#define AT(member) offsetof(struct document_text, member)
static const struct field text_fields[] = {
    { "file", NULL, FIELD_POINTER, AT(file), &file_type, .meaning = "файл, из которого взят текст" },
    { "pages", NULL, FIELD_RECORDS, AT(pages), &document_page_type, .meaning = "его страницы по порядку" },
    { "cut", NULL, FIELD_BOOL, AT(cut), .meaning = "текст слишком длинный и показан не до конца" },
};
#undef AT
const struct record_type document_text_type = {
    .name = "document_text",
    .title = "текст документа",
    .plural = "тексты документа",
    .size = sizeof(struct document_text),
    FIELDS(text_fields),
};

// ---- which documents ---------------------------------------------------------------

static bool is_readable(const struct file_ref *file)
{
    return file->present && file->facts && file->facts->text_layer == TEXT_READABLE && !file->facts->plain &&
           file->discloses == DISCLOSES_NOTHING;
}

static bool has_text(const struct act *act)
{
    bool found = false;

    for (LIST_EACH(const struct file_ref, file, act->files))
        found |= is_readable(file);
    return found && !act->withheld;
}

void document_choose_pages(struct section *section)
{
    for (LIST_EACH(struct act, act, section->acts))
        if (has_text(act))
            act->text_page =
                section_path(section, str_format(section->arena, "document-%.*s.html", STR_ARG(act->id)).ptr);
}

// ---- paragraphs ------------------------------------------------------------------------

// A PDF knows lines only: one that ends before three quarters of the page's width
// ends a paragraph; a number, a dash or a bullet begins one. Office files have
// their paragraphs, one on a line.
enum { FULL_LINE_PERCENT = 75 };

static size_t widest_line(struct str text)
{
    struct str line;
    size_t widest = 0;

    while (str_split(&text, '\n', &line)) {
        size_t width = utf8_length(str_trim(line));
        widest = width > widest ? width : widest;
    }
    return widest;
}

static bool begins_item(struct str line)
{
    struct letter l = { 0 };
    struct str rest = line;
    size_t digits = 0;

    while (letter_next(&rest, &l) && l.lower >= '0' && l.lower <= '9')
        digits++;
    if (digits)
        return l.lower == '.' || l.lower == ')';
    return letter_is_dash(l.lower) || l.lower == 0x2022 || l.lower == 0xB7; // • ·
}

static void end_paragraph(struct buf *words, struct list *paragraphs)
{
    struct str *paragraph = ARENA_NEW(words->arena, struct str);

    if (words->len == 0)
        return;
    *paragraph = str_copy(buf_str(words), words->arena);
    list_add(paragraphs, paragraph, words->arena);
    buf_clear(words);
}

static struct list paragraphs_of(struct str text, bool wrapped, struct arena *a)
{
    struct buf words = buf_new(a, LIMIT_FACTS_BYTES);
    struct list paragraphs = { 0 };
    size_t widest = wrapped ? widest_line(text) : SIZE_MAX / 100;
    struct str line;

    while (str_split(&text, '\n', &line)) {
        line = str_trim(line);
        if (str_empty(line) || begins_item(line))
            end_paragraph(&words, &paragraphs);
        if (words.len && words.ptr[words.len - 1] != '-')
            buf_char(&words, ' ');
        buf_put(&words, line);
        if (utf8_length(line) * 100 < widest * FULL_LINE_PERCENT)
            end_paragraph(&words, &paragraphs);
    }
    end_paragraph(&words, &paragraphs);
    return paragraphs;
}

// ---- the text --------------------------------------------------------------------------

// As many whole pages as fit into [left] bytes, which it lessens. Of an Office file only its
// text, which is the first: headers, notes and comments follow it.
static struct document_text *text_of(const struct file_ref *file, size_t *left, struct arena *a)
{
    struct document_text *text = ARENA_NEW(a, struct document_text);
    const bool is_pdf = str_is(file->extension, "pdf");

    text->file = file;
    text->cut = file->facts->cut || (is_pdf && file->facts->pages > (int64_t)file->facts->read.count);
    for (LIST_EACH(const struct facts_page, read, file->facts->read)) {
        struct document_page *page = ARENA_NEW(a, struct document_page);
        if (read->text.len > *left) {
            text->cut = true;
            break;
        }
        *left -= read->text.len;
        page->number = (int64_t)text->pages.count + 1;
        page->paragraphs = paragraphs_of(read->text, is_pdf, a);
        list_add(&text->pages, page, a);
        if (!is_pdf)
            break;
    }
    return text;
}

struct list document_texts(const struct act *act, struct arena *a)
{
    struct list texts = { 0 };
    size_t left = LIMIT_DOCUMENT_TEXT_BYTES;

    for (LIST_EACH(const struct file_ref, file, act->files))
        if (is_readable(file))
            list_add(&texts, text_of(file, &left, a), a);
    return texts;
}
