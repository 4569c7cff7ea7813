// SPDX-License-Identifier: MIT
#include "base/utf8.h"
#include "check/reading_rules.h"
#include "record/facts.h"

#include <stdarg.h>
#include <stdio.h>

enum { MESSAGE_BYTES = 1024 };

const struct reading_rule reading_rules[] = {
    { "number", DIAG_PAPER_NUMBER, reading_number,
      "П. 18 ПП РФ от 20.10.2021 № 1802: регистрационный номер" },
    { "date", DIAG_PAPER_DATE, reading_date, "П. 18 ПП РФ от 20.10.2021 № 1802: дата" },
    { "appendix", DIAG_PAPER_APPENDIX, reading_appendix,
      "опыт проверок: приказ № 26/1, а приложение «к приказу № 21/1»" },
    { "organization", DIAG_PAPER_ORGANIZATION, reading_organization,
      "на сайтах: план детского сада № 27 у сада № 72" },
    { "blank", DIAG_PAPER_BLANK, reading_blank,
      "на сайтах: «Пр. № ___ от ____», «Наименование образовательной организации»" },
    { "misquoted", DIAG_ACT_MISQUOTED, reading_misquoted, "data/known-acts", .cites = true },
    { "repealed", DIAG_ACT_REPEALED, reading_repealed, "data/known-acts", .cites = true },
    { "snils", DIAG_PAPER_SNILS, reading_snils, "152-ФЗ, ст. 6 и 10.1", .personal = true },
    { "personal", DIAG_PAPER_PERSONAL, reading_personal,
      "152-ФЗ, ст. 6 и 10.1; П. 19 ПП РФ от 20.10.2021 № 1802", .personal = true },
    { "names", DIAG_PAPER_NAME, reading_names, "152-ФЗ, ст. 10.1", .personal = true },
    { 0 },
};

// ---- telling -----------------------------------------------------------------------

// Digits and Latin letters as stars: messages are kept in logs and mailed about.
static struct str masked(struct str s, struct arena *a)
{
    char *copy = str_cstr(s, a);

    for (size_t i = 0; i < s.len; i++)
        if ((copy[i] >= '0' && copy[i] <= '9') || (copy[i] >= 'A' && copy[i] <= 'Z') ||
            (copy[i] >= 'a' && copy[i] <= 'z'))
            copy[i] = '*';
    return (struct str){ copy, s.len };
}

struct where reading_place(struct where at, struct str before)
{
    for (size_t newline; (newline = str_find_char(before, '\n')) != SIZE_MAX;) {
        before = str_after(before, newline + 1);
        at.line++;
        at.column = 1;
    }
    at.column += (uint32_t)utf8_length(before);
    return at;
}

// The line and column of a finding, where they can be counted from where the text begins.
static struct where place(const struct reading *r, const struct finding *f)
{
    const struct text *t = &r->pages[f->page];

    return r->is_source ? reading_place(r->at, str_from_to(t->source, 0, text_at(t, f->first)->from)) : r->at;
}

void reading_report(const struct reading *r, const struct finding *f, enum diag_code code, struct diags *ds,
                    const char *format, ...)
{
    char cause[MESSAGE_BYTES];
    struct str words = text_excerpt(&r->pages[f->page], f->first, f->last, r->scratch);
    const char *likely = f->is_likely ? "вероятно, " : "";
    va_list ap;

    va_start(ap, format);
    vsnprintf(cause, sizeof cause, format, ap);
    va_end(ap);
    if (r->told)
        *(f->is_likely ? &r->told->likely : &r->told->sure) += 1;
    if (f->is_secret)
        words = masked(words, r->scratch);
    if (r->paper)
        diag_add(ds, code, r->at, "%.*s, стр. %zu: %s%s — «%.*s»", STR_ARG(r->paper->file->path), f->page + 1,
                 likely, cause, STR_ARG(words));
    else
        diag_add(ds, code, place(r, f), "%s%s — «%.*s»", likely, cause, STR_ARG(words));
}

bool reading_is_own(const struct reading *r)
{
    return r->paper && r->paper->act && r->paper->act->own;
}

// ---- what is read ------------------------------------------------------------------

// What was in force when the organisation wrote its own act; today for all else.
static struct date time_of(const struct section *section, const struct act *act)
{
    return act && act->own && date_given(act->date) ? act->date : section->world->today;
}

enum disclosure reading_check_by(const struct reading_rule *rules, const struct section *section,
                                 const struct paper *paper, struct diags *ds)
{
    struct arena *scratch = arena_new();
    struct text *pages = arena_alloc(scratch, paper->pages ? paper->pages : 1, sizeof *pages);
    struct tally told = { 0 }, personal = { 0 };
    const struct reading r = { .section = section,
                               .paper = paper,
                               .told = &told,
                               .before = &personal,
                               .pages = pages,
                               .page_count = paper->pages,
                               .as_of = time_of(section, paper->act),
                               .at = paper->file->where,
                               .scratch = scratch };

    for (size_t i = 0; i < paper->pages; i++)
        pages[i] = text_read(paper->page_texts[i], scratch);
    for (const struct reading_rule *rule = rules; rule->check; rule++) {
        if (!rule->personal && !paper->act)
            continue;
        told = (struct tally){ 0 };
        rule->check(&r, ds);
        personal.likely += rule->personal ? told.likely : 0;
        personal.sure += rule->personal ? told.sure : 0;
    }
    arena_free(scratch);
    return personal.sure ? DISCLOSES_SURELY : personal.likely ? DISCLOSES_LIKELY : DISCLOSES_NOTHING;
}

enum disclosure reading_check(const struct section *section, const struct paper *paper, struct diags *ds)
{
    return reading_check_by(reading_rules, section, paper, ds);
}

// The file as a paper; the pages in [a].
static struct paper paper_of(const struct act *act, const struct file_ref *file, struct arena *a)
{
    struct str *texts = arena_alloc(a, file->facts->read.count, sizeof *texts);
    struct paper paper = { .act = act, .file = file, .page_texts = texts };

    for (LIST_EACH(const struct facts_page, page, file->facts->read))
        texts[paper.pages++] = page->text;
    return paper;
}

static void check_file(const struct section *section, const struct act *act, struct file_ref *file,
                       struct arena *scratch, struct diags *ds)
{
    if (!file->facts || file->facts->read.count == 0)
        return;
    // A few words on a scan are no text of the act, and may name somebody all the same.
    const bool is_text = file->facts->text_layer == TEXT_READABLE;
    const struct paper paper = paper_of(is_text ? act : NULL, file, scratch);
    file->discloses = reading_check(section, &paper, ds);
    arena_reset(scratch);
}

void reading_check_linked(const struct section *section, struct file_ref *file, struct diags *ds)
{
    struct arena *scratch = arena_new();

    check_file(section, NULL, file, scratch, ds);
    arena_free(scratch);
}

void reading_check_papers(struct section *section, struct diags *ds)
{
    // Programmes and papers of practices have no record of an act, and so no requisites to compare.
    static const struct act programme = { .kind = ACT_PROGRAMME, .own = true };
    static const struct act practice = { .kind = ACT_OTHER, .own = true };
    struct arena *scratch = arena_new();

    for (LIST_EACH(const struct act, act, section->acts))
        for (LIST_EACH(struct file_ref, file, act->files))
            check_file(section, act, file, scratch, ds);
    for (LIST_EACH(struct pair, pair, section->pairs))
        check_file(section, &programme, &pair->programme.file, scratch, ds);
    for (LIST_EACH(const struct practice, p, section->practices))
        for (LIST_EACH(struct file_ref, file, p->files))
            check_file(section, &practice, file, scratch, ds);
    arena_free(scratch);
}

// A text of the author's files: [r] without the text's tokens and memory.
static void check_text(const struct reading_rule *rules, struct str source, struct reading r,
                       struct diags *ds)
{
    if (!reading_may_cite(r.section->world, source)) // nearly always: reading is dear
        return;
    struct arena *scratch = arena_new();
    const struct text text = text_read(source, scratch);
    r.pages = &text;
    r.page_count = 1;
    r.scratch = scratch;
    for (const struct reading_rule *rule = rules; rule->check; rule++)
        if (rule->cites)
            rule->check(&r, ds);
    arena_free(scratch);
}

// «письмо от 23.01.2020 № МР-42/02», as the fields of the record say. Directives and
// laws go without their kind, because those rows stand for several kinds.
static struct str requisites_of(const struct act *act, struct arena *a)
{
    const bool is_plain = act->kind != ACT_NONE && act->kind != ACT_DIRECTIVE && act->kind != ACT_LAW;
    const char *kind = is_plain ? choice_at(&act_kind_choices, act->kind)->label : "";
    struct str date = date_given(act->date) ? STR_CAT(a, STR(" от "), date_dotted(act->date, a)) : STR("");

    return STR_CAT(a, str_from(kind), date, STR(" № "), act->number);
}

static void check_act(const struct reading_rule *rules, const struct section *section, const struct act *act,
                      struct diags *ds)
{
    struct arena *scratch = arena_new();
    const struct {
        const char *key;
        struct str text;
    } parts[] = {
        { "number", requisites_of(act, scratch) },
        { "title", act->title },
        { "as_written", act->as_written },
        { "summary", act->summary },
    };
    struct reading r = { .section = section, .as_of = time_of(section, act) };

    for (size_t i = 0; i < sizeof parts / sizeof *parts && !act->archived; i++) {
        r.at = field_where(&act_type, act, parts[i].key);
        check_text(rules, parts[i].text, r, ds);
    }
    arena_free(scratch);
}

static void check_page(const struct reading_rule *rules, const struct section *section,
                       const struct page *page, struct diags *ds)
{
    const struct reading r = { .section = section,
                               .as_of =
                                   page->news && date_given(page->date) ? page->date : section->world->today,
                               .at = page->body.where,
                               .is_source = true };

    check_text(rules, page->body.source, r, ds);
}

void reading_check_records_by(const struct reading_rule *rules, const struct section *section,
                              struct diags *ds)
{
    for (LIST_EACH(const struct act, act, section->acts))
        check_act(rules, section, act, ds);
    for (LIST_EACH(const struct page, page, section->pages))
        check_page(rules, section, page, ds);
}

void reading_check_records(const struct section *section, struct diags *ds)
{
    reading_check_records_by(reading_rules, section, ds);
}
