// SPDX-License-Identifier: MIT
#include "document/file_type.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

// ---- the first bytes ---------------------------------------------------------

// A PDF may have a kilobyte of anything before its signature (ISO 32000-1, annex H).
static bool is_pdf(struct str head)
{
    return str_find(str_from_to(head, 0, 1024), STR("%PDF-")) != SIZE_MAX;
}

static bool is_zip(struct str head)
{
    return str_starts(head, STR("PK\3\4")) || str_starts(head, STR("PK\5\6")); // the second one is empty
}

// An OpenDocument file begins with an entry "mimetype", stored as it is, at a
// fixed place (OpenDocument 1.3, part 2, 3.3).
static bool is_open_document(struct str head, const char *kind)
{
    struct str entry = str_after(head, 30), prefix = STR("mimetypeapplication/vnd.oasis.opendocument.");

    return is_zip(head) && str_starts(entry, prefix) &&
           str_starts(str_after(entry, prefix.len), str_from(kind));
}

static bool is_odt(struct str head)
{
    return is_open_document(head, "text");
}

static bool is_ods(struct str head)
{
    return is_open_document(head, "spreadsheet");
}

static bool is_odp(struct str head)
{
    return is_open_document(head, "presentation");
}

// DOCX, XLSX and PPTX are told apart only by their directory, at the very end.
static bool is_zip_or_office(struct str head)
{
    return is_zip(head) && !is_odt(head) && !is_ods(head) && !is_odp(head);
}

static bool is_old_office(struct str head)
{
    return str_starts(head, STR("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"));
}

static bool is_rtf(struct str head)
{
    return str_starts(head, STR("{\\rtf"));
}

static bool is_jpeg(struct str head)
{
    return str_starts(head, STR("\xFF\xD8\xFF"));
}

static bool is_png(struct str head)
{
    return str_starts(head, STR("\x89PNG\r\n\x1A\n"));
}

static bool is_webp(struct str head)
{
    return str_starts(head, STR("RIFF")) && str_starts(str_after(head, 8), STR("WEBP"));
}

static bool is_gif(struct str head)
{
    return str_starts(head, STR("GIF8"));
}

static bool starts_with_tag(struct str head, const char *tag)
{
    return head.len >= strlen(tag) && strncasecmp(head.ptr, tag, strlen(tag)) == 0;
}

// Behind [end], or nothing when it does not come.
static struct str behind(struct str head, struct str end)
{
    size_t at = str_find(head, end);

    return at == SIZE_MAX ? (struct str){ 0 } : str_after(head, at + end.len);
}

bool file_content_is_web_page(struct str head)
{
    if (str_starts(head, STR("\xEF\xBB\xBF")))
        head = str_after(head, 3);
    for (;;) {
        head = str_trim(head);
        if (str_starts(head, STR("<?xml")))
            head = behind(head, STR("?>"));
        else if (str_starts(head, STR("<!--")))
            head = behind(head, STR("-->"));
        else
            return starts_with_tag(head, "<!doctype html") || starts_with_tag(head, "<html");
    }
}

// Text in UTF-8 or in an eight-bit encoding: no control characters, and no
// other format that merely begins like a text.
static bool is_text(struct str head)
{
    for (size_t i = 0; i < head.len; i++) {
        unsigned char c = (unsigned char)head.ptr[i];
        if ((c < ' ' && !strchr("\t\n\r\f", c)) || c == '\0' || c == 0x7F)
            return false;
    }
    return !is_pdf(head) && !is_rtf(head) && !file_content_is_web_page(head);
}

static bool is_base64(struct str head)
{
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n";

    for (size_t i = 0; i < head.len; i++)
        if (!head.ptr[i] || !strchr(alphabet, head.ptr[i]))
            return false;
    return true;
}

// A CMS message: DER or BER (a SEQUENCE with a long length), PEM, or bare base64.
static bool is_signature(struct str head)
{
    bool der = head.len > 1 && head.ptr[0] == 0x30 && (unsigned char)head.ptr[1] >= 0x80;

    return der || str_starts(head, STR("-----BEGIN ")) || is_base64(head);
}

// The more exact ones first: file_content_of takes the first that matches.
enum { WEB_PAGE, PDF, ODT, ODS, ODP, ZIP, OLD_OFFICE, RTF, JPEG, PNG, WEBP, GIF, TEXT, SIGNATURE };

static const struct file_content contents[] = {
    [WEB_PAGE] = { "веб-страница", file_content_is_web_page },
    [PDF] = { "PDF", is_pdf },
    [ODT] = { "ODT", is_odt },
    [ODS] = { "ODS", is_ods },
    [ODP] = { "ODP", is_odp },
    [ZIP] = { "документ Office (DOCX, XLSX, PPTX) или архив ZIP", is_zip_or_office },
    [OLD_OFFICE] = { "документ старого Office (DOC, XLS, PPT)", is_old_office },
    [RTF] = { "RTF", is_rtf },
    [JPEG] = { "изображение JPEG", is_jpeg },
    [PNG] = { "изображение PNG", is_png },
    [WEBP] = { "изображение WebP", is_webp },
    [GIF] = { "изображение GIF", is_gif },
    [TEXT] = { "простой текст", is_text },
    [SIGNATURE] = { "электронная подпись", is_signature },
};

// ---- the table ---------------------------------------------------------------

#define OPEN_XML "application/vnd.openxmlformats-officedocument."
#define OPEN_DOC "application/vnd.oasis.opendocument."

static const struct file_type types[] = {
    { "pdf", "PDF", "application/pdf", &contents[PDF] },
    { "docx", "DOCX", OPEN_XML "wordprocessingml.document", &contents[ZIP] },
    { "xlsx", "XLSX", OPEN_XML "spreadsheetml.sheet", &contents[ZIP] },
    { "pptx", "PPTX", OPEN_XML "presentationml.presentation", &contents[ZIP] },
    { "odt", "ODT", OPEN_DOC "text", &contents[ODT] },
    { "ods", "ODS", OPEN_DOC "spreadsheet", &contents[ODS] },
    { "odp", "ODP", OPEN_DOC "presentation", &contents[ODP] },
    { "doc", "DOC", "application/msword", &contents[OLD_OFFICE] },
    { "xls", "XLS", "application/vnd.ms-excel", &contents[OLD_OFFICE] },
    { "ppt", "PPT", "application/vnd.ms-powerpoint", &contents[OLD_OFFICE] },
    { "rtf", "RTF", "application/rtf", &contents[RTF] },
    { "jpg", "JPEG", "image/jpeg", &contents[JPEG], .picture = true },
    { "jpeg", "JPEG", "image/jpeg", &contents[JPEG], .picture = true },
    { "png", "PNG", "image/png", &contents[PNG], .picture = true },
    { "webp", "WebP", "image/webp", &contents[WEBP], .picture = true },
    { "csv", "CSV", "text/csv", &contents[TEXT] },
    { "txt", "TXT", "text/plain", &contents[TEXT] },
    { "zip", "ZIP", "application/zip", &contents[ZIP] },
    { "sig", "SIG", "application/pkcs7-signature", &contents[SIGNATURE] },
    { "p7s", "P7S", "application/pkcs7-signature", &contents[SIGNATURE] },
};

enum { TYPES = sizeof types / sizeof *types, EXTENSION_BYTES = 8 };

const struct file_type *file_type_find(struct str extension)
{
    for (size_t i = 0; i < TYPES; i++)
        if (extension.len == strlen(types[i].extension) &&
            strncasecmp(extension.ptr, types[i].extension, extension.len) == 0)
            return &types[i];
    return NULL;
}

const char *file_media_type(struct str extension)
{
    const struct file_type *type = file_type_find(extension);

    return type ? type->media : "application/octet-stream";
}

static bool is_extension_letter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

struct str file_extension(struct str path)
{
    size_t start = path.len;

    while (start > 0 && is_extension_letter(path.ptr[start - 1]))
        start--;
    // A name that begins with its only dot is hidden, not typed.
    bool typed = start >= 2 && path.ptr[start - 1] == '.' && path.ptr[start - 2] != '/';
    return typed && path.len - start <= EXTENSION_BYTES ? str_after(path, start) : STR("");
}

const struct file_content *file_content_of(struct str head)
{
    for (size_t i = 0; i < sizeof contents / sizeof *contents; i++)
        if (contents[i].matches(head))
            return &contents[i];
    return NULL;
}

struct str file_type_list(struct arena *a)
{
    struct buf b = buf_new(a, 1024);

    for (size_t i = 0; i < TYPES; i++) {
        if (i)
            BUF_PUT(&b, ", ");
        buf_put(&b, str_from(types[i].extension));
    }
    return buf_str(&b);
}
