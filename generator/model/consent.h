// SPDX-License-Identifier: MIT
// Consent to dissemination of personal data (152-ФЗ, ст. 9 и 10.1) and the
// gate that acts on it. The paper itself is never published: only the fact,
// the dates and the categories it covers are held here.
#ifndef MODEL_CONSENT_H
#define MODEL_CONSENT_H

#include "record/field.h"

struct consent {
    struct part part;
    struct date given, until, revoked;
    struct list covers; // of struct choice_item: enum personal
    int signer;         // enum signer
    struct str paper;   // where the paper is kept; never leaves the records
};

struct labour_consent {
    struct part part;
    struct date given;
    struct str paper;
};

extern const struct record_type consent_type, labour_consent_type;

enum consent_state {
    CONSENT_ABSENT,
    CONSENT_FUTURE, // given later than the date of the build
    CONSENT_EXPIRED,
    CONSENT_REVOKED,
    CONSENT_IN_FORCE,
};

// The state of a consent on [today]. For a pupil only a legal representative's
// signature counts: without it the consent is treated as absent.
enum consent_state consent_state(const struct consent *c, bool pupil, struct date today);

// Whether [c] lets data of the category appear on [today].
bool consent_allows(const struct consent *c, enum personal category, bool pupil, struct date today);

// Blanks in [record] every field whose personal category is not allowed on
// [today]; a field marked PERSONAL_NEVER is always blanked. Driven by the field
// table, so a new personal field is covered by its row alone.
void consent_gate(const struct record_type *type, void *record, const struct consent *c, bool pupil,
                  struct date today);

#endif
