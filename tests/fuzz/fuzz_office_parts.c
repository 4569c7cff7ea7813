// SPDX-License-Identifier: MIT
// Any text as the parts of an office file, each behind a line «=== its name»:
// past the ZIP, whose checksums would stop every change at the door.
#include "examined.h"

#include <zip.h>

// The parts as entries of an archive in memory.
static void add_parts(zip_t *zip, char *text)
{
    static const char mark[] = "=== ";
    char *part = strstr(text, mark);

    while (part) {
        char *name = part + strlen(mark), *body = strchr(name, '\n');
        if (!body)
            return;
        *body++ = '\0';
        part = strstr(body, mark);
        const size_t length = part ? (size_t)(part - body) : strlen(body);
        zip_source_t *source = zip_source_buffer(zip, body, length, 0);
        if (zip_file_add(zip, name, source, ZIP_FL_OVERWRITE) < 0)
            zip_source_free(source);
    }
}

static uint8_t *pack(char *text, size_t *size)
{
    zip_error_t error;
    zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_stat_t stat;

    zip_source_keep(target);
    zip_t *zip = zip_open_from_source(target, ZIP_TRUNCATE, &error);
    add_parts(zip, text);
    if (zip_get_num_entries(zip, 0) == 0 || zip_close(zip) != 0) {
        zip_discard(zip);
        zip_source_free(target);
        return NULL;
    }
    zip_source_open(target);
    zip_source_stat(target, &stat);
    uint8_t *bytes = malloc(stat.size);
    *size = (size_t)zip_source_read(target, bytes, stat.size);
    zip_source_close(target);
    zip_source_free(target);
    return bytes;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bytes text = bytes_copy(data, size);
    size_t packed = 0;
    uint8_t *archive = pack((char *)text.ptr, &packed);

    if (archive)
        examined(examine_office, archive, packed);
    free(archive);
    free(text.ptr);
    return 0;
}
