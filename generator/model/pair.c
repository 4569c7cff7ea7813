// SPDX-License-Identifier: MIT
#include "model/pair.h"

#include "record/facts.h"

#define AT(member) offsetof(struct plan_step, member)
static const struct field plan_step_fields[] = {
    { "when", NULL, FIELD_TEXT, AT(when), .meaning = "срок словами" },
    { "what", NULL, FIELD_TEXT, AT(what), .flags = FIELD_REQUIRED, .meaning = "что делают" },
    { "result", NULL, FIELD_TEXT, AT(result), .meaning = "что получается" },
};
#undef AT

const struct record_type plan_step_type = {
    .name = "step",
    .title = "шаг плана",
    .plural = "шаги плана",
    .size = sizeof(struct plan_step),
    FIELDS(plan_step_fields),
};

#define AT(member) offsetof(struct programme, member)
static const struct field programme_fields[] = {
    { "file", NULL, FIELD_FILE, AT(file), .flags = FIELD_PASSES_UP,
      .meaning = "файл персонализированной программы" },
    { "goals", NULL, FIELD_TEXT, AT(goals), .flags = FIELD_PASSES_UP, .meaning = "цель" },
    { "tasks", NULL, FIELD_TEXTS, AT(tasks), .meaning = "задачи" },
    { "needs", NULL, FIELD_TEXT, AT(needs),
      .meaning = "какие затруднения устраняет; без сведений о здоровье и оценках" },
    { "plan", NULL, FIELD_RECORDS, AT(plan), &plan_step_type, .meaning = "календарный план" },
    { "interim", NULL, FIELD_TEXT, AT(interim), .meaning = "промежуточные результаты" },
    { "expected", NULL, FIELD_TEXT, AT(expected), .meaning = "планируемые результаты" },
    { "results", NULL, FIELD_TEXT, AT(results), .meaning = "итоги, когда программа завершена" },
    { "status", NULL, FIELD_CHOICE, AT(status), .choices = &programme_status_choices,
      .flags = FIELD_PASSES_UP,
      .meaning = "состояние: готовится, реализуется, завершена, прекращена досрочно" },
};
#undef AT

const struct record_type programme_type = {
    .name = "programme",
    .title = "программа",
    .plural = "программы",
    .size = sizeof(struct programme),
    FIELDS(programme_fields),
};

static struct value read_count(const void *record, struct arena *a)
{
    (void)a;
    return value_int(pair_count(record));
}

static struct value read_has_programme(const void *record, struct arena *a)
{
    (void)a;
    return value_bool(pair_has_programme(record));
}

#define AT(member) offsetof(struct pair, member)
static const struct field pair_fields[] = {
    { "id", NULL, FIELD_ID, AT(id), .flags = FIELD_REQUIRED | FIELD_PASSES_UP,
      .meaning = "постоянное имя пары латиницей" },
    { "title", NULL, FIELD_TEXT, AT(title), .flags = FIELD_PASSES_UP,
      .meaning = "название программы или темы, если оно есть" },
    { "form", NULL, FIELD_CHOICE, AT(form), .choices = &form_choices,
      .flags = FIELD_REQUIRED | FIELD_PASSES_UP, .meaning = "форма: кто кого наставляет" },
    { "kind", NULL, FIELD_CHOICE, AT(kind), .choices = &pair_kind_choices, .flags = FIELD_PASSES_UP,
      .meaning = "вид: как идёт наставничество" },
    { "mentors", "mentor", FIELD_REFS, AT(mentors), &person_type, .flags = FIELD_PASSES_UP,
      .meaning = "наставник или наставники: id из people" },
    { "mentees", "mentee", FIELD_REFS, AT(mentees), &person_type, .flags = FIELD_PASSES_UP,
      .meaning = "наставляемый или наставляемые: id из people" },
    { "count", NULL, FIELD_INT, AT(count),
      .meaning = "сколько пар описывает запись, если пары не перечислены поимённо" },
    { "period", NULL, FIELD_TEXT, AT(period), .flags = FIELD_PASSES_UP, .meaning = "срок, как в приказе" },
    { "from", NULL, FIELD_DATE, AT(from), .flags = FIELD_PASSES_UP, .meaning = "начало" },
    { "until", NULL, FIELD_DATE, AT(until), .flags = FIELD_PASSES_UP, .meaning = "окончание" },
    { "order", NULL, FIELD_REF, AT(order), &act_type, .flags = FIELD_PASSES_UP,
      .meaning = "приказ о закреплении: id из acts" },
    { "programme", "program", FIELD_RECORD, AT(programme), &programme_type, .flags = FIELD_PASSES_UP,
      .meaning = "персонализированная программа" },
    { "school_year", NULL, FIELD_SCHOOL_YEAR, AT(school_year), .flags = FIELD_PASSES_UP,
      .meaning = "учебный год; если не указать, по датам" },
    { "sample", NULL, FIELD_BOOL, AT(sample), .meaning = "«да» у примеров" },
    { "current", NULL, FIELD_BOOL, AT(current), .flags = FIELD_DERIVED,
      .meaning = "пара этого учебного года или ещё не завершившая срок" },
    { "size", NULL, FIELD_COMPUTED, .compute = read_count, .computed_type = VALUE_INT,
      .meaning = "сколько пар в записи: 1, если не указано count" },
    { "has_programme", NULL, FIELD_COMPUTED, .compute = read_has_programme, .computed_type = VALUE_BOOL,
      .meaning = "есть ли программа: файл или записанная цель" },
};
#undef AT

const struct record_type pair_type = {
    .name = "pair",
    .title = "пара",
    .plural = "пары и группы",
    .file = "pairs",
    .size = sizeof(struct pair),
    FIELDS(pair_fields),
};

int64_t pair_count(const struct pair *p)
{
    return p->count == FIELD_INT_ABSENT ? 1 : p->count;
}

bool pair_has_programme(const struct pair *p)
{
    return !file_fault(&p->programme.file) || !str_empty(p->programme.goals);
}
