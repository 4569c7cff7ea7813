// SPDX-License-Identifier: MIT
// YAML to nodes, through libyaml's events; the only file that includes libyaml.
//
// The subset is what people type by hand: one document of maps, lists and
// texts. Anchors, aliases, merge keys, tags and several documents have no use
// here and are refused with a message; so are duplicate keys. Mistakes that
// libyaml explains badly or accepts silently each get their own message with
// the mended line (input/yaml_hint.h).
#ifndef INPUT_YAML_H
#define INPUT_YAML_H

#include "input/node.h"

// The root of [s], allocated in [a]; NULL when there is nothing (an empty file,
// which is not an error) or when [ds] says what is wrong. [first_line] is the
// line of the file where the text begins, 1 for a whole file.
const struct node *yaml_read(const struct source *s, struct str text, uint32_t first_line, struct arena *a,
                             struct diags *ds);

#endif
