// SPDX-License-Identifier: MIT
// Any bytes as a PDF: always an answer that nastavnik believes.
#include "examined.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    examined(examine_pdf, data, size);
    return 0;
}
