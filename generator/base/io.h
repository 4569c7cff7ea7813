// SPDX-License-Identifier: MIT
// Opening and reading the author's files without being led astray, and why a
// system call failed, in words a school secretary can act on. Everything that
// opens, reads or writes files does and says it this way, so the same trouble
// is always named by the same words.
#ifndef BASE_IO_H
#define BASE_IO_H

#include "base/str.h"

// «на диске нет места» for ENOSPC and so on; strerror's words for an error that
// has no entry here. Lower case, no full stop: it ends a sentence after a colon.
const char *io_reason(int error);

// Opens [path] without ever leaving the open folder [dir]: no symbolic link is
// followed, no «..» goes above it, and a named pipe does not make it wait. It
// may still be no regular file: fstat tells. -1 with errno set: ELOOP for a
// link on the way, EXDEV for a path that leads out.
int io_open_beneath(int dir, const char *path, int flags);

// The same from the folder of that name, which itself may be reached by links.
int io_open_in(const char *folder, const char *path, int flags);

// Reads to the end of the file or to [most] bytes, whichever comes first, into
// [a]. False with errno set.
bool io_read(int fd, size_t most, struct arena *a, struct str *out) __attribute__((warn_unused_result));

#endif
