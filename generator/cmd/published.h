// SPDX-License-Identifier: MIT
// `nastavnik check --published`: the monitoring of sections without their sources.
#ifndef CMD_PUBLISHED_H
#define CMD_PUBLISHED_H

#include "cmd/common.h"

// Verifies and counts the sections below [folder] and prints the summary;
// with what changed [since] the check whose JSON is in that file, unless it is NULL;
// [profile] has to be NULL. Returns the exit status: 1 when something is wrong with a section or a
// required document is missing.
int published_run(const struct common *common, const char *folder, const char *profile, const char *since);

#endif
