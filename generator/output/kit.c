// SPDX-License-Identifier: MIT
#include "base/limits.h"
#include "output/kit_internal.h"
#include "output/zip.h"
#include "page/csv.h"

#define README "ПРОЧТИ.html"

static const struct csv_column list_columns[] = {
    { "Файл", "name" },     { "Название", "title" },         { "Куда поместить", "place" },
    { "Что это", "facts" }, { "Адрес на сайте", "address" }, { 0 },
};

struct kit *kit_open(const char *project, const char *published, bool styles, struct arena *a,
                     struct diags *ds)
{
    struct kit *kit = ARENA_NEW(a, struct kit);

    *kit = (struct kit){
        .arena = a, .published = published, .styles = styles, .lock = PTHREAD_MUTEX_INITIALIZER
    };
    kit_addresses_read(&kit->addresses, project, a, ds);
    return kit;
}

const struct theme *kit_theme(struct kit *kit, struct diags *ds)
{
    kit->theme = theme_load_kit(kit->arena, ds);
    return kit->theme;
}

void kit_enter(struct kit *kit, const struct list *rows, struct list *to)
{
    struct arena *a = kit->arena;

    pthread_mutex_lock(&kit->lock);
    for (LIST_EACH(const struct kit_row, row, *rows)) {
        struct kit_row *copy = ARENA_NEW(a, struct kit_row);
        *copy = (struct kit_row){ str_copy(row->name, a),
                                  str_copy(row->title, a),
                                  str_copy(row->place, a),
                                  str_copy(row->facts, a),
                                  row->address,
                                  row->page,
                                  row->node };
        list_add(to, copy, a);
    }
    pthread_mutex_unlock(&kit->lock);
}

// Organisations in the order of the tree; inside one, as its section entered them.
static int by_node(const void *a, const void *b)
{
    const struct kit_row *x = a, *y = b;

    return x->node < y->node ? -1 : x->node > y->node;
}

static void fill_view(struct kit *kit)
{
    struct kit_view *view = &kit->view;

    list_sort(&kit->rows, by_node, kit->arena);
    list_sort(&kit->wholes, by_node, kit->arena);
    view->wholes = kit->wholes;
    for (LIST_EACH(const struct kit_row, row, kit->rows)) {
        list_add(row->page ? &view->pages : &view->files, row, kit->arena);
        view->unknown += str_empty(row->address);
    }
}

static void put_page(struct kit *kit, enum kit_page page, struct str name, struct publication *publication,
                     struct diags *ds)
{
    struct buf out = buf_new(kit->arena, LIMIT_PAGE_BYTES);

    if (template_render(kit->theme->kit[page], &kit->view, name, NULL, kit->arena, &out, ds))
        publish_put(publication, name, buf_str(&out), ds);
}

void kit_put_rest(struct kit *kit, struct publication *publication, struct diags *ds)
{
    struct str archive;

    fill_view(kit);
    put_page(kit, KIT_README, STR(README), publication, ds);
    put_page(kit, KIT_LIST, STR("spisok.html"), publication, ds);
    publish_whole(publication, STR("spisok.csv"),
                  csv_write(&kit->rows, &kit_row_type, list_columns, kit->arena), ds);
    if (zip_folder(kit->published, kit->arena, ds, &archive))
        publish_put(publication, STR("razdel.zip"), archive, ds);
    kit->table = kit_addresses_renew(&kit->addresses, &kit->rows, kit->arena, ds);
}

void kit_close(struct kit *kit, struct kit_summary *summary, struct diags *ds)
{
    *summary =
        (struct kit_summary){ kit->view.pages.count, kit->view.files.count, (size_t)kit->view.unknown };
    kit_addresses_write(&kit->addresses, kit->table, kit->arena, ds);
}
