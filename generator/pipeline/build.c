// SPDX-License-Identifier: MIT
#include "pipeline/build.h"

#include "base/limits.h"
#include "model/reader.h"
#include "output/sitemap.h"
#include "pipeline/schedule.h"
#include "pipeline/section.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

// One organisation of the run.
struct unit {
    struct section_head *head;
    struct fold *fold; // set when its task has run
};

struct run {
    const struct build_options *options;
    struct arena *arena;
    struct world world;
    const struct theme *theme;
    struct publication *publication;
    struct unit *units; // one for each node of the tree, in its order
    struct task *tasks;
    struct arena **lasting; // one for each worker
    int workers;
    pthread_mutex_t lock; // around diags and summary only
    struct diags *ds;
    struct build_summary *summary;
    atomic_bool failed; // something is wrong: go on checking, stop rendering
};

// ---- heads -----------------------------------------------------------------------

// Profiles come from the nearest organisation above that names some.
static void inherit(struct section_head *head)
{
    head->profiles = head->organization.profiles;
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
        inherit(head);
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

static void count(struct run *run, const struct section_job *job, const struct section_result *result)
{
    pthread_mutex_lock(&run->lock);
    diags_merge(run->ds, job->ds);
    run->summary->organizations += job->head->node->is_organization;
    run->summary->pages += result->pages;
    run->summary->held += result->held;
    pthread_mutex_unlock(&run->lock);
}

static void make_unit(void *context, int worker, struct task *task)
{
    struct run *run = context;
    struct unit *unit = task->work;
    struct arena *arena = arena_new();
    struct section_job job = {
        .world = &run->world,
        .head = unit->head,
        .theme = run->theme,
        .publication = atomic_load(&run->failed) ? NULL : run->publication,
        .children = folds_below(run, unit->head, arena),
        .arena = arena,
        .lasting = run->lasting[worker],
        .ds = diags_new(arena),
    };
    struct section_result result = section_make(&job);

    unit->fold = result.fold;
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
        publish_put(run->publication, str_format(run->arena, "assets/%.*s", STR_ARG(asset->name)), asset->bytes,
                    run->ds);
}

static void put_site_map(struct run *run)
{
    struct str base = run->world.site.base;

    run->summary->no_base = str_empty(base);
    if (!run->summary->no_base)
        publish_put(run->publication, STR("sitemap.xml"),
                    sitemap_write(base, &run->units[0].fold->pages, run->arena), run->ds);
}

static void publish(struct run *run)
{
    struct publish_summary done = { 0 };

    put_assets(run);
    put_site_map(run);
    if (diags_failed(run->ds) || !publish_commit(run->publication, &done, run->ds))
        return;
    run->summary->files = done.files;
    run->summary->written = done.written;
    run->summary->unchanged = done.unchanged;
    run->summary->removed = done.removed;
    run->summary->published = true;
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
    if (!run->options->out)
        return;
    run->theme = theme_load(run->options->project, run->world.site.theme, run->arena, run->ds);
    if (run->theme)
        run->publication = publish_open(run->options->out, run->ds);
    if (!run->publication)
        atomic_store(&run->failed, true);
}

static void run_tree(struct run *run, const struct tree *tree)
{
    read_world(tree, &run->world, run->arena, run->ds);
    settle_today(run);
    run->units = arena_alloc(run->arena, tree->nodes.count, sizeof *run->units);
    run->tasks = arena_alloc(run->arena, tree->nodes.count, sizeof *run->tasks);
    read_heads(run, tree);
    make_tasks(run, tree);
    if (diags_failed(run->ds))
        atomic_store(&run->failed, true);
    open_publication(run);
    run->lasting = arena_alloc(run->arena, (size_t)run->workers, sizeof *run->lasting);
    for (int i = 0; i < run->workers; i++)
        run->lasting[i] = arena_new();
    work(run, tree);
    if (run->publication && !atomic_load(&run->failed))
        publish(run);
    publish_close(run->publication);
    for (int i = 0; i < run->workers; i++)
        arena_free(run->lasting[i]);
}

void build_run(const struct build_options *options, struct build_summary *summary, struct diags *ds)
{
    struct run run = { .options = options, .arena = arena_new(), .ds = ds, .summary = summary,
                       .lock = PTHREAD_MUTEX_INITIALIZER };
    struct tree *tree = tree_scan(options->project, run.arena, ds);

    *summary = (struct build_summary){ 0 };
    run.workers = options->workers > 0 ? options->workers : schedule_cores();
    if (tree && tree->nodes.count > LIMIT_ORGANISATIONS)
        diag_add_path(ds, DIAG_RECORD_LIMIT, "data", "организаций больше %d", LIMIT_ORGANISATIONS);
    else if (tree && !diags_has(ds, DIAG_NOTHING_TO_BUILD))
        run_tree(&run, tree);
    tree_close(tree);
    diags_sort(ds);
    arena_free(run.arena);
}
