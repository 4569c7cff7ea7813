// SPDX-License-Identifier: MIT
// A waiver: an explicit, dated «не предусмотрено» for a requirement, or a
// diagnostic that is accepted for a time. Never silent: it is printed.
#ifndef MODEL_WAIVER_H
#define MODEL_WAIVER_H

#include "record/field.h"

struct waiver {
    struct part part;
    struct str requirement, code, record, reason;
    struct date until;
    bool sample;
};

extern const struct record_type waiver_type;

#endif
