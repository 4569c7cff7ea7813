// SPDX-License-Identifier: MIT
// What the files of the kit share.
#ifndef OUTPUT_KIT_INTERNAL_H
#define OUTPUT_KIT_INTERNAL_H

#include "output/kit.h"
#include "output/kit_addresses.h"

#include <pthread.h>

struct kit {
    struct arena *arena;
    struct kit_addresses addresses;
    const char *published;
    bool styles;
    const struct theme *theme;
    pthread_mutex_t lock;     // of what follows, and of [arena], while sections run
    struct list rows, wholes; // of struct kit_row
    struct kit_view view;     // filled when all sections are there
    struct str table;         // the new urls.csv
};

// Names in the kit for paths of the built site.
struct str kit_page_name(struct str path, struct arena *a); // "stranicy/documents.html"
struct str kit_file_name(struct str path, struct arena *a); // "dokumenty/prikaz.pdf"

// The section of the organisation in [folder] in one file: "razdel--shkola-1.html".
struct str kit_whole_name(struct str folder, struct arena *a);

// What to call the page or file at [path] of the section, and where it belongs: fills [row].
void kit_title_page(const struct section *section, struct str path, struct kit_row *row, struct arena *a);
void kit_title_file(const struct section *section, const struct file_ref *file, struct kit_row *row,
                    struct arena *a);

// Enters rows for good; [rows] may be forgotten afterwards.
void kit_enter(struct kit *kit, const struct list *rows, struct list *to);

#endif
