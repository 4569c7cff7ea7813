// SPDX-License-Identifier: MIT
#include "template/parse.h"

#include "base/limits.h"
#include "base/nearest.h"

void parse_error(struct parser *p, struct where at, const char *message, struct str what)
{
    p->failed = true;
    if (p->told)
        return;
    p->told = true;
    if (str_empty(what))
        diag_add(p->ds, DIAG_TEMPLATE_SYNTAX, at, "%s", message);
    else
        diag_add(p->ds, DIAG_TEMPLATE_SYNTAX, at, "%s «%.*s»", message, STR_ARG(what));
}

static bool take(struct parser *p, enum token_kind kind, const char *text)
{
    if (p->token->kind != kind || !str_is(p->token->text, text))
        return false;
    p->token++;
    return true;
}

bool parse_sign(struct parser *p, const char *sign)
{
    return take(p, TOKEN_SIGN, sign);
}

bool parse_word(struct parser *p, const char *word)
{
    return take(p, TOKEN_NAME, word);
}

struct token parse_name(struct parser *p, const char *message)
{
    struct token t = *p->token;

    if (t.kind == TOKEN_NAME)
        p->token++;
    else
        parse_error(p, t.where, message, (struct str){ 0 });
    return t;
}

void parse_expect(struct parser *p, const char *sign)
{
    if (!parse_sign(p, sign))
        parse_error(p, p->token->where, "здесь ожидается знак", str_from(sign));
}

// ---- the course of a template ---------------------------------------------

static struct stmt *new_stmt(struct parser *p, enum stmt_kind kind)
{
    struct stmt *s = ARENA_NEW(p->arena, struct stmt);

    s->kind = kind;
    s->where = p->piece->where;
    return s;
}

// Ends the current tag: nothing may be left in it.
static void end_tag(struct parser *p)
{
    if (p->token->kind != TOKEN_END)
        parse_error(p, p->token->where, "здесь кончается тег, а стоит ещё", p->token->text);
    p->piece = p->piece->next;
}

// The expression that the current tag ends with.
static const struct expr *last_expr(struct parser *p)
{
    bool broken = p->piece->broken;
    const struct expr *e = parse_expr(p);

    end_tag(p);
    return broken || p->failed ? &parse_bad : e;
}

// Whether [word] is one of the words of [list], which '|' separates.
static bool is_one_of(struct str word, const char *list)
{
    struct str rest = str_from(list), one;

    while (str_split(&rest, '|', &one))
        if (str_eq(word, one))
            return true;
    return false;
}

static struct stmt *parse_tag(struct parser *p);

static struct stmt *parse_text(struct parser *p)
{
    struct stmt *s = new_stmt(p, STMT_TEXT);

    s->name = p->piece->text;
    p->piece = p->piece->next;
    return s;
}

static struct stmt *parse_print(struct parser *p)
{
    struct stmt *s = new_stmt(p, STMT_PRINT);

    s->expr = last_expr(p);
    return s;
}

// Enters the piece: its first token is next, and it may be reported once.
static void enter(struct parser *p)
{
    p->token = p->piece->tokens;
    p->failed = false;
    p->told = p->piece->broken;
}

static bool at_closer(const struct parser *p, const char *closers)
{
    return p->piece->kind == PIECE_TAG && p->token->kind == TOKEN_NAME && is_one_of(p->token->text, closers);
}

// Statements up to a tag that begins with one of [closers]; that tag is next.
static struct stmt *parse_body(struct parser *p, const char *closers)
{
    struct stmt *first = NULL, **last = &first;

    for (; p->piece; last = *last ? &(*last)->next : last) {
        enter(p);
        if (at_closer(p, closers))
            break;
        if (p->piece->kind == PIECE_TEXT)
            *last = parse_text(p);
        else
            *last = p->piece->kind == PIECE_PRINT ? parse_print(p) : parse_tag(p);
    }
    return first;
}

// The body of a tag and its end tag [closer], which may be missing.
static struct stmt *parse_closed(struct parser *p, const struct stmt *of, const char *closer)
{
    struct stmt *body = parse_body(p, closer);

    if (!p->piece) {
        diag_add(p->ds, DIAG_TEMPLATE_SYNTAX, of->where, "этот тег открыт, а тега %s нет", closer);
        return body;
    }
    p->token++;
    if (of->kind == STMT_BLOCK || of->kind == STMT_MACRO)
        take(p, TOKEN_NAME, str_cstr(of->name, p->arena)); // {% endblock name %}
    end_tag(p);
    return body;
}

// ---- tags ------------------------------------------------------------------

static struct branch *new_branch(struct parser *p, bool tested)
{
    struct branch *b = ARENA_NEW(p->arena, struct branch);

    if (tested)
        b->test = last_expr(p);
    else
        end_tag(p);
    b->body = parse_body(p, b->test ? "elif|else|endif" : "endif");
    return b;
}

static struct stmt *parse_if(struct parser *p)
{
    struct stmt *s = new_stmt(p, STMT_IF);
    struct branch **last = &s->branches;

    for (bool tested = true; p->piece; last = &(*last)->next) {
        *last = new_branch(p, tested);
        if (!p->piece || parse_word(p, "endif"))
            break;
        tested = str_is(p->token++->text, "elif");
    }
    if (p->piece)
        end_tag(p);
    else
        diag_add(p->ds, DIAG_TEMPLATE_SYNTAX, s->where, "этот тег открыт, а тега endif нет");
    return s;
}

static struct stmt *parse_for(struct parser *p)
{
    struct stmt *s = new_stmt(p, STMT_FOR);
    struct token variable = parse_name(p, "после for ожидается имя переменной");

    s->name = variable.text;
    s->name_where = variable.where;
    if (!parse_word(p, "in"))
        parse_error(p, p->token->where, "цикл пишется так: {% for имя in список %}", (struct str){ 0 });
    s->expr = last_expr(p);
    s->body = parse_body(p, "else|endfor");
    if (p->piece && parse_word(p, "else")) {
        end_tag(p);
        s->otherwise = parse_closed(p, s, "endfor");
    } else if (p->piece) {
        p->token++;
        end_tag(p);
    } else {
        diag_add(p->ds, DIAG_TEMPLATE_SYNTAX, s->where, "этот тег открыт, а тега endfor нет");
    }
    return s;
}

static struct stmt *parse_set(struct parser *p)
{
    struct stmt *s = new_stmt(p, STMT_SET);
    struct token name = parse_name(p, "после set ожидается имя переменной");

    s->name = name.text;
    s->name_where = name.where;
    parse_expect(p, "=");
    s->expr = last_expr(p);
    return s;
}

static struct str parse_literal_name(struct parser *p)
{
    struct token t = *p->token;

    if (t.kind != TOKEN_TEXT || str_empty(t.text)) {
        parse_error(p, t.where, "здесь ожидается имя шаблона в кавычках", (struct str){ 0 });
        return (struct str){ 0 };
    }
    p->token++;
    return t.text;
}

static struct stmt *parse_include(struct parser *p)
{
    struct stmt *s = new_stmt(p, STMT_INCLUDE);

    s->name_where = p->token->where;
    s->name = parse_literal_name(p);
    end_tag(p);
    return p->failed ? NULL : s;
}

static struct stmt *parse_extends(struct parser *p)
{
    struct tree *t = p->tree;
    struct where at = p->token->where;
    struct str parent = parse_literal_name(p);

    if (!str_empty(t->parent))
        parse_error(p, p->piece->where, "у шаблона может быть одна основа", (struct str){ 0 });
    if (p->depth > 1)
        parse_error(p, p->piece->where, "extends стоит в начале шаблона, вне других тегов",
                    (struct str){ 0 });
    end_tag(p);
    if (!p->failed) {
        t->parent = parent;
        t->parent_where = at;
    }
    return NULL;
}

static struct stmt *parse_block(struct parser *p)
{
    struct stmt *s = new_stmt(p, STMT_BLOCK);
    struct token name = parse_name(p, "после block ожидается имя блока");

    s->name = name.text;
    s->name_where = name.where;
    if (!p->failed && map_put(&p->tree->block_map, s->name, s))
        diag_add(p->ds, DIAG_TEMPLATE_BLOCK, name.where, "блок «%.*s» в этом шаблоне уже есть",
                 STR_ARG(s->name));
    list_add(&p->tree->blocks, s, p->arena);
    end_tag(p);
    s->body = parse_closed(p, s, "endblock");
    return s;
}

static void parse_params(struct parser *p, struct stmt *s)
{
    struct param **last = &s->params;

    parse_expect(p, "(");
    while (!p->failed && !parse_sign(p, ")")) {
        if (s->params)
            parse_expect(p, ",");
        *last = ARENA_NEW(p->arena, struct param);
        (*last)->name = parse_name(p, "здесь ожидается имя параметра").text;
        last = &(*last)->next;
    }
}

static struct stmt *parse_macro(struct parser *p)
{
    struct stmt *s = new_stmt(p, STMT_MACRO);
    struct token name = parse_name(p, "после macro ожидается имя");

    s->name = name.text;
    s->name_where = name.where;
    parse_params(p, s);
    end_tag(p);
    s->body = parse_closed(p, s, "endmacro");
    return s;
}

static const struct tag {
    const char *name;
    struct stmt *(*parse)(struct parser *p);
} tags[] = {
    { "if", parse_if },       { "for", parse_for },         { "set", parse_set },
    { "block", parse_block }, { "include", parse_include }, { "extends", parse_extends },
    { "macro", parse_macro },
};

static void unknown_tag(struct parser *p, struct token name)
{
    static const char closers[] = "elif|else|endif|endfor|endblock|endmacro";
    struct nearest n = nearest_to(name.text);

    if (is_one_of(name.text, closers)) {
        parse_error(p, name.where, "этот тег ничего не закрывает:", name.text);
        return;
    }
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        nearest_offer(&n, tags[i].name);
    struct str message =
        n.best ? str_format(p->arena, "нет такого тега (возможно, «%s»):", n.best) : STR("нет такого тега:");
    parse_error(p, name.where, message.ptr, name.text);
}

// NULL when the tag leaves nothing to compile.
static struct stmt *parse_tag(struct parser *p)
{
    struct token name =
        parse_name(p, "здесь ожидается имя тега: if, for, set, block, include, extends, macro");
    struct stmt *s = NULL;

    if (++p->depth > LIMIT_TEMPLATE_NESTING)
        parse_error(p, name.where, "теги вложены слишком глубоко", (struct str){ 0 });
    for (size_t i = 0; !p->failed && i < sizeof tags / sizeof *tags; i++)
        if (str_is(name.text, tags[i].name)) {
            s = tags[i].parse(p);
            p->depth--;
            return s;
        }
    p->depth--;
    if (!p->failed)
        unknown_tag(p, name);
    p->piece = p->piece->next;
    return NULL;
}

// In a template with a parent, only what fills or prepares its blocks can ever
// be shown.
static void check_child(struct parser *p)
{
    for (const struct stmt *s = p->tree->body; s; s = s->next) {
        bool silent = s->kind == STMT_BLOCK || s->kind == STMT_SET || s->kind == STMT_MACRO;
        if (silent || (s->kind == STMT_TEXT && str_empty(str_trim(s->name))))
            continue;
        diag_add(p->ds, DIAG_TEMPLATE_BLOCK, s->where,
                 "это стоит вне блоков и на странице не появится: у шаблона есть основа «%.*s»",
                 STR_ARG(p->tree->parent));
        return;
    }
}

const struct tree *parse_template(const struct source *s, struct arena *a, struct diags *ds)
{
    struct tree *t = ARENA_NEW(a, struct tree);
    struct parser p = { .tree = t, .arena = a, .ds = ds };

    t->source = s;
    t->block_map = map_new(a);
    p.piece = lex_template(s, a, ds);
    t->body = parse_body(&p, "");
    if (!str_empty(t->parent))
        check_child(&p);
    return t;
}
