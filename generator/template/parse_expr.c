// SPDX-License-Identifier: MIT
// Expressions, by recursive descent; the levels are Jinja's: if, or, and, not,
// comparison, + -, ~, then names with their fields, calls and filters.
#include "base/limits.h"
#include "template/parse.h"

const struct expr parse_bad = { .kind = EXPR_BAD };

// Makes [part] a part of [e], which becomes that much deeper.
static const struct expr *contain(struct parser *p, struct expr *e, const struct expr *part)
{
    if (part && part->depth >= LIMIT_TEMPLATE_NESTING) {
        parse_error(p, e->where, "слишком сложное выражение", (struct str){ 0 });
        return &parse_bad;
    }
    if (part && part->depth >= e->depth)
        e->depth = part->depth + 1;
    return part;
}

static struct expr *new_expr(struct parser *p, enum expr_kind kind, struct where at, const struct expr *left,
                             const struct expr *right)
{
    struct expr *e = ARENA_NEW(p->arena, struct expr);

    *e = (struct expr){ .kind = kind, .where = at, .depth = 1 };
    e->left = contain(p, e, left);
    e->right = contain(p, e, right);
    return e;
}

static const struct expr *literal(struct parser *p, struct where at, struct value v)
{
    struct expr *e = new_expr(p, EXPR_VALUE, at, NULL, NULL);

    e->value = v;
    return e;
}

// `name=value` or `value`, separated by commas, up to the closing bracket.
static void parse_args(struct parser *p, struct expr *e)
{
    const struct arg **last = &e->args;

    while (!p->failed && !parse_sign(p, ")")) {
        if (e->args)
            parse_expect(p, ",");
        struct arg *arg = ARENA_NEW(p->arena, struct arg);
        arg->where = p->token->where;
        bool named =
            p->token->kind == TOKEN_NAME && str_is(p->token[1].text, "=") && p->token[1].kind == TOKEN_SIGN;
        if (named) {
            arg->name = p->token->text;
            p->token += 2;
        }
        arg->value = contain(p, e, parse_expr(p));
        *last = arg;
        last = &arg->next;
    }
}

static const struct expr *parse_named(struct parser *p)
{
    struct token t = *p->token++;

    if (str_is(t.text, "true") || str_is(t.text, "True"))
        return literal(p, t.where, value_bool(true));
    if (str_is(t.text, "false") || str_is(t.text, "False"))
        return literal(p, t.where, value_bool(false));
    if (str_is(t.text, "none") || str_is(t.text, "None"))
        return literal(p, t.where, value_none());
    bool call = parse_sign(p, "(");
    struct expr *e = new_expr(p, call ? EXPR_CALL : EXPR_NAME, t.where, NULL, NULL);
    e->name = t.text;
    if (call)
        parse_args(p, e);
    return e;
}

static const struct expr *parse_bracket(struct parser *p)
{
    const struct expr *e = parse_expr(p);

    parse_expect(p, ")");
    return e;
}

static const struct expr *parse_primary(struct parser *p)
{
    struct token t = *p->token;

    if (t.kind == TOKEN_NAME)
        return parse_named(p);
    if (parse_sign(p, "("))
        return parse_bracket(p);
    if (t.kind == TOKEN_TEXT) {
        p->token++;
        return literal(p, t.where, (struct value){ .type = VALUE_TEXT, .text = t.text });
    }
    bool minus = parse_sign(p, "-");
    if (p->token->kind == TOKEN_INT) {
        int64_t n = p->token++->number;
        return literal(p, t.where, value_int(minus ? -n : n));
    }
    parse_error(p, t.where,
                t.kind == TOKEN_END ? "здесь не хватает выражения" : "здесь ожидается выражение, а стоит",
                t.text);
    return &parse_bad;
}

static const struct expr *parse_filter(struct parser *p, const struct expr *input)
{
    struct token name = parse_name(p, "после «|» ожидается имя фильтра");
    struct expr *e = new_expr(p, EXPR_FILTER, name.where, input, NULL);

    e->name = name.text;
    if (parse_sign(p, "("))
        parse_args(p, e);
    return e;
}

static const struct expr *parse_field(struct parser *p, const struct expr *record)
{
    struct token name = parse_name(p, "после точки ожидается имя поля");
    struct expr *e = new_expr(p, EXPR_FIELD, name.where, record, NULL);

    e->name = name.text;
    return e;
}

static const struct expr *parse_postfix(struct parser *p)
{
    const struct expr *e = parse_primary(p);

    while (!p->failed) {
        if (parse_sign(p, "."))
            e = parse_field(p, e);
        else if (parse_sign(p, "|"))
            e = parse_filter(p, e);
        else
            return e;
    }
    return &parse_bad;
}

static const struct expr *binary(struct parser *p, enum binary op, struct where at, const struct expr *left,
                                 const struct expr *right)
{
    struct expr *e = new_expr(p, EXPR_BINARY, at, left, right);

    e->op = op;
    return e;
}

static const struct expr *parse_join(struct parser *p)
{
    const struct expr *e = parse_postfix(p);
    struct where at = p->token->where;

    while (parse_sign(p, "~")) {
        e = binary(p, BINARY_JOIN, at, e, parse_postfix(p));
        at = p->token->where;
    }
    return e;
}

static const struct expr *parse_sum(struct parser *p)
{
    const struct expr *e = parse_join(p);

    for (;;) {
        struct where at = p->token->where;
        if (parse_sign(p, "+"))
            e = binary(p, BINARY_ADD, at, e, parse_join(p));
        else if (parse_sign(p, "-"))
            e = binary(p, BINARY_SUBTRACT, at, e, parse_join(p));
        else
            return e;
    }
}

// Takes a sign of comparison.
static bool comparison(struct parser *p, enum binary *op)
{
    static const struct {
        const char *sign;
        enum binary op;
    } signs[] = {
        { "==", BINARY_EQUAL },   { "!=", BINARY_DIFFERENT }, { "<", BINARY_LESS },
        { "<=", BINARY_AT_MOST }, { ">", BINARY_MORE },       { ">=", BINARY_AT_LEAST },
    };

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (parse_sign(p, signs[i].sign)) {
            *op = signs[i].op;
            return true;
        }
    if (p->token->kind == TOKEN_NAME && str_is(p->token->text, "not") && str_is(p->token[1].text, "in")) {
        p->token += 2;
        *op = BINARY_NOT_IN;
        return true;
    }
    *op = BINARY_IN;
    return parse_word(p, "in");
}

static const struct expr *parse_compare(struct parser *p)
{
    const struct expr *e = parse_sum(p);
    struct where at = p->token->where;
    enum binary op;

    if (!comparison(p, &op))
        return e;
    e = binary(p, op, at, e, parse_sum(p));
    at = p->token->where;
    if (comparison(p, &op))
        parse_error(p, at, "сравнения нельзя ставить подряд: соедините их словом and", (struct str){ 0 });
    return e;
}

static const struct expr *parse_not(struct parser *p)
{
    struct where at = p->token->where;
    bool turned = false, any = false;

    while (parse_word(p, "not")) {
        turned = !turned;
        any = true;
    }
    const struct expr *e = parse_compare(p);
    if (any)
        e = new_expr(p, EXPR_NOT, at, e, NULL);
    return any && !turned ? new_expr(p, EXPR_NOT, at, e, NULL) : e;
}

static const struct expr *parse_and(struct parser *p)
{
    const struct expr *e = parse_not(p);
    struct where at = p->token->where;

    while (parse_word(p, "and")) {
        e = binary(p, BINARY_AND, at, e, parse_not(p));
        at = p->token->where;
    }
    return e;
}

static const struct expr *parse_or(struct parser *p)
{
    const struct expr *e = parse_and(p);
    struct where at = p->token->where;

    while (parse_word(p, "or")) {
        e = binary(p, BINARY_OR, at, e, parse_and(p));
        at = p->token->where;
    }
    return e;
}

// `x if c else y`; the part behind else may be such an expression again.
static const struct expr *parse_conditional(struct parser *p, const struct expr *value, struct where at)
{
    const struct expr *test = parse_or(p);
    const struct expr *otherwise = parse_word(p, "else") ? parse_expr(p) : NULL;
    struct expr *e = new_expr(p, EXPR_IF, at, value, otherwise);

    e->test = contain(p, e, test);
    return e;
}

const struct expr *parse_expr(struct parser *p)
{
    const struct expr *e = &parse_bad;

    if (++p->depth > LIMIT_TEMPLATE_NESTING) {
        parse_error(p, p->token->where, "слишком сложное выражение", (struct str){ 0 });
    } else {
        e = parse_or(p);
        struct where at = p->token->where;
        if (!p->failed && parse_word(p, "if"))
            e = parse_conditional(p, e, at);
    }
    p->depth--;
    return e;
}
