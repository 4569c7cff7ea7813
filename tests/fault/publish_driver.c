// SPDX-License-Identifier: MIT
// Publishes one of two small sites with output/publish and nothing else, for
// the scripts beside this file that kill it and fail its system calls.
//
//     publish_driver A|B|heal|nothing FOLDER DOCUMENT
//
// "heal" opens the publication and closes it again; "nothing" does not even
// that, to show which system calls belong to starting a program.
#include "base/exit.h"
#include "base/hash.h"
#include "base/io.h"
#include "output/publish.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { DOCUMENT_BYTES = 5000 };

// A letter stands for the site that has the file; both letters, and '=' where
// both have the same bytes.
static const struct {
    const char *sites, *path;
} pages[] = {
    { "AB=", ".nojekyll" },
    { "AB", "index.html" },
    { "AB=", "style.css" },
    { "A", "acts/index.html" },
    { "AB=", "acts/2024/index.html" },
    { "A", "acts/2024/prikaz-17/index.html" },
    { "AB", "acts/2025/index.html" },
    { "B", "acts/2025/prikaz-18/index.html" },
    { "AB=", "acts/2025/prikaz-19/index.html" },
    { "B", "news/index.html" },
    { "B", "news/2025/09/01/index.html" },
    { "A", "old/way/of/keeping/news/index.html" },
    { "AB=", "pairs/index.html" },
    { "AB=", "pairs/1/index.html" },
    { "AB", "pairs/2/index.html" },
    { "A", "pairs/3/index.html" },
    { "B", "pairs/4/index.html" },
    { "AB=", "search/index.html" },
};

static bool put_page(struct publication *p, size_t i, const char *site, struct diags *ds)
{
    bool same = strchr(pages[i].sites, '=');
    struct str bytes = str_format(ds->arena, "<h1>%s %s</h1>\n", pages[i].path, same ? "=" : site);

    return publish_put(p, str_from(pages[i].path), bytes, ds);
}

static bool put_document(struct publication *p, int fd, const char *site, struct diags *ds)
{
    char bytes[DOCUMENT_BYTES];

    if (pread(fd, bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes) {
        diag_add_path(ds, DIAG_FILE_READ, "документ", "не удалось прочитать: %s", io_reason(errno));
        return false;
    }
    uint64_t hash = hash_quick((struct str){ bytes, sizeof bytes });
    return publish_copy(p, STR("files/prikaz.pdf"), fd, sizeof bytes, hash, ds) &&
           publish_copy(p, str_format(ds->arena, "files/%s.pdf", site), fd, sizeof bytes, hash, ds);
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
    struct publication *p = publish_open(folder, ds);

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
