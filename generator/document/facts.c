// SPDX-License-Identifier: MIT
#include "document/facts.h"

#include "base/hash.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/path.h"
#include "document/facts_cache.h"
#include "document/facts_plain.h"
#include "document/facts_report.h"
#include "document/facts_text.h"
#include "document/file_type.h"
#include "document/worker.h"
#include "model/act.h"
#include "record/facts_read.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

// Counted up when the same document gives another answer, or the answer has another form.
enum { FACTS_VERSION = 4, GRACE_SECONDS = 5 };

struct facts_service {
    struct worker_pool *pool;
    struct facts_cache *cache;
    uint64_t stamp;
};

// ---- the service -----------------------------------------------------------------------

static uint64_t stamp_of(const char *program)
{
    struct stat st;

    if (stat(program, &st) != 0)
        return 0;
    return hash_mix(hash_mix(hash_mix(FACTS_VERSION, (uint64_t)st.st_size), (uint64_t)st.st_mtim.tv_sec),
                    (uint64_t)st.st_mtim.tv_nsec);
}

struct facts_program facts_program(struct arena *a)
{
    const char *path = worker_program(a);

    return (struct facts_program){ path, stamp_of(path) };
}

struct facts_service *facts_open(const struct facts_program *program, const char *project, int workers,
                                 struct arena *a)
{
    struct facts_service *service = ARENA_NEW(a, struct facts_service);

    service->stamp = program->stamp;
    service->pool = worker_pool_open(program->path, workers, 2 * LIMIT_FACTS_SECONDS + GRACE_SECONDS, a);
    service->cache = facts_cache_open(project, a);
    return service;
}

void facts_close(struct facts_service *service, bool all_passed)
{
    if (!service)
        return;
    worker_pool_close(service->pool);
    facts_cache_close(service->cache, all_passed);
}

int facts_workers_started(const struct facts_service *service)
{
    return worker_pool_started(service->pool);
}

// ---- what there is to look at ------------------------------------------------------------

// A document and the references to it; or a signature with the document it is for.
struct dossier {
    struct str path, second;
    const char *kind;             // of worker_job; NULL: the program does not read such files
    struct list refs;             // of struct file_ref
    uint64_t key;                 // 0: it cannot be read
    struct document_facts *facts; // NULL until it is known
};

struct desk {
    struct section *section;
    struct diags *ds;
    struct arena *scratch;
    struct map by_path;                // of struct dossier, documents only
    struct map hashes;                 // path -> uint64_t
    struct list documents, signatures; // of struct dossier
    struct list pictures;              // of struct file_ref: papers that are photographs
};

static bool is_among(struct str extension, const char *const *names)
{
    for (; *names; names++)
        if (str_is(extension, *names))
            return true;
    return false;
}

static bool is_signature_file(const struct file_ref *ref)
{
    static const char *const names[] = { "sig", "p7s", NULL };

    return is_among(ref->extension, names);
}

static const char *kind_of(struct str extension)
{
    static const char *const office[] = { "docx", "xlsx", "pptx", "odt", "ods", "odp", NULL };

    if (str_is(extension, "pdf"))
        return "pdf";
    return is_among(extension, office) ? "office" : NULL;
}

// Signatures have nothing to read, and of pictures it is said elsewhere.
static bool is_document(const struct file_ref *ref)
{
    const struct file_type *type = file_type_find(ref->extension);

    return ref->present && !(type && type->picture) && !is_signature_file(ref);
}

static void add_document(struct desk *d, struct file_ref *ref)
{
    struct dossier *dossier = map_get(&d->by_path, ref->path);

    if (!is_document(ref))
        return;
    if (!dossier) {
        dossier = ARENA_NEW(d->scratch, struct dossier);
        dossier->path = ref->path;
        dossier->kind = kind_of(ref->extension);
        map_put(&d->by_path, dossier->path, dossier);
        list_add(&d->documents, dossier, d->scratch);
    }
    list_add(&dossier->refs, ref, d->scratch);
}

static void add_picture(struct desk *d, struct file_ref *ref)
{
    const struct file_type *type = file_type_find(ref->extension);

    if (ref->present && type && type->picture)
        list_add(&d->pictures, ref, d->scratch);
}

static void add_field(void *context, const struct record_type *type, void *record, const struct field *f,
                      void *at)
{
    (void)record;
    if (f->flags & FIELD_DERIVED)
        return;
    if (f->type == FIELD_FILE)
        add_document(context, at);
    if (f->type == FIELD_FILES)
        for (LIST_EACH(struct file_ref, ref, *(struct list *)at)) {
            add_document(context, ref);
            if (type == &act_type)
                add_picture(context, ref);
        }
}

static void add_signature(struct desk *d, struct file_ref *signature, const struct file_ref *document)
{
    struct dossier *dossier = ARENA_NEW(d->scratch, struct dossier);

    *dossier = (struct dossier){ .path = signature->path, .second = document->path, .kind = "sig" };
    list_add(&dossier->refs, signature, d->scratch);
    list_add(&d->signatures, dossier, d->scratch);
}

// Whether the signature is named after the document: «prikaz.pdf.sig», «prikaz.sig».
static bool is_named_after(struct str signature, struct str document)
{
    size_t dot = signature.len - file_extension(signature).len - 1;
    size_t stem = document.len - file_extension(document).len - 1;
    struct str name = str_from_to(signature, 0, dot);

    return str_eq(name, document) || str_eq(name, str_from_to(document, 0, stem));
}

// A signature is for the file that it is named after, else for every file of the act.
static void pair_signature(struct desk *d, const struct act *act, struct file_ref *signature)
{
    bool named = false;

    if (!signature->present || !is_signature_file(signature))
        return;
    for (LIST_EACH(const struct file_ref, file, act->files))
        named |= file->present && !is_signature_file(file) && is_named_after(signature->path, file->path);
    for (LIST_EACH(const struct file_ref, file, act->files))
        if (file->present && !is_signature_file(file) &&
            (!named || is_named_after(signature->path, file->path)))
            add_signature(d, signature, file);
}

static void gather(struct desk *d)
{
    section_visit(d->section, add_field, d);
    for (LIST_EACH(struct act, act, d->section->acts)) {
        pair_signature(d, act, &act->signature);
        for (LIST_EACH(struct file_ref, file, act->files))
            pair_signature(d, act, file);
    }
}

// ---- what is known -------------------------------------------------------------------------

static struct document_facts *facts_none(struct desk *d, struct str reason, bool failed)
{
    struct document_facts *facts = ARENA_NEW(d->section->arena, struct document_facts);

    *facts = (struct document_facts){
        .status = FACTS_NOT_EXAMINED,
        .reason = reason,
        .failed = failed,
        .pages = FIELD_INT_ABSENT,
        .dpi = FIELD_INT_ABSENT,
    };
    return facts;
}

static const char *full_path(const struct desk *d, struct str path)
{
    return str_cstr(path_join(d->section->node->path, path, d->scratch), d->scratch);
}

static bool read_bytes(const struct desk *d, struct str path, struct arena *a, struct str *bytes)
{
    int fd = io_open_beneath(d->section->world->tree->content, full_path(d, path), O_RDONLY);
    bool ok = fd >= 0 && io_read(fd, LIMIT_FILE_BYTES, a, bytes) && bytes->len;

    if (fd >= 0)
        close(fd);
    return ok;
}

// Of the content; 0 when it cannot be read.
static uint64_t hash_of(struct desk *d, struct str path)
{
    uint64_t *known = map_get(&d->hashes, path);
    struct str bytes;

    if (known)
        return *known;
    struct arena *own = arena_new();
    known = ARENA_NEW(d->scratch, uint64_t);
    if (read_bytes(d, path, own, &bytes))
        *known = hash_mix(hash_quick(bytes), bytes.len);
    arena_free(own);
    map_put(&d->hashes, path, known);
    return *known;
}

static struct document_facts *believe(struct desk *d, struct str rows)
{
    struct document_facts *facts = ARENA_NEW(d->section->arena, struct document_facts);

    return facts_read(rows, d->section->arena, facts) ? facts : NULL;
}

static uint64_t key_of(struct desk *d, const struct dossier *dossier)
{
    uint64_t first = hash_of(d, dossier->path),
             key = hash_mix(d->section->facts->stamp, (unsigned char)*dossier->kind);

    if (str_empty(dossier->second))
        return first ? hash_mix(key, first) : 0;
    uint64_t second = hash_of(d, dossier->second);
    return first && second ? hash_mix(hash_mix(key, first), second) : 0;
}

static struct document_facts *facts_of_plain(struct desk *d, const struct dossier *dossier)
{
    struct document_facts *facts = ARENA_NEW(d->section->arena, struct document_facts);
    const struct file_ref *ref = dossier->refs.items[0];
    struct str bytes;

    if (!read_bytes(d, dossier->path, d->scratch, &bytes))
        return facts_none(d, STR("файл не удалось открыть"), true);
    if (!facts_read_plain(bytes, ref->extension, d->section->arena, facts))
        return facts_none(d, STR("кодировку текста программа не узнала"), false);
    return facts;
}

// What is known without the examiner; NULL when it is to be asked.
static struct document_facts *facts_at_once(struct desk *d, const struct dossier *dossier)
{
    const struct file_ref *ref = dossier->refs.items[0];

    if (facts_is_plain(ref->extension) && d->section->facts)
        return facts_of_plain(d, dossier);
    if (str_is(ref->extension, "zip"))
        return facts_none(d, STR("в архив программа не заглядывает"), false);
    if (!dossier->kind && !facts_is_plain(ref->extension))
        return facts_none(d, STR("файлы старых форматов программа не читает"), false);
    return d->section->facts ? NULL : facts_none(d, STR("отключено ключом --no-facts"), false);
}

static void look_up(struct desk *d, struct dossier *dossier)
{
    const struct facts_service *service = d->section->facts;
    struct str rows;

    dossier->facts = facts_at_once(d, dossier);
    if (dossier->facts)
        return;
    dossier->key = key_of(d, dossier);
    if (dossier->key && facts_cache_get(service->cache, dossier->key, d->scratch, &rows))
        dossier->facts = believe(d, rows);
}

// ---- what has to be found out ----------------------------------------------------------------

static struct str reason_of(enum worker_outcome outcome)
{
    static const char *const reasons[] = {
        [WORKER_ANSWERED] = "ответ программы разбора не понят",
        [WORKER_MISSING] = "программа разбора nastavnik-facts не установлена или не работает",
        [WORKER_UNREADABLE] = "файл не удалось открыть",
        [WORKER_LATE] = "разбор документа занял слишком много времени и остановлен",
        [WORKER_DIED] = "программа разбора завершилась сбоем",
        [WORKER_LIED] = "ответ программы разбора не понят",
    };

    return str_from(reasons[outcome]);
}

static void take_answer(struct desk *d, struct dossier *dossier, const struct worker_job *job)
{
    if (job->outcome == WORKER_ANSWERED)
        dossier->facts = believe(d, job->answer);
    if (!dossier->facts)
        dossier->facts = facts_none(d, reason_of(job->outcome), true);
    if (dossier->facts->failed) // next time the machine may have more memory, or be less busy
        d->section->unsettled |= d->section->facts->stamp != 0; // 0: there is no examiner to try again
    else if (dossier->key)
        facts_cache_put(d->section->facts->cache, dossier->key, job->answer);
}

static void find_out(struct desk *d, const struct list *dossiers)
{
    struct worker_job *jobs = arena_alloc(d->scratch, dossiers->count + 1, sizeof *jobs);
    size_t count = 0;

    for (LIST_EACH(const struct dossier, dossier, *dossiers))
        if (!dossier->facts)
            jobs[count++] = (struct worker_job){
                .kind = dossier->kind,
                .dir = d->section->world->tree->content,
                .files = { full_path(d, dossier->path),
                           str_empty(dossier->second) ? NULL : full_path(d, dossier->second) },
            };
    if (count)
        worker_run(d->section->facts->pool, jobs, count, d->scratch);
    count = 0;
    for (LIST_EACH(struct dossier, dossier, *dossiers))
        if (!dossier->facts)
            take_answer(d, dossier, &jobs[count++]);
}

static void examine(struct desk *d, const struct list *dossiers)
{
    for (LIST_EACH(struct dossier, dossier, *dossiers))
        look_up(d, dossier);
    find_out(d, dossiers);
}

// ---- what follows -------------------------------------------------------------------------------

// A valid signature decides for its document; any other only when there is none yet.
static void apply_signature(struct document_facts *document, const struct document_facts *signature)
{
    bool better = signature->verdict == VERDICT_VALID && document->verdict != VERDICT_VALID;

    if (signature->signature != SIGNATURE_DETACHED || (document->signature > SIGNATURE_NONE && !better))
        return;
    document->signature = SIGNATURE_DETACHED;
    document->verdict = signature->verdict;
    document->doubt = signature->doubt;
    document->covers = signature->covers;
    document->signer = signature->signer;
    document->signed_on = signature->signed_on;
}

// One signature of an act with several files is for one of them: that it does
// not fit the others is no news.
static bool fits_another(const struct desk *d, const struct dossier *signature)
{
    for (LIST_EACH(const struct dossier, other, d->signatures))
        if (other != signature && str_eq(other->path, signature->path) &&
            other->facts->verdict == VERDICT_VALID)
            return true;
    return false;
}

static void apply_signatures(struct desk *d)
{
    for (LIST_EACH(const struct dossier, signature, d->signatures)) {
        struct dossier *document = map_get(&d->by_path, signature->second);
        if (document && document->facts->status == FACTS_EXAMINED && !fits_another(d, signature))
            apply_signature(document->facts, signature->facts);
    }
}

// Under --no-facts nobody tries to read a document, though it may name somebody whom nothing may
// name: that is told once for the section. What was tried and failed is the consent gate's.
static void report_unread(struct section *section, struct diags *ds)
{
    if (section->unwilling.count && !section->unread_told)
        facts_report_unread(section->organization.part.where, ds);
    section->unread_told = true;
}

static void conclude(struct desk *d, const struct dossier *dossier)
{
    struct document_facts *facts = dossier->facts;

    for (LIST_EACH(struct file_ref, ref, dossier->refs)) {
        ref->facts = facts;
        if (facts->status == FACTS_EXAMINED)
            ref->label = facts_label(ref->label, facts, d->section->arena);
    }
    if (d->section->facts)
        facts_report(dossier->refs.items[0], facts, d->ds);
    else
        report_unread(d->section, d->ds);
}

static struct desk desk_new(struct section *section, struct arena *scratch, struct diags *ds)
{
    return (struct desk){ .section = section,
                          .ds = ds,
                          .scratch = scratch,
                          .by_path = map_new(scratch),
                          .hashes = map_new(scratch) };
}

static void work(struct desk *d)
{
    examine(d, &d->documents);
    examine(d, &d->signatures);
    for (LIST_EACH(const struct dossier, dossier, d->documents))
        if (dossier->facts->status == FACTS_EXAMINED && !dossier->facts->plain)
            facts_judge_text(dossier->facts, d->section->arena);
    apply_signatures(d);
    for (LIST_EACH(const struct dossier, dossier, d->documents))
        conclude(d, dossier);
    for (LIST_EACH(const struct file_ref, picture, d->pictures))
        if (d->section->facts)
            facts_report_picture(picture, d->ds);
    for (LIST_EACH(const struct dossier, dossier, d->signatures))
        if (dossier->facts->status == FACTS_EXAMINED && !dossier->facts->opens)
            facts_report_unread_signature(dossier->refs.items[0], d->ds);
}

void facts_collect(struct section *section, struct diags *ds)
{
    struct arena *scratch = arena_new();
    struct desk d = desk_new(section, scratch, ds);

    gather(&d);
    work(&d);
    arena_free(scratch);
}

void facts_collect_linked(struct section *section, struct file_ref *ref, struct diags *ds)
{
    struct arena *scratch = arena_new();
    struct desk d = desk_new(section, scratch, ds);

    add_document(&d, ref);
    work(&d);
    arena_free(scratch);
}
