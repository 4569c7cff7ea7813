// SPDX-License-Identifier: MIT
// The only file that includes poppler.
#include "facts/examine.h"

#include <math.h>
#include <poppler.h>
#include <time.h>

// How much of a page its pictures have to cover for it to be a scan: a page without a word is
// one with less, such as a scan that was put between the margins of an office program.
#define FILLED          0.7
#define FILLED_WORDLESS 0.25

// A number of the page and a heading are no text of it.
enum { LETTERS_OF_PAGE = 30 };

enum { POINTS_PER_INCH = 72, READ_SECONDS = 6 }; // reading stops well before the limit does its work

static double area(const PopplerRectangle *r)
{
    return fabs((r->x2 - r->x1) * (r->y2 - r->y1));
}

static bool is_wordless(const char *text)
{
    int letters = 0;

    for (; text && *text && letters < LETTERS_OF_PAGE; text = g_utf8_next_char(text))
        letters += g_unichar_isalpha(g_utf8_get_char(text)) != 0;
    return letters < LETTERS_OF_PAGE;
}

// Dots per inch of the pictures that fill the page, 0 when none do. The size in
// pixels is in the structure, the size on paper in the mapping.
static int page_dpi(PopplerPage *page, struct structure *structure, int number, double filled)
{
    double width, height, sum = 0, largest = 0;
    int count = 0;
    GList *images = poppler_page_get_image_mapping(page);

    for (const GList *i = images; i; i = i->next) {
        double size = area(&((const PopplerImageMapping *)i->data)->area);
        sum += size;
        largest = fmax(largest, size);
        count++;
    }
    poppler_page_free_image_mapping(images);
    poppler_page_get_size(page, &width, &height);
    if (!count || !structure || sum < filled * width * height)
        return 0;
    struct pictures p = structure_pictures(structure, number);
    // Pages may share one list of pictures: then only the largest is surely this page's.
    double square = p.count > count ? p.largest / largest : p.pixels / sum;
    double dpi = POINTS_PER_INCH * sqrt(square);
    return dpi <= DPI_MOST ? (int)lround(dpi) : 0; // not a number either, where a page has no size
}

// Whether more than half the height of a letter lies between two neighbours: poppler parts words by less.
static bool is_gap(const PopplerRectangle *left, const PopplerRectangle *right)
{
    return right->x1 - left->x2 > fabs(left->y2 - left->y1) / 2;
}

// The text with a space where poppler joins two columns of one line: «ПРИНЯТОУТВЕРЖДЕНО». To be freed.
static char *page_text(PopplerPage *page)
{
    char *text = poppler_page_get_text(page);
    PopplerRectangle *letters = NULL;
    guint count = 0, i = 0;

    if (!text || !g_utf8_validate(text, -1, NULL) || !poppler_page_get_text_layout(page, &letters, &count) ||
        (glong)count != g_utf8_strlen(text, -1)) {
        g_free(letters);
        return text;
    }
    GString *parted = g_string_new(NULL);
    for (const char *at = text; *at; at = g_utf8_next_char(at), i++) {
        if (i > 0 && !g_ascii_isspace(*at) && !g_ascii_isspace(at[-1]) &&
            is_gap(&letters[i - 1], &letters[i]))
            g_string_append_c(parted, ' ');
        g_string_append_len(parted, at, g_utf8_next_char(at) - at);
    }
    g_free(letters);
    g_free(text);
    return g_string_free(parted, FALSE);
}

static void answer_pages(PopplerDocument *document, struct structure *structure, FILE *out)
{
    int count = poppler_document_get_n_pages(document);
    size_t left = LIMIT_FACTS_TEXT_BYTES;
    bool cut = false;

    answer_count(out, "pages", count, PAGES_MOST);
    for (int i = 0; i < count && i < LIMIT_FACTS_PAGES; i++) {
        PopplerPage *page = poppler_document_get_page(document, i);
        if (!page || cut || clock() / CLOCKS_PER_SEC >= READ_SECONDS)
            break;
        char *text = page_text(page);
        cut = !answer_page(out, text, &left);
        answer_number(out, "dpi", page_dpi(page, structure, i, is_wordless(text) ? FILLED_WORDLESS : FILLED));
        g_free(text);
        g_object_unref(page);
    }
    answer_flag(out, "cut", cut);
}

static void answer_metadata(PopplerDocument *document, FILE *out)
{
    answer_text(out, "title", poppler_document_get_title(document), TEXT_LINE);
    answer_text(out, "author", poppler_document_get_author(document), TEXT_LINE);
    answer_text(out, "producer", poppler_document_get_producer(document), TEXT_LINE);
    answer_flag(out, "restricted",
                !(poppler_document_get_permissions(document) & POPPLER_PERMISSIONS_OK_TO_COPY));
}

void examine_pdf(struct bytes file, FILE *out)
{
    GError *error = NULL;
    GBytes *bytes = g_bytes_new_static(file.ptr, file.len);
    PopplerDocument *document = poppler_document_new_from_bytes(bytes, NULL, &error);
    bool locked = !document && error->domain == POPPLER_ERROR && error->code == POPPLER_ERROR_ENCRYPTED;

    answer_flag(out, "opens", locked || (document && poppler_document_get_n_pages(document) > 0));
    answer_flag(out, "locked", locked);
    if (!document)
        return;
    struct structure *structure = structure_open(file);
    answer_metadata(document, out);
    answer_pages(document, structure, out);
    if (structure) {
        structure_answer(structure, out);
        structure_signatures(structure, file, out);
    }
}
