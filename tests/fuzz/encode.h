// SPDX-License-Identifier: MIT
// A record written back as YAML by its field table: what decode reads, turned
// round. The program never writes YAML; the fuzz targets do, to see that
// whatever was accepted reads back as the same record.
#ifndef FUZZ_ENCODE_H
#define FUZZ_ENCODE_H

#include "base/buf.h"
#include "record/field.h"

void encode_records(const struct record_type *type, const struct list *records, struct buf *out);

#endif
