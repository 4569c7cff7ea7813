// SPDX-License-Identifier: MIT
// Reading: files of one organisation become its records.
#ifndef MODEL_READER_H
#define MODEL_READER_H

#include "model/section.h"

// data/site.yaml into [world], which is zeroed but for profile_file. What it holds
// lives in [a], as long as the run.
void read_site(const struct tree *tree, struct world *world, struct arena *a, struct diags *ds);

// The profiles, the calendars and the known acts: after read_site.
void read_world(struct world *world, struct arena *a, struct diags *ds);

// data/<path>/organization.yaml of [node]; parent and children are linked by
// the caller. The head lives in [a].
struct section_head *read_head(const struct tree *tree, const struct tree_node *node, struct arena *a,
                               struct diags *ds);

// All lists and pages of the organisation, decoded; neither linked nor checked.
struct section *read_section(const struct world *world, const struct section_head *head, struct arena *a,
                             struct diags *ds);

#endif
