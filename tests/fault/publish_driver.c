// SPDX-License-Identifier: MIT
// Publishes one of three small sites with output/publish and nothing else, for
// the scripts beside this file that kill it and fail its system calls.
//
//     publish_driver A|B|C|heal|nothing FOLDER DOCUMENT
//
// B is A with changes everywhere; C is B with changes in one folder only, acts/2025.
// "heal" opens the publication and closes it again; "nothing" does not even
// that, to show which system calls belong to starting a program.
#include "base/exit.h"
#include "base/io.h"
#include "output/publish.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { DOCUMENT_BYTES = 5000 };

// A letter stands for the site that has the file; '=' where all have the same bytes.
static const struct {
    const char *sites, *path;
} pages[] = {
    { "ABC=", ".nojekyll" },
    { "ABC", "index.html" },
    { "ABC=", "style.css" },
    { "A", "acts/index.html" },
    { "ABC=", "acts/2024/index.html" },
    { "A", "acts/2024/prikaz-17/index.html" },
    { "ABC", "acts/2025/index.html" },
    { "B", "acts/2025/prikaz-18/index.html" },
    { "C", "acts/2025/prikaz-20/index.html" },
    { "ABC=", "acts/2025/prikaz-19/index.html" },
    { "BC", "news/index.html" },
    { "BC", "news/2025/09/01/index.html" },
    { "A", "old/way/of/keeping/news/index.html" },
    { "ABC=", "pairs/index.html" },
    { "ABC=", "pairs/1/index.html" },
    { "ABC", "pairs/2/index.html" },
    { "A", "pairs/3/index.html" },
    { "BC", "pairs/4/index.html" },
    { "ABC=", "search/index.html" },
};

// Which site's bytes [site] has at [path].
static const char *author_of(const char *site, const char *path)
{
    bool is_changed = str_starts(str_from(path), STR("acts/2025/"));

    return strcmp(site, "C") == 0 && !is_changed ? "B" : site;
}

static bool put_page(struct publication *p, size_t i, const char *site, struct diags *ds)
{
    bool same = strchr(pages[i].sites, '=');
    struct str bytes =
        str_format(ds->arena, "<h1>%s %s</h1>\n", pages[i].path, same ? "=" : author_of(site, pages[i].path));

    return publish_put(p, str_from(pages[i].path), bytes, ds);
}

static bool put_document(struct publication *p, int fd, const char *site, struct diags *ds)
{
    char bytes[DOCUMENT_BYTES];

    if (pread(fd, bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes) {
        diag_add_path(ds, DIAG_FILE_READ, "документ", "не удалось прочитать: %s", io_reason(errno));
        return false;
    }
    const struct str text = { bytes, sizeof bytes };
    return publish_copy(p, STR("files/prikaz.pdf"), fd, text, ds) &&
           publish_copy(p, str_format(ds->arena, "files/%s.pdf", author_of(site, "files")), fd, text, ds);
}

static bool put_site(struct publication *p, int document, const char *site, struct diags *ds)
{
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        if (strchr(pages[i].sites, *site) && !put_page(p, i, site, ds))
            return false;
    return put_document(p, document, site, ds);
}

static void run(const char *site, const char *folder, int document, struct diags *ds)
{
    struct publish_summary summary;
    struct publication *p = publish_open(folder, false, ds);

    if (p && strcmp(site, "heal") != 0 && put_site(p, document, site, ds))
        publish_commit(p, &summary, ds);
    publish_close(p);
}

int main(int argc, char **argv)
{
    if (argc != 4)
        return EXIT_USAGE;
    if (strcmp(argv[1], "nothing") == 0)
        return EXIT_CLEAN;
    struct arena *a = arena_new();
    struct diags *ds = diags_new(a);
    int document = open(argv[3], O_RDONLY | O_CLOEXEC);

    if (document < 0)
        diag_add_path(ds, DIAG_FILE_READ, argv[3], "не удалось открыть: %s", io_reason(errno));
    else
        run(argv[1], argv[2], document, ds);
    for (LIST_EACH(const struct diag, d, ds->items))
        fprintf(stderr, "%.*s: %s: %.*s\n", STR_ARG(d->path), severity_name(diag_info(d->code)->severity),
                STR_ARG(d->message));
    int status = ds->counts[SEVERITY_FATAL] ? EXIT_TROUBLE : diags_failed(ds) ? EXIT_FINDINGS : EXIT_CLEAN;
    arena_free(a);
    return status;
}
