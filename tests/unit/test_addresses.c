// SPDX-License-Identifier: MIT
// The webmaster's table of addresses, and the list of addresses for search engines.
#include "base/limits.h"
#include "folder.h"
#include "output/kit_addresses.h"
#include "output/sitemap.h"
#include "section.h"

#include <sys/stat.h>

// ---- urls.csv: reading -------------------------------------------------------

// Reads [text] as the table of an otherwise empty project.
static struct kit_addresses *read_table(const struct folder *f, const char *text, struct diags *ds)
{
    struct kit_addresses *addresses = ARENA_NEW(f->arena, struct kit_addresses);

    if (text)
        folder_put(f, KIT_ADDRESSES, str_from(text));
    kit_addresses_read(addresses, f->path, f->arena, ds);
    return addresses;
}

static const struct kit_row *row_named(const struct kit_addresses *addresses, const char *name)
{
    return map_get(&addresses->by_name, str_from(name));
}

static struct list rows_of(struct arena *a, const char *const *names)
{
    struct list rows = { 0 };

    for (; *names; names++) {
        struct kit_row *row = ARENA_NEW(a, struct kit_row);
        row->name = str_from(*names);
        list_add(&rows, row, a);
    }
    return rows;
}

static void a_project_without_a_table_has_no_addresses(void **state)
{
    struct folder *f = *state;
    struct diags *ds = diags_new(f->arena);
    const struct kit_addresses *addresses = read_table(f, NULL, ds);

    assert_silent(ds);
    assert_false(addresses->existed);
    assert_int_equal(addresses->rows.count, 0);
    addresses = read_table(f, "\n\n", ds);
    assert_silent(ds);
    assert_true(addresses->existed);
    assert_int_equal(addresses->rows.count, 0);
}

static void a_folder_that_is_not_there_is_for_others_to_report(void **state)
{
    struct folder *f = *state;
    struct diags *ds = diags_new(f->arena);
    struct kit_addresses addresses;

    kit_addresses_read(&addresses, "/dev/null/nothing", f->arena, ds);
    assert_silent(ds);
    assert_int_equal(addresses.rows.count, 0);
}

static void columns_may_stand_in_any_order_and_the_title_may_be_left_out(void **state)
{
    struct folder *f = *state;
    struct diags *ds = diags_new(f->arena);
    const struct kit_addresses *addresses =
        read_table(f, "Адрес на сайте;файл\nhttps://a.ru/1;a.html\n;b.html\nhttps://a.ru/3;c.html;\n", ds);

    assert_silent(ds);
    assert_int_equal(addresses->rows.count, 3);
    assert_text(row_named(addresses, "a.html")->address, "https://a.ru/1");
    assert_text(row_named(addresses, "c.html")->title, "");
    assert_null(row_named(addresses, "b.html"));
}

static void a_row_that_is_too_short_has_no_address(void **state)
{
    struct folder *f = *state;
    struct diags *ds = diags_new(f->arena);
    const struct kit_addresses *addresses =
        read_table(f, "Название;Файл;Адрес на сайте\nДокументы;a.html\nПары\n", ds);

    assert_silent(ds);
    assert_int_equal(addresses->rows.count, 1);
    assert_null(row_named(addresses, "a.html"));
}

static void headings_are_known_once_each(void **state)
{
    struct folder *f = *state;
    struct diags *ds = diags_new(f->arena);

    read_table(f, "Файл;Файл;Цвет\na.html;b.html;red\n", ds);
    assert_said(ds, DIAG_CSV_COLUMNS, "второй столбец «Файл»");
    assert_said(ds, DIAG_CSV_COLUMNS, "столбца «Цвет»");
    assert_said(ds, DIAG_CSV_COLUMNS, "нет заголовка «Адрес на сайте»");
}

static void a_value_without_a_heading_is_refused(void **state)
{
    struct folder *f = *state;
    struct diags *ds = diags_new(f->arena);
    const struct kit_addresses *addresses =
        read_table(f, "Файл;Название;Адрес на сайте\na.html;А;https://a.ru/;лишнее\n", ds);

    assert_said(ds, DIAG_CSV_COLUMNS, "над ячейкой «лишнее» нет заголовка");
    assert_int_equal(addresses->rows.count, 0);
}

static void addresses_and_files_stand_once_and_belong_to_each_other(void **state)
{
    struct folder *f = *state;
    struct diags *ds = diags_new(f->arena);
    const struct kit_addresses *addresses = read_table(f,
                                                       "Файл;Адрес на сайте\n"
                                                       "a.html;https://a.ru/1\n"
                                                       "b.html;https://a.ru/1\n"
                                                       "a.html;https://a.ru/2\n"
                                                       "c.html;a.ru\n"
                                                       ";https://a.ru/3\n"
                                                       ";\n",
                                                       ds);

    assert_said(ds, DIAG_ADDRESS_TWICE, "для «a.html»");
    assert_said(ds, DIAG_ADDRESS_TWICE, "файл «a.html» указан второй раз");
    assert_said(ds, DIAG_URL_INVALID, "«a.ru»");
    assert_said(ds, DIAG_CSV_COLUMNS, "не указано, какому файлу");
    assert_int_equal(addresses->rows.count, 1);
}

// ---- urls.csv: writing -------------------------------------------------------

static struct str table_now(const struct folder *f)
{
    char bytes[512];
    int fd = openat(f->fd, KIT_ADDRESSES, O_RDONLY | O_CLOEXEC);

    assert_int_not_equal(fd, -1);
    ssize_t n = read(fd, bytes, sizeof bytes);
    close(fd);
    assert_true(n >= 0);
    return str_copy((struct str){ bytes, (size_t)n }, f->arena);
}

// Whether [piece] stands in the table on the disk.
static bool table_holds(const struct folder *f, const char *piece)
{
    return str_find(table_now(f), str_from(piece)) != SIZE_MAX;
}

static void an_address_outlives_its_file_and_names_the_nearest_one(void **state)
{
    struct folder *f = *state;
    struct diags *ds = diags_new(f->arena);
    const struct kit_addresses *addresses = read_table(f,
                                                       "Файл;Адрес на сайте\n"
                                                       "documents.html;https://a.ru/1\n"
                                                       "zzzzzzzz.html;https://a.ru/2\n"
                                                       "pairs.html;https://a.ru/3\n"
                                                       "empty.html;\n",
                                                       ds);
    const char *const now[] = { "dokuments.html", "pairs.html", NULL };
    const struct list rows = rows_of(f->arena, now);
    struct str table = kit_addresses_renew(addresses, &rows, f->arena, ds);

    assert_said(ds, DIAG_ADDRESS_UNUSED, "возможно, вы имели в виду «dokuments.html»");
    assert_said(ds, DIAG_ADDRESS_UNUSED, "файла «zzzzzzzz.html» в наборе нет");
    assert_int_equal(ds->items.count, 2);
    assert_true(str_find(table, STR("https://a.ru/2")) != SIZE_MAX);
    assert_true(str_find(table, STR("empty.html")) == SIZE_MAX);
}

static void the_table_is_written_once_and_then_left_alone(void **state)
{
    struct folder *f = *state;
    struct diags *ds = diags_new(f->arena);
    const char *const now[] = { "a.html", NULL };
    const struct list rows = rows_of(f->arena, now);
    const struct kit_addresses *addresses = read_table(f, NULL, ds);
    struct stat before, after;

    assert_true(
        kit_addresses_write(addresses, kit_addresses_renew(addresses, &rows, f->arena, ds), f->arena, ds));
    assert_true(table_holds(f, "a.html"));
    assert_int_equal(fstatat(f->fd, KIT_ADDRESSES, &before, 0), 0);
    addresses = read_table(f, NULL, ds);
    assert_true(
        kit_addresses_write(addresses, kit_addresses_renew(addresses, &rows, f->arena, ds), f->arena, ds));
    assert_int_equal(fstatat(f->fd, KIT_ADDRESSES, &after, 0), 0);
    assert_int_equal(before.st_ino, after.st_ino);
    assert_silent(ds);
}

static void what_the_webmaster_saved_meanwhile_is_not_overwritten(void **state)
{
    static const char *const meanwhile[] = { "Файл;Адрес на сайте\na.html;https://a.ru/2\n",
                                             "Файл;Адрес на сайте\na.html;https://a.ru/longer\n" };
    struct folder *f = *state;
    const char *const now[] = { "a.html", "b.html", NULL };
    const struct list rows = rows_of(f->arena, now);

    for (size_t i = 0; i < COUNT(meanwhile); i++) {
        struct diags *ds = diags_new(f->arena);
        const struct kit_addresses *addresses =
            read_table(f, "Файл;Адрес на сайте\na.html;https://a.ru/1\n", ds);
        struct str table = kit_addresses_renew(addresses, &rows, f->arena, ds);
        const struct timespec later[2] = { { .tv_sec = 2000000000 },
                                           { .tv_sec = 2000000000, .tv_nsec = (long)i } };
        folder_put(f, KIT_ADDRESSES, str_from(meanwhile[i]));
        assert_int_equal(utimensat(f->fd, KIT_ADDRESSES, later, 0), 0);
        assert_true(kit_addresses_write(addresses, table, f->arena, ds));
        assert_text(table_now(f), meanwhile[i]);
        assert_silent(ds);
    }
}

// Whether the table that differs from what was read by [change] is left as it is.
static bool is_left_after(const struct folder *f, void (*change)(struct stat *read))
{
    struct diags *ds = diags_new(f->arena);
    struct kit_addresses *addresses = read_table(f, "Файл;Адрес на сайте\na.html;https://a.ru/1\n", ds);
    const char *const now[] = { "a.html", "b.html", NULL };
    const struct list rows = rows_of(f->arena, now);

    change(&addresses->before);
    assert_true(
        kit_addresses_write(addresses, kit_addresses_renew(addresses, &rows, f->arena, ds), f->arena, ds));
    assert_silent(ds);
    return !table_holds(f, "b.html");
}

static void change_nothing(struct stat *read)
{
    (void)read;
}

static void change_file(struct stat *read)
{
    read->st_ino++;
}

static void change_size(struct stat *read)
{
    read->st_size++;
}

static void change_second(struct stat *read)
{
    read->st_mtim.tv_sec--;
}

static void change_nanosecond(struct stat *read)
{
    read->st_mtim.tv_nsec ^= 1;
}

static void another_file_size_or_moment_is_somebody_elses_work(void **state)
{
    assert_false(is_left_after(*state, change_nothing));
    assert_true(is_left_after(*state, change_file));
    assert_true(is_left_after(*state, change_size));
    assert_true(is_left_after(*state, change_second));
    assert_true(is_left_after(*state, change_nanosecond));
}

static void a_table_that_appeared_or_is_gone_meanwhile_is_not_written(void **state)
{
    static const char text[] = "Файл;Адрес на сайте\na.html;https://a.ru/1\n";
    struct folder *f = *state;
    struct diags *ds = diags_new(f->arena);
    const char *const now[] = { "a.html", "b.html", NULL };
    const struct list rows = rows_of(f->arena, now);
    const struct kit_addresses *none = read_table(f, NULL, ds), *one = read_table(f, text, ds);

    assert_true(kit_addresses_write(none, kit_addresses_renew(none, &rows, f->arena, ds), f->arena, ds));
    assert_text(table_now(f), text);
    assert_int_equal(unlinkat(f->fd, KIT_ADDRESSES, 0), 0);
    assert_true(kit_addresses_write(one, kit_addresses_renew(one, &rows, f->arena, ds), f->arena, ds));
    assert_int_equal(faccessat(f->fd, KIT_ADDRESSES, F_OK, 0), -1);
    assert_silent(ds);
}

static void a_table_that_cannot_be_written_is_told_of(void **state)
{
    struct folder *f = *state;
    struct diags *ds = diags_new(f->arena);
    struct kit_addresses *addresses = read_table(f, NULL, ds);

    addresses->project = "/dev/null/nothing";
    assert_false(kit_addresses_write(addresses, STR("x"), f->arena, ds));
    assert_said(ds, DIAG_FILE_WRITE, "не удалось записать");
    // A folder stands where the new table is put together.
    addresses->project = f->path;
    assert_int_equal(mkdirat(f->fd, "." KIT_ADDRESSES ".nastavnik-next", 0755), 0);
    ds = diags_new(f->arena);
    assert_false(kit_addresses_write(addresses, STR("x"), f->arena, ds));
    assert_said(ds, DIAG_FILE_WRITE, "не удалось записать");
}

// Nothing would be left of the addresses if such a table were written.
static void a_table_that_outgrows_its_limit_is_an_error(void **state)
{
    struct folder *f = *state;
    struct diags *ds = diags_new(f->arena);
    const struct kit_addresses *addresses = read_table(f, "Файл;Адрес на сайте\na;https://a.ru/1\n", ds);
    struct kit_row row = { .name = STR("b"), .title = { arena_alloc(f->arena, 1 << 20, 1), 1 << 20 } };
    struct list rows = { 0 };

    memset((char *)(uintptr_t)row.title.ptr, 'x', row.title.len);
    for (int i = 0; i < LIMIT_PAGE_BYTES >> 20; i++)
        list_add(&rows, &row, f->arena);
    assert_null(kit_addresses_renew(addresses, &rows, f->arena, ds).ptr);
    assert_said(ds, DIAG_RECORD_LIMIT, "таблица больше 32 МБ");
    rows.count--;
    assert_non_null(kit_addresses_renew(addresses, &rows, f->arena, ds).ptr);
}

// ---- sitemap.xml -------------------------------------------------------------

static void pages_of_the_map_are_sorted_and_whole_however_the_address_ends(void **state)
{
    static const struct str pages[] = { { "pairs.html", 10 }, { "a&b.html", 8 } };
    static const char *const bases[] = { "https://a.ru/x", "https://a.ru/x/" };
    struct folder *f = *state;
    struct list list = { 0 };

    for (size_t i = 0; i < COUNT(pages); i++)
        list_add(&list, &pages[i], f->arena);
    for (size_t i = 0; i < COUNT(bases); i++)
        assert_text(sitemap_write(str_from(bases[i]), &list, f->arena),
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                    "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
                    "<url><loc>https://a.ru/x/a&amp;b.html</loc></url>\n"
                    "<url><loc>https://a.ru/x/pairs.html</loc></url>\n"
                    "</urlset>\n");
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(a_project_without_a_table_has_no_addresses),
        IN_FOLDER(a_folder_that_is_not_there_is_for_others_to_report),
        IN_FOLDER(columns_may_stand_in_any_order_and_the_title_may_be_left_out),
        IN_FOLDER(a_row_that_is_too_short_has_no_address),
        IN_FOLDER(headings_are_known_once_each),
        IN_FOLDER(a_value_without_a_heading_is_refused),
        IN_FOLDER(addresses_and_files_stand_once_and_belong_to_each_other),
        IN_FOLDER(an_address_outlives_its_file_and_names_the_nearest_one),
        IN_FOLDER(the_table_is_written_once_and_then_left_alone),
        IN_FOLDER(what_the_webmaster_saved_meanwhile_is_not_overwritten),
        IN_FOLDER(another_file_size_or_moment_is_somebody_elses_work),
        IN_FOLDER(a_table_that_appeared_or_is_gone_meanwhile_is_not_written),
        IN_FOLDER(a_table_that_cannot_be_written_is_told_of),
        IN_FOLDER(a_table_that_outgrows_its_limit_is_an_error),
        IN_FOLDER(pages_of_the_map_are_sorted_and_whole_however_the_address_ends),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
