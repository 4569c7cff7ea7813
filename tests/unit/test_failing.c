// SPDX-License-Identifier: MIT
// A publication in which every call to the file system fails, once or from then on:
// visitors see the old site or the new one, whole; whoever asked for it is told; and the
// next publication leaves nothing of the trouble.
#include "base/limits.h"
#include "failing.h"
#include "folder.h"
#include "output/content.h"
#include "output/publish.h"
#include "output/tree.h"
#include "unit.h"

// ---- the sites -------------------------------------------------------------------------

// A letter stands for the site that has the file; '=' where its bytes are always the same.
static const struct {
    const char *sites, *path;
} pages[] = {
    { "ABCD", "index.html" },
    { "ABCD=", "style.css" },
    { "ABCD", "acts/index.html" },
    { "ABCD=", "acts/1/index.html" },
    { "ABC", "acts/2/index.html" },
    { "A", "old/and/deep/index.html" },
    { "BCD", "news/and/deep/index.html" },
    { "A", "zzz/index.html" },
};

// C and D are B but for what is in acts/.
static char author_of(char site, const char *path)
{
    return site > 'B' && strncmp(path, "acts/", 5) != 0 ? 'B' : site;
}

static struct str page_of(struct arena *a, char site, size_t i)
{
    bool same = strchr(pages[i].sites, '=') != NULL;

    return str_format(a, "<h1>%s %c</h1>\n", pages[i].path, same ? '=' : author_of(site, pages[i].path));
}

static const char *path_in(struct folder *f, const char *name)
{
    return str_format(f->arena, "%s/%s", f->path, name).ptr;
}

static bool put_document(struct folder *f, struct publication *p, char site, struct diags *ds)
{
    char bytes[64];
    FILE *file = fopen(path_in(f, "document.pdf"), "rb"); // whose own calls do not fail

    assert_non_null(file);
    struct str text = { bytes, sizeof bytes };
    memset(bytes, 'p', sizeof bytes);
    bool ok = publish_copy(p, STR("files/prikaz.pdf"), fileno(file), text, ds) &&
              publish_copy(p, str_format(f->arena, "files/%c.pdf", author_of(site, "files/")), fileno(file),
                           text, ds);
    fclose(file);
    return ok;
}

static bool put_pages(struct folder *f, struct publication *p, char site, struct diags *ds)
{
    bool ok = true;

    for (size_t i = 0; i < COUNT(pages); i++)
        if (strchr(pages[i].sites, site)) // every one, as threads do that do not know of each other
            ok &= publish_put(p, str_from(pages[i].path), page_of(f->arena, site, i), ds);
    return ok;
}

static bool put_all(struct folder *f, struct publication *p, char site, struct diags *ds)
{
    bool pages_put = put_pages(f, p, site, ds);

    return put_document(f, p, site, ds) && pages_put;
}

static bool publish(struct folder *f, char site, struct diags *ds)
{
    struct publish_summary summary;
    struct publication *p = publish_open(path_in(f, "public"), false, ds);
    bool ok = p && put_all(f, p, site, ds) && publish_commit(p, &summary, ds);

    publish_close(p);
    return ok;
}

// ---- looking at the disk, while nothing fails ------------------------------------------

static bool is_page(struct folder *f, const char *path, struct str expected)
{
    char bytes[256];
    FILE *file = fopen(str_format(f->arena, "%s/public/%s", f->path, path).ptr, "rb");

    if (!file)
        return false;
    size_t size = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    return str_eq((struct str){ bytes, size }, expected);
}

static size_t found;

static int count_file(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
    (void)st;
    found += type == FTW_F && strcmp(path + ftw->base, ".nastavnik") != 0;
    return 0;
}

static bool is_site(struct folder *f, char site)
{
    size_t files = 2; // the documents

    for (size_t i = 0; i < COUNT(pages); i++)
        if (strchr(pages[i].sites, site)) {
            files++;
            if (!is_page(f, pages[i].path, page_of(f->arena, site, i)))
                return false;
        }
    found = 0;
    return nftw(path_in(f, "public"), count_file, 8, FTW_PHYS) == 0 && found == files;
}

static bool is_absent(struct folder *f)
{
    return access(path_in(f, "public"), F_OK) != 0;
}

// The folder of the test holds public/ and the document, and nothing else.
static bool is_tidy(struct folder *f)
{
    DIR *dir = opendir(f->path);
    size_t count = 0;

    while (readdir(dir))
        count++;
    closedir(dir);
    return count == 4; // . and .. too
}

static void start_with(struct folder *f, char site)
{
    struct diags *ds = diags_new(f->arena);
    char document[64];

    tree_remove(f->fd, "public", f->arena);
    tree_remove(f->fd, ".public.nastavnik-old", f->arena);
    tree_remove(f->fd, ".public.nastavnik-next", f->arena);
    memset(document, 'p', sizeof document);
    folder_put(f, "document.pdf", (struct str){ document, sizeof document });
    if (site)
        assert_true(publish(f, site, ds));
    assert_int_equal(ds->items.count, 0);
}

// ---- the sweep -------------------------------------------------------------------------

static const char *const calls[] = {
    "open",      "openat", "fstat", "fstatat",   "mkdirat",  "unlinkat", "renameat",
    "renameat2", "linkat", "flock", "ftruncate", "futimens", "fsync",    "syncfs",
    "write",     "pwrite", "pread", "fdopendir", "readdir",  "close",
};

// Without these a file of the new site would not be there, or not for certain: that is said.
static bool cannot_be_got_round(const char *call)
{
    static const char *const must[] = { "mkdirat", "flock",  "ftruncate", "futimens",
                                        "syncfs",  "pwrite", "write" };

    for (size_t i = 0; i < COUNT(must); i++)
        if (strcmp(must[i], call) == 0)
            return true;
    return false;
}

struct attempt {
    char from, to;
    const char *call;
    int error;
    size_t nth, times;
    bool leftovers;   // of a killed build
    bool no_exchange; // the disk cannot exchange folders
};

static void show(const struct attempt *t, const struct diags *ds)
{
    print_error("from %c to %c: %s fails with %s, the %zuth, %zu times\n", t->from ? t->from : '-', t->to,
                t->call, strerror(t->error), t->nth, t->times);
    for (LIST_EACH(const struct diag, d, ds->items))
        print_error("    %.*s: %.*s\n", STR_ARG(d->path), STR_ARG(d->message));
}

static bool is_old(struct folder *f, const struct attempt *t)
{
    return t->from ? is_site(f, t->from) : is_absent(f);
}

// What a publication that met the failure has to leave behind it.
static bool is_good_end(struct folder *f, const struct attempt *t, bool happened, bool ok,
                        const struct diags *ds)
{
    if (ok)
        return is_site(f, t->to) && ds->items.count <= (t->times == 1 ? 1 : 2) &&
               ds->counts[SEVERITY_FATAL] == 0 &&
               !(happened && t->error == EIO && cannot_be_got_round(t->call) && ds->items.count == 0);
    return is_old(f, t) && ds->items.count == 1 && ds->counts[SEVERITY_FATAL] == 1;
}

static void leave_what_a_killed_build_leaves(struct folder *f)
{
    static const char *const folders[] = { ".public.nastavnik-old", ".public.nastavnik-next" };

    for (size_t i = 0; i < COUNT(folders); i++) {
        mkdirat(f->fd, folders[i], 0777);
        mkdirat(f->fd, str_format(f->arena, "%s/deep", folders[i]).ptr, 0777);
        folder_put(f, str_format(f->arena, "%s/deep/index.html", folders[i]).ptr, STR("прежнее"));
    }
}

// Whether the failure happened at all.
static bool attempt(struct folder *f, const struct attempt *t)
{
    struct diags *ds = diags_new(f->arena), *after = diags_new(f->arena);

    start_with(f, t->from);
    if (t->leftovers)
        leave_what_a_killed_build_leaves(f);
    fail_from(0, t->call, t->error, t->nth, t->times);
    if (t->no_exchange)
        fail_from(1, "renameat2", EINVAL, 1, ALWAYS);
    bool ok = publish(f, t->to, ds);
    bool happened = failures[0].happened > 0;
    nothing_fails();
    if (!is_good_end(f, t, happened, ok, ds)) {
        show(t, ds);
        fail();
    }
    if (!publish(f, t->to, after) || after->items.count || !is_site(f, t->to) || !is_tidy(f)) {
        show(t, after);
        fail();
    }
    arena_reset(f->arena);
    return happened;
}

static size_t every(struct folder *f, struct attempt t)
{
    size_t tried = 0;

    for (t.nth = 1; attempt(f, &t); t.nth++)
        tried++;
    return tried;
}

static size_t every_call(struct folder *f, char from, char to, int error, size_t times)
{
    size_t tried = 0;

    for (size_t c = 0; c < COUNT(calls); c++)
        tried += every(f, (struct attempt){ from, to, calls[c], error, 1, times });
    return tried;
}

static void try_from_to(void **state, char from, char to)
{
    static const int errors[] = { EIO, EPERM, EINTR };
    size_t tried = 0;

    for (size_t i = 0; i < COUNT(errors); i++)
        tried += every_call(*state, from, to, errors[i], 1);
    tried += every_call(*state, from, to, EIO, ALWAYS);
    assert_true(tried > 200);
}

static void a_first_site_is_there_whole_or_not_at_all(void **state)
{
    try_from_to(state, 0, 'A');
}

static void a_changed_site_is_the_old_one_or_the_new_one(void **state)
{
    try_from_to(state, 'A', 'B');
}

static void a_change_in_one_folder_leaves_the_old_site_or_the_new_one(void **state)
{
    try_from_to(state, 'B', 'C');
}

static void a_page_removed_from_a_folder_leaves_the_old_site_or_the_new_one(void **state)
{
    try_from_to(state, 'C', 'D');
}

static void what_a_killed_build_left_does_not_matter_though_calls_fail(void **state)
{
    static const char *const healing[] = { "unlinkat", "openat", "renameat", "readdir", "fdopendir" };
    static const int errors[] = { EIO, EEXIST };

    for (size_t c = 0; c < COUNT(healing); c++)
        for (size_t e = 0; e < COUNT(errors); e++)
            assert_true(every(*state, (struct attempt){ 'A', 'B', healing[c], errors[e], 1, 1,
                                                        .leftovers = true }) > 1);
}

static void a_disk_that_cannot_exchange_is_given_two_renames(void **state)
{
    static const char *const renaming[] = { "renameat", "fsync", "unlinkat" };
    static const int cannot[] = { EINVAL, ENOSYS };

    for (size_t e = 0; e < COUNT(cannot); e++)
        for (char from = 'A'; from < 'D'; from++)
            assert_true(
                every(*state, (struct attempt){ from, (char)(from + 1), "renameat2", cannot[e], 1, 1 }) >= 1);
    assert_true(every(*state, (struct attempt){ 'A', 'B', "fsync", EINVAL, 1, 1 }) >= 1);
    for (size_t c = 0; c < COUNT(renaming); c++)
        for (char from = 'A'; from < 'D'; from++)
            assert_true(every(*state, (struct attempt){ from, (char)(from + 1), renaming[c], EIO, 1, 1,
                                                        .no_exchange = true }) >= 1);
}

static void a_disk_that_cannot_link_is_given_copies(void **state)
{
    static const int errors[] = { EPERM, EMLINK, EXDEV, EOPNOTSUPP, ENOSYS };
    struct folder *f = *state;

    for (size_t i = 0; i < COUNT(errors); i++) {
        struct diags *ds = diags_new(f->arena);
        start_with(f, 'A');
        fail_from(0, "linkat", errors[i], 1, ALWAYS);
        assert_true(publish(f, 'B', ds));
        assert_true(failures[0].happened > 0);
        nothing_fails();
        assert_true(is_site(f, 'B') && is_tidy(f));
        assert_int_equal(ds->items.count, 0);
    }
}

static void a_disk_that_tells_no_types_is_asked_for_each(void **state)
{
    struct folder *f = *state;

    types_unknown = true;
    assert_true(every(f, (struct attempt){ 'A', 'B', "fstatat", EIO, 1, 1 }) > 10);
    assert_int_equal(symlinkat("index.html", f->fd, "public/link.html"), 0);
    struct diags *ds = diags_new(f->arena);
    assert_false(publish(f, 'A', ds));
    types_unknown = false;
    assert_true(diags_has(ds, DIAG_PUBLIC_FOREIGN));
    unlinkat(f->fd, "public/link.html", 0);
    assert_true(is_site(f, 'B'));
}

// ---- one trouble at a time -----------------------------------------------------------------

// The only message of a publication of B over A that fails.
static struct str trouble(struct folder *f)
{
    struct diags *ds = diags_new(f->arena);

    assert_false(publish(f, 'B', ds));
    nothing_fails();
    assert_int_equal(ds->items.count, 1);
    return ((const struct diag *)ds->items.items[0])->message;
}

static void assert_trouble(struct folder *f, const char *words)
{
    struct str message = trouble(f);

    if (!strstr(str_cstr(message, f->arena), words))
        print_error("«%.*s» without «%s»\n", STR_ARG(message), words);
    assert_non_null(strstr(str_cstr(message, f->arena), words));
}

static struct folder *at_hand; // for what happens meanwhile

static void somebody_removes_the_page(void)
{
    unlinkat(at_hand->fd, "public/acts/1/index.html", 0);
}

static void a_file_that_goes_while_it_cannot_be_linked_is_missed(void **state)
{
    at_hand = *state;
    start_with(at_hand, 'A');
    fail_from(0, "linkat", EPERM, 1, ALWAYS);
    meanwhile = somebody_removes_the_page; // the first one to be linked
    assert_trouble(at_hand, "перенести неизменившийся файл: сетевой диск потерял этот файл");
}

static void a_file_that_can_neither_be_linked_nor_read_is_named(void **state)
{
    start_with(*state, 'A');
    // The pages are compared first: two of them and one document are kept.
    fail_from(0, "linkat", EPERM, 1, ALWAYS);
    fail_from(1, "pread", EIO, 3, ALWAYS);
    assert_trouble(*state, "перенести неизменившийся файл: ошибка чтения");
}

static void of_two_troubles_with_a_file_the_first_is_told(void **state)
{
    start_with(*state, 'A');
    fail_from(0, "write", ENOSPC, 1, 1);
    fail_from(1, "close", EIO, 1, ALWAYS);
    assert_trouble(*state, "на диске нет места");
}

static struct publication *shared;

static void another_thread_fails_too(void)
{
    struct diags *ds = diags_new(at_hand->arena);

    assert_false(publish_put(shared, STR("other.html"), STR("иное"), ds));
    assert_int_equal(ds->items.count, 1);
}

static void of_two_threads_in_trouble_one_says_so(void **state)
{
    struct folder *f = at_hand = *state;
    struct diags *ds = diags_new(f->arena);
    struct publish_summary summary;

    start_with(f, 'A');
    shared = publish_open(path_in(f, "public"), false, ds);
    fail_from(0, "write", EIO, 1, ALWAYS);
    meanwhile = another_thread_fails_too;
    assert_false(publish_put(shared, STR("new.html"), STR("новое"), ds));
    nothing_fails();
    assert_int_equal(ds->items.count, 0); // the other one has said it
    assert_false(publish_commit(shared, &summary, ds));
    publish_close(shared);
    assert_true(is_site(f, 'A') && is_tidy(f));
}

static void the_builder_before_us_removes_the_lock(void)
{
    unlinkat(at_hand->fd, ".public.nastavnik-lock", 0);
}

static void a_lock_that_went_while_it_was_taken_is_taken_anew(void **state)
{
    struct folder *f = at_hand = *state;
    struct diags *ds = diags_new(f->arena);

    start_with(f, 'A');
    fail_from(0, "flock", NOTHING, 1, 1);
    meanwhile = the_builder_before_us_removes_the_lock;
    assert_true(publish(f, 'B', ds));
    nothing_fails();
    assert_true(is_site(f, 'B') && is_tidy(f));
}

static void a_lock_whose_holder_has_not_signed_is_a_lock(void **state)
{
    struct folder *f = *state;
    int fd = openat(f->fd, ".public.nastavnik-lock", O_RDWR | O_CREAT | O_CLOEXEC, 0666);

    start_with(f, 0);
    assert_int_equal(flock(fd, LOCK_EX | LOCK_NB), 0);
    assert_trouble(f, "папку сейчас собирает другой процесс");
    close(fd);
}

static void a_lock_that_cannot_be_signed_has_no_room(void **state)
{
    start_with(*state, 'A');
    fail_from(0, "pwrite", 0, 1, 1);
    assert_trouble(*state, "на диске нет места");
}

static void what_is_written_by_halves_is_written_on(void **state)
{
    struct folder *f = *state;

    start_with(f, 'A');
    fail_from(0, "write", 0, 1, 3);
    assert_true(publish(f, 'B', diags_new(f->arena)));
    nothing_fails();
    assert_true(is_site(f, 'B'));
}

static void a_ledger_that_ends_too_soon_is_an_error_of_the_disk(void **state)
{
    start_with(*state, 'A');
    fail_from(0, "pread", 0, 1, 1);
    assert_trouble(*state, "ошибка чтения или записи на диске");
}

static void a_mounted_disk_is_no_folder_to_replace(void **state)
{
    start_with(*state, 'A');
    disks_differ = true;
    struct str message = trouble(*state);
    disks_differ = false;
    assert_true(str_starts(message, STR("это отдельно подключённый диск")));
}

static void what_is_no_ledger_is_not_read_as_one(void **state)
{
    struct folder *f = *state;

    start_with(f, 'A');
    unlinkat(f->fd, "public/.nastavnik", 0);
    mkdirat(f->fd, "public/.nastavnik", 0777);
    assert_trouble(f, "лежит что-то другое");
    unlinkat(f->fd, "public/.nastavnik", AT_REMOVEDIR);
    int fd = openat(f->fd, "public/.nastavnik", O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    assert_int_equal(ftruncate(fd, (off_t)LIMIT_LEDGER_BYTES + 1), 0);
    close(fd);
    assert_trouble(f, "лежит что-то другое");
}

static void a_file_in_the_way_of_an_old_site_is_named(void **state)
{
    struct folder *f = *state;

    start_with(f, 0);
    folder_put(f, "public", STR("чужое"));
    leave_what_a_killed_build_leaves(f);
    assert_trouble(f, "на месте папки для готового раздела лежит файл");
    unlinkat(f->fd, "public", 0);
}

static void a_file_in_place_of_the_new_tree_is_removed(void **state)
{
    struct folder *f = *state;

    start_with(f, 'A');
    folder_put(f, ".public.nastavnik-next", STR("остаток"));
    assert_true(publish(f, 'B', diags_new(f->arena)));
    assert_true(is_site(f, 'B') && is_tidy(f));
}

static void a_file_in_place_of_the_old_site_is_removed(void **state)
{
    struct folder *f = *state;

    start_with(f, 'A');
    folder_put(f, ".public.nastavnik-old", STR("остаток"));
    assert_true(publish(f, 'B', diags_new(f->arena)));
    assert_true(is_site(f, 'B') && is_tidy(f));
}

// ---- folders and stamps --------------------------------------------------------------------

static void another_thread_makes_the_folder(void)
{
    mkdirat(at_hand->fd, "made", 0777);
}

static void a_folder_that_another_thread_makes_is_as_good(void **state)
{
    at_hand = *state;
    fail_from(0, "mkdirat", NOTHING, 1, 1);
    meanwhile = another_thread_makes_the_folder;
    assert_int_equal(tree_make_parents(at_hand->fd, "made/index.html"), 0);
    assert_int_equal(failures[0].happened, 1);
    nothing_fails();
}

static void folders_are_made_only_where_there_is_a_root(void **state)
{
    struct folder *f = *state;
    char *long_path = arena_alloc(f->arena, 5001, 1);

    memset(long_path, 'a', 5000);
    long_path[5000] = '\0';
    assert_int_equal(tree_make_parents(f->fd, long_path), ENAMETOOLONG);
    assert_int_equal(tree_make_parents(f->fd, "index.html"), 0);
    assert_int_equal(tree_make_parents(f->fd, "a/b/c/index.html"), 0);
    assert_int_equal(faccessat(f->fd, "a/b/c", F_OK, 0), 0);
    mkdirat(f->fd, "gone", 0777);
    int gone = openat(f->fd, "gone", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    unlinkat(f->fd, "gone", AT_REMOVEDIR);
    assert_int_equal(tree_make_parents(gone, "a/b/c/index.html"), ENOENT);
    close(gone);
}

// A table of the webmaster: the old one or the new one, and nothing beside it.
static void a_file_that_cannot_be_replaced_stays_as_it_was(void **state)
{
    static const char *const steps[] = { "openat", "write", "fsync", "close", "renameat" };
    struct folder *f = *state;
    struct stat st;

    folder_put(f, "urls.csv", STR("old"));
    for (size_t i = 0; i < COUNT(steps); i++) {
        fail_from(0, steps[i], EIO, 1, 1);
        assert_int_equal(content_replace(f->fd, "urls.csv", ".next", STR("newer"), true), EIO);
        nothing_fails();
        assert_int_equal(fstatat(f->fd, "urls.csv", &st, 0), 0);
        assert_int_equal(st.st_size, 3);
        assert_int_equal(fstatat(f->fd, ".next", &st, 0), -1);
    }
    // Of two troubles the first is told.
    fail_from(0, "write", ENOSPC, 1, 1);
    fail_from(1, "close", EIO, 1, 1);
    assert_int_equal(content_replace(f->fd, "urls.csv", ".next", STR("newer"), true), ENOSPC);
    // Nobody waits for the disk where a loss costs time alone.
    fail_from(0, "fsync", EIO, 1, 1);
    fail_from(1, NULL, 0, 0, 0);
    assert_int_equal(content_replace(f->fd, "urls.csv", ".next", STR("newer"), false), 0);
    nothing_fails();
    assert_int_equal(fstatat(f->fd, "urls.csv", &st, 0), 0);
    assert_int_equal(st.st_size, 5);
}

static void a_stamp_tells_what_was_touched(void **state)
{
    struct folder *f = *state;
    char deep[2 * 20 + 16] = "public";

    assert_int_equal(tree_stamp(path_in(f, "public"), 1), 0); // it is not there
    start_with(f, 'A');
    uint64_t before = tree_stamp(path_in(f, "public"), 1);
    assert_true(before == tree_stamp(path_in(f, "public"), 2));
    static const char *const asking[] = { "open", "openat", "fstatat", "fdopendir" };
    for (size_t i = 0; i < COUNT(asking); i++) {
        fail_from(0, asking[i], EIO, 1, 1);
        assert_true(before != tree_stamp(path_in(f, "public"), 1));
        assert_int_equal(failures[0].happened, 1);
        nothing_fails();
    }
    fail_from(0, "fdopendir", EIO, 2, 1); // not the top, but a folder in it
    assert_true(before != tree_stamp(path_in(f, "public"), 1));
    nothing_fails();
    for (int i = 0; i < 20; i++) {
        strcat(deep, "/d");
        mkdirat(f->fd, deep, 0777);
    }
    uint64_t with_folders = tree_stamp(path_in(f, "public"), 1);
    assert_true(before != with_folders);
    strcat(deep, "/x");
    folder_put(f, deep, STR("глубже, чем смотрят"));
    assert_true(with_folders == tree_stamp(path_in(f, "public"), 1));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)
    const struct CMUnitTest tests[] = {
        TEST(a_first_site_is_there_whole_or_not_at_all),
        TEST(a_changed_site_is_the_old_one_or_the_new_one),
        TEST(a_change_in_one_folder_leaves_the_old_site_or_the_new_one),
        TEST(a_page_removed_from_a_folder_leaves_the_old_site_or_the_new_one),
        TEST(what_a_killed_build_left_does_not_matter_though_calls_fail),
        TEST(a_disk_that_cannot_exchange_is_given_two_renames),
        TEST(a_disk_that_cannot_link_is_given_copies),
        TEST(a_disk_that_tells_no_types_is_asked_for_each),
        TEST(a_file_that_goes_while_it_cannot_be_linked_is_missed),
        TEST(a_file_that_can_neither_be_linked_nor_read_is_named),
        TEST(of_two_troubles_with_a_file_the_first_is_told),
        TEST(of_two_threads_in_trouble_one_says_so),
        TEST(a_lock_that_went_while_it_was_taken_is_taken_anew),
        TEST(a_lock_whose_holder_has_not_signed_is_a_lock),
        TEST(a_lock_that_cannot_be_signed_has_no_room),
        TEST(what_is_written_by_halves_is_written_on),
        TEST(a_ledger_that_ends_too_soon_is_an_error_of_the_disk),
        TEST(a_mounted_disk_is_no_folder_to_replace),
        TEST(what_is_no_ledger_is_not_read_as_one),
        TEST(a_file_in_the_way_of_an_old_site_is_named),
        TEST(a_file_in_place_of_the_new_tree_is_removed),
        TEST(a_file_in_place_of_the_old_site_is_removed),
        TEST(a_folder_that_another_thread_makes_is_as_good),
        TEST(folders_are_made_only_where_there_is_a_root),
        TEST(a_file_that_cannot_be_replaced_stays_as_it_was),
        TEST(a_stamp_tells_what_was_touched),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
