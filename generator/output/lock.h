// SPDX-License-Identifier: MIT
// Lock: one build at a time for one published folder.
//
// The kernel holds the lock (flock) and drops it when the process dies, however
// it dies, so a lock is never stale. The file only says who holds it, and is
// gone when nobody does; one left by a killed build is simply taken over.
#ifndef OUTPUT_LOCK_H
#define OUTPUT_LOCK_H

// Takes the lock file [name] in the open folder [parent]. Zero with the lock in
// [*fd]; EWOULDBLOCK with the holder's process in [*holder] (0: not known yet);
// or another errno.
int lock_take(int parent, const char *name, int *fd, long *holder);

void lock_release(int parent, const char *name, int fd); // fd -1 is fine

#endif
