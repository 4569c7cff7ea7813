// SPDX-License-Identifier: MIT
// The floor of the bench: floor PROJECT OUTPUT
//
// What reading, parsing and writing cost with nothing between: no records, no checks, no
// templates. Two threads take the files of the project one by one; YAML passes through
// libyaml, Markdown becomes HTML by cmark, documents are copied; each input becomes one
// file. No generator of such a site that has two threads can be much faster than this.
#include <cmark.h>
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <pthread.h>
#include <stdalign.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <yaml.h>

enum { THREADS = 2, ROOM = 1 << 28 };

struct input {
    char *from, *to;
};

struct work {
    struct input *inputs;
    size_t count, room;
    atomic_size_t next;
};

struct text {
    const char *ptr;
    size_t len;
};

// ---- memory: one room for each thread, empty again after each file -----------

static _Thread_local char *room;
static _Thread_local size_t taken;

static void *take(size_t size)
{
    size_t start = taken;

    taken += (size + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
    if (size > ROOM || taken > ROOM)
        errx(3, "out of memory");
    return room + start;
}

// The size stands in front, since a bigger piece begins with the bytes of the old one.
static void *take_piece(size_t count, size_t size)
{
    char *piece = take(sizeof(max_align_t) + count * size);

    *(size_t *)(void *)piece = count * size;
    return memset(piece + sizeof(max_align_t), 0, count * size);
}

static void *take_more(void *old, size_t size)
{
    if (!old)
        return take_piece(1, size);
    size_t had = *(size_t *)(void *)((char *)old - sizeof(max_align_t));

    return size <= had ? old : memcpy(take_piece(1, size), old, had);
}

static void forget(void *piece)
{
    (void)piece;
}

static cmark_mem memory = { take_piece, take_more, forget };

// ---- one file ----------------------------------------------------------------

static struct text read_input(const char *path)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0 || fstat(fd, &st) != 0)
        err(3, "%s", path);
    size_t len = (size_t)st.st_size;
    char *bytes = take(len);

    if (read(fd, bytes, len) != st.st_size)
        err(3, "%s", path);
    close(fd);
    return (struct text){ bytes, len };
}

static void write_output(const char *path, struct text text)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);

    if (fd < 0 || write(fd, text.ptr, text.len) != (ssize_t)text.len || close(fd) != 0)
        err(3, "%s", path);
}

static void parse_yaml(const char *path, struct text text)
{
    yaml_parser_t parser;
    yaml_event_t event;
    bool more = true;

    if (!yaml_parser_initialize(&parser))
        errx(3, "out of memory");
    yaml_parser_set_input_string(&parser, (const unsigned char *)text.ptr, text.len);
    while (more) {
        if (!yaml_parser_parse(&parser, &event))
            errx(1, "%s:%zu: not YAML", path, parser.problem_mark.line + 1);
        more = event.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
}

static struct text html_of(struct text text)
{
    cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &memory);

    cmark_parser_feed(parser, text.ptr, text.len);
    const char *html = cmark_render_html(cmark_parser_finish(parser), CMARK_OPT_DEFAULT);

    return (struct text){ html, strlen(html) };
}

// The front matter between two lines of three hyphens is YAML, what follows is Markdown.
static struct text render_page(const char *path, struct text text)
{
    const char *end = NULL;

    if (text.len > 4 && memcmp(text.ptr, "---\n", 4) == 0)
        end = memmem(text.ptr + 3, text.len - 3, "\n---\n", 5);
    if (!end)
        return html_of(text);
    parse_yaml(path, (struct text){ text.ptr + 4, (size_t)(end + 1 - text.ptr) - 4 });
    return html_of((struct text){ end + 5, text.len - (size_t)(end + 5 - text.ptr) });
}

static bool ends_in(const char *path, const char *suffix)
{
    size_t len = strlen(path), tail = strlen(suffix);

    return len >= tail && strcmp(path + len - tail, suffix) == 0;
}

static void convert(struct input in)
{
    struct text text = read_input(in.from);

    if (ends_in(in.from, ".yaml"))
        parse_yaml(in.from, text);
    else if (ends_in(in.from, ".md"))
        text = render_page(in.from, text);
    write_output(in.to, text);
    taken = 0;
}

static void *convert_all(void *arg)
{
    struct work *work = arg;
    size_t i;

    room = mmap(NULL, ROOM, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (room == MAP_FAILED)
        err(3, "mmap");
    while ((i = atomic_fetch_add_explicit(&work->next, 1, memory_order_relaxed)) < work->count)
        convert(work->inputs[i]);
    return NULL;
}

// ---- all files -----------------------------------------------------------------

static char *joined(const char *top, const char *rest)
{
    int stem = (int)strlen(rest) - (ends_in(rest, ".md") ? 3 : 0);
    char *path;

    if (asprintf(&path, "%s%.*s%s", top, stem, rest, rest[stem] ? ".html" : "") < 0)
        errx(3, "out of memory");
    return path;
}

static void add(struct work *work, const char *from, char *to)
{
    if (work->count == work->room) {
        work->room = work->room ? 2 * work->room : 1024;
        work->inputs = reallocarray(work->inputs, work->room, sizeof *work->inputs);
    }
    char *copy = strdup(from);

    if (!work->inputs || !copy)
        errx(3, "out of memory");
    work->inputs[work->count++] = (struct input){ copy, to };
}

// Makes the folders; files wait for the threads.
static void collect(struct work *work, char *top, const char *output)
{
    FTS *tree = fts_open((char *[]){ top, NULL }, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
    FTSENT *entry;

    if (!tree)
        err(3, "%s", top);
    while ((entry = fts_read(tree))) {
        char *to = joined(output, entry->fts_path + strlen(top));

        if (entry->fts_info == FTS_F)
            add(work, entry->fts_path, to);
        else if (entry->fts_info == FTS_D && mkdir(to, 0777) != 0 && errno != EEXIST)
            err(3, "%s", to);
    }
    fts_close(tree);
}

int main(int argc, char **argv)
{
    struct work work = { 0 };
    pthread_t threads[THREADS];

    if (argc != 3)
        errx(2, "usage: floor PROJECT OUTPUT");
    collect(&work, joined(argv[1], "/data"), argv[2]);
    collect(&work, joined(argv[1], "/content"), argv[2]);
    for (int i = 0; i < THREADS; i++)
        if (pthread_create(&threads[i], NULL, convert_all, &work) != 0)
            errx(3, "no threads");
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    return 0;
}
