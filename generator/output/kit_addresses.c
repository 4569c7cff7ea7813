// SPDX-License-Identifier: MIT
#include "output/kit_addresses.h"

#include "base/escape.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/nearest.h"
#include "base/russian.h"
#include "input/csv.h"
#include "input/source.h"
#include "output/content.h"
#include "page/csv.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define NEXT_NAME "." KIT_ADDRESSES ".nastavnik-next"

enum column { COLUMN_NAME, COLUMN_TITLE, COLUMN_ADDRESS, COLUMNS };

static const struct csv_column columns[] = {
    [COLUMN_NAME] = { "Файл", "name" },
    [COLUMN_TITLE] = { "Название", "title" },
    [COLUMN_ADDRESS] = { "Адрес на сайте", "address" },
    [COLUMNS] = { 0 },
};

struct table_reader {
    struct kit_addresses *to;
    const struct csv_cell *heading[COLUMNS];
    size_t at[COLUMNS]; // which cell of a row
    size_t width;       // of the heading, without empty cells behind it
    struct map by_address;
    struct arena *arena;
    struct diags *ds;
};

// ---- reading ---------------------------------------------------------------

static const struct csv_cell *cell_at(const struct csv_row *row, size_t i)
{
    return i < row->cells.count ? row->cells.items[i] : NULL;
}

static struct str text_at(const struct csv_row *row, size_t i)
{
    const struct csv_cell *cell = cell_at(row, i);

    return cell ? cell->text : (struct str){ 0 };
}

static struct where place_at(const struct csv_row *row, size_t i)
{
    const struct csv_cell *cell = cell_at(row, i);

    return cell ? cell->where : row->where;
}

static void meet_heading(struct table_reader *r, const struct csv_cell *cell, size_t i)
{
    struct str typed = russian_fold(cell->text, r->arena);

    for (size_t c = 0; c < COLUMNS; c++) {
        if (!str_eq(typed, russian_fold(str_from(columns[c].title), r->arena)))
            continue;
        if (r->heading[c])
            diag_add(r->ds, DIAG_CSV_COLUMNS, cell->where, "второй столбец «%s»", columns[c].title);
        r->heading[c] = cell;
        r->at[c] = i;
        return;
    }
    diag_add(r->ds, DIAG_CSV_COLUMNS, cell->where, "столбца «%.*s» программа не знает, и он бы потерялся",
             STR_ARG(cell->text));
}

static bool read_heading(struct table_reader *r, const struct csv_row *row)
{
    const size_t before = diags_count_errors(r->ds);

    for (size_t i = 0; i < row->cells.count; i++) {
        const struct csv_cell *cell = row->cells.items[i];
        if (str_empty(cell->text))
            continue;
        meet_heading(r, cell, i);
        r->width = i + 1;
    }
    for (size_t c = 0; c < COLUMNS; c++)
        if (!r->heading[c] && c != COLUMN_TITLE)
            diag_add(r->ds, DIAG_CSV_COLUMNS, row->where, "в первой строке нет заголовка «%s»",
                     columns[c].title);
    return diags_count_errors(r->ds) == before;
}

static bool is_under_heading(const struct table_reader *r, const struct csv_row *row)
{
    for (size_t i = 0; i < row->cells.count; i++) {
        const struct csv_cell *cell = row->cells.items[i];
        bool known = i == r->at[COLUMN_NAME] || i == r->at[COLUMN_ADDRESS] ||
                     (r->heading[COLUMN_TITLE] && i == r->at[COLUMN_TITLE]);
        if (known || str_empty(cell->text))
            continue;
        diag_add(r->ds, DIAG_CSV_COLUMNS, cell->where, "над ячейкой «%.*s» нет заголовка",
                 STR_ARG(cell->text));
        return false;
    }
    return true;
}

static bool check_address(struct table_reader *r, const struct kit_row *row, struct where at)
{
    if (str_empty(row->address))
        return true;
    if (!escape_url_is_web(row->address)) {
        diag_add(r->ds, DIAG_URL_INVALID, at, "«%.*s» — не адрес вида https://…", STR_ARG(row->address));
        return false;
    }
    const struct kit_row *other = map_put(&r->by_address, row->address, row);
    if (!other)
        return true;
    diag_add(r->ds, DIAG_ADDRESS_TWICE, at, "этот же адрес указан для «%.*s»", STR_ARG(other->name));
    return false;
}

static void read_table_row(struct table_reader *r, const struct csv_row *cells)
{
    struct kit_row *row = ARENA_NEW(r->arena, struct kit_row);
    struct where *place = ARENA_NEW(r->arena, struct where);

    row->name = text_at(cells, r->at[COLUMN_NAME]);
    row->title = r->heading[COLUMN_TITLE] ? text_at(cells, r->at[COLUMN_TITLE]) : (struct str){ 0 };
    row->address = text_at(cells, r->at[COLUMN_ADDRESS]);
    *place = place_at(cells, r->at[COLUMN_NAME]);
    bool ok = is_under_heading(r, cells);
    ok = check_address(r, row, place_at(cells, r->at[COLUMN_ADDRESS])) && ok;
    if (!ok)
        return;
    if (str_empty(row->name)) {
        if (!str_empty(row->address))
            diag_add(r->ds, DIAG_CSV_COLUMNS, cells->where, "не указано, какому файлу принадлежит адрес");
        return;
    }
    if (map_put(&r->to->places, row->name, place)) {
        diag_add(r->ds, DIAG_ADDRESS_TWICE, *place, "файл «%.*s» указан второй раз", STR_ARG(row->name));
        return;
    }
    list_add(&r->to->rows, row, r->arena);
    if (!str_empty(row->address))
        map_put(&r->to->by_name, row->name, row);
}

static void read_rows(struct kit_addresses *addresses, const struct source *s, struct arena *a,
                      struct diags *ds)
{
    struct table_reader r = { .to = addresses, .by_address = map_new(a), .arena = a, .ds = ds };
    struct list rows = { 0 };

    if (!csv_read(s, &rows, a, ds) || rows.count == 0 || !read_heading(&r, rows.items[0]))
        return;
    for (size_t i = 1; i < rows.count; i++)
        read_table_row(&r, rows.items[i]);
}

void kit_addresses_read(struct kit_addresses *addresses, const char *project, struct arena *a,
                        struct diags *ds)
{
    struct source *s = ARENA_NEW(a, struct source); // places in it are kept
    int folder = open(project, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    *addresses = (struct kit_addresses){ .project = project, .by_name = map_new(a), .places = map_new(a) };
    if (folder < 0)
        return; // the tree's reader has said so
    addresses->existed = fstatat(folder, KIT_ADDRESSES, &addresses->before, AT_SYMLINK_NOFOLLOW) == 0;
    if (addresses->existed &&
        source_load_guessing(folder, KIT_ADDRESSES, KIT_ADDRESSES, LIMIT_SOURCE_BYTES, a, ds, s))
        read_rows(addresses, s, a, ds);
    close(folder);
}

// ---- writing ---------------------------------------------------------------

static struct str write_table(const struct list *rows, struct arena *a)
{
    return csv_write(rows, &kit_row_type, columns, a);
}

static void report_gone(const struct kit_addresses *addresses, const struct kit_row *gone,
                        const struct list *rows, struct diags *ds)
{
    const struct where *place = map_get(&addresses->places, gone->name);
    struct nearest near = nearest_to(gone->name);

    for (LIST_EACH(const struct kit_row, row, *rows))
        if (str_empty(row->address))
            nearest_offer(&near, str_cstr(row->name, ds->arena));
    diag_add(
        ds, DIAG_ADDRESS_UNUSED, *place,
        "файла «%.*s» в наборе нет%s%s%s; если его убрали, удалите с платформы: %.*s; потом уберите строку",
        STR_ARG(gone->name), near.best ? "; возможно, вы имели в виду «" : "", near.best ? near.best : "",
        near.best ? "»" : "", STR_ARG(gone->address));
}

struct str kit_addresses_renew(const struct kit_addresses *addresses, const struct list *rows,
                               struct arena *a, struct diags *ds)
{
    struct list all = { 0 };
    struct map known = map_new(a);

    for (LIST_EACH(const struct kit_row, row, *rows)) {
        list_add(&all, row, a);
        map_put(&known, row->name, row);
    }
    for (LIST_EACH(const struct kit_row, row, addresses->rows)) {
        if (str_empty(row->address) || map_get(&known, row->name))
            continue;
        report_gone(addresses, row, rows, ds);
        list_add(&all, row, a);
    }
    struct str table = write_table(&all, a);
    if (!table.ptr)
        diag_add_path(ds, DIAG_RECORD_LIMIT, KIT_ADDRESSES, "таблица больше %d МБ",
                      LIMIT_PAGE_BYTES / (1024 * 1024));
    return table;
}

static bool same_moment(const struct stat *a, const struct stat *b)
{
    return a->st_ino == b->st_ino && a->st_size == b->st_size && a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
           a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static bool is_as_it_was(const struct kit_addresses *addresses, int folder)
{
    struct stat now;
    bool exists = fstatat(folder, KIT_ADDRESSES, &now, AT_SYMLINK_NOFOLLOW) == 0;

    return exists == addresses->existed && (!exists || same_moment(&now, &addresses->before));
}

bool kit_addresses_write(const struct kit_addresses *addresses, struct str table, struct arena *a,
                         struct diags *ds)
{
    int error = 0, folder;

    if (addresses->existed && str_eq(table, write_table(&addresses->rows, a)))
        return true;
    folder = open(addresses->project, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0 || is_as_it_was(addresses, folder))
        error = folder < 0 ? errno : content_replace(folder, KIT_ADDRESSES, NEXT_NAME, table, CONTENT_SYNCED);
    if (folder >= 0)
        close(folder);
    if (error)
        diag_add_path(ds, DIAG_FILE_WRITE, KIT_ADDRESSES, "не удалось записать: %s", io_reason(error));
    return !error;
}
