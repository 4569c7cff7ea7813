// SPDX-License-Identifier: MIT
#include "base/embedded.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/nearest.h"
#include "input/source.h"
#include "input/yaml.h"
#include "model/reader.h"
#include "record/decode.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

// ---- files that the program carries and the site may replace --------------------

// A folder of data/ whose files the program carries too.
struct shelf {
    const char *folder; // "data/requirements/"
    const struct record_type *type;
    const struct list *own; // of struct input_file
    struct list *out;
};

static void read_records(const struct source *source, const struct record_type *type, struct list *out,
                         struct arena *a, struct diags *ds)
{
    const struct node *root = yaml_read(source, source->text, 1, a, ds);

    if (root)
        records_decode(type, root, out, a, ds);
}

static bool has_own_file(const struct shelf *shelf, struct str name)
{
    for (LIST_EACH(const struct input_file, file, *shelf->own))
        if (str_eq(file->name, name))
            return true;
    return false;
}

// What is shipped, but for the files that the site replaces by one of the same name.
static void read_shipped(const struct shelf *shelf, struct arena *a, struct diags *ds)
{
    for (const struct embedded *e = embedded_files; e->name; e++) {
        struct str name = str_from(e->name);
        if (!str_starts(name, str_from(shelf->folder)) ||
            has_own_file(shelf, str_after(name, strlen("data/"))))
            continue;
        struct source *source = ARENA_NEW(a, struct source);
        *source = (struct source){ str_format(a, "(встроенный) %s", e->name).ptr, { e->bytes, e->size } };
        read_records(source, shelf->type, shelf->out, a, ds);
    }
}

static void read_shelf(const struct shelf *shelf, int data, struct arena *a, struct diags *ds)
{
    read_shipped(shelf, a, ds);
    for (LIST_EACH(const struct input_file, file, *shelf->own)) {
        struct source *source = ARENA_NEW(a, struct source);
        if (source_load(data, str_cstr(file->name, a), file->path, LIMIT_SOURCE_BYTES, a, ds, source))
            read_records(source, shelf->type, shelf->out, a, ds);
    }
}

// ---- the profile of the command line ------------------------------------------------

static void drop_profile(struct list *profiles, struct str id)
{
    size_t kept = 0;

    for (size_t i = 0; i < profiles->count; i++)
        if (!str_eq(((const struct profile *)profiles->items[i])->id, id))
            profiles->items[kept++] = profiles->items[i];
    profiles->count = kept;
}

// A profile of that id that is known already gives way: the file may be its next edition.
static void impose(struct world *world, const struct list *profiles, struct arena *a)
{
    for (LIST_EACH(const struct profile, p, *profiles)) {
        drop_profile(&world->profiles, p->id);
        list_add(&world->imposed, &p->id, a);
    }
    for (LIST_EACH(const struct profile, p, *profiles))
        list_add(&world->profiles, p, a);
}

static void read_profile_file(struct world *world, struct arena *a, struct diags *ds)
{
    const char *path = world->profile_file, *slash = strrchr(path, '/');
    const char *folder = slash ? str_format(a, "%.*s", (int)(slash - path + 1), path).ptr : ".";
    int dir = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    struct source *source = ARENA_NEW(a, struct source);
    struct list profiles = { 0 };

    if (dir < 0) {
        diag_add_path(ds, DIAG_FILE_READ, path, "не удалось открыть папку: %s", io_reason(errno));
        return;
    }
    if (source_load(dir, slash ? slash + 1 : path, path, LIMIT_SOURCE_BYTES, a, ds, source))
        read_records(source, &profile_type, &profiles, a, ds);
    close(dir);
    impose(world, &profiles, a);
}

// ---- linking ---------------------------------------------------------------------------

static void report_duplicates(const struct profile *profile, struct arena *a, struct diags *ds)
{
    struct map ids = map_new(a);

    for (LIST_EACH(struct requirement, item, profile->items))
        if (!str_empty(item->id) && map_put(&ids, item->id, item))
            diag_add(ds, DIAG_ID_DUPLICATE, field_where(&requirement_type, item, "id"),
                     "пункт «%.*s» в этом перечне уже есть", STR_ARG(item->id));
}

static void report_unknown_profile(const struct profile *profile, struct str id, const struct list *known,
                                   struct arena *a, struct diags *ds)
{
    struct nearest near = nearest_to(id);

    for (LIST_EACH(const struct profile, p, *known))
        nearest_offer(&near, str_cstr(p->id, a));
    diag_add(ds, DIAG_PROFILE_UNKNOWN, field_where(&profile_type, profile, "extends"),
             "перечня «%.*s» нет%s%s%s", STR_ARG(id), near.best ? "; возможно, вы имели в виду «" : "",
             near.best ? near.best : "", near.best ? "»" : "");
}

static void link_profiles(struct world *world, struct arena *a, struct diags *ds)
{
    struct map ids = map_new(a);

    for (LIST_EACH(const struct profile, profile, world->profiles)) {
        const struct profile *first = str_empty(profile->id) ? NULL : map_put(&ids, profile->id, profile);
        if (first)
            diag_add(ds, DIAG_ID_DUPLICATE, field_where(&profile_type, profile, "id"),
                     "перечень «%.*s» уже есть: %s", STR_ARG(profile->id), first->part.where.source->path);
        profile_link(profile, a);
        report_duplicates(profile, a, ds);
    }
    for (LIST_EACH(const struct profile, profile, world->profiles))
        for (LIST_EACH(const struct str, id, profile->extends))
            if (!map_get(&ids, *id))
                report_unknown_profile(profile, *id, &world->profiles, a, ds);
}

// ---- the world ---------------------------------------------------------------------------

void read_site(const struct tree *tree, struct world *world, struct arena *a, struct diags *ds)
{
    struct source *source = ARENA_NEW(a, struct source);

    world->tree = tree;
    world->project = tree->project;
    record_init(&site_type, &world->site);
    if (!tree->has_site ||
        !source_load(tree->data, "site.yaml", "data/site.yaml", LIMIT_SOURCE_BYTES, a, ds, source))
        return;
    const struct node *root = yaml_read(source, source->text, 1, a, ds);
    if (root)
        record_decode(&site_type, root, &world->site, a, ds);
}

void read_world(struct world *world, struct arena *a, struct diags *ds)
{
    const struct tree *tree = world->tree;
    const struct shelf shelves[] = {
        { "data/requirements/", &profile_type, &tree->profiles, &world->profiles },
        { "data/calendar/", &calendar_type, &tree->calendars, &world->calendars },
        { "data/known-acts/", &known_act_type, &tree->known_acts, &world->known_acts },
    };

    for (size_t i = 0; i < sizeof shelves / sizeof *shelves; i++)
        read_shelf(&shelves[i], tree->data, a, ds);
    if (world->profile_file)
        read_profile_file(world, a, ds);
    link_profiles(world, a, ds);
}
