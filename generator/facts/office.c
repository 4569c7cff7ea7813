// SPDX-License-Identifier: MIT
// The only file that includes libzip and expat: DOCX, XLSX, PPTX and the three
// OpenDocument kinds. A part is read to a limit and never unpacked to disk; a
// document type definition, the door of every XML bomb, ends the reading.
#include "facts/examine.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

enum { CHUNK = 65536 };

struct reader {
    zip_t *zip;
    FILE *out;
    XML_Parser parser;
    size_t budget; // bytes that may still be unpacked
    char *line;    // metadata: text of the element that is open
    size_t line_length;
    FILE *text;  // of the document, or of what stands around it
    size_t room; // bytes of text that may still be kept
    bool in_text, tracked, broken;
    bool found;          // a part that makes it a document
    bool cut;            // some of it was not read
    const char *told[8]; // keys of the answer that have been given
};

static const char *local(const char *name)
{
    const char *colon = strrchr(name, ':');

    return colon ? colon + 1 : name;
}

// ---- text --------------------------------------------------------------------------------

static void put_text(struct reader *r, const char *text, size_t length)
{
    if (length > r->room) {
        r->cut = true;
        r->room = 0; // nothing may follow what is missing
        return;
    }
    fwrite(text, 1, length, r->text);
    r->room -= length;
}

static bool is_one_of(const char *name, const char *const *names)
{
    for (; *names; names++)
        if (strcmp(name, *names) == 0)
            return true;
    return false;
}

// Text stands in these elements, whatever the format.
static const char *const text_elements[] = { "w:t", "w:delText", "a:t", "t", "text:p", "text:h", NULL };
static const char *const line_elements[] = {
    "w:p", "a:p", "si", "text:p", "text:h", "w:br", "text:line-break", NULL
};
static const char *const tracked_elements[] = {
    "w:ins", "w:del", "w:moveFrom", "w:moveTo", "text:changed-region", NULL
};

static void XMLCALL body_start(void *context, const XML_Char *name, const XML_Char **attributes)
{
    struct reader *r = context;

    (void)attributes;
    if (is_one_of(name, text_elements))
        r->in_text = true;
    if (is_one_of(name, tracked_elements))
        r->tracked = true;
    if (strcmp(name, "w:tab") == 0 || strcmp(name, "text:s") == 0 || strcmp(name, "text:tab") == 0)
        put_text(r, " ", 1);
}

static void XMLCALL body_end(void *context, const XML_Char *name)
{
    struct reader *r = context;

    if (is_one_of(name, text_elements))
        r->in_text = false;
    if (is_one_of(name, line_elements))
        put_text(r, "\n", 1);
}

static void XMLCALL body_text(void *context, const XML_Char *text, int length)
{
    struct reader *r = context;

    if (r->in_text)
        put_text(r, text, (size_t)length);
}

// ---- metadata ------------------------------------------------------------------------------

static const struct {
    const char *element, *key;
} metadata[] = {
    { "dc:title", "title" },           { "dc:creator", "author" },
    { "cp:lastModifiedBy", "editor" }, { "meta:initial-creator", "author" },
    { "dc:language", "language" },     { "Application", "producer" },
    { "meta:generator", "producer" },  { "Pages", "pages" },
};

// Whether [key] may be told: a file that says something twice is believed the first time.
static bool tell_once(struct reader *r, const char *key)
{
    size_t i = 0;

    for (; i < sizeof r->told / sizeof *r->told && r->told[i]; i++)
        if (strcmp(r->told[i], key) == 0)
            return false;
    if (i == sizeof r->told / sizeof *r->told)
        return false;
    r->told[i] = key;
    return true;
}

static void XMLCALL meta_start(void *context, const XML_Char *name, const XML_Char **attributes)
{
    struct reader *r = context;

    r->line_length = 0;
    if (strcmp(name, "meta:document-statistic") != 0)
        return;
    for (; attributes[0]; attributes += 2)
        if (strcmp(attributes[0], "meta:page-count") == 0 && tell_once(r, "pages"))
            answer_count(r->out, "pages", strtol(attributes[1], NULL, 10), PAGES_MOST);
}

static void XMLCALL meta_text(void *context, const XML_Char *text, int length)
{
    struct reader *r = context;

    for (int i = 0; i < length && r->line_length < TEXT_LINE; i++)
        r->line[r->line_length++] = text[i];
}

// OpenDocument calls the last editor dc:creator and the first one initial-creator;
// Office calls the first one dc:creator.
static const char *key_of(const struct reader *r, const char *element)
{
    bool open_document = zip_name_locate(r->zip, "meta.xml", 0) >= 0;

    if (open_document && strcmp(element, "dc:creator") == 0)
        return "editor";
    for (size_t i = 0; i < sizeof metadata / sizeof *metadata; i++)
        if (strcmp(element, metadata[i].element) == 0)
            return metadata[i].key;
    return NULL;
}

static void XMLCALL meta_end(void *context, const XML_Char *name)
{
    struct reader *r = context;
    const char *key = key_of(r, name);

    r->line[r->line_length] = '\0';
    r->line_length = 0;
    if (!key || !tell_once(r, key))
        return;
    if (strcmp(key, "pages") == 0)
        answer_count(r->out, "pages", strtol(r->line, NULL, 10), PAGES_MOST);
    else
        answer_text(r->out, key, r->line, TEXT_LINE);
}

// ---- parts -----------------------------------------------------------------------------------

static void XMLCALL refuse_doctype(void *context, const XML_Char *name, const XML_Char *system,
                                   const XML_Char *public, int has_subset)
{
    struct reader *r = context;

    (void)name, (void)system, (void)public, (void)has_subset;
    XML_StopParser(r->parser, XML_FALSE);
}

static void feed(struct reader *r, zip_file_t *part)
{
    size_t left = LIMIT_OFFICE_PART_BYTES < r->budget ? LIMIT_OFFICE_PART_BYTES : r->budget;
    char *chunk = malloc(CHUNK);

    if (!chunk)
        abort();
    for (;;) {
        zip_int64_t got = zip_fread(part, chunk, CHUNK);
        if (got > (zip_int64_t)left) { // too much of it: what was read stands
            r->cut = true;
            break;
        }
        if (got < 0 || XML_Parse(r->parser, chunk, (int)got, got == 0) != XML_STATUS_OK) {
            r->broken = true;
            break;
        }
        if (got == 0)
            break;
        left -= (size_t)got;
        r->budget -= (size_t)got;
    }
    free(chunk);
}

struct handlers {
    XML_StartElementHandler start;
    XML_EndElementHandler end;
    XML_CharacterDataHandler text;
};
static const struct handlers body = { body_start, body_end, body_text },
                             meta = { meta_start, meta_end, meta_text };

static bool read_part(struct reader *r, const char *name, const struct handlers *handlers)
{
    zip_file_t *part = zip_fopen(r->zip, name, 0);

    if (!part) {
        r->cut |= zip_name_locate(r->zip, name, 0) >= 0; // it is there
        return false;
    }
    r->parser = XML_ParserCreate(NULL);
    if (!r->parser)
        abort();
    XML_SetUserData(r->parser, r);
    XML_SetElementHandler(r->parser, handlers->start, handlers->end);
    XML_SetCharacterDataHandler(r->parser, handlers->text);
    XML_SetStartDoctypeDeclHandler(r->parser, refuse_doctype);
    feed(r, part);
    XML_ParserFree(r->parser);
    zip_fclose(part);
    return true;
}

static bool is_macro(const char *name)
{
    return strcmp(local(name), "vbaProject.bin") == 0 || strstr(name, "/vbaProject.bin") ||
           (strncmp(name, "Basic/", 6) == 0 && strlen(name) > 6 && !strstr(name, "script-lc.xml")) ||
           (strncmp(name, "Scripts/", 8) == 0 && strlen(name) > 8);
}

static bool has_macros(const struct reader *r, zip_int64_t entries)
{
    for (zip_int64_t i = 0; i < entries; i++) {
        const char *name = zip_get_name(r->zip, (zip_uint64_t)i, 0);
        if (name && is_macro(name))
            return true;
    }
    return false;
}

static void read_body(struct reader *r)
{
    static const char *const parts[] = { "word/document.xml", "xl/sharedStrings.xml", "content.xml" };
    char slide[64];

    r->found = zip_name_locate(r->zip, "xl/workbook.xml", 0) >= 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        r->found |= read_part(r, parts[i], &body);
    for (int i = 1; i <= LIMIT_FACTS_PAGES; i++) {
        snprintf(slide, sizeof slide, "ppt/slides/slide%d.xml", i);
        if (!read_part(r, slide, &body))
            break;
        r->found = true;
    }
    snprintf(slide, sizeof slide, "ppt/slides/slide%d.xml", LIMIT_FACTS_PAGES + 1);
    r->cut |= zip_name_locate(r->zip, slide, 0) >= 0;
}

// What stands around the text: how the names of such parts begin.
static const char *const around[] = { "word/header",
                                      "word/footer",
                                      "word/footnotes",
                                      "word/endnotes",
                                      "word/comments",
                                      "xl/comments",
                                      "xl/drawings/",
                                      "xl/worksheets/",
                                      "xl/threadedComments/",
                                      "ppt/comments/",
                                      "ppt/notesSlides/",
                                      "styles.xml",
                                      NULL };

static bool is_around(const char *name)
{
    const char *extension = strrchr(name, '.');

    for (const char *const *begin = around; *begin; begin++)
        if (strncmp(name, *begin, strlen(*begin)) == 0)
            return extension && strcmp(extension, ".xml") == 0;
    return false;
}

static void read_around(struct reader *r)
{
    zip_int64_t entries = zip_get_num_entries(r->zip, 0);

    for (zip_int64_t i = 0; i < entries; i++) {
        const char *name = zip_get_name(r->zip, (zip_uint64_t)i, 0);
        if (name && is_around(name))
            read_part(r, name, &body);
    }
}

// A password makes every part of an OpenDocument file unreadable and says so here.
static void XMLCALL manifest_start(void *context, const XML_Char *name, const XML_Char **attributes)
{
    struct reader *r = context;

    (void)attributes;
    if (strcmp(local(name), "encryption-data") == 0 && !r->tracked) {
        r->tracked = true;
        answer_flag(r->out, "locked", true);
    }
}

static void XMLCALL no_end(void *context, const XML_Char *name)
{
    (void)context, (void)name;
}

static bool is_locked(struct reader *r)
{
    static const struct handlers manifest = { manifest_start, no_end, NULL };

    read_part(r, "META-INF/manifest.xml", &manifest);
    bool locked = r->tracked;
    r->tracked = r->broken = r->cut = false;
    return locked;
}

// What [read] finds, as a page of its own.
static void answer_text_of(struct reader *r, FILE *out, void (*read)(struct reader *))
{
    char *text = NULL;
    size_t size = 0, left = LIMIT_FACTS_TEXT_BYTES;

    r->text = open_memstream(&text, &size);
    if (!r->text)
        abort();
    read(r);
    fclose(r->text);
    answer_page(out, text, &left);
    free(text);
}

static void answer_office(struct reader *r, FILE *out)
{
    r->line = malloc(TEXT_LINE + 1);
    if (!r->line)
        abort();
    answer_text_of(r, out, read_body);
    answer_text_of(r, out, read_around);
    answer_flag(out, "opens", r->found && !r->broken);
    answer_flag(out, "tracked", r->tracked);
    answer_flag(out, "cut", r->cut);
    read_part(r, "docProps/core.xml", &meta);
    read_part(r, "docProps/app.xml", &meta);
    read_part(r, "meta.xml", &meta);
}

void examine_office(struct bytes file, FILE *out)
{
    zip_error_t error;
    zip_source_t *source = zip_source_buffer_create(file.ptr, file.len, 0, &error);
    struct reader r = { .zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL,
                        .out = out,
                        .room = LIMIT_FACTS_TEXT_BYTES,
                        .budget = LIMIT_OFFICE_BYTES };
    zip_int64_t entries = r.zip ? zip_get_num_entries(r.zip, 0) : 0;

    if (entries <= 0 || entries > LIMIT_OFFICE_PARTS) {
        answer_flag(out, "opens", false);
        return;
    }
    if (is_locked(&r)) {
        answer_flag(out, "opens", true);
        return;
    }
    answer_flag(out, "macros", has_macros(&r, entries));
    answer_office(&r, out);
}
