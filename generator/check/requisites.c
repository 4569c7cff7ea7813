// SPDX-License-Identifier: MIT
#include "check/requisites.h"

enum {
    DATE_BEFORE = 8,    // tokens of the longest date in front of a number
    LONGEST_SUFFIX = 8, // letters behind a dash that may belong to a number: «-од», «-нп»
    FILLERS = 6,        // underscores and quotation marks around a day
    GAP = 5,            // tokens that may stand between a date and its number
    KIND_GAP = 4,       // words between «детский сад» and its «№»
};

// ---- dates -------------------------------------------------------------------------

static int number_of(const struct token *token, size_t most_digits)
{
    int n = 0;

    if (token->kind != TOKEN_NUMBER || token->text.len > most_digits)
        return -1;
    for (size_t i = 0; i < token->text.len; i++)
        n = n * 10 + (token->text.ptr[i] - '0');
    return n;
}

static int month_named(const struct token *token)
{
    static const char *const names[] = { "январ", "феврал", "март",    "апрел",  "ма",    "июн",
                                         "июл",   "август", "сентябр", "октябр", "ноябр", "декабр" };

    for (int i = 0; i < 12; i++) {
        struct str name = str_from(names[i]), end = str_after(token->text, name.len);
        if (str_starts(token->text, name) &&
            (str_is(end, "я") || str_is(end, "а") || str_is(end, "ь") || (i == 7 && str_empty(end))))
            return i + 1;
    }
    return 0;
}

static bool make_date(int year, int month, int day, struct date *out)
{
    static const char days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    if (year < 1900 || year >= 2100 || month < 1 || month > 12 || day < 1 || day > days[month - 1])
        return false;
    if (month == 2 && day == 29 && !leap)
        return false;
    *out = (struct date){ (int16_t)year, (int8_t)month, (int8_t)day };
    return true;
}

// «2022» whole; «22» only where [short_too].
static int year_at(const struct text *t, size_t i, bool short_too)
{
    const struct token *token = text_at(t, i);
    int n = number_of(token, 4);

    if (token->text.len == 4)
        return n;
    return n >= 0 && token->text.len == 2 && short_too ? 2000 + n : -1;
}

static bool is_filler(const struct text *t, size_t i)
{
    return text_at(t, i)->kind == TOKEN_BLANK || text_is_sign(t, i, '"');
}

static size_t skip_filler(const struct text *t, size_t i)
{
    const size_t end = i + FILLERS;

    while (i < end && is_filler(t, i))
        i++;
    return i;
}

// «01.09.2022», «31. 03. 22», «13.12 2022»: one dot may be missing, not both.
static size_t dotted_date(const struct text *t, size_t i, struct date *out)
{
    int day = number_of(text_at(t, i), 2), month = number_of(text_at(t, i + 2), 2);
    bool dot = text_is_sign(t, i + 3, '.');
    int year = year_at(t, i + 3 + dot, dot);

    return text_is_sign(t, i + 1, '.') && make_date(year, month, day, out) ? (size_t)4 + dot : 0;
}

// A day in quotation marks or on underscores: «« 23» августа 2021 г.», «__4__ »__марта__2022г.»,
// ««31»__08_2021_г.»
static size_t spelled_date(const struct text *t, size_t i, struct date *out)
{
    size_t day_at = skip_filler(t, i), month_at = skip_filler(t, day_at + 1);
    size_t year_at_token = skip_filler(t, month_at + 1);
    int day = number_of(text_at(t, day_at), 2), month = month_named(text_at(t, month_at));
    int year = year_at(t, year_at_token, false);

    if (!month && month_at > day_at + 1 && day_at > i) // in figures, behind a quoted day
        month = number_of(text_at(t, month_at), 2);
    return make_date(year, month, day, out) ? year_at_token + 1 - i : 0;
}

static bool is_glued_before(const struct text *t, size_t i)
{
    return !text_at(t, i)->spaced && (text_is_sign(t, i - 1, '.') || text_is_sign(t, i - 1, '/'));
}

size_t requisites_date(const struct text *t, size_t i, struct date *out)
{
    if ((text_at(t, i)->kind != TOKEN_NUMBER && !is_filler(t, i)) || is_glued_before(t, i))
        return 0;
    size_t n = dotted_date(t, i, out);
    return n ? n : spelled_date(t, i, out);
}

// ---- numbers -----------------------------------------------------------------------

static bool is_stroke(const struct text *t, size_t i)
{
    return text_is_sign(t, i, '-') || text_is_sign(t, i, '/') || text_is_sign(t, i, '\\');
}

static bool is_piece(const struct text *t, size_t i)
{
    const struct token *token = text_at(t, i);

    return token->kind == TOKEN_NUMBER || token->kind == TOKEN_WORD;
}

static bool is_suffix(const struct token *token)
{
    return token->kind == TOKEN_NUMBER ||
           (token->kind == TOKEN_WORD && token->text.len <= 2 * LONGEST_SUFFIX);
}

// Whether the stroke at [i] and the piece behind it carry the number on. Spaces
// on both sides of a dash are those of a sentence.
static bool carries_on(const struct text *t, size_t i)
{
    bool before = text_at(t, i)->spaced, after = text_at(t, i + 1)->spaced;

    if (!is_stroke(t, i) || !is_suffix(text_at(t, i + 1)) || text_at(t, i + 1)->starts_line)
        return false;
    return !(before && after) || !text_is_sign(t, i, '-');
}

static void put_token(struct buf *b, const struct token *token)
{
    if (token->kind == TOKEN_SIGN)
        buf_char(b, token->sign == '\\' ? '/' : (char)token->sign);
    else
        buf_put(b, token->text);
}

static bool is_glued_piece(const struct text *t, size_t i)
{
    return is_piece(t, i) && !text_at(t, i)->spaced && text_at(t, i - 1)->kind != text_at(t, i)->kind;
}

// Pieces and strokes from [i] on; where they end.
static size_t take_number(const struct text *t, size_t i, struct buf *b)
{
    put_token(b, text_at(t, i++));
    for (;;) {
        if (is_glued_piece(t, i) && !text_is_word(t, i, "от") && !text_is_word(t, i, "г")) {
            put_token(b, text_at(t, i++));
        } else if (carries_on(t, i)) {
            put_token(b, text_at(t, i));
            put_token(b, text_at(t, i + 1));
            i += 2;
        } else {
            return i;
        }
    }
}

static bool has_digit(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] >= '0' && s.ptr[i] <= '9')
            return true;
    return false;
}

// «№ 5 - од» may be «5» or «5-од».
static struct str longer_number(const struct text *t, size_t i, struct str number, struct arena *a)
{
    if (!text_is_sign(t, i, '-') || !is_suffix(text_at(t, i + 1)))
        return number;
    return str_format(a, "%.*s-%.*s", STR_ARG(number), STR_ARG(text_at(t, i + 1)->text));
}

size_t requisites_number(const struct text *t, size_t i, struct arena *a, struct requisites *out)
{
    struct buf b = buf_new(a, SIZE_MAX);
    size_t begin = skip_filler(t, i + 1); // a number may be written on a line of underscores

    if (!text_is_sign(t, i, NUMERO) || !is_piece(t, begin))
        return 0;
    size_t end = take_number(t, begin, &b);
    if (!has_digit(buf_str(&b)))
        return 0;
    out->number = str_copy(buf_str(&b), a);
    out->written = str_from_to(t->source, text_at(t, begin)->from, text_at(t, end - 1)->to);
    out->longer = longer_number(t, end, out->number, a);
    return end - i;
}

struct str requisites_normal(struct str number, struct arena *a)
{
    struct text t = text_read(number, a);
    struct buf b = buf_new(a, SIZE_MAX);

    for (size_t i = 0; i < t.count; i++)
        if (is_piece(&t, i) || is_stroke(&t, i) || (text_is_sign(&t, i, '.') && i + 1 < t.count))
            put_token(&b, &t.tokens[i]);
    return buf_str(&b);
}

// о is read as 0 and 0 as о by whoever recognised the scan.
static char plain_byte(struct str *s)
{
    char c = s->ptr[0];
    size_t taken = str_starts(*s, STR("о")) ? 2 : 1;

    *s = str_after(*s, taken);
    return taken == 2 ? '0' : c;
}

// «97о» and «97-о» are one number; «2-6» and «26» are two.
static void skip_dash(struct str *s, bool dashes_count)
{
    bool before_letter = s->len > 1 && s->ptr[0] == '-' && !(s->ptr[1] >= '0' && s->ptr[1] <= '9');

    *s = str_after(*s, before_letter && !dashes_count);
}

static bool is_same(struct str a, struct str b, bool dashes_count)
{
    while (!str_empty(a) && !str_empty(b)) {
        skip_dash(&a, dashes_count);
        skip_dash(&b, dashes_count);
        if (plain_byte(&a) != plain_byte(&b))
            return false;
    }
    return str_empty(a) && str_empty(b);
}

bool requisites_same_number(struct str a, struct str b)
{
    return is_same(a, b, true) || is_same(a, b, false);
}

// ---- both --------------------------------------------------------------------------

// Whether the «№» at [i] numbers an organisation: a school, a kindergarten.
static bool is_of_organization(const struct text *t, size_t i)
{
    static const char kinds[] =
        "школ|сош|оош|ноош|нош|сад|гимнази|лице|интернат|колледж|техникум|училищ|мбоу|моу|"
        "маоу|мкоу|гбоу|гкоу|гаоу|мбдоу|мдоу|мадоу|мкдоу|гбдоу|доу|црр|дс|мбу|мау|мку|центр";

    for (size_t back = 1; back <= KIND_GAP && back <= i; back++) {
        if (text_is_stem(t, i - back, "приказ|распоряж|протокол") || text_is_word(t, i - back - 1, "по"))
            return false; // «приказ по школе № 41»
        if (text_is_stem(t, i - back, kinds) && !text_is_stem(t, i - back, "школьн|сади|центра|центральн"))
            return true;
        if (text_is_sign(t, i - back, '/') && text_is_word(t, i - back - 1, "д") &&
            text_is_word(t, i - back + 1, "с"))
            return true;
        if (text_at(t, i - back)->kind == TOKEN_NUMBER || text_is_sign(t, i - back, '.'))
            return false;
    }
    return false;
}

// Words and signs that may stand between a date and its number: «г.», «года», «от», «о т».
// A town or a comma parts them.
static size_t skip_gap(const struct text *t, size_t i)
{
    static const char *const words[] = { "г", "год", "года", "от", "о", "т", "дата" };
    const size_t begin = i;

    for (bool skipped = true; skipped && i < begin + GAP;) {
        skipped = text_is_sign(t, i, '.') || (is_filler(t, i) && !text_is_sign(t, i, '"'));
        for (size_t k = 0; !skipped && k < sizeof words / sizeof *words; k++)
            skipped = text_is_word(t, i, words[k]);
        i += skipped;
    }
    return i;
}

// «от 29.08.2025», and no other number that this date could belong to.
static bool is_dated_itself(const struct text *t, size_t end, struct arena *a)
{
    struct requisites next;
    size_t n = text_is_word(t, end, "от") ? requisites_date(t, end + 1, &next.date) : 0;

    return n && !requisites_number(t, skip_gap(t, end + 1 + n), a, &next);
}

// The number that the date in front of [i] belongs to; one with a date of its own behind it is another
// paper's.
static bool number_behind(const struct text *t, size_t i, struct arena *a, struct requisites *out,
                          size_t *end)
{
    struct requisites found = *out;
    size_t at = skip_gap(t, i), n = requisites_number(t, at, a, &found);

    *end = at + n;
    if (!n || is_dated_itself(t, *end, a))
        return false;
    *out = found;
    return true;
}

static bool take_date(const struct text *t, size_t *i, struct arena *a, struct requisites *out)
{
    size_t n = requisites_date(t, *i, &out->date), end;

    if (!n)
        return false;
    out->first = *i;
    *i += n;
    if (number_behind(t, *i, a, out, &end))
        *i = end;
    out->last = *i - 1;
    return true;
}

// «Приказом директора школы / № 21/1 от 29.08.2025»: the line is the order's, though a school stands above.
static bool is_line_of_its_own(const struct text *t, size_t numero, size_t n, struct arena *a)
{
    return text_at(t, numero)->starts_line && is_dated_itself(t, numero + n, a);
}

static bool take_numbered(const struct text *t, size_t *i, struct arena *a, struct requisites *out)
{
    struct requisites other = { 0 };
    size_t end, at = *i, n = requisites_number(t, at, a, out);

    if (!n || (is_of_organization(t, at) && !is_line_of_its_own(t, at, n, a)))
        return false;
    out->first = at;
    *i = at + n;
    out->last = *i - 1;
    at = skip_gap(t, *i);
    n = requisites_date(t, at, &out->date);
    if (!n)
        return true;
    if (number_behind(t, at + n, a, &other,
                      &end)) { // «№ 5 от 01.09.2022 № 26/1»: the date is the second one's
        out->date = (struct date){ 0 };
        return true;
    }
    *i = at + n;
    out->last = *i - 1;
    return true;
}

bool requisites_next(const struct text *t, size_t *i, size_t end, struct arena *a, struct requisites *out)
{
    for (; *i < end && *i < t->count; ++*i) {
        *out = (struct requisites){ 0 };
        if (take_date(t, i, a, out) || take_numbered(t, i, a, out))
            return true;
    }
    return false;
}

// ---- a number that is looked for ---------------------------------------------------

static bool date_behind(const struct text *t, size_t last, struct date *out)
{
    return requisites_date(t, skip_gap(t, last + 1), out) > 0;
}

static bool date_in_front(const struct text *t, size_t first, struct date *out)
{
    size_t number = first > 0 && text_is_sign(t, first - 1, NUMERO) ? first - 1 : first;

    for (size_t i = number > DATE_BEFORE ? number - DATE_BEFORE : 0; i < number; i++) {
        size_t n = requisites_date(t, i, out);
        if (n > 0 && skip_gap(t, i + n) >= number)
            return true;
    }
    return false;
}

bool requisites_date_beside(const struct text *t, size_t first, size_t last, struct date *out)
{
    struct date found = { 0 };
    const bool is_dated = (text_is_word(t, last + 1, "от") && date_behind(t, last, &found)) ||
                          date_in_front(t, first, &found) || date_behind(t, last, &found);

    if (is_dated)
        *out = found;
    return is_dated;
}

// Whether something in front carries the number on, as in «1831», «2.831», «act:r-145».
static bool is_glued_in_front(const struct text *t, size_t first)
{
    if (first == 0 || text_at(t, first)->spaced)
        return false;
    if (text_is_sign(t, first - 1, '.'))
        return first > 1 && text_at(t, first - 2)->kind == TOKEN_NUMBER;
    return is_piece(t, first - 1) || is_stroke(t, first - 1) || text_is_sign(t, first - 1, ':');
}

// The same behind it, as in «831-р», «831п», «351.8.1».
static bool is_glued_behind(const struct text *t, size_t end)
{
    const struct token *next = text_at(t, end + 1);

    if (text_is_sign(t, end, '.'))
        return !text_at(t, end)->spaced && !next->spaced && next->kind == TOKEN_NUMBER;
    return is_glued_piece(t, end) || carries_on(t, end);
}

// The token as it stands in a normal form; [sign] lends its byte to a sign.
static struct str normal_piece(const struct text *t, size_t i, char *sign)
{
    const struct token *token = text_at(t, i);

    if (!is_stroke(t, i) && !text_is_sign(t, i, '.'))
        return token->text;
    *sign = token->sign == '\\' ? '/' : (char)token->sign;
    return (struct str){ sign, 1 };
}

// Spaces may stand beside a stroke only.
static bool is_parted(const struct text *t, size_t i)
{
    return text_at(t, i)->spaced && !is_stroke(t, i) && !is_stroke(t, i - 1);
}

size_t requisites_spelled(const struct text *t, size_t i, struct str normal)
{
    size_t at = i;
    char sign;

    for (; !str_empty(normal); at++) {
        struct str piece = normal_piece(t, at, &sign);
        if ((at > i && is_parted(t, at)) || str_empty(piece) || !str_starts(normal, piece))
            return 0;
        normal = str_after(normal, piece.len);
    }
    return is_glued_in_front(t, i) || is_glued_behind(t, at) ? 0 : at - i;
}
