// SPDX-License-Identifier: MIT
#include "page/rows.h"

#include "base/limits.h"
#include "base/percent.h"
#include "check/required.h"

#define AT(member) offsetof(struct link_row, member)
static const struct field link_fields[] = {
    { "title", NULL, FIELD_TEXT, AT(title), .meaning = "текст ссылки" },
    { "href", NULL, FIELD_PATH, AT(href), .meaning = "страница этого раздела" },
    { "url", NULL, FIELD_URL, AT(url), .meaning = "или адрес на другом сайте" },
    { "superior", NULL, FIELD_TEXT, AT(superior),
      .meaning = "у организации: краткое название той, что над нею" },
    { "address", NULL, FIELD_URL, AT(address), .meaning = "полный адрес, если в site.yaml указан base" },
    { "current", NULL, FIELD_BOOL, AT(current), .meaning = "ссылка на эту самую страницу" },
};
#undef AT
const struct record_type link_row_type = {
    .name = "link",
    .title = "ссылка",
    .plural = "ссылки",
    .size = sizeof(struct link_row),
    FIELDS(link_fields),
};

static struct value read_percent(const void *record, struct arena *a)
{
    const struct organization_row *row = record;

    return value_text(percent_text(row->published_total, row->required_total, a));
}

int64_t organization_row_not_checked(const struct organization_row *row)
{
    return row->required_total - row->published_total - row->partial_total - row->absent_total;
}

static struct value read_not_checked(const void *record, struct arena *a)
{
    (void)a;
    return value_int(organization_row_not_checked(record));
}

#define AT(member) offsetof(struct organization_row, member)
static const struct field organization_fields[] = {
    { "label", NULL, FIELD_TEXT, AT(label), .meaning = "краткое название" },
    { "name", NULL, FIELD_TEXT, AT(name), .meaning = "полное название" },
    { "kind", NULL, FIELD_TEXT, AT(kind), .meaning = "вид организации" },
    { "href", NULL, FIELD_PATH, AT(href), .meaning = "главная страница её раздела" },
    { "school_year", NULL, FIELD_TEXT, AT(school_year), .meaning = "учебный год" },
    { "updated", NULL, FIELD_DATE, AT(updated), .meaning = "когда обновлён её раздел" },
    { "organizations", NULL, FIELD_INT, AT(organizations), .meaning = "сколько организаций под нею" },
    { "pairs", NULL, FIELD_INT, AT(pairs), .meaning = "действующих пар и групп, вместе с подведомственными" },
    { "mentors", NULL, FIELD_INT, AT(mentors), .meaning = "наставников, вместе с подведомственными" },
    { "programmes", NULL, FIELD_INT, AT(programmes), .meaning = "программ, вместе с подведомственными" },
    { "practices", NULL, FIELD_INT, AT(practices), .meaning = "практик, вместе с подведомственными" },
    { "teachers", NULL, FIELD_INT, AT(teachers), .meaning = "педагогов всего" },
    { "required", NULL, FIELD_INT, AT(required),
      .meaning = "обязательных пунктов перечня у самой организации, без непредусмотренных" },
    { "published", NULL, FIELD_INT, AT(published), .meaning = "из них размещено" },
    { "partial", NULL, FIELD_INT, AT(partial), .meaning = "размещено частично" },
    { "absent", NULL, FIELD_INT, AT(absent), .meaning = "не размещено" },
    { "required_total", NULL, FIELD_INT, AT(required_total),
      .meaning = "обязательных пунктов вместе с подведомственными, без непредусмотренных" },
    { "published_total", NULL, FIELD_INT, AT(published_total), .meaning = "из них размещено" },
    { "partial_total", NULL, FIELD_INT, AT(partial_total), .meaning = "размещено частично" },
    { "absent_total", NULL, FIELD_INT, AT(absent_total), .meaning = "не размещено" },
    { "not_checked_total", NULL, FIELD_COMPUTED, .compute = read_not_checked, .computed_type = VALUE_INT,
      .meaning = "не проверялось" },
    { "late_total", NULL, FIELD_INT, AT(late_total),
      .meaning = "просрочено: срок прошёл, а не размещено или размещено частично" },
    { "percent", NULL, FIELD_COMPUTED, .compute = read_percent, .computed_type = VALUE_TEXT,
      .meaning = "доля размещённого вместе с подведомственными: «74,7 %»" },
};
#undef AT
const struct record_type organization_row_type = {
    .name = "organization_row",
    .title = "строка организации",
    .plural = "организации",
    .size = sizeof(struct organization_row),
    FIELDS(organization_fields),
};

#define AT(member) offsetof(struct mentor_row, member)
static const struct field mentor_fields[] = {
    { "name", NULL, FIELD_TEXT, AT(name), .meaning = "имя, инициалы или слова «данные не публикуются»" },
    { "post", NULL, FIELD_TEXT, AT(post), .meaning = "должность" },
    { "subject", NULL, FIELD_TEXT, AT(subject), .meaning = "предмет" },
    { "experience", NULL, FIELD_TEXT, AT(experience), .meaning = "«12 лет»" },
    { "category", NULL, FIELD_TEXT, AT(category), .meaning = "квалификационная категория" },
    { "awards", NULL, FIELD_TEXTS, AT(awards), .meaning = "награды" },
    { "photo", NULL, FIELD_FILE, AT(photo), .meaning = "портрет" },
    { "pairs", NULL, FIELD_INT, AT(pairs), .meaning = "в скольких действующих парах" },
    { "named", NULL, FIELD_BOOL, AT(named), .meaning = "имя названо полностью" },
    { "organization", NULL, FIELD_POINTER, AT(organization), &link_row_type, .meaning = "организация" },
};
#undef AT
const struct record_type mentor_row_type = {
    .name = "mentor_row",
    .title = "наставник",
    .plural = "наставники",
    .size = sizeof(struct mentor_row),
    FIELDS(mentor_fields),
};

#define AT(member) offsetof(struct programme_row, member)
static const struct field programme_fields[] = {
    { "title", NULL, FIELD_TEXT, AT(title), .meaning = "название" },
    { "form", NULL, FIELD_TEXT, AT(form), .meaning = "форма: кто кого" },
    { "kind", NULL, FIELD_TEXT, AT(kind), .meaning = "вид" },
    { "mentors", NULL, FIELD_TEXTS, AT(mentors), .meaning = "наставники" },
    { "mentees", NULL, FIELD_TEXTS, AT(mentees), .meaning = "наставляемые" },
    { "size", NULL, FIELD_INT, AT(size), .meaning = "сколько пар в строке" },
    { "period", NULL, FIELD_TEXT, AT(period), .meaning = "срок" },
    { "order", NULL, FIELD_TEXT, AT(order), .meaning = "реквизиты приказа" },
    { "status", NULL, FIELD_TEXT, AT(status), .meaning = "состояние программы" },
    { "goals", NULL, FIELD_TEXT, AT(goals), .meaning = "цель" },
    { "href", NULL, FIELD_PATH, AT(href), .meaning = "страница, где пара описана" },
    { "file", NULL, FIELD_FILE, AT(file), .meaning = "файл программы" },
    { "has_programme", NULL, FIELD_BOOL, AT(has_programme), .meaning = "программа есть" },
    { "organization", NULL, FIELD_POINTER, AT(organization), &link_row_type, .meaning = "организация" },
};
#undef AT
const struct record_type programme_row_type = {
    .name = "programme_row",
    .title = "программа",
    .plural = "программы",
    .size = sizeof(struct programme_row),
    FIELDS(programme_fields),
};

#define AT(member) offsetof(struct practice_row, member)
static const struct field practice_fields[] = {
    { "title", NULL, FIELD_TEXT, AT(title), .meaning = "название" },
    { "summary", NULL, FIELD_TEXT, AT(summary), .meaning = "суть" },
    { "form", NULL, FIELD_TEXT, AT(form), .meaning = "форма" },
    { "topic", NULL, FIELD_TEXT, AT(topic), .meaning = "тема" },
    { "audience", NULL, FIELD_TEXT, AT(audience), .meaning = "для кого" },
    { "href", NULL, FIELD_PATH, AT(href), .meaning = "страница практики" },
    { "authors", NULL, FIELD_TEXTS, AT(authors), .meaning = "авторы" },
    { "year", NULL, FIELD_INT, AT(year), .meaning = "год" },
    { "shared", NULL, FIELD_BOOL, AT(shared), .meaning = "передаётся уровнем выше" },
    { "organization", NULL, FIELD_POINTER, AT(organization), &link_row_type, .meaning = "организация" },
};
#undef AT
const struct record_type practice_row_type = {
    .name = "practice_row",
    .title = "практика",
    .plural = "практики",
    .size = sizeof(struct practice_row),
    FIELDS(practice_fields),
};

#define AT(member) offsetof(struct debtor_row, member)
static const struct field debtor_fields[] = {
    { "organization", NULL, FIELD_POINTER, AT(organization), &link_row_type, .meaning = "кто" },
    { "status", NULL, FIELD_CHOICE, AT(status), .choices = &status_choices, .meaning = "состояние словами" },
    { "due_day", NULL, FIELD_DATE, AT(due_day), .meaning = "срок этого учебного года, если он есть" },
    { "late", NULL, FIELD_BOOL, AT(late), .meaning = "срок прошёл" },
};
#undef AT
const struct record_type debtor_row_type = {
    .name = "debtor_row",
    .title = "кто должен разместить пункт",
    .plural = "кто должен разместить пункт",
    .size = sizeof(struct debtor_row),
    FIELDS(debtor_fields),
};

static struct value read_debtors_more(const void *record, struct arena *a)
{
    size_t count = ((const struct item_row *)record)->debtors.count;

    (void)a;
    return value_int(count > LIMIT_DEBTORS ? (int64_t)(count - LIMIT_DEBTORS) : 0);
}

#define AT(member) offsetof(struct item_row, member)
static const struct field item_fields[] = {
    { "profile", NULL, FIELD_TEXT, AT(profile), .meaning = "id перечня" },
    { "id", NULL, FIELD_TEXT, AT(id), .meaning = "id пункта" },
    { "title", NULL, FIELD_TEXT, AT(title), .meaning = "что должно быть размещено" },
    { "must", NULL, FIELD_TEXT, AT(must), .meaning = "обязательно, рекомендовано …" },
    { "organizations", NULL, FIELD_INT, AT(organizations), .meaning = "к скольким организациям относится" },
    { "published", NULL, FIELD_INT, AT(published), .meaning = "у скольких размещено" },
    { "partial", NULL, FIELD_INT, AT(partial), .meaning = "у скольких размещено частично" },
    { "absent", NULL, FIELD_INT, AT(absent), .meaning = "у скольких не размещено" },
    { "waived", NULL, FIELD_INT, AT(waived), .meaning = "у скольких не предусмотрено" },
    { "not_checked", NULL, FIELD_INT, AT(not_checked), .meaning = "у скольких не проверялось" },
    { "late", NULL, FIELD_INT, AT(late), .meaning = "у скольких из тех, у кого его нет, прошёл срок" },
    { "debtors", NULL, FIELD_RECORDS, AT(debtors), &debtor_row_type,
      .meaning = "у кого не размещено или размещено частично" },
    { "debtors_more", NULL, FIELD_COMPUTED, .compute = read_debtors_more, .computed_type = VALUE_INT,
      .meaning = "сколько из них не помещается на страницу" },
};
#undef AT
const struct record_type item_row_type = {
    .name = "item_row",
    .title = "пункт перечня по организациям",
    .plural = "пункты перечня по организациям",
    .size = sizeof(struct item_row),
    FIELDS(item_fields),
};
