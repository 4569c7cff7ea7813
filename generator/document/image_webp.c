// SPDX-License-Identifier: MIT
// WebP, through libwebpmux; the only file that includes it.
//
// A new container is made and only the pictures are put into it: EXIF, XMP,
// colour profiles and chunks nobody knows stay behind. The pictures' own bytes
// are not decoded; a file that was cut off does not get this far, since the
// container knows its length.
#include "document/image_codec.h"

#include <webp/mux.h>

static WebPMux *mux_of(struct str bytes)
{
    const WebPData data = { (const uint8_t *)bytes.ptr, bytes.len };
    bool webp = str_starts(bytes, STR("RIFF")) && str_starts(str_after(bytes, 8), STR("WEBP"));

    return webp ? WebPMuxCreate(&data, 0) : NULL;
}

static bool size(struct str bytes, int64_t *width, int64_t *height)
{
    WebPMux *mux = mux_of(bytes);
    int w, h;
    bool ok = mux && WebPMuxGetCanvasSize(mux, &w, &h) == WEBP_MUX_OK && w > 0 && h > 0;

    WebPMuxDelete(mux);
    if (ok) {
        *width = w;
        *height = h;
    }
    return ok;
}

// The [n]th picture, counted from 1, of one mux into the other.
static bool copy_frame(WebPMux *from, WebPMux *to, uint32_t n)
{
    WebPMuxFrameInfo frame;

    if (WebPMuxGetFrame(from, n, &frame) != WEBP_MUX_OK)
        return false;
    bool moves = frame.id == WEBP_CHUNK_ANMF;
    bool ok =
        (moves ? WebPMuxPushFrame(to, &frame, 1) : WebPMuxSetImage(to, &frame.bitstream, 1)) == WEBP_MUX_OK;
    WebPDataClear(&frame.bitstream);
    return ok;
}

// Frames without parameters of their animation would be played as one picture of
// another size: such a file is damaged.
static bool copy_pictures(WebPMux *from, WebPMux *to)
{
    WebPMuxAnimParams animation;
    int count, width, height;

    if (WebPMuxNumChunks(from, WEBP_CHUNK_ANMF, &count) != WEBP_MUX_OK)
        return false;
    if (count == 0)
        return copy_frame(from, to, 1);
    if (WebPMuxGetAnimationParams(from, &animation) != WEBP_MUX_OK ||
        WebPMuxGetCanvasSize(from, &width, &height) != WEBP_MUX_OK)
        return false;
    for (int i = 1; i <= count; i++)
        if (!copy_frame(from, to, (uint32_t)i))
            return false;
    return WebPMuxSetAnimationParams(to, &animation) == WEBP_MUX_OK &&
           WebPMuxSetCanvasSize(to, width, height) == WEBP_MUX_OK;
}

static bool clean(struct str bytes, struct arena *a, struct str *out)
{
    WebPMux *from = mux_of(bytes), *to = WebPMuxNew();
    WebPData data = { 0 };
    bool ok = from && to && copy_pictures(from, to) && WebPMuxAssemble(to, &data) == WEBP_MUX_OK;

    if (ok)
        *out = str_copy((struct str){ (const char *)data.bytes, data.size }, a);
    WebPDataClear(&data);
    WebPMuxDelete(to);
    WebPMuxDelete(from);
    return ok;
}

const struct image_codec image_webp = { size, clean };
