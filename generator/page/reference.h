// SPDX-License-Identifier: MIT
// themes/README.md: how a theme is made and every name that its pages may use,
// generated from the field tables and the filter table.
#ifndef PAGE_REFERENCE_H
#define PAGE_REFERENCE_H

#include "base/buf.h"

void theme_reference(struct buf *out);

#endif
