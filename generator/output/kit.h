// SPDX-License-Identifier: MIT
// The kit: a section for platforms that take neither folders nor scripts
// (Госвеб and the like). Beside public/ a second folder is published, with the
// same machinery (output/publish.h) and of the same records, checked and gated:
//
//     ПРОЧТИ.html      what to do, step by step
//     spisok.html      what to upload, under which name, where; spisok.csv is the same
//     stranicy/…       each page as plain HTML to paste into the platform's editor
//     dokumenty/…      every file that those pages lead to, in one flat folder
//     razdel.html      the whole section in one file, pictures inside
//     razdel.zip       the published folder as one archive
//
// A link leads where the webmaster says in urls.csv (output/kit_addresses.h) that
// its page or file was published; until then it is text with «адрес не указан».
#ifndef OUTPUT_KIT_H
#define OUTPUT_KIT_H

#include "output/publish.h"
#include "page/theme.h"

struct kit;
struct kit_section;

struct kit_summary {
    size_t pages, files;
    size_t unknown; // of both together, those without an address
};

// Reads urls.csv of [project]. [published] is the built folder that the archive
// is made of; [styles] asks for style attributes on tables. Everything lives in [a].
struct kit *kit_open(const char *project, const char *published, bool styles, struct arena *a,
                     struct diags *ds);

// The theme of its pages; NULL when it does not compile, which no author can cause.
const struct theme *kit_theme(struct kit *kit, struct diags *ds);

// What one section needs to become part of the kit.
struct kit_job {
    struct kit *kit;
    struct section *section; // gated, its texts rendered; they are rendered anew
    struct fold *fold;
    const struct list *children, *verdicts;
    struct publication *publication;
    struct arena *lasting;
    struct diags *ds;
};

// Puts the section's pages. Several threads may each be at a section of their own.
struct kit_section *kit_section_open(const struct kit_job *job);

// Where the published file [href] goes; false when no page leads to it.
bool kit_section_takes(const struct kit_section *s, struct str href, struct arena *a, struct str *path);

// The picture that goes to [href], for the section in one file.
void kit_section_show(struct kit_section *s, struct str href, struct str extension, struct str bytes);

// Puts the section in one file, when all its pictures have been shown.
void kit_section_close(struct kit_section *s);

// When all sections are closed: puts the lists, the instruction and the archive.
void kit_put_rest(struct kit *kit, struct publication *publication, struct diags *ds);

// When the kit is published: renews urls.csv.
void kit_close(struct kit *kit, struct kit_summary *summary, struct diags *ds);

#endif
