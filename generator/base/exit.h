// SPDX-License-Identifier: MIT
// Exit statuses, the same for every command; they are part of the interface.
#ifndef BASE_EXIT_H
#define BASE_EXIT_H

enum exit_status {
    EXIT_CLEAN = 0,    // nothing to mend
    EXIT_FINDINGS = 1, // the author's files have errors, or a required document is absent
    EXIT_USAGE = 2,    // the command line makes no sense
    EXIT_TROUBLE = 3,  // the machine said no: disk, permissions, memory
};

#endif
