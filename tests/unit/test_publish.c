// SPDX-License-Identifier: MIT
#include "output/publish.h"
#include "output/tree.h"
#include "unit.h"

#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

// Each test works in an empty folder of its own, which is the current one.
struct place_of_work {
    char folder[32];
    struct arena *arena;
    struct diags *ds;
    struct publish_summary summary;
};

struct page {
    const char *path, *bytes;
};

static const struct page three_pages[] = { { "index.html", "главная" },
                                           { "acts/index.html", "документы" },
                                           { "acts/prikaz/index.html", "приказ" },
                                           { 0 } };

static int enter_empty_folder(void **state)
{
    struct place_of_work *w = calloc(1, sizeof *w);

    strcpy(w->folder, "/tmp/test_publish.XXXXXX");
    if (!mkdtemp(w->folder) || chdir(w->folder))
        return -1;
    w->arena = arena_new();
    w->ds = diags_new(w->arena);
    *state = w;
    return 0;
}

static int remove_folder(void **state)
{
    struct place_of_work *w = *state;
    char command[64];

    snprintf(command, sizeof command, "rm -rf %s", w->folder);
    int status = chdir("/") || system(command);
    arena_free(w->arena);
    free(w);
    return status;
}

// ---- looking at the disk -------------------------------------------------

static bool exists(const char *path)
{
    struct stat st;

    return lstat(path, &st) == 0;
}

static ino_t inode(const char *path)
{
    struct stat st;

    assert_int_equal(lstat(path, &st), 0);
    return st.st_ino;
}

static size_t entries_of(const char *folder)
{
    DIR *dir = opendir(folder);
    size_t count = 0;

    assert_non_null(dir);
    while (readdir(dir))
        count++;
    closedir(dir);
    return count - 2; // . and ..
}

static const char *content(struct place_of_work *w, const char *path)
{
    char *text = arena_alloc(w->arena, 4096, 1);
    FILE *f = fopen(path, "rb");

    assert_non_null(f);
    text[fread(text, 1, 4095, f)] = '\0';
    fclose(f);
    return text;
}

static void write_by_hand(const char *path, const char *bytes)
{
    FILE *f = fopen(path, "wb");

    assert_non_null(f);
    fputs(bytes, f);
    assert_int_equal(fclose(f), 0);
}

// ---- publishing ----------------------------------------------------------

static bool put(struct place_of_work *w, struct publication *p, const char *path, const char *bytes)
{
    return publish_put(p, str_from(path), str_from(bytes), w->ds);
}

static struct publication *opened(struct place_of_work *w)
{
    struct publication *p = publish_open("public", false, w->ds);

    assert_non_null(p);
    return p;
}

static void publish(struct place_of_work *w, const struct page *pages)
{
    struct publication *p = opened(w);

    for (; pages->path; pages++)
        assert_true(put(w, p, pages->path, pages->bytes));
    assert_true(publish_commit(p, &w->summary, w->ds));
    publish_close(p);
    assert_int_equal(w->ds->items.count, 0);
}

static void is_refused(struct place_of_work *w, enum diag_code code, const char *reason)
{
    assert_null(publish_open("public", false, w->ds));
    assert_int_equal(w->ds->items.count, 1);
    const struct diag *d = w->ds->items.items[0];
    assert_int_equal(d->code, code);
    assert_non_null(strstr(d->message.ptr, reason));
    assert_non_null(strstr(d->path.ptr, "public"));
}

static void cannot_be_put(struct place_of_work *w, struct publication *p, const char *path,
                          enum diag_code code)
{
    assert_false(put(w, p, path, "иное"));
    assert_int_equal(w->ds->items.count, 1);
    assert_int_equal(((const struct diag *)w->ds->items.items[0])->code, code);
    assert_false(publish_commit(p, &w->summary, w->ds));
    publish_close(p);
    assert_false(exists("public"));
}

// ---- what is published ---------------------------------------------------

static void a_first_publication_makes_the_folder_and_leaves_nothing_beside_it(void **state)
{
    struct place_of_work *w = *state;

    publish(w, three_pages);

    assert_string_equal(content(w, "public/acts/prikaz/index.html"), "приказ");
    assert_int_equal(w->summary.files, 3);
    assert_int_equal(w->summary.written, 3);
    assert_int_equal(entries_of("."), 1);
    assert_int_equal(entries_of("public"), 3); // index.html, acts, .nastavnik
}

static void an_empty_folder_is_published_into(void **state)
{
    struct place_of_work *w = *state;

    mkdir("public", 0755);
    publish(w, three_pages);

    assert_string_equal(content(w, "public/index.html"), "главная");
}

static void a_site_without_files_is_a_site_too(void **state)
{
    struct place_of_work *w = *state;

    publish(w, &(struct page){ 0 });

    assert_int_equal(w->summary.files, 0);
    assert_string_equal(content(w, "public/.nastavnik"), "nastavnik-ledger 1\n");
}

static void new_changed_unchanged_and_removed_files_are_told_apart(void **state)
{
    struct place_of_work *w = *state;
    const struct page next[] = { { "index.html", "главная" },
                                 { "acts/index.html", "документы и приказы" },
                                 { "news/index.html", "новости" },
                                 { 0 } };

    publish(w, three_pages);
    ino_t unchanged = inode("public/index.html"), changed = inode("public/acts/index.html");
    publish(w, next);

    assert_int_equal(w->summary.files, 3);
    assert_int_equal(w->summary.written, 2);
    assert_int_equal(w->summary.unchanged, 1);
    assert_int_equal(w->summary.removed, 1);
    assert_int_equal(inode("public/index.html"), unchanged);
    assert_int_not_equal(inode("public/acts/index.html"), changed);
    assert_string_equal(content(w, "public/acts/index.html"), "документы и приказы");
    assert_string_equal(content(w, "public/news/index.html"), "новости");
    assert_false(exists("public/acts/prikaz"));
    assert_int_equal(entries_of("."), 1);
}

// Each of these differs from [three_pages] in the folder acts only.
static void what_outgrew_its_limit_is_an_error_and_nothing_is_published(void **state)
{
    struct place_of_work *w = *state;

    publish(w, three_pages);
    struct publication *p = opened(w);
    assert_true(publish_whole(p, STR("index.html"), STR("другая"), w->ds));
    assert_false(publish_whole(p, STR("people.csv"), (struct str){ 0 }, w->ds));
    assert_true(diags_has(w->ds, DIAG_RECORD_LIMIT));
    assert_false(publish_commit(p, &w->summary, w->ds));
    publish_close(p);
    assert_int_equal(access("public/people.csv", F_OK), -1);
}

static void a_change_in_one_folder_exchanges_that_folder_alone(void **state)
{
    struct place_of_work *w = *state;
    const struct page next[] = { { "index.html", "главная" },
                                 { "acts/index.html", "другие документы" },
                                 { "acts/pismo/index.html", "письмо" },
                                 { 0 } };

    publish(w, three_pages);
    ino_t top = inode("public"), acts = inode("public/acts");
    publish(w, next);

    assert_int_equal(inode("public"), top);
    assert_int_not_equal(inode("public/acts"), acts);
    assert_string_equal(content(w, "public/acts/pismo/index.html"), "письмо");
    assert_false(exists("public/acts/prikaz"));
    assert_null(strstr(content(w, "public/.nastavnik"), "prikaz"));
    assert_int_equal(entries_of("."), 1);
}

static void a_change_at_the_top_exchanges_everything(void **state)
{
    struct place_of_work *w = *state;
    const struct page next[] = { { "index.html", "иная главная" },
                                 { "acts/index.html", "документы" },
                                 { "acts/prikaz/index.html", "приказ" },
                                 { 0 } };

    publish(w, three_pages);
    ino_t top = inode("public");
    publish(w, next);

    assert_int_not_equal(inode("public"), top);
    assert_int_equal(entries_of("."), 1);
}

static void a_folder_that_goes_is_gone(void **state)
{
    struct place_of_work *w = *state;
    const struct page next[] = { { "index.html", "главная" }, { "acts/index.html", "документы" }, { 0 } };

    publish(w, three_pages);
    publish(w, next);

    assert_false(exists("public/acts/prikaz"));
    assert_int_equal(entries_of("public/acts"), 1);
}

static void a_folder_removed_by_hand_comes_back(void **state)
{
    struct place_of_work *w = *state;

    publish(w, three_pages);
    assert_int_equal(unlink("public/acts/prikaz/index.html"), 0);
    assert_int_equal(rmdir("public/acts/prikaz"), 0);
    publish(w, three_pages);

    assert_string_equal(content(w, "public/acts/prikaz/index.html"), "приказ");
    assert_int_equal(entries_of("."), 1);
}

static void publishing_the_same_again_touches_nothing(void **state)
{
    struct place_of_work *w = *state;

    publish(w, three_pages);
    ino_t folder = inode("public"), ledger = inode("public/.nastavnik");
    publish(w, three_pages);

    assert_int_equal(w->summary.unchanged, 3);
    assert_int_equal(w->summary.written, 0);
    assert_int_equal(inode("public"), folder);
    assert_int_equal(inode("public/.nastavnik"), ledger);
    assert_int_equal(entries_of("."), 1);
}

static void an_edit_by_hand_is_undone_even_when_size_and_time_are_kept(void **state)
{
    struct place_of_work *w = *state;
    struct stat st;

    publish(w, three_pages);
    assert_int_equal(stat("public/index.html", &st), 0);
    write_by_hand("public/index.html", "гравнал");
    const struct timespec times[] = { st.st_atim, st.st_mtim };
    assert_int_equal(utimensat(AT_FDCWD, "public/index.html", times, 0), 0);
    publish(w, three_pages);

    assert_string_equal(content(w, "public/index.html"), "главная");
    assert_int_equal(w->summary.written, 1);
}

static void a_page_deleted_by_hand_comes_back(void **state)
{
    struct place_of_work *w = *state;

    publish(w, three_pages);
    unlink("public/acts/index.html");
    publish(w, three_pages);

    assert_string_equal(content(w, "public/acts/index.html"), "документы");
    assert_int_equal(w->summary.unchanged, 2);
}

static void the_ledger_does_not_depend_on_the_order_of_puts(void **state)
{
    struct place_of_work *w = *state;
    const struct page backwards[] = { three_pages[2], three_pages[1], three_pages[0], { 0 } };

    publish(w, three_pages);
    const char *ledger = content(w, "public/.nastavnik");
    assert_int_equal(rename("public", "first"), 0);
    publish(w, backwards);

    assert_string_equal(content(w, "public/.nastavnik"), ledger);
    assert_non_null(strstr(ledger, " 18 acts/index.html\n"));
}

// ---- documents -----------------------------------------------------------

static void publish_document(struct place_of_work *w, const char *source)
{
    struct publication *p = opened(w);
    int fd = open(source, O_RDONLY | O_CLOEXEC);
    const char *bytes = content(w, source);

    assert_true(publish_copy(p, STR("files/prikaz.pdf"), fd, str_from(bytes), w->ds));
    assert_true(publish_commit(p, &w->summary, w->ds));
    close(fd);
    publish_close(p);
}

static void a_document_keeps_its_bytes_and_its_date(void **state)
{
    struct place_of_work *w = *state;
    const struct timespec times[] = { { 1000000000, 0 }, { 1000000000, 5 } };
    struct stat st;

    write_by_hand("prikaz.pdf", "%PDF");
    utimensat(AT_FDCWD, "prikaz.pdf", times, 0);
    publish_document(w, "prikaz.pdf");

    assert_string_equal(content(w, "public/files/prikaz.pdf"), "%PDF");
    assert_int_equal(stat("public/files/prikaz.pdf", &st), 0);
    assert_int_equal(st.st_mtim.tv_sec, 1000000000);
    assert_int_equal(st.st_mtim.tv_nsec, 5);
}

static void a_document_with_another_date_but_the_same_bytes_is_unchanged(void **state)
{
    struct place_of_work *w = *state;
    const struct timespec times[] = { { 1000000000, 0 }, { 1000000000, 0 } };

    write_by_hand("prikaz.pdf", "%PDF");
    publish_document(w, "prikaz.pdf");
    utimensat(AT_FDCWD, "prikaz.pdf", times, 0);
    publish_document(w, "prikaz.pdf");

    assert_int_equal(w->summary.unchanged, 1);
}

static void a_published_document_edited_by_hand_is_replaced(void **state)
{
    struct place_of_work *w = *state;

    write_by_hand("prikaz.pdf", "%PDF");
    publish_document(w, "prikaz.pdf");
    write_by_hand("public/files/prikaz.pdf", "%ODT");
    publish_document(w, "prikaz.pdf");

    assert_string_equal(content(w, "public/files/prikaz.pdf"), "%PDF");
}

static void a_document_that_grew_during_the_build_stops_it(void **state)
{
    struct place_of_work *w = *state;
    struct publication *p = opened(w);

    write_by_hand("prikaz.pdf", "%PDF-1.7");
    int fd = open("prikaz.pdf", O_RDONLY | O_CLOEXEC);

    assert_false(publish_copy(p, STR("prikaz.pdf"), fd, STR("%PDF"), w->ds));
    assert_true(diags_has(w->ds, DIAG_FILE_READ));
    assert_false(publish_commit(p, &w->summary, w->ds));
    close(fd);
    publish_close(p);
    assert_false(exists("public"));
}

// ---- a folder that is known to be the last one -----------------------------

static bool is_of_prikaz(void *context, struct str path)
{
    (void)context;
    return str_starts(path, STR("acts/prikaz/"));
}

static bool is_not_of_prikaz(void *context, struct str path)
{
    return !is_of_prikaz(context, path);
}

// Writes acts/prikaz/ anew over what three_pages have left; what it says is in w->ds.
static bool publish_prikaz(struct place_of_work *w, const char *path, const char *bytes)
{
    struct publication *p = publish_open("public", true, w->ds);

    assert_non_null(p);
    bool ok = put(w, p, path, bytes) && publish_keep(p, is_not_of_prikaz, NULL, w->ds) &&
              publish_commit(p, &w->summary, w->ds);
    publish_close(p);
    return ok;
}

static void what_is_kept_is_counted_and_stays_where_it_is(void **state)
{
    struct place_of_work *w = *state;

    publish(w, three_pages);
    const ino_t home = inode("public/index.html");
    assert_true(publish_prikaz(w, "acts/prikaz/index.html", "приказ 2"));

    assert_int_equal(w->summary.files, 3);
    assert_int_equal(w->summary.written, 1);
    assert_int_equal(w->summary.unchanged, 2);
    assert_int_equal(w->summary.removed, 0);
    assert_int_equal(inode("public/index.html"), home);
    assert_string_equal(content(w, "public/acts/prikaz/index.html"), "приказ 2");
}

static void an_exchanged_folder_changes_the_stamp_by_what_it_says(void **state)
{
    struct place_of_work *w = *state;

    publish(w, three_pages);
    uint64_t stamp = tree_stamp("public", 1);
    assert_true(publish_prikaz(w, "acts/prikaz/index.html", "приказ 2"));
    assert_true(w->summary.in_place);
    assert_true(stamp != tree_stamp("public", 1));
    assert_true(stamp + w->summary.stamp_change == tree_stamp("public", 1));

    stamp = tree_stamp("public", 1); // now with a file less: the ledger is written twice
    assert_true(publish_prikaz(w, "acts/prikaz/other.html", "приказ 3"));
    assert_int_equal(w->summary.removed, 1);
    assert_true(w->summary.in_place);
    assert_true(stamp + w->summary.stamp_change == tree_stamp("public", 1));

    assert_true(publish_prikaz(w, "acts/prikaz/other.html", "приказ 3")); // nothing
    assert_true(w->summary.in_place);
    assert_int_equal(w->summary.stamp_change, 0);
}

static void a_whole_new_tree_is_not_in_place(void **state)
{
    struct place_of_work *w = *state;

    publish(w, three_pages);
    assert_false(w->summary.in_place);
}

static void a_foreign_file_in_a_known_folder_is_found_before_it_would_be_lost(void **state)
{
    struct place_of_work *w = *state;

    publish(w, three_pages);
    write_by_hand("public/acts/prikaz/chuzhoe.txt", "чужое");
    assert_false(publish_prikaz(w, "acts/prikaz/index.html", "приказ 2"));

    assert_true(diags_has(w->ds, DIAG_PUBLIC_FOREIGN));
    const struct diag *d = w->ds->items.items[0];
    assert_non_null(strstr(d->message.ptr, "acts/prikaz/chuzhoe.txt"));
    assert_string_equal(content(w, "public/acts/prikaz/chuzhoe.txt"), "чужое");
    assert_string_equal(content(w, "public/acts/prikaz/index.html"), "приказ");
}

static void a_foreign_file_beside_what_is_exchanged_stays(void **state)
{
    struct place_of_work *w = *state;

    publish(w, three_pages);
    write_by_hand("public/chuzhoe.txt", "чужое");
    assert_true(publish_prikaz(w, "acts/prikaz/index.html", "приказ 2"));
    assert_string_equal(content(w, "public/chuzhoe.txt"), "чужое");

    assert_false(publish_prikaz(w, "new.html", "новое")); // now the whole tree would be exchanged
    assert_true(diags_has(w->ds, DIAG_PUBLIC_FOREIGN));
    assert_string_equal(content(w, "public/chuzhoe.txt"), "чужое");
}

static void what_is_kept_clashes_with_what_is_put(void **state)
{
    static const struct {
        const char *path, *reason;
    } clashes[] = {
        { "ACTS/prikaz/new.html", "адрес отличается от «ACTS» только написанием букв" },
        { "acts", "должны быть и файл, и папка" },
        { "acts/prikaz/index.html", "этот адрес получили два файла" },
        { "acts/prikaz/INDEX.html", "только написанием букв" },
    };
    struct place_of_work *w = *state;

    publish(w, three_pages);
    for (size_t i = 0; i < sizeof clashes / sizeof *clashes; i++) {
        struct publication *p = publish_open("public", true, w->ds = diags_new(w->arena));
        assert_true(put(w, p, clashes[i].path, "иное"));
        assert_false(publish_keep(p, is_of_prikaz, NULL, w->ds));
        assert_false(publish_commit(p, &w->summary, w->ds));
        publish_close(p);
        assert_int_equal(w->ds->items.count, 1);
        const struct diag *d = w->ds->items.items[0];
        assert_int_equal(d->code, DIAG_PATH_CLASH);
        assert_non_null(strstr(d->message.ptr, clashes[i].reason));
    }
    assert_string_equal(content(w, "public/acts/prikaz/index.html"), "приказ");
}

// ---- somebody else's folder ----------------------------------------------

static void a_folder_without_a_ledger_is_refused_by_naming_its_files(void **state)
{
    struct place_of_work *w = *state;
    const char *const names[] = { "public/g", "public/a", "public/f", "public/b", "public/c", "public/d" };

    mkdir("public", 0755);
    mkdir("public/e", 0755);
    for (size_t i = 0; i < COUNT(names); i++)
        write_by_hand(names[i], "чужое");

    is_refused(w, DIAG_PUBLIC_FOREIGN, "a, b, c, d, e/ и ещё 2");
    assert_int_equal(entries_of("public"), 7);
    assert_int_equal(entries_of("."), 1);
}

static void a_foreign_file_deep_in_our_own_tree_is_refused(void **state)
{
    struct place_of_work *w = *state;

    publish(w, three_pages);
    write_by_hand("public/acts/prikaz/notes.txt", "чужое");

    is_refused(w, DIAG_PUBLIC_FOREIGN, "acts/prikaz/notes.txt");
    assert_string_equal(content(w, "public/acts/prikaz/notes.txt"), "чужое");
}

static void an_empty_foreign_folder_is_refused(void **state)
{
    struct place_of_work *w = *state;

    publish(w, three_pages);
    mkdir("public/uploads", 0755);

    is_refused(w, DIAG_PUBLIC_FOREIGN, "uploads/");
}

static void a_folder_in_place_of_our_file_is_foreign(void **state)
{
    struct place_of_work *w = *state;

    publish(w, three_pages);
    assert_int_equal(unlink("public/acts/index.html"), 0);
    assert_int_equal(mkdir("public/acts/index.html", 0755), 0);
    is_refused(w, DIAG_PUBLIC_FOREIGN, "acts/index.html/");
}

static void a_link_in_place_of_our_file_is_foreign_and_not_followed(void **state)
{
    struct place_of_work *w = *state;

    write_by_hand("secret", "главная");
    publish(w, three_pages);
    unlink("public/index.html");
    assert_int_equal(symlink("../secret", "public/index.html"), 0);

    is_refused(w, DIAG_PUBLIC_FOREIGN, "index.html");
    assert_string_equal(content(w, "secret"), "главная");
}

static void a_link_in_place_of_the_folder_is_refused(void **state)
{
    struct place_of_work *w = *state;

    mkdir("elsewhere", 0755);
    assert_int_equal(symlink("elsewhere", "public"), 0);

    is_refused(w, DIAG_PUBLIC_FOREIGN, "символическая ссылка");
    assert_int_equal(entries_of("elsewhere"), 0);
}

static void a_file_in_place_of_the_folder_is_refused(void **state)
{
    struct place_of_work *w = *state;

    write_by_hand("public", "чужое");

    is_refused(w, DIAG_PUBLIC_FOREIGN, "лежит файл");
    assert_string_equal(content(w, "public"), "чужое");
}

static void is_damaged_in(struct place_of_work *w, const char *ledger, const char *line)
{
    w->ds = diags_new(w->arena);
    write_by_hand("public/.nastavnik", ledger);
    is_refused(w, DIAG_PUBLIC_FOREIGN, line);
    assert_non_null(strstr(((const struct diag *)w->ds->items.items[0])->message.ptr, "повреждена"));
}

#define GOOD "nastavnik-ledger 1\n0123456789abcdef 1 b\n"

static void a_damaged_ledger_is_refused_with_its_line(void **state)
{
    struct place_of_work *w = *state;

    mkdir("public", 0755);
    is_damaged_in(w, "", "строке 1");
    is_damaged_in(w, "nastavnik-ledger 2\n", "строке 1");
    is_damaged_in(w, "nastavnik-ledger 1", "строке 1");
    is_damaged_in(w, "nastavnik-ledger 1\n0123456789abcdef 1 b", "строке 2");
    is_damaged_in(w, GOOD "\n", "строке 3");
    is_damaged_in(w, GOOD "0123456789abcdef 1 b\n", "строке 3");
    is_damaged_in(w, GOOD "0123456789abcdef 1 a\n", "строке 3");
    is_damaged_in(w, GOOD "0123456789ABCDEF 1 c\n", "строке 3");
    is_damaged_in(w, GOOD "0123456789abcdeg 1 c\n", "строке 3");
    is_damaged_in(w, GOOD "/123456789abcdef 1 c\n", "строке 3");
    is_damaged_in(w, GOOD "0123456789abcde 1 c\n", "строке 3");
    is_damaged_in(w, GOOD "0123456789abcdef 1: c\n", "строке 3");
    is_damaged_in(w, GOOD "0123456789abcdef\n", "строке 3");
    is_damaged_in(w, GOOD "0123456789abcdef -1 c\n", "строке 3");
    is_damaged_in(w, GOOD "0123456789abcdef 99999999999999999999 c\n", "строке 3");
    is_damaged_in(w, GOOD "0123456789abcdef  c\n", "строке 3");
    is_damaged_in(w, GOOD "0123456789abcdef 1\n", "строке 3");
    is_damaged_in(w, GOOD "0123456789abcdef 1 c/../../d\n", "строке 3");
}

static void a_folder_needs_a_name_of_its_own(void **state)
{
    struct place_of_work *w = *state;
    const char *const names[] = { "", ".", "..", "/", "a/..", "./" };

    for (size_t i = 0; i < COUNT(names); i++)
        assert_null(publish_open(names[i], false, w->ds));
    assert_int_equal(w->ds->counts[SEVERITY_FATAL], COUNT(names));
    assert_int_equal(entries_of("."), 0);
}

static void a_slash_behind_the_folder_changes_nothing(void **state)
{
    struct place_of_work *w = *state;

    mkdir("site", 0755);
    struct publication *p = publish_open("site/public//", false, w->ds);
    assert_non_null(p);
    assert_true(put(w, p, "index.html", "главная"));
    assert_true(publish_commit(p, &w->summary, w->ds));
    publish_close(p);

    assert_string_equal(content(w, "site/public/index.html"), "главная");
}

static void an_absent_parent_is_named(void **state)
{
    struct place_of_work *w = *state;

    assert_null(publish_open("no/such/public", false, w->ds));
    assert_true(diags_has(w->ds, DIAG_FILE_WRITE));
    assert_string_equal(((const struct diag *)w->ds->items.items[0])->path.ptr, "no/such/public");
}

// ---- addresses -----------------------------------------------------------

static void two_files_at_one_address_clash(void **state)
{
    struct place_of_work *w = *state;
    struct publication *p = opened(w);

    assert_true(put(w, p, "a/index.html", "одно"));
    cannot_be_put(w, p, "a/index.html", DIAG_PATH_CLASH);
}

static void addresses_that_differ_in_case_only_clash(void **state)
{
    struct place_of_work *w = *state;
    struct publication *p = opened(w);

    assert_true(put(w, p, "A.html", "одно"));
    cannot_be_put(w, p, "a.html", DIAG_PATH_CLASH);
}

static void russian_addresses_clash_by_case_too(void **state)
{
    struct place_of_work *w = *state;
    struct publication *p = opened(w);

    assert_true(put(w, p, "files/Приказ.pdf", "одно"));
    cannot_be_put(w, p, "files/приказ.pdf", DIAG_PATH_CLASH);
}

static void folders_that_differ_in_case_only_clash(void **state)
{
    struct place_of_work *w = *state;
    struct publication *p = opened(w);

    assert_true(put(w, p, "Acts/one.html", "одно"));
    cannot_be_put(w, p, "acts/two.html", DIAG_PATH_CLASH);
}

static void a_file_where_a_folder_is_clashes(void **state)
{
    struct place_of_work *w = *state;
    struct publication *p = opened(w);

    assert_true(put(w, p, "acts/one/index.html", "одно"));
    cannot_be_put(w, p, "acts", DIAG_PATH_CLASH);
}

static void a_folder_where_a_file_is_clashes(void **state)
{
    struct place_of_work *w = *state;
    struct publication *p = opened(w);

    assert_true(put(w, p, "acts", "одно"));
    cannot_be_put(w, p, "acts/one/index.html", DIAG_PATH_CLASH);
}

static void the_address_of_the_ledger_is_taken(void **state)
{
    struct place_of_work *w = *state;

    cannot_be_put(w, opened(w), ".nastavnik", DIAG_PATH_CLASH);
}

static void paths_that_lead_out_are_refused(void **state)
{
    struct place_of_work *w = *state;
    const char *const paths[] = { "", "/etc/passwd", "../x", "a/../../x", "a//b", "a/", "a\\b", "a\nb" };

    for (size_t i = 0; i < COUNT(paths); i++) {
        w->ds = diags_new(w->arena);
        cannot_be_put(w, opened(w), paths[i], DIAG_PATH_INVALID);
    }
}

// ---- two builds, killed builds -------------------------------------------

static void the_second_of_two_builds_is_told_who_is_first(void **state)
{
    struct place_of_work *w = *state;
    struct publication *first = opened(w);
    char pid[32];

    snprintf(pid, sizeof pid, "процесс %ld", (long)getpid());
    is_refused(w, DIAG_PUBLIC_BUSY, pid);

    w->ds = diags_new(w->arena);
    assert_true(put(w, first, "index.html", "главная"));
    assert_true(publish_commit(first, &w->summary, w->ds));
    publish_close(first);
    assert_string_equal(content(w, "public/index.html"), "главная");
    publish_close(opened(w));
}

static void a_lock_file_left_by_a_killed_build_stops_nobody(void **state)
{
    struct place_of_work *w = *state;

    write_by_hand(".public.nastavnik-lock", "999999999\n");
    publish(w, three_pages);

    assert_int_equal(entries_of("."), 1);
}

static void leave_rubbish(const char *folder)
{
    char path[64];

    mkdir(folder, 0755);
    snprintf(path, sizeof path, "%s/acts", folder);
    mkdir(path, 0755);
    snprintf(path, sizeof path, "%s/acts/half.html", folder);
    write_by_hand(path, "половина");
}

static void what_a_killed_build_was_writing_is_removed(void **state)
{
    struct place_of_work *w = *state;

    publish(w, three_pages);
    leave_rubbish(".public.nastavnik-next");
    assert_int_equal(symlink("..", ".public.nastavnik-next/up"), 0);
    publish_close(opened(w));

    assert_int_equal(entries_of("."), 1);
    assert_string_equal(content(w, "public/index.html"), "главная");
}

static void a_kill_between_two_renames_is_healed(void **state)
{
    struct place_of_work *w = *state;

    publish(w, three_pages);
    assert_int_equal(rename("public", ".public.nastavnik-old"), 0);
    leave_rubbish(".public.nastavnik-next");
    publish_close(opened(w));

    assert_string_equal(content(w, "public/index.html"), "главная");
    assert_int_equal(entries_of("."), 1);
}

static void a_kill_after_two_renames_is_healed(void **state)
{
    struct place_of_work *w = *state;

    publish(w, three_pages);
    leave_rubbish(".public.nastavnik-old");
    publish_close(opened(w));

    assert_string_equal(content(w, "public/index.html"), "главная");
    assert_int_equal(entries_of("."), 1);
}

static void a_publication_that_is_not_committed_leaves_the_old_site(void **state)
{
    struct place_of_work *w = *state;

    publish(w, three_pages);
    struct publication *p = opened(w);
    assert_true(put(w, p, "index.html", "новая"));
    publish_close(p);

    assert_string_equal(content(w, "public/index.html"), "главная");
    assert_int_equal(entries_of("."), 1);
}

// ---- between opening and putting ---------------------------------------------------------

static void what_is_put_by_hand_while_we_build_is_replaced(void **state)
{
    struct place_of_work *w = *state;

    publish(w, three_pages);
    struct publication *p = opened(w);
    assert_int_equal(unlink("public/index.html"), 0);
    assert_int_equal(mkdir("public/index.html", 0777), 0);
    write_by_hand("public/acts/index.html", "другого размера");
    for (const struct page *page = three_pages; page->path; page++)
        assert_true(put(w, p, page->path, page->bytes));
    assert_true(publish_commit(p, &w->summary, w->ds));
    publish_close(p);

    assert_int_equal(w->summary.unchanged, 1);
    assert_string_equal(content(w, "public/index.html"), "главная");
    assert_string_equal(content(w, "public/acts/index.html"), "документы");
}

static void a_publication_shows_beside_the_folder(void **state)
{
    struct place_of_work *w = *state;
    struct publication *p = opened(w);

    assert_true(publish_is_under_way("public", w->arena));
    publish_close(p);
    assert_false(publish_is_under_way("public", w->arena));
}

// ---- keeping -------------------------------------------------------------------------------

static bool is_of_acts(void *context, struct str path)
{
    (void)context;
    return str_starts(path, STR("acts/"));
}

static void what_is_kept_stays_unread(void **state)
{
    struct place_of_work *w = *state;

    publish(w, three_pages);
    ino_t kept = inode("public/acts/prikaz/index.html");
    struct publication *p = opened(w);
    assert_true(publish_keep(p, is_of_acts, NULL, w->ds));
    assert_true(put(w, p, "index.html", "иная главная"));
    assert_true(publish_commit(p, &w->summary, w->ds));
    publish_close(p);

    assert_int_equal(w->summary.unchanged, 2);
    assert_int_equal(w->summary.written, 1);
    assert_int_equal(inode("public/acts/prikaz/index.html"), kept);
    assert_string_equal(content(w, "public/index.html"), "иная главная");
}

static void a_page_cannot_be_both_kept_and_put(void **state)
{
    struct place_of_work *w = *state;

    publish(w, three_pages);
    struct publication *p = opened(w);
    assert_true(put(w, p, "acts/index.html", "иное"));
    assert_false(publish_keep(p, is_of_acts, NULL, w->ds));
    assert_false(publish_commit(p, &w->summary, w->ds));
    publish_close(p);

    assert_int_equal(w->ds->items.count, 1);
    assert_string_equal(content(w, "public/acts/index.html"), "документы");
}

static void a_document_at_the_address_of_a_page_clashes(void **state)
{
    struct place_of_work *w = *state;
    struct publication *p = opened(w);

    write_by_hand("source.pdf", "приказ");
    int fd = open("source.pdf", O_RDONLY);
    assert_true(put(w, p, "acts/index.html", "документы"));
    assert_false(publish_copy(p, STR("acts/index.html"), fd, STR("приказ"), w->ds));
    assert_false(publish_commit(p, &w->summary, w->ds));
    publish_close(p);
    close(fd);

    assert_int_equal(w->ds->items.count, 1);
    assert_int_equal(((const struct diag *)w->ds->items.items[0])->code, DIAG_PATH_CLASH);
}

// ---- threads -------------------------------------------------------------

enum { THREADS = 4, PAGES_EACH = 200 };

struct worker {
    struct publication *publication;
    int number;
    bool ok;
    pthread_t thread;
};

static void *put_many(void *context)
{
    struct worker *w = context;
    struct arena *a = arena_new();
    struct diags *ds = diags_new(a);

    w->ok = true;
    for (int i = 0; i < PAGES_EACH; i++) {
        struct str path = str_format(a, "org-%d/page-%d/index.html", i % 20, i * THREADS + w->number);
        w->ok &= publish_put(w->publication, path, path, ds);
    }
    arena_free(a);
    return NULL;
}

static void threads_may_put_into_the_same_folders(void **state)
{
    struct place_of_work *w = *state;
    struct worker workers[THREADS] = { 0 };

    for (int round = 0; round < 2; round++) {
        struct publication *p = opened(w);
        for (int i = 0; i < THREADS; i++) {
            workers[i] = (struct worker){ .publication = p, .number = i };
            assert_int_equal(pthread_create(&workers[i].thread, NULL, put_many, &workers[i]), 0);
        }
        for (int i = 0; i < THREADS; i++) {
            pthread_join(workers[i].thread, NULL);
            assert_true(workers[i].ok);
        }
        assert_true(put(w, p, "round", round ? "второй" : "первый"));
        assert_true(publish_commit(p, &w->summary, w->ds));
        publish_close(p);
    }
    assert_int_equal(w->summary.files, THREADS * PAGES_EACH + 1);
    assert_int_equal(w->summary.unchanged, THREADS * PAGES_EACH);
    assert_string_equal(content(w, "public/org-7/page-31/index.html"), "org-7/page-31/index.html");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, enter_empty_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_first_publication_makes_the_folder_and_leaves_nothing_beside_it),
        TEST(an_empty_folder_is_published_into),
        TEST(a_site_without_files_is_a_site_too),
        TEST(new_changed_unchanged_and_removed_files_are_told_apart),
        TEST(what_outgrew_its_limit_is_an_error_and_nothing_is_published),
        TEST(a_change_in_one_folder_exchanges_that_folder_alone),
        TEST(a_change_at_the_top_exchanges_everything),
        TEST(a_folder_that_goes_is_gone),
        TEST(a_folder_removed_by_hand_comes_back),
        TEST(publishing_the_same_again_touches_nothing),
        TEST(an_edit_by_hand_is_undone_even_when_size_and_time_are_kept),
        TEST(a_page_deleted_by_hand_comes_back),
        TEST(the_ledger_does_not_depend_on_the_order_of_puts),
        TEST(a_document_keeps_its_bytes_and_its_date),
        TEST(a_document_with_another_date_but_the_same_bytes_is_unchanged),
        TEST(a_published_document_edited_by_hand_is_replaced),
        TEST(a_document_that_grew_during_the_build_stops_it),
        TEST(what_is_kept_is_counted_and_stays_where_it_is),
        TEST(an_exchanged_folder_changes_the_stamp_by_what_it_says),
        TEST(a_whole_new_tree_is_not_in_place),
        TEST(a_foreign_file_in_a_known_folder_is_found_before_it_would_be_lost),
        TEST(a_foreign_file_beside_what_is_exchanged_stays),
        TEST(what_is_kept_clashes_with_what_is_put),
        TEST(a_folder_without_a_ledger_is_refused_by_naming_its_files),
        TEST(a_foreign_file_deep_in_our_own_tree_is_refused),
        TEST(an_empty_foreign_folder_is_refused),
        TEST(a_folder_in_place_of_our_file_is_foreign),
        TEST(a_link_in_place_of_our_file_is_foreign_and_not_followed),
        TEST(a_link_in_place_of_the_folder_is_refused),
        TEST(a_file_in_place_of_the_folder_is_refused),
        TEST(a_damaged_ledger_is_refused_with_its_line),
        TEST(a_folder_needs_a_name_of_its_own),
        TEST(a_slash_behind_the_folder_changes_nothing),
        TEST(an_absent_parent_is_named),
        TEST(two_files_at_one_address_clash),
        TEST(addresses_that_differ_in_case_only_clash),
        TEST(russian_addresses_clash_by_case_too),
        TEST(folders_that_differ_in_case_only_clash),
        TEST(a_file_where_a_folder_is_clashes),
        TEST(a_folder_where_a_file_is_clashes),
        TEST(the_address_of_the_ledger_is_taken),
        TEST(paths_that_lead_out_are_refused),
        TEST(the_second_of_two_builds_is_told_who_is_first),
        TEST(a_lock_file_left_by_a_killed_build_stops_nobody),
        TEST(what_a_killed_build_was_writing_is_removed),
        TEST(a_kill_between_two_renames_is_healed),
        TEST(a_kill_after_two_renames_is_healed),
        TEST(a_publication_that_is_not_committed_leaves_the_old_site),
        TEST(what_is_put_by_hand_while_we_build_is_replaced),
        TEST(a_publication_shows_beside_the_folder),
        TEST(what_is_kept_stays_unread),
        TEST(a_page_cannot_be_both_kept_and_put),
        TEST(a_document_at_the_address_of_a_page_clashes),
        TEST(threads_may_put_into_the_same_folders),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
