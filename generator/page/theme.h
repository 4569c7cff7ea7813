// SPDX-License-Identifier: MIT
// A theme: templates and assets. The default theme is carried inside the
// program; a site's own folder themes/<name>/ overrides it file by file.
#ifndef PAGE_THEME_H
#define PAGE_THEME_H

#include "page/kit_view.h"
#include "page/view.h"
#include "template/template.h"

// A file that goes to assets/ as it is: the stylesheet, a script, a picture.
struct asset {
    struct str name; // "style.css"
    struct str bytes;
};

struct theme {
    const struct template *pages[PAGE_KINDS]; // NULL: there is no such page
    const struct template *feed;              // NULL: there is none
    struct list assets;                       // of struct asset
    const struct template *kit[KIT_PAGES];    // of the kit alone
};

// The site's own theme files as they stand on the disk: another number means
// that one of them changed. 0 for the default theme.
uint64_t theme_stamp(const char *project, struct str name);

// Loads and compiles the theme that [site] names, of the project's folder
// themes/, or the default one; its font goes into the stylesheet. NULL when a template does not compile or
// the folder cannot be read; [ds] says why, all of it.
const struct theme *theme_load(const char *project, const struct site *site, struct arena *a,
                               struct diags *ds);

// The templates of `nastavnik kit` (themes/kit/): pages without a frame, and what
// goes with them (page/kit_view.h). They are the program's own; no site overrides them.
const struct theme *theme_load_kit(struct arena *a, struct diags *ds);

#endif
