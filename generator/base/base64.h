// SPDX-License-Identifier: MIT
// Base64 (RFC 4648), for pictures inside pages.
#ifndef BASE_BASE64_H
#define BASE_BASE64_H

#include "base/buf.h"

void base64_put(struct buf *out, struct str bytes);

#endif
