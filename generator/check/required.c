// SPDX-License-Identifier: MIT
#include "base/path.h"
#include "check/required_internal.h"
#include "record/facts.h"

#include <stdlib.h>

static const struct choice statuses[] = {
    { 0 },
    [STATUS_PUBLISHED] = { "published", "размещено", NULL },
    [STATUS_PARTIAL] = { "partial", "размещено частично", NULL },
    [STATUS_ABSENT] = { "absent", "не размещено", NULL },
    [STATUS_WAIVED] = { "waived", "не предусмотрено", NULL },
    [STATUS_NOT_CHECKED] = { "not-checked", "не проверялось", NULL },
};
const struct choices status_choices = CHOICES("status", statuses);

static struct value read_status_key(const void *record, struct arena *a)
{
    (void)a;
    return value_text(str_from(choice_at(&status_choices, ((const struct verdict *)record)->status)->key));
}

#define AT(member) offsetof(struct verdict, member)
static const struct field verdict_fields[] = {
    { "item", NULL, FIELD_POINTER, AT(item), &requirement_type, .meaning = "пункт перечня" },
    { "status", NULL, FIELD_CHOICE, AT(status), .choices = &status_choices, .meaning = "состояние словами" },
    { "status_key", NULL, FIELD_COMPUTED, .compute = read_status_key, .computed_type = VALUE_TEXT,
      .meaning = "published, partial, absent, waived или not-checked: для оформления" },
    { "reason", NULL, FIELD_TEXT, AT(reason), .meaning = "почему" },
    { "due", NULL, FIELD_TEXT, AT(due),
      .meaning = "срок этого учебного года, если пункт ещё не закрыт: «срок до 10 ноября, осталось 5 рабочих "
                 "дней»" },
    { "due_day", NULL, FIELD_DATE, AT(due_day), .meaning = "день этого срока" },
    { "late", NULL, FIELD_BOOL, AT(late), .meaning = "срок прошёл, а пункт не закрыт" },
    { "stale", NULL, FIELD_BOOL, AT(stale),
      .meaning = "есть только прежний документ или документ за другой учебный год" },
    { "acts", NULL, FIELD_RECORDS, AT(acts), &act_type, .meaning = "документы, которые закрывают пункт" },
    { "link", NULL, FIELD_PATH, AT(link), .meaning = "страница реестра, который закрывает пункт" },
    { "link_title", NULL, FIELD_TEXT, AT(link_title), .meaning = "название этой страницы" },
};
#undef AT

const struct record_type verdict_type = {
    .name = "verdict",
    .title = "строка сверки",
    .plural = "сверка с перечнем",
    .size = sizeof(struct verdict),
    FIELDS(verdict_fields),
};

// ---- which items apply -------------------------------------------------------

const struct profile *required_profile(const struct world *world, struct str id)
{
    for (LIST_EACH(const struct profile, p, world->profiles))
        if (str_eq(p->id, id))
            return p;
    return NULL;
}

static bool has_choice(const struct list *choices, int index)
{
    for (LIST_EACH(const struct choice_item, c, *choices))
        if (c->index == index)
            return true;
    return false;
}

bool required_fits_level(const struct requirement *item, const struct organization *o)
{
    return has_choice(&item->levels, o->level);
}

bool required_fits_kind(const struct requirement *item, const struct organization *o)
{
    return !item->kinds.count || has_choice(&item->kinds, o->kind);
}

static bool applies(const struct requirement *item, const struct section *section)
{
    struct date today = section->world->today;

    if (!required_fits_level(item, &section->organization) ||
        !required_fits_kind(item, &section->organization))
        return false;
    if (date_given(item->since) && date_compare(item->since, today) > 0)
        return false;
    return !date_given(item->until) || date_compare(item->until, today) >= 0;
}

static bool is_taken(const struct list *items, struct str id)
{
    for (LIST_EACH(const struct requirement, item, *items))
        if (str_eq(item->id, id))
            return true;
    return false;
}

// Profiles that extend each other in a ring are taken once; required_check_profiles
// reports the ring.
static void add_profile(const struct section *section, struct str id, struct list *profiles)
{
    const struct profile *p = required_profile(section->world, id);

    for (LIST_EACH(const struct profile, taken, *profiles))
        if (taken == p)
            return;
    if (!p)
        return;
    list_add(profiles, p, section->arena);
    for (LIST_EACH(const struct str, parent, p->extends))
        add_profile(section, *parent, profiles);
}

struct list required_profiles(const struct section *section)
{
    struct list profiles = { 0 };

    for (LIST_EACH(const struct str, id, section->head->profiles))
        add_profile(section, *id, &profiles);
    return profiles;
}

// Nearer profiles come first, so an item gives way to one of the same id that
// applies here too.
struct list required_items(const struct section *section)
{
    const struct list profiles = required_profiles(section);
    struct list items = { 0 };

    for (LIST_EACH(const struct profile, p, profiles))
        for (LIST_EACH(const struct requirement, item, p->items))
            if (applies(item, section) && !is_taken(&items, item->id))
                list_add(&items, item, section->arena);
    return items;
}

const struct requirement *required_item_of(const struct profile *profile, struct str id)
{
    for (LIST_EACH(const struct requirement, item, profile->items))
        if (str_eq(item->id, id))
            return item;
    return NULL;
}

const struct requirement *required_find(const struct world *world, const struct profile *profile,
                                        struct str id)
{
    const struct requirement *found = profile ? required_item_of(profile, id) : NULL;

    for (LIST_EACH(const struct profile, p, world->profiles))
        found = found ? found : required_item_of(p, id);
    return found;
}

// ---- verdicts ----------------------------------------------------------------------

static const struct waiver *waiver_for(const struct section *section, struct str id)
{
    for (LIST_EACH(const struct waiver, w, section->waivers))
        if (str_eq(w->requirement, id) && date_compare(w->until, section->world->today) >= 0)
            return w;
    return NULL;
}

int required_year(const struct section *section)
{
    return atoi(section->school_year.ptr);
}

void required_add_reason(struct verdict *v, struct str reason, struct arena *a)
{
    v->reason = str_empty(v->reason) ? reason : STR_CAT(a, v->reason, STR("; "), reason);
}

struct str required_doubt(const struct file_ref *file, struct arena *a)
{
    const struct document_facts *facts = file->facts;

    return str_format(a, "файл «%.*s» не проверялся: %.*s", STR_ARG(file->path), STR_ARG(facts->reason));
}

struct where required_file(const struct section *section, const struct record_type *type)
{
    struct source *file = ARENA_NEW(section->arena, struct source);
    struct str name = STR_CAT(section->arena, str_from(type->file), STR(".yaml"));

    file->path =
        path_join(STR("data"), path_join(section->node->path, name, section->arena), section->arena).ptr;
    return (struct where){ file, 0, 0 };
}

// A waiver speaks only where there is nothing: what is there is not «не предусмотрено».
static void waive(const struct section *section, struct verdict *v)
{
    const struct waiver *waiver = v->status == STATUS_ABSENT ? waiver_for(section, v->item->id) : NULL;

    if (!waiver)
        return;
    v->status = STATUS_WAIVED;
    v->stale = false;
    v->mend = waiver->part.where;
    v->reason = str_format(section->arena, "%.*s (исключение действует до %.*s)", STR_ARG(waiver->reason),
                           STR_ARG(date_dotted(waiver->until, section->arena)));
}

// Nobody can say that a record is absent from a file that could not be read.
static void doubt(struct verdict *v)
{
    if (!v->unread || v->status != STATUS_ABSENT)
        return;
    v->status = STATUS_NOT_CHECKED;
    v->reason = STR("файл с записями не прочитан: в нём ошибка");
}

static struct verdict *judge(const struct section *section, const struct required_below *below,
                             const struct requirement *item)
{
    struct verdict *v = ARENA_NEW(section->arena, struct verdict);

    v->item = item;
    v->status = STATUS_ABSENT;
    v->mend = required_file(section, &act_type);
    if (item->must == MUST_HELD) {
        v->status = STATUS_NOT_CHECKED;
        v->reason = STR("хранится в организации, на сайте не размещается");
        return v;
    }
    v->unread = section_is_unread(section, &act_type);
    required_judge_acts(section, v);
    required_judge_register(section, below, v);
    waive(section, v);
    doubt(v);
    required_judge_due(section, v);
    return v;
}

struct list required_check(const struct section *section, const struct required_below *below)
{
    struct list verdicts = { 0 };
    struct list items = required_items(section);

    for (LIST_EACH(const struct requirement, item, items))
        list_add(&verdicts, judge(section, below, item), section->arena);
    return verdicts;
}

struct verdict_counts required_count(const struct list *verdicts)
{
    struct verdict_counts counts = { 0 };

    for (LIST_EACH(const struct verdict, v, *verdicts)) {
        if (v->item->must != MUST_REQUIRED)
            continue;
        counts.required++;
        counts.published += v->status == STATUS_PUBLISHED;
        counts.partial += v->status == STATUS_PARTIAL;
        counts.absent += v->status == STATUS_ABSENT;
        counts.waived += v->status == STATUS_WAIVED;
        counts.late += v->late;
    }
    return counts;
}
