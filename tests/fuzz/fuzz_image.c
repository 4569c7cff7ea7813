// SPDX-License-Identifier: MIT
// Any bytes as a picture: refused with a message, or cleaned into a picture of
// the size that was said, which is safe to clean again. It need not be good: a
// JPEG may be so odd that libjpeg reads it without a warning and its own copy with one.
//
// The decoders take long over large pictures without reaching anything new, so
// the target leaves those over a million pixels out; their ceiling has its own test.
#include "document/image.h"
#include "fuzz.h"

enum { PIXELS_MOST = 1000 * 1000 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new();
    struct diags *ds = diags_new(a);
    const struct str bytes = fuzz_text(data, size);
    struct str clean, cleaner;
    int64_t width = 0, height = 0, new_width = 0, new_height = 0;
    const bool known = image_size(bytes, &width, &height);

    demand(!known || (width > 0 && height > 0));
    if (known && width > PIXELS_MOST / height) {
        arena_free(a);
        return 0;
    }
    if (!image_clean(bytes, "fuzz", a, ds, &clean)) {
        demand(diags_failed(ds));
    } else {
        demand(known && image_size(clean, &new_width, &new_height));
        demand(width == new_width && height == new_height);
        demand(image_clean(clean, "again", a, ds, &cleaner) || diags_failed(ds));
    }
    arena_free(a);
    return 0;
}
