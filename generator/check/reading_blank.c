// SPDX-License-Identifier: MIT
// Places that were left to fill in: «Приказ № ___ от «___» _____ 20__ г.»,
// «Наименование образовательной организации». Forms, samples and lines for
// signatures have such places rightly, so only those of the paper's own
// requisites and of its template are looked for.
#include "check/reading_rules.h"

enum { BEFORE = 12, AROUND = 20, APART = 25, PLACEHOLDER = 8, BRACKETED = 6, HEAD = 60, COLUMNS = 60 };

#define OWN_PLACE "приказ|утвержд|протокол|принят|пр|распоряж"
#define SIGNING   "ознакомлен|подпис|расшифров|заявлен|даю|паспорт|анкет|договор|доверен|выдан|проживающ"
#define WHOSE     "образовательн|оо|доу|школы|учрежден|организац"
#define SAMPLES   "образец|шаблон|бланк|анкета|форма|заявление|согласие|договор|соглашение|лист"

// Whether the page is a form: a line on it begins so.
static bool is_form(const struct text *t)
{
    for (size_t i = 0; i < t->count; i++)
        if (t->tokens[i].starts_line && text_is_stem(t, i, SAMPLES) && !text_is_stem(t, i + 1, "наставнич"))
            return true;
    return false;
}

// «№ ___», and not a number written on the line.
static bool is_number_blank(const struct text *t, size_t i)
{
    return text_is_sign(t, i, NUMERO) && text_at(t, i + 1)->kind == TOKEN_BLANK &&
           text_at(t, i + 2)->kind != TOKEN_NUMBER;
}

// «20__», «201_»
static bool is_short_year(const struct text *t, size_t i)
{
    const struct token *token = text_at(t, i);

    return token->kind == TOKEN_NUMBER && str_starts(token->text, STR("20")) && token->text.len < 4 &&
           text_at(t, i + 1)->kind == TOKEN_BLANK;
}

// «201_ г.», ««___» _____ 20 __ г.»
static bool is_year_blank(const struct text *t, size_t i)
{
    return is_short_year(t, i) && text_is_stem(t, i + 2, "г");
}

// ««___» сентября 2025 г.», ««__» ____ 2025 г.»: the year was typed in, the day was not.
static bool is_day_blank(const struct text *t, size_t i)
{
    const struct token *year = text_at(t, i + 3);

    return i > 0 && text_at(t, i)->kind == TOKEN_BLANK && text_is_sign(t, i - 1, '"') &&
           text_is_sign(t, i + 1, '"') && year->kind == TOKEN_NUMBER && year->text.len == 4;
}

// «на 20__/20__ учебный год» at the head of the paper.
static bool is_school_year_blank(const struct text *t, size_t i)
{
    return i < HEAD && is_short_year(t, i) && (text_is_sign(t, i + 2, '/') || text_is_sign(t, i + 2, '-')) &&
           is_short_year(t, i + 3) && text_is_stem(t, i + 5, "уч");
}

// «№ от 01.09.2023»: the number was never put in.
static bool is_number_left_out(const struct text *t, size_t i)
{
    return text_is_sign(t, i, NUMERO) && text_is_word(t, i + 1, "от") &&
           text_at(t, i + 2)->kind != TOKEN_WORD;
}

static bool has_before(const struct text *t, size_t i, size_t reach, const char *stems)
{
    return text_find_stem(t, i > reach ? i - reach : 0, i, stems) != SIZE_MAX;
}

static bool is_signing(const struct text *t, size_t i)
{
    return text_find_stem(t, i > AROUND ? i - AROUND : 0, i + AROUND, SIGNING) != SIZE_MAX;
}

// Whether a few words from [i] on end with a bracket.
static bool closes_bracket(const struct text *t, size_t i)
{
    size_t end = i;

    while (end < i + BRACKETED && text_at(t, end)->kind == TOKEN_WORD)
        end++;
    return text_is_sign(t, end, ')');
}

// «в (наименование образовательной организации)», and not the words below a line to fill in.
static bool is_bracketed(const struct text *t, size_t i)
{
    return i > 1 && text_is_sign(t, i - 1, '(') && closes_bracket(t, i) &&
           text_at(t, i - 2)->kind == TOKEN_WORD && !is_signing(t, i);
}

// The nearest bracket in front of [i] is one that opens.
static bool is_within_brackets(const struct text *t, size_t i)
{
    while (i > 0 && !text_is_sign(t, i - 1, '(') && !text_is_sign(t, i - 1, ')'))
        i--;
    return i > 0 && text_is_sign(t, i - 1, '(');
}

// A wide gap in a justified line tears it into columns: «… в (наименование», and «образовательной
// организации)» at the beginning of another line, behind no bracket of its own.
static bool is_torn(const struct text *t, size_t i)
{
    if (i < 1 || !text_is_sign(t, i - 1, '(') || !text_at(t, i + 1)->starts_line || closes_bracket(t, i))
        return false;
    for (size_t k = i > COLUMNS ? i - COLUMNS : 0; k < i + COLUMNS; k++)
        if (text_at(t, k)->starts_line && text_is_stem(t, k, WHOSE) && closes_bracket(t, k) &&
            !is_within_brackets(t, k))
            return true;
    return false;
}

// «(«Наименование образовательной организации, далее - ОО»)»
static bool is_placeholder(const struct text *t, size_t i)
{
    if (!text_is_stem(t, i, "наименован|названи"))
        return false;
    if (is_torn(t, i))
        return true;
    if (!text_is_stem(t, i + 1, WHOSE))
        return false;
    return is_bracketed(t, i) || (i > 0 && text_is_sign(t, i - 1, '"') &&
                                  text_find_stem(t, i, i + PLACEHOLDER, "далее") != SIZE_MAX);
}

// «________ (ФИО)» where a name was to be typed in.
static bool is_name_blank(const struct text *t, size_t i)
{
    return text_is_word(t, i, "фио") && i > 1 && text_is_sign(t, i - 1, '(') && text_is_sign(t, i + 1, ')') &&
           text_at(t, i - 2)->kind == TOKEN_BLANK;
}

// What was not put in at [i], or NULL; whether it belongs to the paper's own requisites is not looked at.
static const char *blank_at(const struct text *t, size_t i)
{
    if (is_number_blank(t, i) || is_number_left_out(t, i))
        return "номер не вписан";
    if (is_year_blank(t, i) || is_day_blank(t, i))
        return "дата не вписана";
    return is_name_blank(t, i) ? "имя не вписано" : NULL;
}

// A number or a name left blank elsewhere is only likely to be an oversight; a date is none.
static const char *cause_at(const struct text *t, size_t i, bool is_first, bool *is_likely)
{
    const char *cause = blank_at(t, i);

    *is_likely = false;
    if (is_placeholder(t, i))
        return "остались слова образца вместо названия организации";
    if (is_first && is_school_year_blank(t, i))
        return "учебный год не вписан";
    if (!cause || is_signing(t, i))
        return NULL;
    *is_likely = is_name_blank(t, i) || !has_before(t, i, BEFORE, OWN_PLACE);
    if (*is_likely && !is_number_blank(t, i) && !is_name_blank(t, i))
        return NULL;
    return cause;
}

static void check_page(const struct reading *r, size_t page, struct diags *ds)
{
    const struct text *t = &r->pages[page];
    size_t told = SIZE_MAX; // one grif has several blanks and needs one message

    for (size_t i = 0; i < t->count; i++) {
        bool is_likely;
        const char *cause =
            told == SIZE_MAX || i > told + APART ? cause_at(t, i, page == 0, &is_likely) : NULL;
        if (!cause)
            continue;
        const struct finding f = { page, i, i + 1, .is_likely = is_likely };
        reading_report(r, &f, DIAG_PAPER_BLANK, ds, "%s", cause);
        told = i;
    }
}

void reading_blank(const struct reading *r, struct diags *ds)
{
    if (!reading_is_own(r))
        return;
    for (size_t page = 0; page < r->page_count; page++)
        if (!is_form(&r->pages[page]))
            check_page(r, page, ds);
}
