// SPDX-License-Identifier: MIT
// The consent gate: after it, the section holds nothing about a person that
// may not be shown on the date of the build. Pages, registers, manifest and
// files are made from what is left, so none of them can leak.
#ifndef MODEL_GATE_H
#define MODEL_GATE_H

#include "model/section.h"

// Blanks personal fields without consent in people, honour board and the
// curator's record, sets shown_name everywhere, and withholds the files of acts
// that name people who have not agreed (act.pages_with_names). Reports who is
// held back and why. Serves 152-ФЗ, ст. 9 and 10.1.
void gate_section(struct section *section, struct diags *ds);

#endif
