// SPDX-License-Identifier: MIT
#include "document/image.h"

#include "base/limits.h"
#include "document/image_codec.h"

static const struct image_codec *const codecs[] = { &image_jpeg, &image_png, &image_webp };

static const struct image_codec *codec_of(struct str bytes, int64_t *width, int64_t *height)
{
    for (size_t i = 0; i < sizeof codecs / sizeof *codecs; i++)
        if (codecs[i]->size(bytes, width, height))
            return codecs[i];
    return NULL;
}

bool image_size(struct str bytes, int64_t *width, int64_t *height)
{
    return codec_of(bytes, width, height) != NULL;
}

bool image_clean(struct str bytes, const char *path, struct arena *a, struct diags *ds, struct str *out)
{
    int64_t width, height;
    const struct image_codec *codec = codec_of(bytes, &width, &height);

    if (!codec) {
        diag_add_path(ds, DIAG_IMAGE_BROKEN, path,
                      "это не изображение JPEG, PNG или WebP, или повреждено его начало");
        return false;
    }
    if (width > LIMIT_IMAGE_PIXELS / height) {
        diag_add_path(ds, DIAG_IMAGE_BROKEN, path,
                      "изображение %lld × %lld точек: допустимо не больше %d млн", (long long)width,
                      (long long)height, LIMIT_IMAGE_PIXELS / 1000000);
        return false;
    }
    if (!codec->clean(bytes, a, out)) {
        diag_add_path(ds, DIAG_IMAGE_BROKEN, path, "изображение повреждено и не читается до конца");
        return false;
    }
    return true;
}
