// SPDX-License-Identifier: MIT
// What one image library does for document/image: one constant per format,
// each in the only file that includes its library.
#ifndef DOCUMENT_IMAGE_CODEC_H
#define DOCUMENT_IMAGE_CODEC_H

#include "base/str.h"

#include <stdint.h>

struct image_codec {
    // Whether [bytes] are of this format, and the size in pixels that [clean]
    // will give the picture. Decodes nothing.
    bool (*size)(struct str bytes, int64_t *width, int64_t *height);

    // The picture alone, in [a]; false when it is damaged. The caller has
    // checked the size.
    bool (*clean)(struct str bytes, struct arena *a, struct str *out);
};

extern const struct image_codec image_jpeg, image_png, image_webp;

#endif
