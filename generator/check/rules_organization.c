// SPDX-License-Identifier: MIT
#include "base/buf.h"
#include "base/colour.h"
#include "base/nearest.h"
#include "check/check.h"

// Weights of the control digits of an ИНН of ten digits (ФНС).
static bool is_inn(struct str s)
{
    static const int weights[] = { 2, 4, 10, 3, 5, 9, 4, 6, 8 };
    int sum = 0;

    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
    if (s.len != 10)
        return false;
    for (size_t i = 0; i < 9; i++)
        sum += weights[i] * (s.ptr[i] - '0');
    return sum % 11 % 10 == s.ptr[9] - '0';
}

// The last digit of an ОГРН is the rest of the first twelve modulo 11.
static bool is_ogrn(struct str s)
{
    int64_t n = 0;

    if (s.len != 13)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
        if (i < 12)
            n = n * 10 + (s.ptr[i] - '0');
    }
    return n % 11 % 10 == s.ptr[12] - '0';
}

static void numbers_have_right_control_digits(const struct section *section, struct diags *ds)
{
    const struct organization *o = &section->organization;

    if (!str_empty(o->inn) && !is_inn(o->inn))
        diag_add(ds, DIAG_INN_INVALID, field_where(&organization_type, o, "inn"),
                 "ИНН «%.*s»: нужны 10 цифр, и контрольная должна сойтись", STR_ARG(o->inn));
    if (!str_empty(o->ogrn) && !is_ogrn(o->ogrn))
        diag_add(ds, DIAG_INN_INVALID, field_where(&organization_type, o, "ogrn"),
                 "ОГРН «%.*s»: нужны 13 цифр, и контрольная должна сойтись", STR_ARG(o->ogrn));
}

// White text stands on the colour: 4,5 : 1 (ПП РФ № 102, «з»).
static void colour_is_readable(const struct section *section, struct diags *ds)
{
    static const struct colour white = { 255, 255, 255 };
    const struct organization *o = &section->organization;
    struct colour colour;

    if (str_empty(o->colour))
        return;
    const struct where at = field_where(&organization_type, o, "colour");
    if (!colour_read(o->colour, &colour)) {
        diag_add(ds, DIAG_COLOUR_CONTRAST, at, "«%.*s» — не цвет вида #1d4f91", STR_ARG(o->colour));
        return;
    }
    const double contrast = colour_contrast(white, colour);
    const int tenths = (int)(contrast * 10);
    if (contrast < 4.5)
        diag_add(ds, DIAG_COLOUR_CONTRAST, at, "контраст белого с «%.*s» всего %d,%d : 1", STR_ARG(o->colour),
                 tenths / 10, tenths % 10);
}

static bool has_profile(const struct list *profiles, struct str id)
{
    for (LIST_EACH(const struct profile, p, *profiles))
        if (str_eq(p->id, id))
            return true;
    return false;
}

// «; возможно, вы имели в виду «a»; есть: a, b, c»
static struct str known_profiles(const struct section *section, struct str typed)
{
    struct buf text = buf_new(section->arena, 1 << 16);
    struct nearest near = nearest_to(typed);
    const char *separator = "; есть: ";

    for (LIST_EACH(const struct profile, p, section->world->profiles))
        nearest_offer(&near, str_cstr(p->id, section->arena));
    if (near.best)
        buf_format(&text, "; возможно, вы имели в виду «%s»", near.best);
    for (LIST_EACH(const struct profile, p, section->world->profiles)) {
        buf_format(&text, "%s%.*s", separator, STR_ARG(p->id));
        separator = ", ";
    }
    return buf_str(&text);
}

static void profiles_exist(const struct section *section, struct diags *ds)
{
    const struct organization *o = &section->organization;

    for (LIST_EACH(const struct str, id, o->profiles))
        if (!has_profile(&section->world->profiles, *id))
            diag_add(ds, DIAG_PROFILE_UNKNOWN, field_where(&organization_type, o, "profile"),
                     "перечня «%.*s» нет%.*s", STR_ARG(*id), STR_ARG(known_profiles(section, *id)));
}

// A methodical centre stands under its authority, both at one level; two of one
// kind, or two schools, are more often a folder in the wrong place.
static bool is_like_superior(const struct organization *o, const struct organization *above)
{
    return o->level == above->level && (o->level == LEVEL_SCHOOL || o->kind == above->kind);
}

static void superior_is_of_a_higher_level(const struct section *section, struct diags *ds)
{
    const struct organization *o = &section->organization;
    const struct organization *above = section->head->parent ? &section->head->parent->organization : NULL;

    if (!above || !above->level || !o->level || (o->level <= above->level && !is_like_superior(o, above)))
        return;
    diag_add(ds, o->level > above->level ? DIAG_LEVEL_ORDER : DIAG_LEVEL_SAME,
             field_where(&organization_type, o, "level"),
             "«%.*s» (уровень «%s») лежит в папке организации «%.*s» (уровень «%s»)",
             STR_ARG(organization_label(o)), choice_at(&level_choices, o->level)->label,
             STR_ARG(organization_label(above)), choice_at(&level_choices, above->level)->label);
}

const struct rule organization_rules[] = {
    { "numbers-have-right-control-digits", numbers_have_right_control_digits },
    { "colour-is-readable", colour_is_readable },
    { "profiles-exist", profiles_exist },
    { "superior-is-of-a-higher-level", superior_is_of_a_higher_level },
    { 0 },
};
