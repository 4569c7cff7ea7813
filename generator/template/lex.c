// SPDX-License-Identifier: MIT
#include "template/lex.h"

#include "base/utf8.h"

#include <string.h>

struct lexer {
    const struct source *source;
    const char *at, *end;
    // The place of [counted], which follows the lexer and never goes back.
    const char *counted;
    uint32_t line, column;
    bool line_starts;  // the last tag took its line end along
    struct piece *tag; // being read
    struct piece *first, **last;
    struct arena *arena;
    struct diags *ds;
};

static struct where where_of(struct lexer *x, const char *at)
{
    const char *line_end;

    while (x->counted < at && (line_end = memchr(x->counted, '\n', (size_t)(at - x->counted)))) {
        x->line++;
        x->column = 1;
        x->counted = line_end + 1;
    }
    x->column += (uint32_t)utf8_length((struct str){ x->counted, (size_t)(at - x->counted) });
    x->counted = at;
    return (struct where){ x->source, x->line, x->column };
}

static bool looking_at(const struct lexer *x, const char *what)
{
    size_t len = strlen(what);

    return (size_t)(x->end - x->at) >= len && memcmp(x->at, what, len) == 0;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static struct piece *add_piece(struct lexer *x, enum piece_kind kind, const char *at)
{
    struct piece *p = ARENA_NEW(x->arena, struct piece);

    p->kind = kind;
    p->where = where_of(x, at);
    *x->last = p;
    x->last = &p->next;
    return p;
}

// One report a tag: what follows a mistake is mostly its consequence.
static void lex_error(struct lexer *x, struct where at, const char *message, struct str what)
{
    if (x->tag->broken)
        return;
    x->tag->broken = true;
    if (str_empty(what))
        diag_add(x->ds, DIAG_TEMPLATE_SYNTAX, at, "%s", message);
    else
        diag_add(x->ds, DIAG_TEMPLATE_SYNTAX, at, "«%.*s» %s", STR_ARG(what), message);
}

// ---- tokens --------------------------------------------------------------

struct tokens {
    struct token *items;
    size_t count, capacity;
};

static struct token *add_token(struct lexer *x, struct tokens *list, enum token_kind kind, const char *from)
{
    if (list->count == list->capacity) {
        size_t wanted = list->capacity ? list->capacity * 2 : 8;
        list->items = arena_grow(x->arena, list->items, list->capacity * sizeof *list->items,
                                 wanted * sizeof *list->items);
        list->capacity = wanted;
    }
    struct token *t = &list->items[list->count++];
    *t = (struct token){ .kind = kind, .text = { from, (size_t)(x->at - from) }, .where = where_of(x, from) };
    return t;
}

static void lex_name(struct lexer *x, struct tokens *list)
{
    const char *from = x->at;

    while (x->at < x->end && (is_letter(*x->at) || is_digit(*x->at)))
        x->at++;
    add_token(x, list, TOKEN_NAME, from);
}

static void lex_int(struct lexer *x, struct tokens *list)
{
    const char *from = x->at;
    int64_t n = 0;

    while (x->at < x->end && is_digit(*x->at)) {
        if (n < INT64_MAX / 10)
            n = n * 10 + (*x->at - '0');
        x->at++;
    }
    struct token *t = add_token(x, list, TOKEN_INT, from);
    t->number = n;
    if (t->text.len > 18)
        lex_error(x, t->where, "слишком большое число", (struct str){ 0 });
}

// What follows a backslash, or 0 when nothing known does.
static char unescaped(char c)
{
    switch (c) {
    case 'n':
        return '\n';
    case 't':
        return '\t';
    case '\\':
    case '\'':
    case '"':
        return c;
    }
    return 0;
}

// The text between the quotes, backslashes resolved.
static struct str unquoted(struct lexer *x, struct str raw, struct where at)
{
    char *text = arena_alloc(x->arena, raw.len + 1, 1);
    size_t len = 0;

    for (size_t i = 0; i < raw.len; i++) {
        char c = raw.ptr[i];
        if (c == '\\') {
            c = unescaped(raw.ptr[++i]);
            if (!c)
                lex_error(x, at, "после обратной черты ожидается n, t, кавычка или ещё одна обратная черта",
                          (struct str){ 0 });
        }
        text[len++] = c;
    }
    return (struct str){ text, len };
}

static void lex_text(struct lexer *x, struct tokens *list)
{
    const char *from = x->at++;

    while (x->at < x->end && *x->at != *from)
        x->at += *x->at == '\\' && x->at + 1 < x->end ? 2 : 1;
    struct str raw = { from + 1, (size_t)(x->at - from - 1) };
    bool closed = x->at < x->end;
    if (closed)
        x->at++;
    struct token *t = add_token(x, list, TOKEN_TEXT, from);
    if (!closed)
        lex_error(x, t->where, "кавычка открыта и не закрыта", (struct str){ 0 });
    else
        t->text = unquoted(x, raw, t->where);
}

// Letters of other alphabets are taken together, as the word that they are.
static void lex_unknown(struct lexer *x)
{
    const char *from = x->at++;

    while (*from & 0x80 && x->at < x->end && *x->at & 0x80)
        x->at++;
    lex_error(x, where_of(x, from),
              *from & 0x80 ? "здесь ничего не значит: имена пишут латиницей, тексты — в кавычках"
                           : "здесь ничего не значит",
              (struct str){ from, (size_t)(x->at - from) });
}

static void lex_sign(struct lexer *x, struct tokens *list)
{
    static const char *const signs[] = { "==", "!=", "<=", ">=", "<", ">", "=", "(",
                                         ")",  ".",  ",",  "|",  "~", "+", "-", NULL };
    const char *from = x->at;

    for (const char *const *s = signs; *s; s++)
        if (looking_at(x, *s)) {
            x->at += strlen(*s);
            add_token(x, list, TOKEN_SIGN, from);
            return;
        }
    lex_unknown(x);
}

static void lex_token(struct lexer *x, struct tokens *list)
{
    if (is_space(*x->at))
        x->at++;
    else if (is_letter(*x->at))
        lex_name(x, list);
    else if (is_digit(*x->at))
        lex_int(x, list);
    else if (*x->at == '"' || *x->at == '\'')
        lex_text(x, list);
    else
        lex_sign(x, list);
}

// ---- tags ----------------------------------------------------------------

static void skip_space(struct lexer *x)
{
    while (x->at < x->end && is_space(*x->at))
        x->at++;
}

static void skip_line_end(struct lexer *x)
{
    if (looking_at(x, "\r\n"))
        x->at += 2;
    else if (looking_at(x, "\n"))
        x->at++;
}

// Steps over the closing bracket [close] with its `-` or `+` and the white
// space that goes with it; false when something else stands here. Only tags and
// comments take their line end along.
static bool skip_close(struct lexer *x, const char *close, bool trims_line)
{
    char mark = *x->at == '-' || (*x->at == '+' && trims_line) ? *x->at : 0;

    x->at += mark != 0;
    if (!looking_at(x, close)) {
        x->at -= mark != 0;
        return false;
    }
    x->at += 2;
    if (mark == '-')
        skip_space(x);
    else if (mark != '+' && trims_line)
        skip_line_end(x);
    x->line_starts = x->at[-1] == '\n';
    return true;
}

static bool opens_another(const struct lexer *x)
{
    return looking_at(x, "{%") || looking_at(x, "{{") || looking_at(x, "{#");
}

// A tag from its opening bracket at [open]; x->at is behind the bracket.
static void lex_tag(struct lexer *x, const char *open)
{
    bool prints = open[1] == '{';
    struct piece *p = x->tag = add_piece(x, prints ? PIECE_PRINT : PIECE_TAG, open);
    struct tokens list = { 0 };
    bool closed = false;

    while (x->at < x->end && !opens_another(x) && !(closed = skip_close(x, prints ? "}}" : "%}", !prints)))
        lex_token(x, &list);
    if (!closed)
        lex_error(x, p->where,
                  prints ? "тег открыт и не закрыт: нет «}}»" : "тег открыт и не закрыт: нет «%}»",
                  (struct str){ 0 });
    struct token *end = add_token(x, &list, TOKEN_END, x->at);
    end->text = (struct str){ 0 };
    p->tokens = list.items;
}

static void lex_comment(struct lexer *x, const char *open)
{
    bool closed = false;

    while (x->at < x->end && !(closed = skip_close(x, "#}", true)))
        x->at++;
    if (!closed)
        diag_add(x->ds, DIAG_TEMPLATE_SYNTAX, where_of(x, open), "примечание открыто и не закрыто: нет «#}»");
}

// The end of the text before a tag at [open], without the white space that the
// tag takes. Spaces before a tag go only when they begin the line.
static const char *text_end(const struct lexer *x, const char *text, const char *open)
{
    const char *end = open;
    char mark = open + 2 < x->end ? open[2] : 0;

    while (end > text && is_space(end[-1]) && (mark == '-' || end[-1] != '\n'))
        end--;
    if (mark == '-')
        return end;
    bool begins_line = end == text ? x->line_starts : end[-1] == '\n';
    return begins_line && mark != '+' && open[1] != '{' ? end : open;
}

static const char *next_open(const struct lexer *x)
{
    struct lexer probe = *x;

    while (probe.at < probe.end && !opens_another(&probe)) {
        const char *brace = memchr(probe.at + 1, '{', (size_t)(probe.end - probe.at - 1));
        probe.at = brace ? brace : probe.end;
    }
    return probe.at;
}

static void lex_piece(struct lexer *x)
{
    const char *text = x->at, *open = next_open(x);
    const char *end = open < x->end ? text_end(x, text, open) : open;

    if (end > text)
        add_piece(x, PIECE_TEXT, text)->text = (struct str){ text, (size_t)(end - text) };
    x->at = open;
    if (open == x->end)
        return;
    x->at += 2;
    if (x->at < x->end && (*x->at == '-' || *x->at == '+'))
        x->at++;
    if (open[1] == '#')
        lex_comment(x, open);
    else
        lex_tag(x, open);
}

const struct piece *lex_template(const struct source *s, struct arena *a, struct diags *ds)
{
    const char *text = s->text.len ? s->text.ptr : "";
    struct lexer x = {
        .source = s,
        .at = text,
        .end = text + s->text.len,
        .counted = text,
        .line = 1,
        .column = 1,
        .line_starts = true,
        .arena = a,
        .ds = ds,
    };

    x.last = &x.first;
    while (x.at < x.end)
        lex_piece(&x);
    return x.first;
}
