// SPDX-License-Identifier: MIT
// Any bytes as DOCX, XLSX, ODT: always an answer that nastavnik believes.
#include "examined.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    examined(examine_office, data, size);
    return 0;
}
