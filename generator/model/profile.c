// SPDX-License-Identifier: MIT
#include "model/profile.h"

#include "base/russian.h"

static const struct choice registers[] = {
    { 0 },
    [REGISTER_MENTORS] = { "mentors", "база наставников", NULL },
    [REGISTER_PROGRAMMES] = { "programmes", "программы всех пар", "реестр программ" },
    [REGISTER_PAIRS] = { "pairs", "пары и группы", NULL },
    [REGISTER_PRACTICES] = { "practices", "банк практик", NULL },
    [REGISTER_HONOR] = { "honor", "доска почёта", NULL },
    [REGISTER_ROADMAP] = { "roadmap", "дорожная карта", NULL },
    [REGISTER_INDICATORS] = { "indicators", "показатели", NULL },
    [REGISTER_NEWS] = { "news", "новости", NULL },
    [REGISTER_ORGANIZATIONS] = { "organizations", "подведомственные организации", NULL },
};
const struct choices filled_register_choices = CHOICES("register", registers);

#define AT(member) offsetof(struct satisfied_by, member)
static const struct field satisfied_by_fields[] = {
    { "kinds", "kind", FIELD_CHOICES, AT(kinds), .choices = &act_kind_choices,
      .meaning = "документ такого вида (и с таким названием, если указано titles)" },
    { "titles", "title", FIELD_TEXTS, AT(titles),
      .meaning = "начала слов, которые должны быть в названии; варианты через новую строку списка" },
    { "register", NULL, FIELD_CHOICE, AT(filled_register), .choices = &filled_register_choices,
      .meaning = "или заполненный реестр" },
};
#undef AT

const struct record_type satisfied_by_type = {
    .name = "satisfied_by",
    .title = "условие",
    .plural = "условия",
    .size = sizeof(struct satisfied_by),
    FIELDS(satisfied_by_fields),
};

#define AT(member) offsetof(struct requirement, member)
static const struct field requirement_fields[] = {
    { "id", NULL, FIELD_ID, AT(id), .flags = FIELD_REQUIRED | FIELD_PASSES_UP,
      .meaning = "постоянное имя пункта" },
    { "title", NULL, FIELD_TEXT, AT(title), .flags = FIELD_REQUIRED | FIELD_PASSES_UP,
      .meaning = "что должно быть размещено, словами источника" },
    { "levels", "level", FIELD_CHOICES, AT(levels), .choices = &level_choices, .flags = FIELD_REQUIRED,
      .meaning = "для какого уровня" },
    { "kinds", NULL, FIELD_CHOICES, AT(kinds), .choices = &org_kind_choices,
      .meaning = "для каких видов организаций; без перечисления для всех" },
    { "must", NULL, FIELD_CHOICE, AT(must), .choices = &must_choices,
      .flags = FIELD_REQUIRED | FIELD_PASSES_UP,
      .meaning = "required, recommended, optional или held (хранится, не публикуется)" },
    { "satisfied_by", NULL, FIELD_RECORD, AT(satisfied_by), &satisfied_by_type,
      .meaning = "чем закрывается пункт" },
    { "yearly", NULL, FIELD_BOOL, AT(yearly), .flags = FIELD_PASSES_UP,
      .meaning = "«да», если документ нужен на каждый учебный год" },
    { "cadence", NULL, FIELD_TEXT, AT(cadence), .meaning = "срок и повторение, словами источника" },
    { "due", NULL, FIELD_TEXTS, AT(due), .meaning = "ежегодные сроки: «ММ-ДД»" },
    { "appendices", "appendix", FIELD_TEXTS, AT(appendices),
      .meaning = "пункты, документы которых должны быть приложены к этому: «sch-polozhenie»; без них "
                 "размещено частично" },
    { "source", NULL, FIELD_TEXT, AT(source), .flags = FIELD_PASSES_UP,
      .meaning = "документ, блок и порядковый номер пункта" },
    { "reason", NULL, FIELD_TEXT, AT(reason),
      .meaning = "почему пункт изменён по сравнению с расширяемым перечнем" },
    { "since", NULL, FIELD_DATE, AT(since), .meaning = "с какого дня требуется" },
    { "until", NULL, FIELD_DATE, AT(until), .meaning = "по какой день требуется" },
    { "verified", NULL, FIELD_DATE, AT(verified), .meaning = "когда пункт сверен с источником" },
};
#undef AT

const struct record_type requirement_type = {
    .name = "requirement",
    .title = "пункт перечня",
    .plural = "пункты перечня",
    .size = sizeof(struct requirement),
    FIELDS(requirement_fields),
};

#define AT(member) offsetof(struct profile, member)
static const struct field profile_fields[] = {
    { "id", NULL, FIELD_ID, AT(id), .flags = FIELD_REQUIRED, .meaning = "постоянное имя перечня" },
    { "title", NULL, FIELD_TEXT, AT(title), .flags = FIELD_REQUIRED, .meaning = "чей это перечень" },
    { "source", NULL, FIELD_TEXT, AT(source), .flags = FIELD_REQUIRED,
      .meaning = "документ-источник с реквизитами" },
    { "in_force", NULL, FIELD_DATE, AT(in_force), .flags = FIELD_REQUIRED,
      .meaning = "с какого дня действует" },
    { "verified", NULL, FIELD_DATE, AT(verified), .meaning = "когда перечень сверен с источником" },
    { "extends", NULL, FIELD_TEXTS, AT(extends), .meaning = "какие перечни дополняет" },
    { "items", NULL, FIELD_RECORDS, AT(items), &requirement_type, .flags = FIELD_REQUIRED,
      .meaning = "пункты" },
};
#undef AT

const struct record_type profile_type = {
    .name = "profile",
    .title = "перечень документов",
    .plural = "перечни документов",
    .file = "requirements",
    .size = sizeof(struct profile),
    FIELDS(profile_fields),
};

void profile_link(const struct profile *profile, struct arena *a)
{
    for (LIST_EACH(struct requirement, item, profile->items)) {
        item->profile = profile;
        for (LIST_EACH(const struct str, title, item->satisfied_by.titles)) {
            struct str *folded = ARENA_NEW(a, struct str);
            *folded = russian_fold(*title, a);
            list_add(&item->folded_titles, folded, a);
        }
    }
}
