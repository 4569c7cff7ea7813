// SPDX-License-Identifier: MIT
// JPEG, through libturbojpeg and, for the rotation, libexif; the only file that
// includes them.
//
// The coefficients are moved, never decoded to pixels and encoded again, so the
// picture loses nothing. The price: a mirrored or turned picture whose sides
// are not whole blocks loses up to fifteen rows or columns at one edge.
#include "document/image_codec.h"

#include <libexif/exif-data.h>
#include <string.h>
#include <turbojpeg.h>

// What each EXIF orientation (1 … 8) asks for, and which side of the stored
// picture has to be whole blocks for it.
static const struct turn {
    int operation;
    bool whole_width, whole_height, swaps_sides;
} turns[] = {
    { TJXOP_NONE, false, false, false },     { TJXOP_HFLIP, true, false, false },
    { TJXOP_ROT180, true, true, false },     { TJXOP_VFLIP, false, true, false },
    { TJXOP_TRANSPOSE, false, false, true }, { TJXOP_ROT90, false, true, true },
    { TJXOP_TRANSVERSE, true, true, true },  { TJXOP_ROT270, true, false, true },
};

// The body of the Exif segment; empty when there is none before the picture.
static struct str exif_segment(struct str bytes)
{
    for (size_t at = 2; at + 4 <= bytes.len;) {
        const unsigned char *p = (const unsigned char *)bytes.ptr + at;
        size_t length = (size_t)p[2] << 8 | p[3];
        if (p[0] != 0xFF || p[1] == 0xDA || length < 2)
            break;
        struct str body = str_from_to(bytes, at + 4, at + 2 + length);
        if (p[1] == 0xE1 && str_starts(body, STR("Exif\0\0")))
            return body;
        at += 2 + length;
    }
    return (struct str){ 0 };
}

static const struct turn *turn_of(struct str bytes)
{
    struct str segment = exif_segment(bytes);
    size_t orientation = 1;

    if (str_empty(segment))
        return &turns[0];
    ExifData *exif = exif_data_new_from_data((const unsigned char *)segment.ptr, (unsigned)segment.len);
    ExifEntry *entry = exif ? exif_content_get_entry(exif->ifd[EXIF_IFD_0], EXIF_TAG_ORIENTATION) : NULL;
    if (entry && entry->format == EXIF_FORMAT_SHORT && entry->size >= 2)
        orientation = exif_get_short(entry->data, exif_data_get_byte_order(exif));
    exif_data_unref(exif);
    return orientation >= 1 && orientation <= 8 ? &turns[orientation - 1] : &turns[0];
}

// [side] without the block that is not whole, unless it is the only one.
static int64_t whole_blocks(int side, int block)
{
    return side > block ? side - side % block : side;
}

static bool size(struct str bytes, int64_t *width, int64_t *height)
{
    int w = 0, h = 0, sampling = -1, colours; // a file of nothing but tables succeeds and sets none

    if (!str_starts(bytes, STR("\xFF\xD8\xFF")))
        return false;
    tjhandle handle = tjInitDecompress();
    bool ok = handle && tjDecompressHeader3(handle, (const unsigned char *)bytes.ptr, bytes.len, &w, &h,
                                            &sampling, &colours) == 0;
    tjDestroy(handle);
    if (!ok || w <= 0 || h <= 0 || sampling < 0)
        return false;
    const struct turn *turn = turn_of(bytes);
    int64_t across = turn->whole_width ? whole_blocks(w, tjMCUWidth[sampling]) : w;
    int64_t down = turn->whole_height ? whole_blocks(h, tjMCUHeight[sampling]) : h;
    *width = turn->swaps_sides ? down : across;
    *height = turn->swaps_sides ? across : down;
    return true;
}

enum outcome { OUTCOME_DAMAGED, OUTCOME_TAIL, OUTCOME_SOUND };

// Some telephones leave a few bytes too many between the picture and its end.
static enum outcome outcome_of(tjhandle handle, int status)
{
    if (status == 0)
        return OUTCOME_SOUND;
    return tjGetErrorCode(handle) == TJERR_WARNING &&
                   strstr(tjGetErrorStr2(handle), "extraneous bytes before marker 0xd9")
               ? OUTCOME_TAIL
               : OUTCOME_DAMAGED;
}

static enum outcome rewrite(struct str bytes, int operation, struct arena *a, struct str *out)
{
    tjtransform transform = { .op = operation, .options = TJXOPT_COPYNONE | TJXOPT_TRIM };
    unsigned char *copy = NULL;
    unsigned long copy_size = 0;
    enum outcome outcome = OUTCOME_DAMAGED;
    tjhandle handle = tjInitTransform();

    if (handle)
        outcome = outcome_of(handle, tjTransform(handle, (const unsigned char *)bytes.ptr, bytes.len, 1,
                                                 &copy, &copy_size, &transform, TJFLAG_LIMITSCANS));
    if (outcome != OUTCOME_DAMAGED)
        *out = str_copy((struct str){ (const char *)copy, copy_size }, a);
    tjFree(copy);
    tjDestroy(handle);
    return outcome;
}

// The library tells its last warning only: behind that of a tail, others may
// hide. Then the copy has no tail any more, but is damaged all the same.
static bool clean(struct str bytes, struct arena *a, struct str *out)
{
    enum outcome outcome = rewrite(bytes, turn_of(bytes)->operation, a, out);
    struct str again;

    return outcome == OUTCOME_SOUND ||
           (outcome == OUTCOME_TAIL && rewrite(*out, TJXOP_NONE, a, &again) == OUTCOME_SOUND);
}

const struct image_codec image_jpeg = { size, clean };
