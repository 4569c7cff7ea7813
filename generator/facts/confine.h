// SPDX-License-Identifier: MIT
// What the process that looks into one document may not do, whatever the
// document has made of it: run on for ever, fill the memory, write a file, reach
// the network, start a program, touch what is on disk.
#ifndef FACTS_CONFINE_H
#define FACTS_CONFINE_H

#include <sys/resource.h>

struct limits {
    rlim_t seconds, bytes;
};

// For the rest of this process's life. Ends it where the limits cannot be set.
void confine(const struct limits *limits);

#endif
