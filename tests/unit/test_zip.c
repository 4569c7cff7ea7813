// SPDX-License-Identifier: MIT
// The archive of a published folder: when it cannot be made, the reason is told.
// What is in a good one, the suite «kit» looks at.
#include "folder.h"
#include "output/ledger.h"
#include "output/zip.h"
#include "section.h"

#include <sys/stat.h>

static struct str published(const char *name, int64_t size, struct arena *a)
{
    struct ledger_file *file = ARENA_NEW(a, struct ledger_file);
    struct buf text = buf_new(a, SIZE_MAX);
    struct list files = { 0 };

    file->path = str_from(name);
    file->size = (size_t)size;
    list_add(&files, file, a);
    ledger_write(&files, &text);
    return buf_str(&text);
}

// A folder whose ledger lists one file of [size] bytes.
static void publish(const struct folder *f, const char *name, int64_t size)
{
    folder_put(f, LEDGER_NAME, published(name, size, f->arena));
}

static void assert_no_archive(const struct folder *f, const char *path, const char *why)
{
    struct diags *ds = diags_new(f->arena);
    struct str out;

    assert_false(zip_folder(path, f->arena, ds, &out));
    assert_int_equal(ds->items.count, 1);
    assert_said(ds, DIAG_FILE_READ, why);
}

static void a_published_file_is_in_the_archive_and_the_ledger_is_not(void **state)
{
    struct folder *f = *state;
    struct diags *ds = diags_new(f->arena);
    struct str out;

    publish(f, "index.html", 2);
    folder_put(f, "index.html", STR("ok"));
    assert_true(zip_folder(f->path, f->arena, ds, &out));
    assert_silent(ds);
    assert_true(str_starts(out, STR("PK\x03\x04")));
    assert_true(str_find(out, STR("index.html")) != SIZE_MAX);
    assert_true(str_find(out, STR(LEDGER_NAME)) == SIZE_MAX);
}

static void a_folder_that_is_not_there_cannot_be_packed(void **state)
{
    assert_no_archive(*state, "/dev/null/nothing", "не удалось собрать архив");
}

static void a_folder_without_a_ledger_cannot_be_packed(void **state)
{
    struct folder *f = *state;

    assert_no_archive(f, f->path, "не удалось собрать архив");
    assert_int_equal(mkdirat(f->fd, LEDGER_NAME, 0755), 0);
    assert_no_archive(f, f->path, "не удалось собрать архив");
}

static void a_broken_ledger_is_told_of(void **state)
{
    struct folder *f = *state;

    folder_put(f, LEDGER_NAME, STR("no ledger\n"));
    assert_no_archive(f, f->path, "опись " LEDGER_NAME " повреждена");
}

static void a_listed_file_that_is_gone_or_cannot_be_read_stops_it(void **state)
{
    struct folder *f = *state;

    publish(f, "index.html", 2);
    assert_no_archive(f, f->path, "не удалось собрать архив");
    assert_int_equal(mkdirat(f->fd, "index.html", 0755), 0);
    assert_no_archive(f, f->path, "не удалось собрать архив");
}

static void a_file_that_is_not_as_long_as_the_ledger_says_stops_it(void **state)
{
    static const int64_t sizes[] = { 0, 4, 6 };
    struct folder *f = *state;

    folder_put(f, "index.html", STR("five!"));
    for (size_t i = 0; i < COUNT(sizes); i++) {
        publish(f, "index.html", sizes[i]);
        assert_no_archive(f, f->path, "index.html не той длины, что в описи");
    }
    publish(f, "index.html", 5);
    assert_true(zip_folder(f->path, f->arena, diags_new(f->arena), &(struct str){ 0 }));
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(a_published_file_is_in_the_archive_and_the_ledger_is_not),
        IN_FOLDER(a_folder_that_is_not_there_cannot_be_packed),
        IN_FOLDER(a_folder_without_a_ledger_cannot_be_packed),
        IN_FOLDER(a_broken_ledger_is_told_of),
        IN_FOLDER(a_listed_file_that_is_gone_or_cannot_be_read_stops_it),
        IN_FOLDER(a_file_that_is_not_as_long_as_the_ledger_says_stops_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
