// SPDX-License-Identifier: MIT
// What is in an open file: compared, read, written. No position of a file
// that is read is used or moved, so threads may share it.
#ifndef OUTPUT_CONTENT_H
#define OUTPUT_CONTENT_H

#include "base/str.h"

#include <stdbool.h>

// Zero, or the errno. A source that ends too early is EIO.
int content_read(int fd, char *out, size_t size);
int content_write(int fd, struct str bytes);

enum content_flag {
    CONTENT_SYNCED = 1,  // wait for the disk first
    CONTENT_PRIVATE = 2, // for the owner alone: it may lie in a folder that is served
};

// Puts [bytes] at [name] in the open [folder] in one step, under the name [next] until then;
// no link is followed at either. Zero, or the errno.
int content_replace(int folder, const char *name, const char *next, struct str bytes, unsigned flags);

// False also when the file cannot be read: then nobody knows what is in it.
bool content_is(int fd, struct str bytes);

#endif
