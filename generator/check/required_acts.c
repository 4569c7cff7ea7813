// SPDX-License-Identifier: MIT
#include "check/required_internal.h"
#include "record/facts.h"

#include <stdlib.h>

// ---- which acts serve the item ---------------------------------------------------

static bool covers(const struct act *act, struct str id)
{
    for (LIST_EACH(const struct str, covered, act->covers))
        if (str_eq(*covered, id))
            return true;
    return false;
}

static bool has_kind(const struct list *kinds, int kind)
{
    for (LIST_EACH(const struct choice_item, c, *kinds))
        if (c->index == kind)
            return true;
    return false;
}

static bool title_has_one_of(struct str folded_title, const struct list *folded_words)
{
    for (LIST_EACH(const struct str, word, *folded_words))
        if (str_find(folded_title, *word) != SIZE_MAX)
            return true;
    return false;
}

// An act satisfies an item when it says so; or, unless it says that it covers
// other items, when it is the organisation's own and its kind and title are
// those that the profile names. A paper of another body counts only by `covers`.
static bool satisfies(const struct act *act, const struct requirement *item)
{
    const struct satisfied_by *by = &item->satisfied_by;

    if (act->covers.count)
        return covers(act, item->id);
    return act->own && by->kinds.count && by->titles.count && has_kind(&by->kinds, act->kind) &&
           title_has_one_of(act->folded_title, &item->folded_titles);
}

static bool has_file(const struct act *act)
{
    for (LIST_EACH(const struct file_ref, file, act->files))
        if (!file_fault(file))
            return true;
    return !str_empty(act->url);
}

// An appendix may stand in the file of the paper that it belongs to, unless its own was withheld.
static bool can_be_opened(const struct act *act)
{
    const struct act *whole = act->appendix_of.target;

    return has_file(act) || (whole && !act->withheld && has_file(whole));
}

// The paper whose files a visitor gets, of an act that can be opened.
static const struct act *opened(const struct act *act)
{
    return has_file(act) ? act : act->appendix_of.target;
}

// ---- which school year an act belongs to -------------------------------------------

// The school year that a paper of that day is for. An order of late August
// opens the year that begins in September.
static int year_served(struct date d)
{
    return d.month >= 8 ? d.year : d.year - 1;
}

static struct date first_day(const struct act *act)
{
    if (date_given(act->valid_from))
        return act->valid_from;
    return date_given(act->date) ? act->date : act->published;
}

// Whether the act has anything to tell its year by.
static bool has_year(const struct act *act)
{
    return !str_empty(act->school_year) || date_given(first_day(act)) || date_given(act->valid_until);
}

// An appendix without a date of its own is as old as the paper it belongs to.
static const struct act *dated(const struct act *act)
{
    const struct act *whole = act->appendix_of.target;

    return !has_year(act) && whole ? whole : act;
}

static bool is_of_year(const struct act *paper, int year)
{
    const struct act *act = dated(paper);
    const struct date start = { (int16_t)year, 9, 1 }, end = { (int16_t)(year + 1), 8, 31 },
                      from = first_day(act);

    if (!str_empty(act->school_year))
        return atoi(act->school_year.ptr) == year;
    if (date_given(act->valid_until) && date_compare(act->valid_until, start) >= 0)
        return !date_given(from) || date_compare(from, end) <= 0;
    return date_given(from) && year_served(from) == year;
}

// The school year by its September, 0 when nothing tells it.
static int year_of(const struct act *paper)
{
    const struct act *act = dated(paper);

    if (!str_empty(act->school_year))
        return atoi(act->school_year.ptr);
    return date_given(first_day(act)) ? year_served(first_day(act)) : 0;
}

// ---- the verdict ---------------------------------------------------------------------

// The acts of an item by what they are worth: those that count, the last one that
// cannot be opened, that is no longer in force, the newest of another school year.
struct candidates {
    struct list good;
    const struct act *closed, *archived, *stale;
};

static struct candidates candidates_for(const struct section *section, const struct requirement *item)
{
    const int year = required_year(section);
    struct candidates found = { 0 };

    for (LIST_EACH(const struct act, act, section->acts)) {
        if (!satisfies(act, item))
            continue;
        if (item->yearly && !is_of_year(act, year))
            found.stale = !found.stale || year_of(act) > year_of(found.stale) ? act : found.stale;
        else if (act->archived)
            found.archived = act;
        else if (can_be_opened(act))
            list_add(&found.good, act, section->arena);
        else
            found.closed = act;
    }
    return found;
}

static bool is_among(const struct list *acts, const struct act *act)
{
    for (LIST_EACH(const struct act, other, *acts))
        if (other == act)
            return true;
    return false;
}

// Whether the section has the paper of [item] that belongs to one of [orders]. A
// paper that does not say whose appendix it is counts; another order's does not.
static bool has_appendix(const struct section *section, const struct requirement *item,
                         const struct list *orders)
{
    for (LIST_EACH(const struct act, act, section->acts)) {
        const struct act *whole = act->appendix_of.target;
        bool ours = !whole || is_among(orders, whole) || is_among(orders, act);
        if (ours && satisfies(act, item) && !act->archived && can_be_opened(act))
            return true;
    }
    return false;
}

static void judge_appendices(const struct section *section, struct verdict *v)
{
    for (LIST_EACH(const struct str, id, v->item->appendices)) {
        const struct requirement *item = required_find(section->world, v->item->profile, *id);
        if (!item || has_appendix(section, item, &v->acts))
            continue;
        v->status = STATUS_PARTIAL;
        v->mend = ((const struct act *)v->acts.items[0])->part.where;
        required_add_reason(v, str_format(section->arena, "нет приложения: %.*s", STR_ARG(item->title)),
                            section->arena);
    }
}

// One of the files of a document that counts does not open: a part of it is missing.
static void judge_files(const struct section *section, struct verdict *v, const struct act *act)
{
    for (LIST_EACH(const struct file_ref, file, act->files)) {
        const char *fault = act->withheld ? NULL : file_fault(file);
        if (!fault)
            continue;
        v->status = STATUS_PARTIAL;
        v->mend = file->where;
        required_add_reason(v, str_format(section->arena, "файл «%.*s» %s", STR_ARG(file->path), fault),
                            section->arena);
    }
}

// The examiner failed on a file of a document that counts: whether a visitor can
// open it is not known, and it is not called «размещено».
static void judge_doubt(const struct section *section, struct verdict *v)
{
    if (v->status != STATUS_PUBLISHED)
        return;
    for (LIST_EACH(const struct act, act, v->acts))
        for (LIST_EACH(const struct file_ref, file, opened(act)->files)) {
            if (act->withheld || !file_in_doubt(file))
                continue;
            v->mend = v->status == STATUS_PUBLISHED ? file->where : v->mend;
            v->status = STATUS_NOT_CHECKED;
            v->doubted = true;
            required_add_reason(v, required_doubt(file, section->arena), section->arena);
        }
}

static void judge_good(const struct section *section, struct verdict *v, const struct candidates *found)
{
    const struct act *closed = found->closed;

    v->status = STATUS_PUBLISHED;
    if (closed) {
        v->status = STATUS_PARTIAL;
        v->mend = closed->part.where;
        if (!closed->files.count || closed->withheld)
            required_add_reason(
                v, str_format(section->arena, "у документа «%.*s» нет файла", STR_ARG(closed->title)),
                section->arena);
        judge_files(section, v, closed);
    }
    for (LIST_EACH(const struct act, act, v->acts))
        judge_files(section, v, act);
    judge_appendices(section, v);
    judge_doubt(section, v);
}

static void judge_closed(const struct section *section, struct verdict *v, const struct act *closed)
{
    v->status = STATUS_PARTIAL;
    v->mend = closed->part.where;
    judge_files(section, v, closed);
    if (closed->withheld)
        v->reason = STR("файл не опубликован: в бумаге имена или личные данные без согласия");
    else if (str_empty(v->reason))
        v->reason = STR("запись есть, файла нет");
}

static void judge_stale(const struct section *section, struct verdict *v, const struct act *stale)
{
    const int year = year_of(stale);

    v->stale = true;
    v->mend = stale->part.where;
    if (year)
        v->reason =
            str_format(section->arena, "есть только за %d/%d: «%.*s»", year, year + 1, STR_ARG(stale->title));
    else
        v->reason = str_format(section->arena, "у документа «%.*s» нет ни даты, ни учебного года",
                               STR_ARG(stale->title));
}

static void judge_archived(const struct section *section, struct verdict *v, const struct act *archived)
{
    v->stale = true;
    v->mend = archived->part.where;
    v->reason =
        str_format(section->arena, "есть только прежний документ: «%.*s»%s%.*s", STR_ARG(archived->title),
                   str_empty(archived->school_year) ? "" : ", ", STR_ARG(archived->school_year));
}

void required_judge_acts(const struct section *section, struct verdict *v)
{
    const struct candidates found = candidates_for(section, v->item);

    v->acts = found.good;
    if (found.good.count)
        judge_good(section, v, &found);
    else if (found.closed)
        judge_closed(section, v, found.closed);
    else if (found.stale)
        judge_stale(section, v, found.stale);
    else if (found.archived)
        judge_archived(section, v, found.archived);
}
