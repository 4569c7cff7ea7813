// SPDX-License-Identifier: MIT
#include "base/buf.h"
#include "base/russian.h"
#include "base/utf8.h"
#include "input/yaml_walk.h"

#include <string.h>

// ---- comments ----------------------------------------------------------------

// Whether the «#» at [at] is glued to a word: «#Наставничество», «#3».
static bool is_glued_hash(struct str text, size_t at)
{
    struct str rest = str_after(text, at + 1);

    if (at >= text.len || str_empty(rest))
        return false;
    uint32_t c = utf8_next(&rest);
    bool is_latin = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return is_latin || (c >= '0' && c <= '9') || (c >= 0x400 && c < 0x530);
}

// Where the value ends: before its comment, or with the line when the comment
// is none to the author.
static size_t value_end(struct str text, size_t from)
{
    size_t end = yaml_comment(text, from);

    if (is_glued_hash(text, end))
        end = text.len;
    while (end > from && strchr(" \t", text.ptr[end - 1]))
        end--;
    return end;
}

static void hint_hash(struct walk *w, size_t from, bool is_mendable)
{
    struct str text = w->line.text;
    size_t at = yaml_comment(text, from);

    if (!is_glued_hash(text, at))
        return;
    struct str tail = str_trim(str_after(text, at));
    walk_hint(
        w, at,
        (struct yaml_hint){ .code = DIAG_YAML_HASH,
                            .message = str_format(w->arena,
                                                  "конец «%.*s» пропал бы: YAML принял его за примечание; "
                                                  "если это оно и есть, поставьте после # пробел",
                                                  STR_ARG(tail)),
                            .mended = is_mendable ? walk_requoted(w, from) : (struct str){ 0 },
                            .is_certain = true });
}

// ---- mending -----------------------------------------------------------------

// [line] with [value] in quotes in place of what stands from [from] to [to].
static struct str with_quoted(const struct walk *w, size_t from, size_t to, struct str value)
{
    struct str text = w->line.text, tail = str_after(text, to), quoted = yaml_quoted(value, w->arena);

    return str_format(w->arena, "%.*s%.*s%.*s", (int)from, text.ptr, STR_ARG(quoted), STR_ARG(tail));
}

struct str walk_requoted(const struct walk *w, size_t from)
{
    size_t to = value_end(w->line.text, from);

    return with_quoted(w, from, to, str_from_to(w->line.text, from, to));
}

// In «"Школа "Росток""» the outer quotes are YAML's, in «"Школа" и "Сад"» they
// belong to the text: there the first inner quote closes a word.
static struct str unwrapped(struct str s)
{
    const char quote[] = { s.ptr[0], '\0' };

    if (s.len < 3 || s.ptr[s.len - 1] != s.ptr[0])
        return s;
    struct str inner = str_from_to(s, 1, s.len - 1);
    size_t at = str_find_char(inner, quote[0]);
    if (at == SIZE_MAX || at == 0 || at + 1 == inner.len)
        return at == SIZE_MAX ? s : inner;
    bool closes_word = !strchr(" (", inner.ptr[at - 1]) && strchr(" ,.;:!?)", inner.ptr[at + 1]);
    return closes_word ? s : inner;
}

// ---- values that span lines ----------------------------------------------------

// What is open: brackets, and a quote.
struct span {
    size_t brackets;
    char quote;
};

static bool opens_quote(struct str text, size_t at)
{
    return strchr("\"'", text.ptr[at]) && (at == 0 || strchr(" \t[{,:-", text.ptr[at - 1]));
}

static void span_step(struct span *s, struct str text, size_t at)
{
    if (opens_quote(text, at))
        s->quote = text.ptr[at];
    else if (strchr("[{", text.ptr[at]))
        s->brackets++;
    else if (strchr("]}", text.ptr[at]) && s->brackets)
        s->brackets--;
}

// The position behind the end of the span; SIZE_MAX when the line does not end it.
static size_t span_end(struct span *s, struct str text, size_t from)
{
    for (size_t i = from; i < text.len; i++) {
        if (s->quote) {
            i = yaml_quote_end(text, i, s->quote);
            if (i == SIZE_MAX)
                return SIZE_MAX;
            s->quote = '\0';
        } else if (i > 0 && text.ptr[i] == '#' && strchr(" \t", text.ptr[i - 1])) {
            return SIZE_MAX;
        } else {
            span_step(s, text, i);
        }
        if (!s->quote && !s->brackets)
            return i + 1;
    }
    return SIZE_MAX;
}

// Whether the line plainly is the next field or item, not part of a value.
static bool begins_anew(const struct walk *w, const struct yaml_line *line)
{
    return line->indent < walk_floor(w) && (line->dashes || yaml_is_name(line->key));
}

// Goes to the line where what opens at [from] closes; returns the position
// behind it. SIZE_MAX, and stays, when the file ends or something new begins.
static size_t close_span(struct walk *w, size_t from)
{
    struct span span = { 0, '\0' };
    struct yaml_line line = w->line;
    struct str rest = w->rest;
    uint32_t number = w->number;
    size_t end = span_end(&span, line.text, from);

    while (end == SIZE_MAX) {
        if (!yaml_line_next(&rest, &number, &line) || begins_anew(w, &line))
            return SIZE_MAX;
        end = span_end(&span, line.text, 0);
    }
    w->line = line;
    w->rest = rest;
    w->number = number;
    return end;
}

// ---- quotes ------------------------------------------------------------------

// The first backslash of the double-quoted text that means nothing in YAML, or
// that belongs to «C:\new», where it would mean something else.
static size_t bad_escape(struct str text, size_t from, bool *is_path)
{
    size_t end = yaml_quote_end(text, from, '"');

    *is_path = str_starts(str_after(text, from + 1), STR(":\\")) &&
               !str_starts(str_after(text, from + 3), STR("\\"));
    if (*is_path)
        return from + 2;
    if (end == SIZE_MAX)
        end = text.len;
    for (size_t i = from; i + 1 < end; i++)
        if (text.ptr[i] == '\\' && !strchr("0abt\tnvfre \"/\\N_LPxuU", text.ptr[++i]))
            return i - 1;
    return SIZE_MAX;
}

// A quote that was escaped needs no backslash in single quotes.
static struct str unescaped_quotes(struct str text, struct arena *a)
{
    struct buf b = buf_new(a, SIZE_MAX);

    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] != '\\' || i + 1 == text.len || text.ptr[i + 1] != '"')
            buf_char(&b, text.ptr[i]);
    return buf_str(&b);
}

// The line with its double-quoted text in single quotes; empty when the text
// goes on in the next line. What stands behind the last quote is text, too.
static struct str without_escapes(const struct walk *w, size_t from)
{
    struct str text = w->line.text;
    size_t last = text.len - 1, to = value_end(text, from);

    while (text.ptr[last] != '"')
        last--;
    if (last == from)
        return (struct str){ 0 };
    if (!yaml_line_ends(&w->line, last + 1))
        return with_quoted(w, from, to, unescaped_quotes(str_from_to(text, from, to), w->arena));
    struct str inside = str_from_to(text, from + 1, last);
    return with_quoted(w, from, last + 1, unescaped_quotes(inside, w->arena));
}

static void hint_escape(struct walk *w, size_t from)
{
    struct str text = w->line.text;
    bool is_path;
    size_t at = bad_escape(text, from + 1, &is_path);

    if (at == SIZE_MAX)
        return;
    struct str rest = str_after(text, at + 1);
    if (rest.len)
        utf8_next(&rest);
    struct str sign = str_from_to(text, at, (size_t)(rest.ptr - text.ptr));
    walk_hint(
        w, at,
        (struct yaml_hint){
            .code = DIAG_YAML_ESCAPE,
            .message = str_format(w->arena, "«%.*s» в двойных кавычках — служебное сочетание", STR_ARG(sign)),
            .mended = without_escapes(w, from),
            .is_certain = is_path });
}

static void hint_quote_open(struct walk *w, size_t from)
{
    struct yaml_line next;
    bool is_one_line = !walk_peek(w, &next) || next.indent < walk_floor(w);
    struct str text = str_trim(w->line.text);
    struct str mended = str_format(w->arena, "%.*s%.*s%c", (int)w->line.indent, w->line.text.ptr,
                                   STR_ARG(text), w->line.text.ptr[from]);

    walk_hint(w, from,
              (struct yaml_hint){ .code = DIAG_YAML_QUOTE_OPEN,
                                  .message = STR("эта кавычка не закрыта"),
                                  .mended = is_one_line ? mended : (struct str){ 0 },
                                  .reach = REACH_REST });
}

static void hint_quote_tail(struct walk *w, size_t from, size_t end, bool is_one_line)
{
    struct str text = w->line.text;
    struct str tail = str_trim(str_from_to(text, end, value_end(text, end)));
    struct str mended = { 0 };

    if (is_one_line) {
        size_t to = value_end(text, from);
        mended = with_quoted(w, from, to, unwrapped(str_from_to(text, from, to)));
    }
    walk_hint(w, end,
              (struct yaml_hint){
                  .code = DIAG_YAML_QUOTE_TAIL,
                  .message = str_format(w->arena, "после закрывающей кавычки стоит «%.*s»", STR_ARG(tail)),
                  .mended = mended });
}

static void read_quoted(struct walk *w, size_t from)
{
    uint32_t number = w->line.number;

    if (w->line.text.ptr[from] == '"')
        hint_escape(w, from);
    size_t end = close_span(w, from);
    if (end == SIZE_MAX) {
        hint_quote_open(w, from);
        w->is_flowing = true;
    } else if (!yaml_line_ends(&w->line, end)) {
        hint_quote_tail(w, from, end, w->line.number == number);
    }
}

// ---- signs that mean something to YAML -------------------------------------------

static void hint_sign(struct walk *w, size_t from)
{
    walk_hint(w, from,
              (struct yaml_hint){ .code = DIAG_YAML_SIGN,
                                  .message = str_format(w->arena, "текст не может начинаться со знака «%c»",
                                                        w->line.text.ptr[from]),
                                  .mended = walk_requoted(w, from) });
    w->is_flowing = true;
}

static bool is_anchor_name(struct str word)
{
    return yaml_is_name(word);
}

static bool is_tag(struct str word)
{
    for (size_t i = 0; i < word.len; i++)
        if ((unsigned char)word.ptr[i] <= ' ' || (unsigned char)word.ptr[i] >= 0x7F)
            return false;
    return word.len > 0;
}

// Whether a text that begins here would not be taken for text. A real anchor,
// alias or tag is none of our business: the parser finds it.
static bool begins_with_sign(struct str text, size_t at)
{
    struct str word = str_after(text, at + 1);

    for (size_t i = 0; i < word.len; i++)
        if (word.ptr[i] == ' ')
            word.len = i;
    switch (text.ptr[at]) {
    case '*':
    case '&':
        return !is_anchor_name(word);
    case '!':
        return !is_tag(word);
    case '-':
    case '?':
    case ':':
        return str_empty(word);
    default:
        return strchr("@`%,]}", text.ptr[at]);
    }
}

static void read_flow(struct walk *w, size_t from)
{
    uint32_t number = w->line.number;
    char bracket = w->line.text.ptr[from];
    size_t end = close_span(w, from);

    if (end == SIZE_MAX) {
        walk_hint(w, from,
                  (struct yaml_hint){ .code = DIAG_YAML_SIGN,
                                      .message = str_format(w->arena, "скобка «%c» не закрыта", bracket),
                                      .reach = REACH_REST });
        w->is_flowing = true;
        return;
    }
    if (yaml_line_ends(&w->line, end))
        return;
    walk_hint(
        w, end,
        (struct yaml_hint){
            .code = DIAG_YAML_SIGN,
            .message = str_format(w->arena, "после скобки «%c» стоит ещё текст", w->line.text.ptr[end - 1]),
            .mended = w->line.number == number ? walk_requoted(w, from) : (struct str){ 0 } });
}

// ---- block scalars --------------------------------------------------------------

// Takes the next line when it belongs to the block above it. An indent of tabs
// counts as one: it is a mistake, and not the end of the block.
static bool take_block_line(struct walk *w)
{
    struct str rest = w->rest;
    uint32_t number = w->number;
    struct yaml_line line;

    if (!yaml_line_next(&rest, &number, &line))
        return false;
    struct yaml_line mended = line;
    if (line.indent < walk_floor(w) && false_space(line.text, line.indent))
        mended = yaml_line_of(walk_respaced(w, &line), line.number);
    if (mended.indent < walk_floor(w) && mended.indent < mended.text.len)
        return false;
    w->line = line;
    w->rest = rest;
    w->number = number;
    if (mended.text.ptr != line.text.ptr && !str_empty(str_trim(line.text)))
        walk_hint_space(w, line.indent, "в отступе", mended.text);
    return true;
}

static void read_block(struct walk *w, size_t from)
{
    struct str text = w->line.text;
    size_t at = from + 1;

    while (at < text.len && strchr("+-123456789", text.ptr[at]))
        at++;
    if (!yaml_line_ends(&w->line, at) || (at < text.len && text.ptr[at] == '#')) {
        hint_sign(w, from);
        return;
    }
    while (take_block_line(w))
        ;
}

// ---- plain text ------------------------------------------------------------------

// The colon inside a plain text that YAML takes for the end of a field name.
static size_t inner_colon(struct str text, size_t from)
{
    size_t end = yaml_comment(text, from);

    for (size_t i = from; i < end; i++)
        if (text.ptr[i] == ':' && (i + 1 == text.len || strchr(" \t", text.ptr[i + 1])))
            return i;
    return SIZE_MAX;
}

// How many fields in a row stand deeper than the one in hand, in one column.
static size_t fields_below(const struct walk *w)
{
    struct str rest = w->rest;
    uint32_t number = w->number;
    size_t count = 0, column = 0;
    struct yaml_line line;

    while (yaml_line_next(&rest, &number, &line)) {
        if (yaml_line_is_blank(&line))
            continue;
        if (!count)
            column = line.indent;
        if (column <= w->line.content || line.indent < column)
            return count;
        if (line.indent == column && !line.dashes && yaml_is_name(line.key))
            count++;
        else if (!count)
            return 0;
    }
    return count;
}

// «да» is no value of a field that has fields of its own.
static bool is_answer(struct str text, struct arena *a)
{
    static const char *const words[] = { "да", "нет", "есть", "yes", "no", "true", "false" };
    struct str word = russian_fold(text, a);

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_is(word, words[i]))
            return true;
    return false;
}

// «consent: да» with the fields of the consent below it. One deeper field may be
// merely out of its column, and so may all that follow the first of an item.
static bool has_both(const struct walk *w, struct str value)
{
    size_t count = yaml_is_name(w->line.key) ? fields_below(w) : 0;

    return count && (is_answer(value, w->arena) || (count > 1 && !w->line.dashes));
}

static void hint_both(struct walk *w, size_t from, struct str value)
{
    struct str text = w->line.text, key = w->line.key;
    struct str mended = str_from_to(text, 0, (size_t)(key.ptr - text.ptr) + key.len + 1);
    struct str tail = str_after(text, from + value.len);

    walk_hint(
        w, from,
        (struct yaml_hint){
            .code = DIAG_YAML_BOTH,
            .message = str_format(w->arena, "уберите «%.*s» после «%.*s:»: у этого поля ниже идут свои поля",
                                  STR_ARG(value), STR_ARG(key)),
            .mended = STR_CAT(w->arena, mended, str_empty(str_trim(tail)) ? STR("") : tail),
            .reach = REACH_RECORD });
    w->is_open = true;
}

static void read_plain(struct walk *w, size_t from)
{
    struct str value = str_from_to(w->line.text, from, value_end(w->line.text, from));

    if (has_both(w, value)) {
        hint_both(w, from, value);
        return;
    }
    const struct yaml_line *line = &w->line;
    size_t colon = inner_colon(line->text, from);

    w->is_flowing = true;
    if (colon != SIZE_MAX && line->key.len)
        walk_hint(w, colon,
                  (struct yaml_hint){
                      .code = DIAG_YAML_COLON,
                      .message = str_format(w->arena, "в значении поля «%.*s» есть двоеточие с пробелом",
                                            STR_ARG(line->key)),
                      .mended = walk_requoted(w, from) });
    hint_hash(w, from, true);
}

void walk_continuation(struct walk *w)
{
    size_t colon = inner_colon(w->line.text, w->line.indent);

    if (colon != SIZE_MAX)
        walk_hint(w, colon,
                  (struct yaml_hint){ .code = DIAG_YAML_COLON,
                                      .message = STR("в продолжении текста есть двоеточие с пробелом") });
    hint_hash(w, w->line.indent, false);
}

// Nothing, or a comment: the value is in deeper lines, or there is none. Without
// deeper lines a word glued to «#» was meant as the value («color: #1d4f91»).
static void read_nothing(struct walk *w, size_t from)
{
    struct yaml_line next;
    bool is_item = str_empty(w->line.key);
    bool has_inside = walk_peek(w, &next) && (next.indent >= walk_floor(w) ||
                                              (!is_item && next.dashes && next.indent + 1 == walk_floor(w)));

    w->is_open = true;
    if (!has_inside)
        hint_hash(w, from, true);
}

void walk_value(struct walk *w)
{
    size_t from = w->line.value;
    bool is_expected = w->line.key.len || w->line.dashes || w->is_open || w->depth == 0;

    w->is_open = w->is_flowing = false;
    if (!is_expected)
        return;
    if (yaml_line_ends(&w->line, from))
        read_nothing(w, from);
    else if (strchr("\"'", w->line.text.ptr[from]))
        read_quoted(w, from);
    else if (strchr("[{", w->line.text.ptr[from]))
        read_flow(w, from);
    else if (strchr("|>", w->line.text.ptr[from]))
        read_block(w, from);
    else if (begins_with_sign(w->line.text, from))
        hint_sign(w, from);
    else
        read_plain(w, from);
}
