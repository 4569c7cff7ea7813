// SPDX-License-Identifier: MIT
#include "pipeline/build.h"

#include "base/hash.h"
#include "base/limits.h"
#include "base/parallel.h"
#include "base/path.h"
#include "document/facts.h"
#include "model/reader.h"
#include "output/kit.h"
#include "output/sitemap.h"
#include "output/tree.h"
#include "pipeline/schedule.h"
#include "pipeline/section.h"
#include "pipeline/state.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/stat.h>

// One organisation of the run.
struct unit {
    struct section_head *head;
    struct fold *fold;               // set when its task has run
    uint64_t digest;                 // of the fold
    const struct state_unit *before; // of the last build; NULL: render it
    bool rendered;
};

struct run {
    const struct build_options *options;
    struct arena *arena;
    struct world world;
    const struct theme *theme;
    struct publication *publication;
    struct facts_service *facts;
    struct unit *units; // one for each node of the tree, in its order
    struct task *tasks;
    struct arena **lasting; // one for each worker
    int workers;
    pthread_mutex_t lock; // around diags and summary only
    struct diags *ds;
    struct build_summary *summary;
    struct map by_path;   // path of an organisation -> struct unit
    uint64_t theme_stamp; // of the site's own theme
    uint64_t context;     // everything that every page depends on
    bool distrusted;      // the published tree is not what the last build left
    atomic_bool failed;   // something is wrong: go on checking, stop rendering
};

// What there is before anything is read: the input files, and what the last build left.
struct look {
    struct run *run;
    struct tree *tree; // NULL: there is nothing to build, and run->ds says why
    struct arena *arena;
    struct state before; // empty when there is none, or it does not count
    uint64_t published;  // tree_stamp of the published folder
};

static void look_at(void *context, int worker, size_t piece)
{
    struct look *look = context;
    const struct run *run = look->run;
    const struct build_options *options = run->options;

    (void)worker;
    if (piece == 0)
        look->tree = tree_scan(options->project, run->arena, run->ds);
    else if (options->out && !options->whole && state_read(options->out, look->arena, &look->before))
        look->published = tree_stamp(options->out, run->workers);
}

// ---- heads -----------------------------------------------------------------------

// Profiles come from the command line, or else from the nearest organisation
// above that names some.
static void inherit(struct section_head *head, const struct list *imposed)
{
    head->profiles = imposed->count ? *imposed : head->organization.profiles;
    if (head->profiles.count == 0 && head->parent)
        head->profiles = head->parent->profiles;
}

static void read_heads(struct run *run, const struct tree *tree)
{
    for (LIST_EACH(const struct tree_node, node, tree->nodes)) {
        struct section_head *head = read_head(tree, node, run->arena, run->ds);
        if (node->parent) {
            struct section_head *parent = run->units[node->parent->index].head;
            head->parent = parent;
            list_add(&parent->children, head, run->arena);
        }
        inherit(head, &run->world.imposed);
        run->units[node->index].head = head;
    }
}

static void make_tasks(struct run *run, const struct tree *tree)
{
    for (LIST_EACH(const struct tree_node, node, tree->nodes))
        run->tasks[node->index] = (struct task){
            .parent = node->parent ? &run->tasks[node->parent->index] : NULL,
            .open_children = node->children.count,
            .work = &run->units[node->index],
        };
}

// ---- the work ----------------------------------------------------------------------

static struct list folds_below(const struct run *run, const struct section_head *head, struct arena *a)
{
    struct list folds = { 0 };

    for (LIST_EACH(const struct section_head, child, head->children))
        list_add(&folds, run->units[child->node->index].fold, a);
    return folds;
}

// Whether the pages of the last build still stand: its own files are the same,
// and so is everything that its subordinates pass upwards.
static bool is_unchanged(const struct run *run, const struct unit *unit)
{
    const struct tree_node *node = unit->head->node;

    if (!unit->before || unit->before->stamp != node->stamp)
        return false;
    for (LIST_EACH(const struct section_head, child, unit->head->children)) {
        const struct unit *below = &run->units[child->node->index];
        if (!below->before || below->before->fold != below->digest)
            return false;
    }
    return true;
}

static void count(struct run *run, const struct section_job *job, const struct section_result *result)
{
    pthread_mutex_lock(&run->lock);
    diags_merge(run->ds, job->ds);
    run->summary->organizations += job->head->node->is_organization;
    run->summary->rendered += job->publication && job->head->node->is_organization;
    run->summary->pages += result->pages;
    run->summary->held += result->held;
    if (run->options->judged && job->head->node->is_organization)
        run->options->judged(run->options->context, result->section, &result->verdicts);
    pthread_mutex_unlock(&run->lock);
}

static void make_unit(void *context, int worker, struct task *task)
{
    struct run *run = context;
    struct unit *unit = task->work;
    struct arena *arena = arena_new();
    bool publishes = run->publication && !atomic_load(&run->failed) && !is_unchanged(run, unit);
    struct section_job job = {
        .world = &run->world,
        .head = unit->head,
        .theme = run->theme,
        .publication = publishes ? run->publication : NULL,
        .kit = run->options->kit,
        .children = folds_below(run, unit->head, arena),
        .arena = arena,
        .lasting = run->lasting[worker],
        .ds = diags_new(arena),
        .facts = run->facts,
    };
    struct section_result result = section_make(&job);

    unit->fold = result.fold;
    unit->digest = fold_digest(result.fold);
    unit->rendered = publishes;
    if (diags_failed(job.ds))
        atomic_store(&run->failed, true);
    count(run, &job, &result);
    arena_free(arena);
}

static void show_progress(void *context, size_t done, size_t all)
{
    (void)context;
    fprintf(stderr, "\r\x1b[KОрганизации: %zu из %zu", done, all);
    if (done == all)
        fputs("\r\x1b[K", stderr);
    fflush(stderr);
}

static void work(struct run *run, const struct tree *tree)
{
    const struct schedule schedule = {
        .tasks = run->tasks,
        .count = tree->nodes.count,
        .workers = run->workers,
        .run = make_unit,
        .context = run,
        .progress = run->options->show_progress ? show_progress : NULL,
    };

    schedule_run(&schedule);
}

// ---- what belongs to the whole site ---------------------------------------------------

static void put_assets(struct run *run)
{
    for (LIST_EACH(const struct asset, asset, run->theme->assets))
        publish_put(run->publication, str_format(run->arena, "assets/%.*s", STR_ARG(asset->name)),
                    asset->bytes, run->ds);
}

static void put_site_map(struct run *run)
{
    struct str base = run->world.site.base;

    run->summary->no_base = str_empty(base);
    if (!run->summary->no_base)
        publish_put(run->publication, STR("sitemap.xml"),
                    sitemap_write(base, &run->units[0].fold->pages, run->arena), run->ds);
}

// ---- what the last build left ------------------------------------------------------------

// The organisation that a published file belongs to: the deepest folder of the
// tree on the way to it.
static const struct unit *owner_of(const struct run *run, struct str path)
{
    while (path.len) {
        path = path_folder(path);
        const struct unit *unit = map_get(&run->by_path, path);
        if (unit)
            return unit;
    }
    return NULL;
}

static bool keep(void *context, struct str path)
{
    const struct run *run = context;
    const struct unit *unit = owner_of(run, path);
    bool shared = str_starts(path, STR("assets/")) || str_is(path, "sitemap.xml");

    return unit && !unit->rendered && !shared;
}

static void index_units(struct run *run, const struct tree *tree, const struct state *before)
{
    run->by_path = map_new(run->arena);
    for (LIST_EACH(const struct tree_node, node, tree->nodes))
        map_put(&run->by_path, node->path, &run->units[node->index]);
    for (LIST_EACH(const struct state_unit, u, before->units)) {
        struct unit *unit = map_get(&run->by_path, u->path);
        if (unit)
            unit->before = u;
    }
}

static bool nothing_changed(const struct tree *tree, const struct state *before)
{
    size_t i = 0;

    if (before->units.count != tree->nodes.count)
        return false;
    for (LIST_EACH(const struct state_unit, u, before->units)) {
        const struct tree_node *node = tree->nodes.items[i++];
        if (!str_eq(u->path, node->path) || u->stamp != node->stamp)
            return false;
    }
    return true;
}

static void remember(const struct run *run, const struct tree *tree)
{
    struct state state = { .context = run->context,
                           .published = tree_stamp(run->options->out, run->workers),
                           .summary = *run->summary,
                           .ds = run->ds };

    for (LIST_EACH(const struct tree_node, node, tree->nodes)) {
        struct state_unit *u = ARENA_NEW(run->arena, struct state_unit);
        *u = (struct state_unit){ node->path, node->stamp, run->units[node->index].digest };
        list_add(&state.units, u, run->arena);
    }
    state_write(run->options->out, &state);
}

// The program itself: another build of it may render differently.
static uint64_t program_stamp(void)
{
    struct stat st;

    if (stat("/proc/self/exe", &st) != 0)
        return 0;
    return hash_mix(hash_mix((uint64_t)st.st_ino, (uint64_t)st.st_mtim.tv_sec), (uint64_t)st.st_mtim.tv_nsec);
}

static uint64_t context_of(const struct run *run, const struct tree *tree)
{
    const struct date d = run->world.today;
    uint64_t context = hash_mix(program_stamp(), tree->stamp);

    context =
        hash_mix(hash_mix(context, run->theme_stamp), run->options->no_facts ? 0 : facts_stamp(run->arena));
    return hash_mix(context, (uint64_t)(d.year * 10000 + d.month * 100 + d.day));
}

static void publish(struct run *run, const struct tree *tree)
{
    struct publish_summary done = { 0 };

    if (run->options->kit) {
        kit_put_rest(run->options->kit, run->publication, run->ds);
    } else {
        put_assets(run);
        put_site_map(run);
    }
    if (!publish_keep(run->publication, keep, run, run->ds)) {
        run->distrusted = !diags_failed(run->ds);
        return;
    }
    if (diags_failed(run->ds) || !publish_commit(run->publication, &done, run->ds))
        return;
    run->summary->files = done.files;
    run->summary->written = done.written;
    run->summary->unchanged = done.unchanged;
    run->summary->removed = done.removed;
    run->summary->published = true;
    diags_sort(run->ds);
    if (!run->options->kit) // a kit is whole every time
        remember(run, tree);
}

static void settle_today(struct run *run)
{
    run->world.today = run->options->today;
    if (!date_given(run->world.today))
        run->world.today = run->world.site.today;
    if (!date_given(run->world.today))
        run->world.today = date_today();
    run->summary->today = run->world.today;
}

static void open_publication(struct run *run)
{
    run->theme = run->options->kit
                     ? kit_theme(run->options->kit, run->ds)
                     : theme_load(run->options->project, run->world.site.theme, run->arena, run->ds);
    if (run->theme)
        run->publication = publish_open(run->options->out, run->ds);
    if (!run->publication)
        atomic_store(&run->failed, true);
}

static void run_units(struct run *run, const struct tree *tree)
{
    run->lasting = arena_alloc(run->arena, (size_t)run->workers, sizeof *run->lasting);
    for (int i = 0; i < run->workers; i++)
        run->lasting[i] = arena_new();
    work(run, tree);
    if (run->publication && !atomic_load(&run->failed))
        publish(run, tree);
    publish_close(run->publication);
    for (int i = 0; i < run->workers; i++)
        arena_free(run->lasting[i]);
}

// What the last build left, when everything that all pages depend on is the same.
static struct state trusted_state(const struct run *run, const struct look *look)
{
    bool trusted = !diags_failed(run->ds) && look->before.context == run->context && look->published &&
                   look->before.published == look->published;

    return trusted ? look->before : (struct state){ 0 };
}

static void run_tree(struct run *run, const struct look *look)
{
    const struct tree *tree = look->tree;

    run->world.profile_file = run->options->profile;
    read_site(tree, &run->world, run->arena, run->ds);
    settle_today(run);
    run->theme_stamp = theme_stamp(run->options->project, run->world.site.theme);
    run->context = context_of(run, tree);
    const struct state before = trusted_state(run, look);
    if (before.context && nothing_changed(tree, &before)) {
        diags_merge(run->ds, before.ds);
        *run->summary = before.summary;
        run->summary->published = true;
        return;
    }
    read_world(&run->world, run->arena, run->ds);
    required_check_profiles(&run->world, run->ds);
    run->units = arena_alloc(run->arena, tree->nodes.count, sizeof *run->units);
    run->tasks = arena_alloc(run->arena, tree->nodes.count, sizeof *run->tasks);
    read_heads(run, tree);
    make_tasks(run, tree);
    index_units(run, tree, &before);
    if (diags_failed(run->ds))
        atomic_store(&run->failed, true);
    if (run->options->out)
        open_publication(run);
    if (!run->options->no_facts)
        run->facts = facts_open(run->options->project, run->workers, run->arena);
    run_units(run, tree);
    facts_close(run->facts);
}

// False when the published folder turned out not to be what the last build left
// there: then the run has to be repeated without believing it.
static bool run_once(const struct build_options *options, struct build_summary *summary, struct diags *ds)
{
    struct run run = { .options = options,
                       .arena = arena_new(),
                       .ds = ds,
                       .summary = summary,
                       .workers = options->workers > 0 ? options->workers : parallel_cores(),
                       .lock = PTHREAD_MUTEX_INITIALIZER };
    struct look look = { .run = &run, .arena = arena_new() };

    *summary = (struct build_summary){ 0 };
    parallel_each(2, run.workers, look_at, &look);
    if (look.tree && look.tree->nodes.count > LIMIT_ORGANISATIONS)
        diag_add_path(ds, DIAG_RECORD_LIMIT, "data", "организаций больше %d", LIMIT_ORGANISATIONS);
    else if (look.tree && !diags_has(ds, DIAG_NOTHING_TO_BUILD))
        run_tree(&run, &look);
    tree_close(look.tree);
    arena_free(look.arena);
    arena_free(run.arena);
    return !run.distrusted;
}

void build_run(const struct build_options *options, struct build_summary *summary, struct diags *ds)
{
    struct arena *a = arena_new();
    struct diags *said = diags_new(a);

    if (!run_once(options, summary, said)) {
        struct build_options whole = *options;
        whole.whole = true;
        said = diags_new(a);
        run_once(&whole, summary, said);
    }
    diags_merge(ds, said);
    diags_sort(ds);
    arena_free(a);
}
