// SPDX-License-Identifier: MIT
// Any bytes as a detached signature (CMS in DER, PEM, base64) of one document:
// always an answer that nastavnik believes.
#include "examined.h"

static void examine(struct bytes file, FILE *out)
{
    static unsigned char document[] = "Приказ № 54\n";

    examine_signature(file, (struct bytes){ document, sizeof document - 1 }, out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    examined(examine, data, size);
    return 0;
}
