// SPDX-License-Identifier: MIT
// PNG, through libpng; the only file that includes it.
//
// The picture is decoded and encoded again with nothing but what its look
// depends on: the header, the palette, transparency, gamma. Whatever else a
// PNG carries (texts, EXIF, the time, bytes behind the end) is never copied,
// because it is never asked for.
#include "document/image_codec.h"

#include <png.h>
#include <setjmp.h>
#include <string.h>

// libpng leaves by longjmp: everything that must survive that lives here.
struct work {
    struct str rest; // not yet read
    png_structp reader, writer;
    png_infop source, copy;
    struct arena *arena;
    char *bytes; // written so far
    size_t len, capacity;
    png_bytepp rows;
};

static void fail(png_structp png, const char *message)
{
    (void)message;
    png_longjmp(png, 1);
}

static void ignore(png_structp png, const char *message)
{
    (void)png;
    (void)message;
}

static void take(png_structp png, png_bytep to, size_t count)
{
    struct work *w = png_get_io_ptr(png);

    if (count > w->rest.len)
        png_error(png, "truncated");
    memcpy(to, w->rest.ptr, count);
    w->rest = str_after(w->rest, count);
}

static void put(png_structp png, png_bytep from, size_t count)
{
    struct work *w = png_get_io_ptr(png);

    if (count > w->capacity - w->len) {
        size_t wanted = 2 * (w->len + count);
        w->bytes = arena_resize(w->arena, w->bytes, w->capacity, wanted);
        w->capacity = wanted;
    }
    memcpy(w->bytes + w->len, from, count);
    w->len += count;
}

static void flush(png_structp png)
{
    (void)png;
}

static bool work_begin(struct work *w)
{
    w->reader = png_create_read_struct(PNG_LIBPNG_VER_STRING, w, fail, ignore);
    w->writer = png_create_write_struct(PNG_LIBPNG_VER_STRING, w, fail, ignore);
    w->source = w->reader ? png_create_info_struct(w->reader) : NULL;
    w->copy = w->writer ? png_create_info_struct(w->writer) : NULL;
    if (!w->source || !w->copy)
        return false;
    png_set_read_fn(w->reader, w, take);
    png_set_write_fn(w->writer, w, put, flush);
    return true;
}

static void work_end(struct work *w)
{
    png_destroy_read_struct(&w->reader, &w->source, NULL);
    png_destroy_write_struct(&w->writer, &w->copy);
}

static bool read_picture(struct work *w)
{
    if (setjmp(png_jmpbuf(w->reader)))
        return false;
    png_read_png(w->reader, w->source, PNG_TRANSFORM_IDENTITY, NULL);
    w->rows = png_get_rows(w->reader, w->source);
    return true;
}

static void copy_header(struct work *w)
{
    png_uint_32 width, height;
    int depth, colour;

    png_get_IHDR(w->reader, w->source, &width, &height, &depth, &colour, NULL, NULL, NULL);
    png_set_IHDR(w->writer, w->copy, width, height, depth, colour, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_BASE, PNG_FILTER_TYPE_BASE);
}

static void copy_look(struct work *w)
{
    png_colorp palette;
    png_bytep alpha;
    png_color_16p transparent;
    png_fixed_point gamma;
    int count, intent;

    if (png_get_PLTE(w->reader, w->source, &palette, &count))
        png_set_PLTE(w->writer, w->copy, palette, count);
    if (png_get_tRNS(w->reader, w->source, &alpha, &count, &transparent))
        png_set_tRNS(w->writer, w->copy, alpha, count, transparent);
    if (png_get_sRGB(w->reader, w->source, &intent))
        png_set_sRGB(w->writer, w->copy, intent);
    else if (png_get_gAMA_fixed(w->reader, w->source, &gamma))
        png_set_gAMA_fixed(w->writer, w->copy, gamma);
}

static bool write_picture(struct work *w)
{
    if (setjmp(png_jmpbuf(w->writer)))
        return false;
    copy_header(w);
    copy_look(w);
    png_set_rows(w->writer, w->copy, w->rows);
    png_write_png(w->writer, w->copy, PNG_TRANSFORM_IDENTITY, NULL);
    return true;
}

static bool clean(struct str bytes, struct arena *a, struct str *out)
{
    struct work w = { .rest = bytes, .arena = a };
    bool ok = work_begin(&w) && read_picture(&w) && write_picture(&w);

    work_end(&w);
    if (ok)
        *out = (struct str){ w.bytes, w.len };
    return ok;
}

static int64_t big_endian(struct str four)
{
    const unsigned char *p = (const unsigned char *)four.ptr;

    return (int64_t)p[0] << 24 | p[1] << 16 | p[2] << 8 | p[3];
}

// The header comes first and has a fixed form, so nothing needs to be allocated
// on the word of a file that claims to be enormous.
static bool size(struct str bytes, int64_t *width, int64_t *height)
{
    if (bytes.len < 33 || !str_starts(bytes, STR("\x89PNG\r\n\x1A\n\0\0\0\rIHDR")))
        return false;
    int64_t w = big_endian(str_after(bytes, 16)), h = big_endian(str_after(bytes, 20));
    if (w == 0 || h == 0 || w > PNG_UINT_31_MAX || h > PNG_UINT_31_MAX)
        return false;
    *width = w;
    *height = h;
    return true;
}

const struct image_codec image_png = { size, clean };
