// SPDX-License-Identifier: MIT
// Pictures are published as copies that carry no metadata: no GPS place, no
// author, no camera. The pixels stay; a rotation that EXIF asks for is applied.
#ifndef DOCUMENT_IMAGE_H
#define DOCUMENT_IMAGE_H

#include "base/str.h"
#include "diag/diag.h"

// Whether [bytes] are a JPEG, PNG or WebP, and the size in pixels if so.
bool image_size(struct str bytes, int64_t *width, int64_t *height);

// The same picture without metadata, in [a]. False, with a message about
// [path], when it is damaged, of another kind, or over the pixel limit.
bool image_clean(struct str bytes, const char *path, struct arena *a, struct diags *ds, struct str *out);

#endif
