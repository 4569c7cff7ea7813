// SPDX-License-Identifier: MIT
// What this program can look into: one function per kind of file, each in the
// only file that includes its library. They write rows and return; a file that
// breaks the library breaks this process, which exists for nothing else.
#ifndef FACTS_EXAMINE_H
#define FACTS_EXAMINE_H

#include "base/limits.h"
#include "facts/answer.h"

enum {
    TEXT_LINE = 1000,    // longest title or name, in bytes
    PAGES_MOST = 100000, // what nastavnik believes of a number of pages,
    DPI_MOST = 100000,   // and of a resolution (record/facts_read.c); more stays unsaid
};

// Pages, text, pictures that fill a page, metadata; then the structure and the
// signatures below.
void examine_pdf(struct bytes file, FILE *out);

// What only the structure tells: encryption, language, tags, how sharp the pictures are.
struct structure;
struct structure *structure_open(struct bytes file); // NULL when it cannot be read at all
void structure_answer(struct structure *s, FILE *out);
void structure_signatures(struct structure *s, struct bytes file, FILE *out);

// The pictures that a page may draw.
struct pictures {
    int count;
    double pixels, largest;
};
struct pictures structure_pictures(struct structure *s, int page);

// DOCX, XLSX, PPTX, ODT, ODS, ODP.
void examine_office(struct bytes file, FILE *out);

// ---- signatures ------------------------------------------------------------------

// Loads what verification needs, once, before any file has been seen.
void signature_start(void);

// A detached signature (DER, PEM or base64) of [document].
void examine_signature(struct bytes signature, struct bytes document, FILE *out);

// Signatures inside a document are judged one by one and summed up at the end:
// one that does not hold outweighs those that do.
struct verdict {
    int count, state; // state: enum signature_state
    bool covers;      // the last one signs the file to its end
    const char *reason;
    char signer[512], day[16];
};
enum signature_state { SIGNATURE_VALID, SIGNATURE_UNVERIFIED, SIGNATURE_INVALID };

// One signature: DER, and the bytes that it signs.
void signature_judge(struct bytes der, struct bytes data, struct verdict *v);
void signature_doubt(struct verdict *v, const char *reason); // it is there, but cannot be verified
void signature_answer(const struct verdict *v, const char *kind, FILE *out);

#endif
