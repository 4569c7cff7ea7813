// SPDX-License-Identifier: MIT
// Personal data that no recorded consent can cover: СНИЛС, a passport, a mobile
// telephone, a date of birth, a private mailbox. Excerpts are masked.
#include "check/reading_rules.h"
#include "check/requisites.h"

#include <string.h>

enum {
    SNILS_DIGITS = 11,
    PHONE_DIGITS = 11,
    WORD_BEFORE = 6,
    PASSPORT_BEFORE = 12,
    MOST_PARTS = 6,
    YOUNGEST = 6, // years of a person whose birthday may stand in a table
    COLUMN = 60
};

// Digits gathered from several tokens.
struct digits {
    char text[24];
    size_t count, parts, first, last;
};

// A text of a record or a page has messages of its own: there is no copy to be put in its place.
static enum diag_code code_for(const struct reading *r, enum diag_code code)
{
    if (r->paper)
        return code;
    return code == DIAG_PAPER_SNILS ? DIAG_TEXT_SNILS : DIAG_TEXT_PERSONAL;
}

static void report(const struct reading *r, size_t page, size_t first, size_t last, enum diag_code code,
                   bool is_likely, const char *cause, struct diags *ds)
{
    const struct finding f = { page, first, last, .is_likely = is_likely, .is_secret = true };

    reading_report(r, &f, code_for(r, code), ds, "%s", cause);
}

static bool is_joint(const struct text *t, size_t i)
{
    return text_is_sign(t, i, '-') || text_is_sign(t, i, '(') || text_is_sign(t, i, ')');
}

static bool put_digits(struct digits *d, const struct token *token, size_t most)
{
    if (d->count + token->text.len > most)
        return false;
    memcpy(d->text + d->count, token->text.ptr, token->text.len);
    d->count += token->text.len;
    d->parts++;
    return true;
}

// Whether the token at [i] is glued to what joins digits.
static bool is_glued(const struct text *t, size_t i)
{
    return i > 0 && !text_at(t, i)->spaced &&
           (is_joint(t, i - 1) || text_is_sign(t, i - 1, '.') || text_is_sign(t, i - 1, '/'));
}

static bool continues_number(const struct text *t, size_t i)
{
    return text_at(t, i)->kind == TOKEN_NUMBER && !text_at(t, i)->spaced;
}

// «95)» ends one, «95-7» does not.
static bool ends_number(const struct text *t, size_t i)
{
    if (is_joint(t, i) && !text_at(t, i)->spaced)
        return !continues_number(t, i + 1);
    return !continues_number(t, i);
}

// [most] digits from [i] on, parted by spaces, dashes and brackets only; on one line, but for
// a line that ends with a dash.
static bool gather(const struct text *t, size_t i, size_t most, struct digits *out)
{
    *out = (struct digits){ .first = i };
    if (is_glued(t, i))
        return false;
    for (size_t at = i; out->count < most; at++) {
        const struct token *token = text_at(t, at);
        if (at > i && token->starts_line && !text_is_sign(t, at - 1, '-'))
            return false;
        if (at > i && is_joint(t, at))
            continue;
        if (token->kind != TOKEN_NUMBER || !put_digits(out, token, most))
            return false;
        out->last = at;
    }
    return out->parts <= MOST_PARTS && ends_number(t, out->last + 1);
}

// ---- the insurance number -------------------------------------------------------------------------

// The control number: digits weighed by their places from the right, modulo 101.
static bool snils_holds(const char *digits)
{
    int sum = 0;

    for (int i = 0; i < 9; i++)
        sum += (digits[i] - '0') * (9 - i);
    sum = sum % 101 % 100;
    return sum == (digits[9] - '0') * 10 + (digits[10] - '0') && strncmp(digits, "000", 3) != 0;
}

static bool has_word(const struct text *t, size_t i, size_t reach, const char *stems)
{
    return text_find_stem(t, i > reach ? i - reach : 0, i, stems) != SIZE_MAX;
}

// «112-233-445 95»; without its dashes it may be a line of a table.
static bool is_snils_form(const struct text *t, const struct digits *d)
{
    return d->parts == 4 && text_is_sign(t, d->first + 1, '-') && text_at(t, d->first)->text.len == 3 &&
           text_at(t, d->first + 2)->text.len == 3 && text_at(t, d->first + 4)->text.len == 3;
}

// Calls for every number that may be a СНИЛС; [exact]: its control number holds.
static void check_snils(const struct reading *r, bool exact, enum diag_code code, const char *cause,
                        struct diags *ds)
{
    struct digits d;

    for (size_t page = 0; page < r->page_count; page++) {
        const struct text *t = &r->pages[page];
        for (size_t i = 0; i < t->count; i++) {
            if (!gather(t, i, SNILS_DIGITS, &d))
                continue;
            bool called = has_word(t, i, WORD_BEFORE, "снилс");
            if ((called || (exact && is_snils_form(t, &d))) && snils_holds(d.text) == exact)
                report(r, page, d.first, d.last, code, !exact, cause, ds);
        }
    }
}

void reading_snils(const struct reading *r, struct diags *ds)
{
    check_snils(r, true, DIAG_PAPER_SNILS, "СНИЛС, контрольное число сходится", ds);
}

// ---- the rest ----------------------------------------------------------------------

static struct str phone_digits(struct str phone, struct arena *a)
{
    struct buf b = buf_new(a, SIZE_MAX);

    for (size_t i = 0; i < phone.len; i++)
        if (phone.ptr[i] >= '0' && phone.ptr[i] <= '9')
            buf_char(&b, phone.ptr[i]);
    return buf_str(&b);
}

// «8 (912) 345-67-89», «+79123456789»; the organisation's own ones are published anyway.
static void check_phone(const struct reading *r, size_t page, size_t i, struct diags *ds)
{
    const struct text *t = &r->pages[page];
    struct digits d;
    bool plus = i > 0 && text_is_sign(t, i - 1, '+');

    if (!gather(t, i, PHONE_DIGITS, &d) || d.text[1] != '9' ||
        !(d.text[0] == '8' || (d.text[0] == '7' && plus)))
        return;
    struct str own = phone_digits(r->section->organization.phone, r->scratch);
    struct str number = { d.text + 1, PHONE_DIGITS - 1 };
    if (str_find(own, number) == SIZE_MAX && !has_word(t, i, WORD_BEFORE, "снилс|инн|огрн|счет"))
        report(r, page, d.first, d.last, DIAG_PAPER_PERSONAL, false, "мобильный телефон", ds);
}

// «паспорт серия 65 08 № 123456»: four digits and six, with a word or a sign between.
static void check_passport(const struct reading *r, size_t page, size_t i, struct diags *ds)
{
    const struct text *t = &r->pages[page];
    struct digits d = { 0 };
    size_t at = i;

    if (text_at(t, i)->kind != TOKEN_NUMBER || !has_word(t, i, PASSPORT_BEFORE, "паспорт"))
        return;
    while (d.count < 4 && text_at(t, at)->kind == TOKEN_NUMBER && put_digits(&d, text_at(t, at), 4))
        at++;
    while (text_is_sign(t, at, NUMERO) || text_is_sign(t, at, ',') || text_is_stem(t, at, "номер"))
        at++;
    if (d.count == 4 && text_at(t, at)->kind == TOKEN_NUMBER && text_at(t, at)->text.len == 6)
        report(r, page, i, at, DIAG_PAPER_PERSONAL, false, "серия и номер паспорта", ds);
}

// «г.р.», «г. рождения», «года рождения» behind a date or a year.
static bool is_birth_behind(const struct text *t, size_t i)
{
    size_t next = i + 1 + text_is_sign(t, i + 1, '.');

    return text_is_stem(t, i, "г") && (text_is_word(t, next, "р") || text_is_stem(t, next, "рождени"));
}

// «дата рождения: », «родилась в»
static bool is_birth_before(const struct text *t, size_t i)
{
    if (i > 0 && (text_is_sign(t, i - 1, ':') || text_is_word(t, i - 1, "в")))
        i--;
    return i > 0 && text_is_stem(t, i - 1, "рождени|родил");
}

// Not «от 27.07.2006 № 152-ФЗ», and nobody's who works or is taught: those are years old.
static bool is_old_date(const struct reading *r, const struct text *t, size_t i)
{
    struct date date;
    struct requisites q = { 0 };
    size_t n = requisites_date(t, i, &date);

    return n && date.year + YOUNGEST <= r->as_of.year && !text_is_word(t, i - 1, "от") &&
           !requisites_number(t, i + n, r->scratch, &q);
}

// The first such date below the heading of a column, «Дата рождения».
static bool is_birth_column(const struct reading *r, const struct text *t, size_t i)
{
    if (!is_old_date(r, t, i))
        return false;
    for (size_t back = i; back-- > 0 && i - back <= COLUMN;) {
        if (text_is_stem(t, back, "рождени"))
            return back > 0 && text_is_word(t, back - 1, "дата");
        if (is_old_date(r, t, back))
            return false;
    }
    return false;
}

// «дата рождения: 05.03.1985», «05.03.1985 г.р.», and, less surely, «1985 года рождения»
static void check_birth(const struct reading *r, size_t page, size_t i, struct diags *ds)
{
    const struct text *t = &r->pages[page];
    struct date date;
    size_t n = requisites_date(t, i, &date);

    if (n && (is_birth_before(t, i) || is_birth_behind(t, i + n)))
        report(r, page, i, i + n, DIAG_PAPER_PERSONAL, false, "дата рождения", ds);
    else if (is_birth_column(r, t, i))
        report(r, page, i, i + n, DIAG_PAPER_PERSONAL, true, "дата рождения", ds);
    if (n || text_at(t, i)->kind != TOKEN_NUMBER || text_at(t, i)->text.len != 4 ||
        !is_birth_behind(t, i + 1))
        return;
    if (i < 2 || !(text_is_sign(t, i - 1, '.') || requisites_date(t, i - 2, &date))) // not the year of a date
        report(r, page, i, i + 1, DIAG_PAPER_PERSONAL, true, "дата рождения", ds);
}

static bool is_mail_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("._-+", c);
}

static bool contains_any(struct str s, const char *words)
{
    struct str rest = str_from(words), word;

    while (str_split(&rest, '|', &word))
        if (str_find(s, word) != SIZE_MAX)
            return true;
    return false;
}

// Whether [mail] is one of those in [mails], which has commas, spaces or what else between them.
static bool lists_mail(struct str mails, struct str mail)
{
    size_t from = 0;

    for (size_t i = 0; i <= mails.len; i++) {
        if (i < mails.len && (mails.ptr[i] == '@' || is_mail_byte(mails.ptr[i])))
            continue;
        if (str_eq(str_from_to(mails, from, i), mail))
            return true;
        from = i + 1;
    }
    return false;
}

// A private mailbox by its domain; offices have such ones too, and name themselves in it.
static void check_mail(const struct reading *r, size_t page, size_t i, struct diags *ds)
{
    static const char domains[] =
        "mail.ru|yandex.ru|ya.ru|gmail.com|bk.ru|list.ru|inbox.ru|rambler.ru|icloud.com";
    static const char offices[] =
        "school|shkol|scool|skola|sosh|oosh|sch|mou|mbou|dou|sad|detsad|ds|licey|lyceum|gimn|uo|"
        "edu|obr|metod|centr|center|ddt|dush|direktor|director|sekr|priem|info|colleg|tehn";
    const struct text *t = &r->pages[page];
    size_t from, to;

    if (!text_is_sign(t, i, '@'))
        return;
    for (from = t->tokens[i].from; from > 0 && is_mail_byte(t->source.ptr[from - 1]); from--)
        continue;
    for (to = t->tokens[i].to; to < t->source.len && is_mail_byte(t->source.ptr[to]); to++)
        continue;
    struct str local = str_from_to(t->source, from, t->tokens[i].from);
    if (t->source.ptr[to - 1] == '.')
        to--;
    struct str domain = str_from_to(t->source, t->tokens[i].to, to);
    bool own = lists_mail(r->section->organization.email, str_from_to(t->source, from, to));
    struct str rest = str_from(domains), known;
    while (!own && str_split(&rest, '|', &known))
        if (str_eq(domain, known) && !str_empty(local) && !contains_any(local, offices))
            report(r, page, i, i + 1, DIAG_PAPER_PERSONAL, true, "личная почта", ds);
}

void reading_personal(const struct reading *r, struct diags *ds)
{
    for (size_t page = 0; page < r->page_count; page++) {
        for (size_t i = 0; i < r->pages[page].count; i++) {
            check_phone(r, page, i, ds);
            check_passport(r, page, i, ds);
            check_birth(r, page, i, ds);
            check_mail(r, page, i, ds);
        }
    }
    check_snils(r, false, DIAG_PAPER_PERSONAL, "СНИЛС с опиской: контрольное число не сходится", ds);
}
