// SPDX-License-Identifier: MIT
// Reading: files of one organisation become its records.
#ifndef MODEL_READER_H
#define MODEL_READER_H

#include "model/section.h"

// data/site.yaml, the profiles and the calendars into [world], which is zeroed
// but for profile_file; everything in [a], which must live as long as the run.
void read_world(const struct tree *tree, struct world *world, struct arena *a, struct diags *ds);

// data/<path>/organization.yaml of [node]; parent and children are linked by
// the caller. The head lives in [a].
struct section_head *read_head(const struct tree *tree, const struct tree_node *node, struct arena *a,
                               struct diags *ds);

// All lists and pages of the organisation, decoded; neither linked nor checked.
struct section *read_section(const struct world *world, const struct section_head *head, struct arena *a,
                             struct diags *ds);

#endif
