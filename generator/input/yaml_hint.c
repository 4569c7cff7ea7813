// SPDX-License-Identifier: MIT
#include "input/yaml_hint.h"

#include "base/buf.h"
#include "base/letter.h"
#include "base/utf8.h"
#include "input/yaml_walk.h"

#include <string.h>

enum { MOST_HINTS = 100 };

void walk_hint(struct walk *w, size_t at, struct yaml_hint h)
{
    size_t before = utf8_length(str_from_to(w->line.text, 0, at));

    if (w->hinted == w->line.number)
        return;
    w->hinted = w->line.number;
    struct yaml_hint *kept = ARENA_NEW(w->arena, struct yaml_hint);
    *kept = h;
    kept->where = (struct where){ w->source, w->line.number, (uint32_t)before + 1 };
    list_add(&w->hints, kept, w->arena);
}

bool walk_peek(const struct walk *w, struct yaml_line *next)
{
    struct str rest = w->rest;
    uint32_t number = w->number;

    while (yaml_line_next(&rest, &number, next))
        if (!yaml_line_is_blank(next))
            return true;
    return false;
}

size_t walk_floor(const struct walk *w)
{
    return w->depth ? w->levels[w->depth - 1].column + 1 : 0;
}

static void amend(struct walk *w, struct str text)
{
    w->line = yaml_line_of(text, w->line.number);
}

// ---- spaces that are none ----------------------------------------------------

size_t false_space(struct str text, size_t at)
{
    struct str rest = str_after(text, at);
    size_t before = rest.len;

    if (!before || rest.ptr[0] == ' ')
        return 0;
    uint32_t c = utf8_next(&rest);
    bool is_invisible = c == 0x200B || c == 0xFEFF;
    return letter_is_space(c) || is_invisible ? before - rest.len : 0;
}

static size_t false_spaces(struct str text, size_t at)
{
    size_t from = at;

    while (at < text.len && (text.ptr[at] == ' ' || false_space(text, at)))
        at += text.ptr[at] == ' ' ? 1 : false_space(text, at);
    return at - from;
}

struct str walk_respaced(const struct walk *w, const struct yaml_line *line)
{
    struct buf b = buf_new(w->arena, SIZE_MAX);
    struct str rest = line->text;

    while (rest.len && (rest.ptr[0] == ' ' || false_space(rest, 0))) {
        buf_put(&b, rest.ptr[0] == '\t' ? STR("  ") : STR(" "));
        rest = str_after(rest, rest.ptr[0] == ' ' ? 1 : false_space(rest, 0));
    }
    buf_put(&b, rest);
    return buf_str(&b);
}

// «неразрывный пробел (U+00A0)» and the like.
static struct str space_name(struct str text, size_t at, struct arena *a)
{
    struct str rest = str_after(text, at);
    uint32_t c = utf8_next(&rest);
    bool is_unbreakable = c == 0xA0 || c == 0x2007 || c == 0x202F;

    return str_format(a, "%s пробел (U+%04X)", is_unbreakable ? "неразрывный" : "особый", (unsigned)c);
}

void walk_hint_space(struct walk *w, size_t at, const char *place, struct str mended)
{
    if (w->line.text.ptr[at] == '\t') {
        walk_hint(w, at,
                  (struct yaml_hint){ .code = DIAG_YAML_TAB,
                                      .message = str_format(w->arena, "%s стоит табуляция", place),
                                      .mended = mended,
                                      .reach = REACH_RECORD });
        return;
    }
    struct str name = space_name(w->line.text, at, w->arena);
    walk_hint(w, at,
              (struct yaml_hint){ .code = DIAG_YAML_NBSP,
                                  .message = str_format(w->arena, "%s стоит %.*s", place, STR_ARG(name)),
                                  .mended = mended,
                                  .is_certain = true,
                                  .reach = REACH_RECORD });
}

// ---- structure ---------------------------------------------------------------

static bool names_field(const struct yaml_line *line)
{
    return yaml_is_name(line->key);
}

// The colon of «id:prikaz», which lacks its space; SIZE_MAX when there is none.
// Addresses («https://…») are no fields.
static size_t glued_colon(const struct yaml_line *line)
{
    struct str rest = str_after(line->text, line->content);
    size_t len = yaml_name_length(rest);
    bool is_word = len && !(rest.ptr[0] >= '0' && rest.ptr[0] <= '9') && rest.ptr[0] != '-';

    if (!is_word || len + 1 >= rest.len || rest.ptr[len] != ':')
        return SIZE_MAX;
    if (strchr(" \t:", rest.ptr[len + 1]) || str_starts(str_after(rest, len + 1), STR("//")))
        return SIZE_MAX;
    return line->content + len;
}

static bool has_level(const struct walk *w, size_t column, bool is_list)
{
    for (size_t i = 0; i < w->depth; i++)
        if (w->levels[i].column == column && w->levels[i].is_list == is_list)
            return true;
    return false;
}

// Whether the next line is one more field beside the content of this one.
static bool has_sibling(const struct walk *w)
{
    struct yaml_line next;

    return walk_peek(w, &next) && next.indent == w->line.content && next.dashes == 0 &&
           (next.key.len > 0 || glued_colon(&next) != SIZE_MAX);
}

static bool is_place_of_field(const struct walk *w)
{
    if (w->line.dashes == 0 && (w->depth == 0 || has_level(w, w->line.content, false)))
        return true;
    return has_sibling(w);
}

// Whether a field or item may stand at this column.
static bool is_fitting(const struct walk *w, size_t column, bool is_list)
{
    if (w->depth == 0 || has_level(w, column, is_list))
        return true;
    size_t innermost = w->levels[w->depth - 1].column;
    return w->is_open && (column > innermost || (is_list && column == innermost));
}

// The column of the fields (or items) nearest to [column]; SIZE_MAX for none.
static size_t nearest_column(const struct walk *w, size_t column, bool is_list)
{
    size_t best = SIZE_MAX, least = SIZE_MAX;

    for (size_t i = 0; i < w->depth; i++) {
        size_t there = w->levels[i].column;
        size_t distance = there > column ? there - column : column - there;
        if (w->levels[i].is_list == is_list && distance <= least) {
            best = there;
            least = distance;
        }
    }
    return best;
}

// [line] moved to the column of its neighbours; unchanged when it has none.
static struct yaml_line realigned(const struct walk *w, const struct yaml_line *line)
{
    size_t column = nearest_column(w, line->indent, line->dashes > 0);
    struct buf b = buf_new(w->arena, SIZE_MAX);

    if (column == SIZE_MAX)
        return *line;
    for (size_t i = 0; i < column; i++)
        buf_char(&b, ' ');
    buf_put(&b, str_after(line->text, line->indent));
    return yaml_line_of(buf_str(&b), line->number);
}

// The fields of the item that a field in the column of its dash repeats from the
// first on: the one of the next item, which lost its dash. NULL for any other line.
static const struct level *lost_dash(const struct walk *w)
{
    for (size_t i = 0; i + 1 < w->depth; i++) {
        const struct level *list = &w->levels[i], *fields = list + 1;
        if (list->is_list && list->column == w->line.indent && !fields->is_list)
            return !w->line.dashes && str_eq(fields->first, w->line.key) ? fields : NULL;
    }
    return NULL;
}

static void hint_lost_dash(struct walk *w, size_t fields)
{
    size_t column = w->line.indent;
    struct str mended = str_format(w->arena, "%*s-%*s%.*s", (int)column, "", (int)(fields - column - 1), "",
                                   STR_ARG(str_after(w->line.text, column)));

    walk_hint(w, column,
              (struct yaml_hint){ .code = DIAG_YAML_DASH,
                                  .message = str_format(w->arena, YAML_LOST_DASH, STR_ARG(w->line.key)),
                                  .mended = mended,
                                  .reach = REACH_RECORD });
    amend(w, mended);
}

static void hint_misplaced(struct walk *w)
{
    struct yaml_line mended = realigned(w, &w->line);
    const char *neighbours = w->line.dashes ? "пунктов" : "полей";

    if (mended.indent == w->line.indent)
        return;
    walk_hint(
        w, w->line.indent,
        (struct yaml_hint){ .code = DIAG_YAML_INDENT,
                            .message = str_format(w->arena, "пробелов в отступе — %zu, а у соседних %s — %zu",
                                                  w->line.indent, neighbours, mended.indent),
                            .mended = mended.text });
    w->line = mended;
}

static void enter(struct walk *w, size_t column, bool is_list)
{
    struct level *top = w->levels + w->depth;

    while (top > w->levels &&
           (top[-1].column > column || (top[-1].column == column && top[-1].is_list && !is_list)))
        top--;
    w->depth = (size_t)(top - w->levels);
    if (w->depth && top[-1].column == column && top[-1].is_list == is_list)
        return;
    if (w->depth == MOST_LEVELS)
        w->rest = (struct str){ 0 }; // too deep for anybody; the parser says so
    else
        w->levels[w->depth++] = (struct level){ column, is_list, w->line.key };
}

static bool is_structural(const struct yaml_line *line)
{
    return line->dashes || line->key.len;
}

// Finds the place of the line among the maps and lists that are open.
static void settle(struct walk *w)
{
    if (!is_structural(&w->line))
        return;
    const struct level *lost = lost_dash(w);
    if (lost)
        hint_lost_dash(w, lost->column);
    else if (!is_fitting(w, w->line.indent, w->line.dashes > 0))
        hint_misplaced(w);
    size_t column = w->line.indent;
    for (size_t i = 0; i < w->line.dashes; i++) {
        enter(w, column, true);
        for (column++; column < w->line.content && w->line.text.ptr[column] == ' ';)
            column++;
    }
    if (!str_empty(w->line.key))
        enter(w, w->line.content, false);
}

// ---- lines -------------------------------------------------------------------

static bool is_continuation(const struct walk *w, const struct yaml_line *line)
{
    return w->is_flowing && line->indent >= walk_floor(w) && !names_field(line);
}

static void hint_blank(struct walk *w)
{
    size_t at = w->line.indent;
    bool is_empty = str_empty(str_trim(w->line.text));

    if (!false_space(w->line.text, at) || (w->is_flowing && at >= walk_floor(w)))
        return;
    if (is_empty)
        walk_hint_space(w, at, "в пустой строке", (struct str){ 0 });
    else
        walk_hint_space(w, at, "в отступе", walk_respaced(w, &w->line));
}

static void hint_indent(struct walk *w)
{
    size_t at = w->line.indent;

    if (!false_space(w->line.text, at))
        return;
    struct yaml_line mended = yaml_line_of(walk_respaced(w, &w->line), w->line.number);
    if (is_continuation(w, &w->line) && !names_field(&mended))
        return;
    if (is_structural(&mended) && !is_fitting(w, mended.indent, mended.dashes > 0))
        mended = realigned(w, &mended);
    walk_hint_space(w, at, "в отступе", mended.text);
    w->line = mended;
}

// [line] with [with] in place of [length] bytes at [at].
static struct str replaced(const struct walk *w, size_t at, size_t length, const char *with)
{
    struct str text = w->line.text, after = str_after(text, at + length);

    return str_format(w->arena, "%.*s%s%.*s", (int)at, text.ptr, with, STR_ARG(after));
}

// Whether the dash at the front of the line was meant to open an item. Behind
// «key:», a dash glued to a digit is a negative number.
static bool is_glued_dash(const struct walk *w)
{
    struct str text = w->line.text;
    size_t at = w->line.content;
    char c = at + 1 < text.len ? text.ptr[at + 1] : '-';

    if (w->line.dashes || c == '-')
        return false;
    if (has_level(w, at, true))
        return true;
    bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
    return (w->is_open || w->depth == 0) && (is_letter || strchr("\"'(", c));
}

// Whether what follows the false dash of [length] bytes makes an item: a field
// anywhere, a text only where items may stand.
static bool opens_item(const struct walk *w, size_t length)
{
    struct str text = w->line.text;
    size_t at = w->line.content, from = at + length + false_spaces(text, at + length);
    struct yaml_line item = yaml_line_of(str_after(text, from), w->line.number);

    if (names_field(&item) || glued_colon(&item) != SIZE_MAX)
        return true;
    return from > at + length && (w->depth == 0 || w->is_open || has_level(w, at, true));
}

// Word writes dashes and bullets for hyphens, and pastes them so.
static void hint_false_dash(struct walk *w, size_t length)
{
    struct str text = w->line.text;
    size_t at = w->line.content;
    struct str mended = replaced(w, at, length + false_spaces(text, at + length), "- ");

    if (!opens_item(w, length))
        return;
    walk_hint(w, at,
              (struct yaml_hint){ .code = DIAG_YAML_DASH,
                                  .message = str_format(w->arena, "вместо чёрточки «-» стоит «%.*s»",
                                                        (int)length, text.ptr + at),
                                  .mended = mended,
                                  .is_certain = true,
                                  .reach = REACH_RECORD });
    amend(w, mended);
}

static void hint_dash(struct walk *w)
{
    struct str text = w->line.text;
    size_t at = w->line.content, false_dash = yaml_false_dash(text, at);

    if (false_dash)
        hint_false_dash(w, false_dash);
    if (at >= text.len || text.ptr[at] != '-')
        return;
    if (false_space(text, at + 1)) {
        struct str mended = replaced(w, at + 1, false_spaces(text, at + 1), " ");
        walk_hint_space(w, at + 1, "после чёрточки", mended);
        amend(w, mended);
    } else if (is_glued_dash(w)) {
        struct str mended = replaced(w, at + 1, 0, " ");
        walk_hint(w, at,
                  (struct yaml_hint){ .code = DIAG_YAML_NO_SPACE,
                                      .message = STR("после чёрточки нет пробела"),
                                      .mended = mended,
                                      .is_certain = true,
                                      .reach = REACH_RECORD });
        amend(w, mended);
    }
}

// Bytes of a character at [at] that only looks like a colon.
static size_t wide_colon(struct str text, size_t at)
{
    static const char *const look_alikes[] = { "：", "∶", "﹕", "꞉", "︓", "ː", "׃", "܃" };

    for (size_t i = 0; i < sizeof look_alikes / sizeof *look_alikes; i++)
        if (str_starts(str_after(text, at), str_from(look_alikes[i])))
            return strlen(look_alikes[i]);
    return 0;
}

static void hint_wide_colon(struct walk *w, struct str name, size_t at)
{
    struct str text = w->line.text;
    size_t length = wide_colon(text, at);
    bool is_end = at + length == text.len;
    struct str mended = replaced(w, at, length + false_spaces(text, at + length), is_end ? ":" : ": ");

    walk_hint(
        w, at,
        (struct yaml_hint){ .code = DIAG_YAML_WIDE_COLON,
                            .message = str_format(w->arena, "после «%.*s» вместо двоеточия стоит «%.*s»",
                                                  STR_ARG(name), (int)length, text.ptr + at),
                            .mended = mended,
                            .is_certain = true,
                            .reach = REACH_RECORD });
    amend(w, mended);
}

static void hint_glued_field(struct walk *w, struct str name, size_t colon)
{
    struct str mended = replaced(w, colon + 1, 0, " ");

    walk_hint(w, colon,
              (struct yaml_hint){ .code = DIAG_YAML_NO_SPACE,
                                  .message = str_format(w->arena, "после «%.*s:» нет пробела", STR_ARG(name)),
                                  .mended = mended,
                                  .is_certain = true,
                                  .reach = REACH_RECORD });
    amend(w, mended);
}

// Looks at what joins a field name and its value.
static void hint_colon(struct walk *w)
{
    struct str text = w->line.text, rest = str_after(text, w->line.content);
    struct str name = str_from_to(rest, 0, yaml_name_length(rest));
    size_t at = w->line.content + name.len;

    if (str_empty(name))
        return;
    while (at < text.len && text.ptr[at] == ' ')
        at++;
    if (wide_colon(text, at)) {
        hint_wide_colon(w, name, at);
    } else if (at < text.len && text.ptr[at] == ':' && false_space(text, at + 1) &&
               text.ptr[at + 1] != '\t') {
        struct str mended = replaced(w, at + 1, false_spaces(text, at + 1), " ");
        walk_hint_space(w, at + 1, "после двоеточия", mended);
        amend(w, mended);
    } else if (glued_colon(&w->line) != SIZE_MAX && is_place_of_field(w)) {
        hint_glued_field(w, name, glued_colon(&w->line));
    }
}

// A false space where the value should begin would become part of it, and a
// tab there stops the parser.
static void hint_value_space(struct walk *w)
{
    size_t at = w->line.value;

    if (at == w->line.indent || !false_space(w->line.text, at))
        return;
    struct str mended = replaced(w, at, false_spaces(w->line.text, at), "");
    walk_hint_space(w, at, "перед значением", mended);
    amend(w, mended);
}

// «- Цель: развитие» is a text to its author and a field to YAML; our fields
// have Latin names, so the author is right, unless more fields stand below.
static void hint_prose(struct walk *w)
{
    struct yaml_line *line = &w->line;
    bool is_alone = line->dashes || (w->is_open && line->indent >= walk_floor(w));

    if (str_empty(line->key) || names_field(line) || yaml_line_ends(line, line->value) || !is_alone ||
        strchr("\"'", line->text.ptr[line->content]) || has_level(w, line->content, false) || has_sibling(w))
        return;
    size_t colon = (size_t)(line->key.ptr - line->text.ptr) + line->key.len;
    walk_hint(w, colon,
              (struct yaml_hint){ .code = DIAG_YAML_COLON,
                                  .message = STR("в тексте есть двоеточие с пробелом"),
                                  .mended = walk_requoted(w, line->content),
                                  .is_certain = true });
    line->key = (struct str){ 0 };
    line->value = line->content;
}

// «---», «...», and the directives in front of a document.
static bool is_marker(const struct walk *w)
{
    struct str text = w->line.text;
    bool is_fence = str_starts(text, STR("---")) || str_starts(text, STR("..."));

    if (str_starts(text, STR("%")))
        return w->depth == 0;
    return is_fence && (text.len == 3 || text.ptr[3] == ' ');
}

static void read_line(struct walk *w)
{
    if (yaml_line_is_blank(&w->line)) {
        hint_blank(w);
        return;
    }
    if (is_marker(w)) {
        w->depth = 0;
        w->is_open = w->is_flowing = false;
        return;
    }
    hint_indent(w);
    if (is_continuation(w, &w->line)) {
        walk_continuation(w);
        return;
    }
    hint_dash(w);
    hint_colon(w);
    hint_value_space(w);
    hint_prose(w);
    settle(w);
    walk_value(w);
}

struct list yaml_hints(const struct source *s, struct str text, uint32_t first_line, struct arena *a)
{
    struct walk w = { .source = s, .arena = a, .rest = text, .number = first_line };

    while (w.hints.count < MOST_HINTS && yaml_line_next(&w.rest, &w.number, &w.line))
        read_line(&w);
    return w.hints;
}
