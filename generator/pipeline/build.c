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
#include "page/lexicon.h"
#include "pipeline/schedule.h"
#include "pipeline/section.h"
#include "pipeline/state.h"
#include "pipeline/units.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/stat.h>

struct run {
    const struct build_options *options;
    struct arena *arena;
    struct world world;
    const struct theme *theme;
    struct publication *publication;
    struct facts_program examiner;
    struct facts_service *facts;
    struct units units;
    struct arena **lasting;           // one for each worker
    struct vocabulary **vocabularies; // the same
    int workers;
    pthread_mutex_t lock; // around the telling of verdicts only
    struct diags *ds;     // what there is to say of no organisation in particular; in the end, everything
    struct build_summary *summary;
    uint64_t theme_stamp; // of the site's own theme
    uint64_t context;     // everything that every page depends on
    uint64_t published;   // tree_stamp of the published folder when the last build left it so; 0: it did not
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
        look->tree = tree_scan(options->project, run->workers, run->arena, run->ds);
    else if (options->out && !options->whole && !publish_is_under_way(options->out, look->arena) &&
             state_read(options->out, look->arena, &look->before))
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

// What is wrong with a head is said with the rest of its organisation; of one that is
// read for the sake of somebody below it, the last build knew. Trouble with the disk ends everything.
static void read_unit_head(struct run *run, const struct tree *tree, struct unit *unit)
{
    unit->head_ds = diags_new(run->arena);
    unit->head = read_head(tree, unit->node, run->arena, unit->head_ds);
    if (unit->node->parent)
        unit->head->parent = run->units.all[unit->node->parent->index].head;
    inherit(unit->head, &run->world.imposed);
    if (diags_has_fatal(unit->head_ds))
        diags_merge(run->ds, unit->head_ds);
    if (unit->chosen && diags_failed(unit->head_ds))
        atomic_store(&run->failed, true);
}

static void link_children(const struct units *units, struct arena *a)
{
    for (struct unit *unit = units->all; unit < units->all + units->count; unit++) {
        if (!unit->head)
            continue;
        unit->head->children = (struct list){ 0 };
        if (unit->head->parent)
            list_add(&units->all[unit->head->parent->node->index].head->children, unit->head, a);
    }
}

// Those of the chosen and of everybody above them, as far as they are not there yet.
static void read_heads(struct run *run, const struct tree *tree)
{
    const bool *wanted = units_on_the_way(&run->units, run->arena);

    for (struct unit *unit = run->units.all; unit < run->units.all + run->units.count; unit++)
        if (wanted[unit->node->index] && !unit->head)
            read_unit_head(run, tree, unit);
    link_children(&run->units, run->arena);
}

// ---- the work ----------------------------------------------------------------------

static struct list folds_below(const struct run *run, const struct section_head *head, struct arena *a)
{
    struct list folds = { 0 };

    for (LIST_EACH(const struct section_head, child, head->children))
        list_add(&folds, run->units.all[child->node->index].fold, a);
    return folds;
}

static void tell_verdicts(struct run *run, const struct section_result *result)
{
    if (!run->options->judged || !result->section->node->is_organization)
        return;
    pthread_mutex_lock(&run->lock);
    run->options->judged(run->options->context, result->section, &result->verdicts);
    pthread_mutex_unlock(&run->lock);
}

static struct state_unit state_of(const struct unit *unit, const struct section_result *result,
                                  struct diags *said, struct arena *lasting)
{
    struct diags *kept = diags_new(lasting);

    diags_keep_fatal(said);
    diags_merge(kept, said);
    diags_merge(kept, unit->head_ds);
    return (struct state_unit){ .path = unit->node->path,
                                .stamp = result->unsettled ? 0 : unit->node->stamp, // 0: never the same
                                .fold = fold_digest(result->fold),
                                .page_list = fold_pages_digest(result->fold),
                                .pages = result->pages,
                                .held = result->held,
                                .ds = kept };
}

static void make_unit(void *context, int worker, struct task *task)
{
    struct run *run = context;
    struct unit *unit = task->work;
    struct arena *arena = arena_new();
    bool publishes = run->publication && !atomic_load(&run->failed) && !unit_is_unchanged(&run->units, unit);
    struct section_job job = {
        .world = &run->world,
        .head = unit->head,
        .theme = run->theme,
        .publication = publishes ? run->publication : NULL,
        .kit = run->options->kit,
        .children = folds_below(run, unit->head, arena),
        .arena = arena,
        .lasting = run->lasting[worker],
        .vocabulary = run->vocabularies[worker],
        .ds = diags_new(arena),
        .facts = run->facts,
    };
    struct section_result result = section_make(&job);

    unit->fold = result.fold;
    unit->now = state_of(unit, &result, job.ds, run->lasting[worker]);
    unit->rendered = publishes;
    if (diags_failed(job.ds))
        atomic_store(&run->failed, true);
    tell_verdicts(run, &result);
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

static void work(struct run *run)
{
    struct schedule schedule = {
        .workers = run->workers,
        .run = make_unit,
        .context = run,
        .progress = run->options->show_progress ? show_progress : NULL,
    };

    schedule.tasks = units_tasks(&run->units, &schedule.count, run->arena);
    schedule_run(&schedule);
}

// Both rounds; see pipeline/units.h.
static void work_through(struct run *run, const struct tree *tree)
{
    const bool with_pages = !str_empty(run->world.site.base);

    work(run);
    if (!units_choose_rest(&run->units, with_pages))
        return;
    read_heads(run, tree);
    if (!diags_has_fatal(run->ds))
        work(run);
}

static void sum_up(struct run *run)
{
    struct build_summary *sum = run->summary;

    for (const struct unit *unit = run->units.all; unit < run->units.all + run->units.count; unit++) {
        sum->organizations += unit->node->is_organization;
        sum->rendered += unit->rendered && unit->node->is_organization;
        sum->pages += unit->now.pages;
        sum->held += unit->now.held;
    }
}

static void tell_units(struct run *run)
{
    for (const struct unit *unit = run->units.all; unit < run->units.all + run->units.count; unit++)
        diags_merge(run->ds, unit->now.ds);
}

// ---- what belongs to the whole site ---------------------------------------------------

static void put_assets(struct run *run)
{
    for (LIST_EACH(const struct asset, asset, run->theme->assets))
        publish_put(run->publication, str_format(run->arena, "assets/%.*s", STR_ARG(asset->name)),
                    asset->bytes, run->ds);
}

// Without the fold of the whole tree it is known to be what it was.
static void put_site_map(struct run *run)
{
    struct str base = run->world.site.base;
    const struct fold *whole = run->units.all[0].fold;

    run->summary->no_base = str_empty(base);
    if (!run->summary->no_base && whole)
        publish_whole(run->publication, STR("sitemap.xml"), sitemap_write(base, &whole->pages, run->arena),
                      run->ds);
}

// ---- what the last build left ------------------------------------------------------------

static bool keep(void *context, struct str path)
{
    const struct run *run = context;
    const struct unit *unit = units_owner(&run->units, path);

    if (str_is(path, "sitemap.xml"))
        return !run->units.all[0].fold;
    return unit && !unit->rendered && !str_starts(path, STR("assets/"));
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

// The stamp of what is published now. A folder that was exchanged in its place is
// counted by the difference: whatever else was touched meanwhile is noticed next time.
static uint64_t stamp_after(const struct run *run, const struct publish_summary *done)
{
    if (run->published && done->in_place)
        return run->published + done->stamp_change;
    return tree_stamp(run->options->out, run->workers);
}

static void remember(const struct run *run, const struct publish_summary *done)
{
    struct state state = {
        .context = run->context, .published = stamp_after(run, done), .summary = *run->summary, .ds = run->ds
    };

    for (const struct unit *unit = run->units.all; unit < run->units.all + run->units.count; unit++)
        list_add(&state.units, &unit->now, run->arena);
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

    context = hash_mix(hash_mix(context, run->theme_stamp), run->examiner.stamp);
    context = hash_mix(context, run->options->no_facts);
    return hash_mix(context, (uint64_t)(d.year * 10000 + d.month * 100 + d.day));
}

static uint64_t inputs_of(const struct run *run, const struct tree *tree)
{
    uint64_t inputs = run->context;

    for (LIST_EACH(const struct tree_node, node, tree->nodes))
        inputs = hash_mix(hash_mix(inputs, hash_quick(node->path)), node->stamp);
    return inputs;
}

static bool is_settled(const struct run *run)
{
    for (const struct unit *unit = run->units.all; unit < run->units.all + run->units.count; unit++)
        if (!unit->now.stamp)
            return false;
    return !diags_has_fatal(run->ds);
}

static void publish(struct run *run)
{
    struct publish_summary done = { 0 };

    if (run->options->kit) {
        kit_put_rest(run->options->kit, run->publication, run->ds);
    } else {
        put_assets(run);
        put_site_map(run);
    }
    if (!publish_keep(run->publication, keep, run, run->ds) || diags_failed(run->ds) ||
        !publish_commit(run->publication, &done, run->ds))
        return;
    run->summary->files = done.files;
    run->summary->written = done.written;
    run->summary->unchanged = done.unchanged;
    run->summary->removed = done.removed;
    run->summary->published = true;
    if (!run->options->kit) // a kit is whole every time
        remember(run, &done);
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

// What comes before the organisations themselves and does not wait for each other:
// the lists of documents and the heads are read, the theme is compiled, the
// publication is opened.
struct preparation {
    struct run *run;
    const struct tree *tree;
    struct arena *arena;             // of the theme
    struct diags *theme_ds, *out_ds; // about it, and about the publication; each has an arena of its own
};

// A check compiles the site's own theme too: its mistakes stop a build.
static void load_theme(const struct preparation *p)
{
    struct run *run = p->run;

    if (run->options->kit)
        run->theme = kit_theme(run->options->kit, p->theme_ds);
    else if (run->options->out || !str_empty(run->world.site.theme))
        run->theme = theme_load(run->options->project, &run->world.site, p->arena, p->theme_ds);
}

static void prepare(void *context, int worker, size_t piece)
{
    const struct preparation *p = context;
    struct run *run = p->run;

    (void)worker;
    if (piece == 0) {
        read_world(&run->world, run->arena, run->ds);
        required_check_profiles(&run->world, run->ds);
        read_heads(run, p->tree);
        diags_keep_fatal(run->ds);
    } else if (piece == 1) {
        load_theme(p);
    } else if (run->options->out) {
        run->publication = publish_open(run->options->out, run->published != 0, p->out_ds);
    }
}

// False: nothing can be said of the organisations.
static bool prepare_all(struct run *run, const struct look *look)
{
    struct arena *beside = arena_new();
    struct preparation p = { run, look->tree, look->arena, diags_new(look->arena), diags_new(beside) };

    parallel_each(3, run->workers, prepare, &p);
    const bool fatal = diags_has_fatal(run->ds);
    if (!fatal) {
        diags_merge(run->ds, p.theme_ds);
        diags_merge(run->ds, p.out_ds);
    }
    arena_free(beside);
    if (fatal) {
        publish_close(run->publication);
        return false;
    }
    if (diags_failed(run->ds) || (run->options->out && !(run->theme && run->publication)))
        atomic_store(&run->failed, true);
    return true;
}

static void run_units(struct run *run, const struct tree *tree)
{
    run->lasting = arena_alloc(run->arena, (size_t)run->workers, sizeof *run->lasting);
    run->vocabularies = arena_alloc(run->arena, (size_t)run->workers, sizeof *run->vocabularies);
    for (int i = 0; i < run->workers; i++) {
        run->lasting[i] = arena_new();
        run->vocabularies[i] = run->publication ? vocabulary_new() : NULL;
    }
    work_through(run, tree);
    // Saved first: a build that is killed while it saves is not a finished one.
    facts_close(run->facts, units_all_made(&run->units));
    sum_up(run);
    if (run->publication && !atomic_load(&run->failed))
        publish(run);
    publish_close(run->publication);
    tell_units(run);
    for (int i = 0; i < run->workers; i++) {
        vocabulary_free(run->vocabularies[i]);
        arena_free(run->lasting[i]);
    }
}

// What the last build left, when everything that all pages depend on is the same.
static struct state trusted_state(const struct run *run, const struct look *look)
{
    bool trusted = !diags_failed(run->ds) && look->before.context == run->context && run->published;

    return trusted ? look->before : (struct state){ 0 };
}

static void tell_last(struct diags *ds, const struct state *before)
{
    diags_merge(ds, before->ds);
    for (LIST_EACH(const struct state_unit, unit, before->units))
        diags_merge(ds, unit->ds);
}

static void run_tree(struct run *run, const struct look *look)
{
    const struct tree *tree = look->tree;

    run->world.profile_file = run->options->profile;
    read_site(tree, &run->world, run->arena, run->ds);
    settle_today(run);
    run->theme_stamp = theme_stamp(run->options->project, run->world.site.theme);
    run->examiner = facts_program(run->arena);
    run->context = context_of(run, tree);
    run->published = look->before.published == look->published ? look->published : 0;
    const struct state before = trusted_state(run, look);
    if (before.context && nothing_changed(tree, &before)) {
        tell_last(run->ds, &before);
        *run->summary = before.summary;
        run->summary->published = true;
        return;
    }
    const uint64_t inputs = inputs_of(run, tree);
    if (run->options->is_known && run->options->is_known(run->options->context, inputs))
        return;
    run->units = units_new(tree, &before, run->arena);
    units_choose_changed(&run->units, &before);
    if (!prepare_all(run, look))
        return;
    if (!run->options->no_facts)
        run->facts = facts_open(&run->examiner, run->options->project, run->workers, run->arena);
    run_units(run, tree);
    if (is_settled(run))
        run->summary->inputs = inputs;
}

void build_run(const struct build_options *options, struct build_summary *summary, struct diags *ds)
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
    diags_keep_fatal(ds);
    if (look.tree && look.tree->nodes.count > LIMIT_ORGANISATIONS)
        diag_add_path(ds, DIAG_RECORD_LIMIT, "data", "организаций больше %d", LIMIT_ORGANISATIONS);
    else if (look.tree && !diags_has(ds, DIAG_NOTHING_TO_BUILD) && !diags_has_fatal(ds))
        run_tree(&run, &look);
    tree_close(look.tree);
    arena_free(look.arena);
    arena_free(run.arena);
    diags_sort(ds);
}
