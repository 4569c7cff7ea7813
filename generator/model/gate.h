// SPDX-License-Identifier: MIT
// The consent gate: after it, the section holds nothing about a person that
// may not be shown on the date of the build. Pages, registers, manifest and
// files are made from what is left, so none of them can leak.
#ifndef MODEL_GATE_H
#define MODEL_GATE_H

#include "model/section.h"

// Somebody whose name may not be shown on the date of the build.
struct unwilling {
    struct str name;             // the whole of it; for looking into texts and papers, never for a page
    struct str surname;          // its slug (model/surname.h); for looking into what becomes an address
    const struct person *person; // NULL: the curator, or a line of the honour board
};

// Fills section->unwilling and section->unpictured; to be called before anything looks for names in texts,
// papers and names of files, and before the gate blanks the names.
void gate_list_unwilling(struct section *section);

// Blanks personal fields without consent in people, honour board and the
// curator's record, sets shown_name everywhere, and withholds papers:
// - of acts that name people who have not agreed (act.pages_with_names);
// - whose text surely discloses personal data (file_ref.discloses);
// - of programmes and practices that nobody can read, when a person of the record has not agreed;
// - that could not be read because the examiner failed, when anybody has not agreed.
// A waiver of `paper-withheld` for the record lets the latter three out. Reports who
// and what is held back and why. Serves 152-ФЗ, ст. 9 and 10.1.
void gate_section(struct section *section, struct diags *ds);

// Nothing may publish [file] from now on, a link in a text included (document/collect.h).
void gate_withhold(struct section *section, const struct file_ref *file);

// Whether the text of [file], which a page links, or that it could not be read, keeps it back; says so at its
// place.
bool gate_withholds_linked(const struct section *section, const struct file_ref *file, struct diags *ds);

#endif
