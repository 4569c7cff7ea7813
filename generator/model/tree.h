// SPDX-License-Identifier: MIT
// The tree of organisations, as the folders of data/ and content/ show it.
//
// A folder of data/ with organization.yaml is an organisation; the folders
// under it are its subordinates. A folder that holds only other folders merely
// groups them. Scanning reads no file: it lists names, sizes and times, which is
// all that an unchanged organisation costs.
#ifndef MODEL_TREE_H
#define MODEL_TREE_H

#include "diag/diag.h"

#include <stdbool.h>
#include <stdint.h>

// A file of the author. [name] is relative to the organisation's folder, [path]
// is how messages call it.
struct input_file {
    struct str name;
    const char *path;
    uint64_t stamp; // of its size and its times of change: another one means that it changed
};

struct tree_node {
    struct str path; // "sovetskiy-rayon/shkola-1"; empty for the root
    size_t index;    // in tree->nodes
    struct tree_node *parent;
    struct list children; // of struct tree_node, by folder name
    bool is_organization;
    struct list data;    // of struct input_file, by name: "acts.yaml", "practices/a.yaml"
    struct list content; // of struct input_file, by name: "index.md", "files/x.pdf"
    uint64_t stamp;      // of all files of both lists, their names included; never 0
};

struct tree {
    const char *project; // folder that holds data/ and content/
    int data, content;   // open folders; content is -1 when there is none
    struct tree_node *root;
    struct list nodes;      // of struct tree_node: every organisation and the root, parents first
    struct list profiles;   // of struct input_file: data/requirements/*.yaml
    struct list calendars;  // of struct input_file: data/calendar/*.yaml
    struct list known_acts; // of struct input_file: data/known-acts/*.yaml
    bool has_site;          // data/site.yaml
    uint64_t stamp;         // of the files that every organisation depends on: site, profiles, calendars,
                            // organization.yaml
    struct arena **arenas;  // of what was found in content/, one for each worker
    int workers;
};

// Scans data/ and content/ of [project] on [workers] threads. NULL when there is nothing
// to work on; [ds] says why. Unknown and misplaced files are reported. The tree is in [a],
// but it lasts only until tree_close.
struct tree *tree_scan(const char *project, int workers, struct arena *a, struct diags *ds);
void tree_close(struct tree *tree); // NULL is fine

#endif
