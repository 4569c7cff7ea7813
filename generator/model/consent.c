// SPDX-License-Identifier: MIT
#include "model/consent.h"

#include "model/choices.h"

#define AT(member) offsetof(struct consent, member)
static const struct field consent_fields[] = {
    { "given", NULL, FIELD_DATE, AT(given), .flags = FIELD_REQUIRED, .meaning = "когда подписано согласие" },
    { "until", NULL, FIELD_DATE, AT(until),
      .meaning = "по какой день действует; без даты действует до отзыва" },
    { "revoked", NULL, FIELD_DATE, AT(revoked),
      .meaning = "когда отозвано: с этого дня данные исчезают из раздела; сама запись остаётся, по ней имя "
                 "находят в документах" },
    { "covers", NULL, FIELD_CHOICES, AT(covers), .choices = &personal_choices, .flags = FIELD_REQUIRED,
      .meaning = "на что согласие: name, post, experience, photo, achievements" },
    { "signer", NULL, FIELD_CHOICE, AT(signer), .choices = &signer_choices,
      .meaning = "кто подписал: self или parent; за ученика подписывает parent" },
    { "paper", NULL, FIELD_TEXT, AT(paper), .personal = PERSONAL_NEVER,
      .meaning = "где хранится бумага; не публикуется никогда" },
};
#undef AT

const struct record_type consent_type = {
    .name = "consent",
    .title = "согласие",
    .plural = "согласия",
    .size = sizeof(struct consent),
    FIELDS(consent_fields),
};

#define AT(member) offsetof(struct labour_consent, member)
static const struct field labour_consent_fields[] = {
    { "given", NULL, FIELD_DATE, AT(given), .flags = FIELD_REQUIRED,
      .meaning = "когда педагог письменно согласился быть наставником (ст. 351.8 ТК РФ)" },
    { "paper", NULL, FIELD_TEXT, AT(paper), .personal = PERSONAL_NEVER,
      .meaning = "где хранится бумага; не публикуется никогда" },
};
#undef AT

const struct record_type labour_consent_type = {
    .name = "labour_consent",
    .title = "согласие на наставничество",
    .plural = "согласия на наставничество",
    .size = sizeof(struct labour_consent),
    FIELDS(labour_consent_fields),
};

enum consent_state consent_state(const struct consent *c, bool pupil, struct date today)
{
    if (!date_given(c->given) || (pupil && c->signer != SIGNER_PARENT))
        return CONSENT_ABSENT;
    if (date_given(c->revoked) && date_compare(c->revoked, today) <= 0)
        return CONSENT_REVOKED;
    if (date_compare(c->given, today) > 0)
        return CONSENT_FUTURE;
    if (date_given(c->until) && date_compare(c->until, today) < 0)
        return CONSENT_EXPIRED;
    return CONSENT_IN_FORCE;
}

bool consent_allows(const struct consent *c, enum personal category, bool pupil, struct date today)
{
    if (category == PERSONAL_NONE)
        return true;
    if (category == PERSONAL_NEVER || consent_state(c, pupil, today) != CONSENT_IN_FORCE)
        return false;
    for (LIST_EACH(const struct choice_item, item, c->covers))
        if (item->index == (int)category)
            return true;
    return false;
}

void consent_gate(const struct record_type *type, void *record, const struct consent *c, bool pupil,
                  struct date today)
{
    const struct consent kept = *c; // the consent itself may be a field of the record

    for (size_t i = 0; i < type->count; i++)
        if (type->fields[i].type != FIELD_COMPUTED &&
            !consent_allows(&kept, type->fields[i].personal, pupil, today))
            field_clear(&type->fields[i], record);
}
