// SPDX-License-Identifier: MIT
// The pictures are made here, by the same libraries, with a token in every
// place where a camera or an editor leaves words.
#include "base/buf.h"
#include "document/image.h"
#include "unit.h"

#include <libexif/exif-data.h>
#include <png.h>
#include <stdlib.h>
#include <string.h>
#include <turbojpeg.h>
#include <webp/encode.h>
#include <webp/mux.h>

#define TOKEN "SECRET-55.7558N"

// Two MCUs by three, so that every turn is exact, with another colour in each block.
enum { WIDE = 32, HIGH = 48 };

static void paint(unsigned char *rgb, int width, int height)
{
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            unsigned char *p = rgb + 3 * (y * width + x);
            p[0] = (unsigned char)(x / 16 * 200);
            p[1] = (unsigned char)(y / 16 * 100);
            p[2] = 40;
        }
}

static bool has_token(struct str bytes)
{
    return str_find(bytes, STR(TOKEN)) != SIZE_MAX;
}

static struct str join(struct arena *a, struct str one, struct str two, struct str three)
{
    char *all = arena_alloc(a, one.len + two.len + three.len, 1);

    memcpy(all, one.ptr, one.len);
    memcpy(all + one.len, two.ptr, two.len);
    memcpy(all + one.len + two.len, three.ptr, three.len);
    return (struct str){ all, one.len + two.len + three.len };
}

// ---- JPEG --------------------------------------------------------------------

static struct str jpeg_written(struct arena *a, int width, int height, int flags)
{
    unsigned char *rgb = arena_alloc(a, (size_t)(width * height), 3), *bytes = NULL;
    unsigned long size = 0;
    tjhandle handle = tjInitCompress();

    paint(rgb, width, height);
    assert_int_equal(
        tjCompress2(handle, rgb, width, 0, height, TJPF_RGB, &bytes, &size, TJSAMP_420, 95, flags), 0);
    struct str copy = str_copy((struct str){ (char *)bytes, size }, a);
    tjFree(bytes);
    tjDestroy(handle);
    return copy;
}

static struct str jpeg_plain(struct arena *a, int width, int height)
{
    return jpeg_written(a, width, height, 0);
}

static void exif_put(ExifData *exif, ExifIfd ifd, ExifTag tag, ExifFormat format, struct str value)
{
    ExifMem *memory = exif_mem_new_default();
    ExifEntry *entry = exif_entry_new_mem(memory);

    entry->data = exif_mem_alloc(memory, (ExifLong)value.len);
    memcpy(entry->data, value.ptr, value.len);
    entry->size = (unsigned)value.len;
    entry->tag = tag;
    entry->components = value.len / exif_format_get_size(format);
    entry->format = format;
    exif_content_add_entry(exif->ifd[ifd], entry);
    exif_entry_unref(entry);
    exif_mem_unref(memory);
}

// An APP1 segment with the author, the place and the orientation.
static struct str exif_app1(struct arena *a, int orientation)
{
    ExifData *exif = exif_data_new();
    unsigned char *body = NULL, turned[2];
    unsigned size = 0;

    exif_data_set_byte_order(exif, EXIF_BYTE_ORDER_INTEL);
    exif_set_short(turned, EXIF_BYTE_ORDER_INTEL, (ExifShort)orientation);
    exif_put(exif, EXIF_IFD_0, EXIF_TAG_ORIENTATION, EXIF_FORMAT_SHORT, (struct str){ (char *)turned, 2 });
    exif_put(exif, EXIF_IFD_0, EXIF_TAG_ARTIST, EXIF_FORMAT_ASCII, STR(TOKEN "\0"));
    exif_put(exif, EXIF_IFD_GPS, (ExifTag)0x1B, EXIF_FORMAT_UNDEFINED, STR("GPS" TOKEN));
    exif_data_save_data(exif, &body, &size);
    unsigned length = size + 2;
    const char head[] = { '\xFF', '\xE1', (char)(length >> 8), (char)length };
    struct str all = join(a, (struct str){ head, 4 }, (struct str){ (char *)body, size }, STR(""));
    free(body);
    exif_data_unref(exif);
    return all;
}

static struct str jpeg_with(struct arena *a, struct str plain, int orientation)
{
    return join(a, str_from_to(plain, 0, 2), exif_app1(a, orientation), str_after(plain, 2));
}

// The red and green of the middle of the block at [x], [y], as indices of paint().
static void block_at(struct str jpeg, struct arena *a, int x, int y, int *column, int *row)
{
    int width, height, sampling;
    tjhandle handle = tjInitDecompress();
    unsigned char *bytes = (unsigned char *)str_cstr(jpeg, a);

    assert_int_equal(tjDecompressHeader2(handle, bytes, jpeg.len, &width, &height, &sampling), 0);
    unsigned char *rgb = arena_alloc(a, (size_t)(width * height), 3);
    assert_int_equal(tjDecompress2(handle, bytes, jpeg.len, rgb, width, 0, height, TJPF_RGB, 0), 0);
    tjDestroy(handle);
    const unsigned char *p = rgb + 3 * ((y * 16 + 8) * width + x * 16 + 8);
    *column = (p[0] + 100) / 200;
    *row = (p[1] + 50) / 100;
}

static void a_jpeg_loses_its_metadata_and_stands_upright(void **state)
{
    // Where the first block of the stored picture (column 0, row 0) has to
    // stand, in blocks of the upright one, and whether the sides are swapped.
    static const struct {
        int x, y;
        bool swapped;
    } expected[] = {
        { 0, 0, false }, { 1, 0, false }, { 1, 2, false }, { 0, 2, false },
        { 0, 0, true },  { 2, 0, true },  { 2, 1, true },  { 0, 1, true },
    };
    struct arena *a = *state;
    struct diags *ds = diags_new(a);
    struct str plain = jpeg_plain(a, WIDE, HIGH);

    for (int i = 0; i < 8; i++) {
        struct str bytes = jpeg_with(a, plain, i + 1), out;
        int64_t width, height, clean_width, clean_height;
        int column, row, other_column, other_row;

        assert_true(has_token(bytes));
        assert_true(image_size(bytes, &width, &height));
        assert_int_equal(width, expected[i].swapped ? HIGH : WIDE);
        assert_int_equal(height, expected[i].swapped ? WIDE : HIGH);
        assert_true(image_clean(bytes, "a.jpg", a, ds, &out));
        assert_false(has_token(out));
        assert_int_equal(str_find(out, STR("Exif")), SIZE_MAX);
        assert_true(image_size(out, &clean_width, &clean_height));
        assert_int_equal(clean_width, width);
        assert_int_equal(clean_height, height);

        block_at(out, a, expected[i].x, expected[i].y, &column, &row);
        assert_int_equal(column, 0);
        assert_int_equal(row, 0);
        // The opposite corner of the stored picture stands in the opposite corner.
        block_at(out, a, (int)width / 16 - 1 - expected[i].x, (int)height / 16 - 1 - expected[i].y,
                 &other_column, &other_row);
        assert_int_equal(other_column, 1);
        assert_int_equal(other_row, 2);
    }
    assert_int_equal(ds->items.count, 0);
}

static void a_jpeg_of_broken_blocks_gets_the_size_that_was_announced(void **state)
{
    struct arena *a = *state;
    struct diags *ds = diags_new(a);
    struct str plain = jpeg_plain(a, 37, 53);

    for (int i = 1; i <= 8; i++) {
        struct str out;
        int64_t width, height, clean_width, clean_height;

        assert_true(image_size(jpeg_with(a, plain, i), &width, &height));
        assert_true(image_clean(jpeg_with(a, plain, i), "a.jpg", a, ds, &out));
        assert_true(image_size(out, &clean_width, &clean_height));
        assert_int_equal(clean_width, width);
        assert_int_equal(clean_height, height);
    }
}

// The picture with one more segment before its own ones.
static struct str jpeg_behind(struct arena *a, struct str plain, struct str segment)
{
    return join(a, str_from_to(plain, 0, 2), segment, str_after(plain, 2));
}

static void an_orientation_that_is_none_turns_nothing(void **state)
{
    struct arena *a = *state;
    struct str plain = jpeg_plain(a, WIDE, HIGH);
    const struct {
        struct str bytes;
        bool turns;
    } pictures[] = {
        { jpeg_with(a, plain, 6), true },
        { jpeg_with(a, plain, 0), false },
        { jpeg_with(a, plain, 9), false },
        // Something of another kind stands before it; what is no segment ends the search.
        { jpeg_behind(a, jpeg_with(a, plain, 6), STR("\xFF\xE0\0\4ab")), true },
        { jpeg_behind(a, plain, STR("\xFF\xE1\0\12Exif\0\0II")), false },
        { jpeg_behind(a, plain, STR("\xFF\xE1\0\4ab")), false },
    };

    for (size_t i = 0; i < COUNT(pictures); i++) {
        int64_t width, height;
        if (!image_size(pictures[i].bytes, &width, &height))
            fail_msg("no size of picture %zu", i);
        if ((width == HIGH) != pictures[i].turns)
            fail_msg("picture %zu is %d wide", i, (int)width);
    }
}

static void an_unturned_jpeg_keeps_every_coefficient(void **state)
{
    struct arena *a = *state;
    struct diags *ds = diags_new(a);
    struct str once, twice, plain = jpeg_plain(a, WIDE, HIGH);

    assert_true(image_clean(jpeg_with(a, plain, 1), "a.jpg", a, ds, &once));
    assert_true(image_clean(once, "a.jpg", a, ds, &twice));
    assert_true(str_eq(once, twice));
    assert_true(str_eq(once, plain)); // the encoder of the test wrote no metadata either
}

static void comments_and_trailing_bytes_of_a_jpeg_go_too(void **state)
{
    struct arena *a = *state;
    struct diags *ds = diags_new(a);
    struct str plain = jpeg_plain(a, WIDE, HIGH), out;
    struct str comment = join(a, STR("\xFF\xFE\0\x11"), STR(TOKEN), STR(""));
    struct str bytes = join(a, str_from_to(plain, 0, 2), comment, str_after(plain, 2));

    bytes = join(a, bytes, STR(TOKEN), STR(""));
    assert_true(image_clean(bytes, "a.jpg", a, ds, &out));
    assert_true(str_eq(out, plain));
}

// ---- PNG ---------------------------------------------------------------------

static void png_append(png_structp png, png_bytep bytes, size_t count)
{
    buf_put(png_get_io_ptr(png), (struct str){ (const char *)bytes, count });
}

// A 4-bit palette with transparency, interlaced, a text and an EXIF chunk.
static struct str png_with_words(struct arena *a, png_bytepp rows, uint32_t height)
{
    struct buf b = buf_new(a, 1 << 20);
    png_color palette[] = { { 0, 0, 0 }, { 255, 255, 255 }, { 200, 0, 0 } };
    png_byte alpha[] = { 0, 255, 128 }, exif[] = "MM\0*\0\0\0\x08" TOKEN;
    png_text text = { .compression = PNG_TEXT_COMPRESSION_NONE,
                      .key = (char[]){ "Author" },
                      .text = (char[]){ TOKEN } };
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);

    png_set_write_fn(png, &b, png_append, NULL);
    png_set_IHDR(png, info, 6, height, 4, PNG_COLOR_TYPE_PALETTE, PNG_INTERLACE_ADAM7, 0, 0);
    png_set_PLTE(png, info, palette, 3);
    png_set_tRNS(png, info, alpha, 3, NULL);
    png_set_gAMA_fixed(png, info, 45455);
    png_set_text(png, info, &text, 1);
    png_set_eXIf_1(png, info, sizeof exif, exif);
    png_set_rows(png, info, rows);
    png_write_png(png, info, PNG_TRANSFORM_IDENTITY, NULL);
    png_destroy_write_struct(&png, &info);
    return buf_str(&b);
}

// The pixels as anybody sees them.
static struct str png_pixels(struct str bytes, struct arena *a)
{
    png_image image = { .version = PNG_IMAGE_VERSION };

    assert_true(png_image_begin_read_from_memory(&image, bytes.ptr, bytes.len));
    image.format = PNG_FORMAT_RGBA;
    char *pixels = arena_alloc(a, PNG_IMAGE_SIZE(image), 1);
    assert_true(png_image_finish_read(&image, NULL, pixels, 0, NULL));
    return (struct str){ pixels, PNG_IMAGE_SIZE(image) };
}

static void a_png_keeps_its_pixels_and_nothing_else(void **state)
{
    struct arena *a = *state;
    struct diags *ds = diags_new(a);
    png_byte first[] = { 0x01, 0x20, 0x12 }, second[] = { 0x22, 0x10, 0x00 };
    struct str bytes = png_with_words(a, (png_bytep[]){ first, second }, 2), out, again;
    int64_t width, height;

    bytes = join(a, bytes, STR(TOKEN), STR("")); // behind the end as well
    assert_true(has_token(bytes));
    assert_true(image_clean(bytes, "a.png", a, ds, &out));
    assert_false(has_token(out));
    assert_int_equal(str_find(out, STR("eXIf")), SIZE_MAX);
    assert_int_equal(str_find(out, STR("tEXt")), SIZE_MAX);
    assert_true(image_size(out, &width, &height));
    assert_int_equal(width, 6);
    assert_int_equal(height, 2);
    assert_true(str_eq(png_pixels(bytes, a), png_pixels(out, a)));
    assert_true(image_clean(out, "a.png", a, ds, &again));
    assert_true(str_eq(out, again));
}

// ---- WebP --------------------------------------------------------------------

static struct str webp_with_words(struct arena *a)
{
    unsigned char rgb[3 * WIDE * HIGH];
    uint8_t *picture = NULL;
    WebPMux *mux = WebPMuxNew();
    const WebPData words = { (const uint8_t *)TOKEN, sizeof TOKEN - 1 };
    WebPData all;

    paint(rgb, WIDE, HIGH);
    const WebPData image = { NULL, WebPEncodeLosslessRGB(rgb, WIDE, HIGH, 3 * WIDE, &picture) };
    const WebPData whole = { picture, image.size };
    assert_int_equal(WebPMuxSetImage(mux, &whole, 1), WEBP_MUX_OK);
    assert_int_equal(WebPMuxSetChunk(mux, "EXIF", &words, 1), WEBP_MUX_OK);
    assert_int_equal(WebPMuxSetChunk(mux, "XMP ", &words, 1), WEBP_MUX_OK);
    assert_int_equal(WebPMuxSetChunk(mux, "ABCD", &words, 1), WEBP_MUX_OK);
    assert_int_equal(WebPMuxAssemble(mux, &all), WEBP_MUX_OK);
    struct str bytes = str_copy((struct str){ (const char *)all.bytes, all.size }, a);
    WebPDataClear(&all);
    WebPFree(picture);
    WebPMuxDelete(mux);
    return bytes;
}

static void a_webp_keeps_its_picture_and_nothing_else(void **state)
{
    struct arena *a = *state;
    struct diags *ds = diags_new(a);
    struct str bytes = webp_with_words(a), out;
    int64_t width, height;

    assert_true(has_token(bytes));
    assert_true(image_clean(bytes, "a.webp", a, ds, &out));
    assert_false(has_token(out));
    assert_int_equal(str_find(out, STR("EXIF")), SIZE_MAX);
    assert_true(image_size(out, &width, &height));
    assert_int_equal(width, WIDE);
    assert_int_equal(height, HIGH);
}

static struct str webp_moving(struct arena *a)
{
    struct diags *ds = diags_new(a);
    struct str clean;
    WebPMux *mux = WebPMuxNew();
    WebPData all;

    assert_true(image_clean(webp_with_words(a), "a.webp", a, ds, &clean));
    WebPMuxFrameInfo frame = { .bitstream = { (const uint8_t *)clean.ptr, clean.len },
                               .duration = 100,
                               .id = WEBP_CHUNK_ANMF };
    const WebPMuxAnimParams animation = { .bgcolor = 0, .loop_count = 0 };
    const WebPData words = { (const uint8_t *)TOKEN, sizeof TOKEN - 1 };
    assert_int_equal(WebPMuxPushFrame(mux, &frame, 1), WEBP_MUX_OK);
    assert_int_equal(WebPMuxPushFrame(mux, &frame, 1), WEBP_MUX_OK);
    assert_int_equal(WebPMuxSetAnimationParams(mux, &animation), WEBP_MUX_OK);
    assert_int_equal(WebPMuxSetChunk(mux, "EXIF", &words, 1), WEBP_MUX_OK);
    assert_int_equal(WebPMuxAssemble(mux, &all), WEBP_MUX_OK);
    struct str bytes = str_copy((struct str){ (const char *)all.bytes, all.size }, a);
    WebPDataClear(&all);
    WebPMuxDelete(mux);
    return bytes;
}

static void a_moving_webp_keeps_its_frames(void **state)
{
    struct arena *a = *state;
    struct diags *ds = diags_new(a);
    struct str moving = webp_moving(a), out;
    WebPMux *mux;
    int frames;

    assert_true(has_token(moving));
    assert_true(image_clean(moving, "a.webp", a, ds, &out));
    assert_false(has_token(out));
    const WebPData copy = { (const uint8_t *)out.ptr, out.len };
    mux = WebPMuxCreate(&copy, 0);
    assert_int_equal(WebPMuxNumChunks(mux, WEBP_CHUNK_ANMF, &frames), WEBP_MUX_OK);
    assert_int_equal(frames, 2);
    WebPMuxDelete(mux);
}

// ---- refusals ----------------------------------------------------------------

static void assert_refused(struct str bytes, struct arena *a, const char *message)
{
    struct diags *ds = diags_new(a);
    struct str out;

    assert_false(image_clean(bytes, "files/a", a, ds, &out));
    assert_int_equal(ds->items.count, 1);
    const struct diag *d = ds->items.items[0];
    assert_int_equal(d->code, DIAG_IMAGE_BROKEN);
    assert_text(d->path, "files/a");
    assert_text(d->message, message);
}

#define TORN    "изображение повреждено и не читается до конца"
#define UNKNOWN "это не изображение JPEG, PNG или WebP, или повреждено его начало"

// Frames, but the parameters of their animation are a byte short.
static struct str without_animation(struct str webp, struct arena *a)
{
    struct str bytes = str_copy(webp, a);

    ((char *)(uintptr_t)bytes.ptr)[str_find(bytes, STR("ANIM")) + 4] = 5;
    return bytes;
}

static void damaged_pictures_are_refused(void **state)
{
    struct arena *a = *state;
    png_byte row[] = { 0x01, 0x20, 0x12 };
    struct str jpeg = jpeg_plain(a, WIDE, HIGH), webp = webp_with_words(a);
    struct str png = png_with_words(a, (png_bytep[]){ row }, 1);
    struct str spoilt = str_copy(png, a);

    ((char *)(uintptr_t)spoilt.ptr)[str_find(png, STR("IDAT")) + 8] ^= 1;
    assert_refused(str_from_to(jpeg, 0, jpeg.len - 20), a, TORN);
    assert_refused(str_from_to(png, 0, png.len - 20), a, TORN);
    assert_refused(spoilt, a, TORN);
    assert_refused(str_from_to(jpeg, 0, 20), a, UNKNOWN);
    assert_refused(str_from_to(webp, 0, webp.len - 20), a, UNKNOWN);
    assert_refused(without_animation(webp_moving(a), a), a, TORN);
    assert_refused(STR("GIF89a"), a, UNKNOWN);
    assert_refused(STR(""), a, UNKNOWN);
}

static void bytes_that_some_telephones_leave_at_the_end_are_no_damage(void **state)
{
    struct arena *a = *state;
    struct diags *ds = diags_new(a);
    struct str plain = jpeg_plain(a, WIDE, HIGH), out;
    struct str end = str_after(plain, plain.len - 2);

    struct str bytes = join(a, str_from_to(plain, 0, plain.len - 2), STR("\1\2\3"), end);
    assert_true(image_clean(bytes, "a.jpg", a, ds, &out));
    assert_true(str_eq(out, plain));
}

// A header is enough: nothing is decoded to find out that it would be too much.
// Only behind the whole picture: bytes too many between two of its scans are damage,
// also where the library's last word is about the harmless ones.
static void bytes_too_many_inside_a_jpeg_are_damage(void **state)
{
    struct str bytes = jpeg_written(*state, WIDE, HIGH, TJFLAG_PROGRESSIVE), out;
    const size_t first = str_find(bytes, STR("\xFF\xDA")) + 2;
    const size_t second = first + str_find(str_after(bytes, first), STR("\xFF\xDA"));
    const struct str most = str_from_to(bytes, second, bytes.len - 2);
    struct str damaged = join(*state, str_from_to(bytes, 0, second), STR("\0\0\0"), most);

    assert_false(image_clean(join(*state, damaged, STR("\xFF\xD9"), STR("")), "a.jpg", *state,
                             diags_new(*state), &out));
    assert_true(image_clean(join(*state, str_from_to(bytes, 0, second), most, STR("\0\0\0\xFF\xD9")), "a.jpg",
                            *state, diags_new(*state), &out));
}

static void enormous_pictures_are_refused_by_their_header(void **state)
{
    assert_refused(STR("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x40\0\0\0\x40\0\x08\x02\0\0\0\0\0\0\0"), *state,
                   "изображение 16384 × 16384 точек: допустимо не больше 50 млн");
}

static void no_prefix_of_a_picture_does_harm(void **state)
{
    struct arena *a = *state;
    png_byte row[] = { 0x01, 0x20, 0x12 };
    const struct str pictures[] = { jpeg_with(a, jpeg_plain(a, WIDE, HIGH), 6), webp_with_words(a),
                                    png_with_words(a, (png_bytep[]){ row }, 1) };

    for (size_t i = 0; i < COUNT(pictures); i++)
        for (size_t length = 0; length < pictures[i].len; length++) {
            struct arena *scratch = arena_new();
            struct diags *ds = diags_new(scratch);
            struct str out, prefix = str_copy(str_from_to(pictures[i], 0, length), scratch);
            // Only what stands behind the picture itself may be missing.
            if (image_clean(prefix, "a", scratch, ds, &out))
                assert_true(length + 20 > pictures[i].len && !has_token(out));
            else
                assert_int_equal(ds->items.count, 1);
            arena_free(scratch);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_jpeg_loses_its_metadata_and_stands_upright),
        cmocka_unit_test(a_jpeg_of_broken_blocks_gets_the_size_that_was_announced),
        cmocka_unit_test(an_orientation_that_is_none_turns_nothing),
        cmocka_unit_test(an_unturned_jpeg_keeps_every_coefficient),
        cmocka_unit_test(comments_and_trailing_bytes_of_a_jpeg_go_too),
        cmocka_unit_test(a_png_keeps_its_pixels_and_nothing_else),
        cmocka_unit_test(a_webp_keeps_its_picture_and_nothing_else),
        cmocka_unit_test(a_moving_webp_keeps_its_frames),
        cmocka_unit_test(damaged_pictures_are_refused),
        cmocka_unit_test(bytes_that_some_telephones_leave_at_the_end_are_no_damage),
        cmocka_unit_test(bytes_too_many_inside_a_jpeg_are_damage),
        cmocka_unit_test(enormous_pictures_are_refused_by_their_header),
        cmocka_unit_test(no_prefix_of_a_picture_does_harm),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
