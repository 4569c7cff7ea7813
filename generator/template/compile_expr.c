// SPDX-License-Identifier: MIT
#include "template/compile.h"

// ---- names and fields ------------------------------------------------------

static void emit_field(struct compiler *c, const struct field *f, struct where at)
{
    // What needs no thought is read in place; the rest, zero here, by field_read.
    static const enum op_code codes[FIELD_HTML + 1] = {
        [FIELD_TEXT] = OP_FIELD_TEXT,        [FIELD_ID] = OP_FIELD_TEXT,    [FIELD_URL] = OP_FIELD_TEXT,
        [FIELD_SCHOOL_YEAR] = OP_FIELD_TEXT, [FIELD_TEXTS] = OP_FIELD_LIST, [FIELD_RECORDS] = OP_FIELD_LIST,
        [FIELD_POINTER] = OP_FIELD_POINTER,
    };
    enum op_code code = codes[f->type] ? codes[f->type] : OP_FIELD;

    emit(c, (struct op){ .code = code, .field = f }, at);
}

bool compile_name(struct compiler *c, struct str name, struct where at, struct type *out)
{
    const struct variable *v = scope_find(c, name);

    if (v) {
        emit(c, (struct op){ .code = OP_LOAD, .a = v->slot }, at);
        *out = v->type;
        return true;
    }
    const struct field *f = field_find(c->data, name);
    if (!f || f->flags & FIELD_HIDDEN)
        return false;
    emit(c, (struct op){ .code = OP_LOAD, .a = 0 }, at);
    emit_field(c, f, at);
    *out = type_field(f);
    return true;
}

static struct type name_type(struct compiler *c, const struct expr *e)
{
    struct type type;

    if (compile_name(c, e->name, e->where, &type))
        return type;
    if (str_is(e->name, "loop")) {
        report(c, DIAG_TEMPLATE_NAME, e->where,
               "loop печатают по частям и только внутри for: loop.index, loop.first");
        return type_unknown();
    }
    struct nearest n = nearest_to(e->name);
    scope_offer(c, &n);
    report_unknown(c, DIAG_TEMPLATE_NAME, e->where, "здесь нет имени", &n);
    return type_unknown();
}

const struct field *compile_field(struct compiler *c, const struct record_type *type, struct str name,
                                  struct where at)
{
    const struct field *found = field_find(type, name);

    if (found && !(found->flags & FIELD_HIDDEN))
        return found;
    struct nearest n = nearest_to(name);
    for (const struct field *f = type->fields; f < type->fields + type->count; f++)
        if (!(f->flags & FIELD_HIDDEN))
            nearest_offer(&n, f->key);
    struct str what = str_format(c->arena, "в записи «%s» нет поля", type->title ? type->title : type->name);
    report_unknown(c, DIAG_TEMPLATE_NAME, at, what.ptr, &n);
    return NULL;
}

static struct type loop_type(struct compiler *c, const struct expr *e)
{
    static const struct {
        const char *name;
        enum loop_fact fact;
        enum value_type type;
    } facts[] = {
        { "index", LOOP_INDEX, VALUE_INT },   { "index0", LOOP_INDEX0, VALUE_INT },
        { "first", LOOP_FIRST, VALUE_BOOL },  { "last", LOOP_LAST, VALUE_BOOL },
        { "length", LOOP_LENGTH, VALUE_INT },
    };

    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        if (!str_is(e->name, facts[i].name))
            continue;
        emit(c, (struct op){ .code = OP_LOOP_FACT, .a = facts[i].fact, .b = c->scope.loop->index }, e->where);
        return type_of(facts[i].type);
    }
    struct nearest n = nearest_to(e->name);
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        nearest_offer(&n, facts[i].name);
    report_unknown(c, DIAG_TEMPLATE_NAME, e->where, "у loop нет части", &n);
    return type_unknown();
}

// A field of a choice just read: its stable key instead of its label.
static bool turn_into_key(struct compiler *c, const struct expr *e)
{
    bool direct = e->left->kind == EXPR_FIELD || e->left->kind == EXPR_NAME;
    struct op *read = c->op_count ? &c->ops[c->op_count - 1] : NULL;

    if (!direct || !str_is(e->name, "key") || read->code != OP_FIELD || read->field->type != FIELD_CHOICE)
        return false;
    read->code = OP_FIELD_KEY;
    return true;
}

static struct type field_type_of(struct compiler *c, const struct expr *e)
{
    bool loop = e->left->kind == EXPR_NAME && str_is(e->left->name, "loop") && !scope_find(c, e->left->name);

    if (loop && c->scope.loop)
        return loop_type(c, e);
    struct type record = compile_expr(c, e->left);
    if (record.unknown || record.kind == VALUE_NONE)
        return type_unknown();
    if (record.kind == VALUE_TEXT && turn_into_key(c, e))
        return record;
    if (record.kind != VALUE_RECORD) {
        report(c, DIAG_TEMPLATE_TYPE, e->where, "поле «%.*s» спрошено у того, у чего полей нет (это %s)%s",
               STR_ARG(e->name), type_name(record),
               record.kind == VALUE_LIST ? "; список обходят циклом for" : "");
        return type_unknown();
    }
    const struct field *f = compile_field(c, record.record, e->name, e->where);
    if (!f)
        return type_unknown();
    emit_field(c, f, e->where);
    return type_field(f);
}

// ---- operators -------------------------------------------------------------

static bool is_given(struct type t)
{
    return !t.unknown && t.kind != VALUE_NONE;
}

bool types_compare(struct type a, struct type b)
{
    if (!is_given(a) || !is_given(b))
        return true;
    return a.kind == b.kind && a.kind != VALUE_HTML && a.kind != VALUE_LIST && a.kind != VALUE_RECORD;
}

static struct type mismatch(struct compiler *c, const struct expr *e, const char *what, struct type a,
                            struct type b)
{
    if (!a.unknown && !b.unknown)
        report(c, DIAG_TEMPLATE_TYPE, e->where, "%s: слева %s, справа %s", what, type_name(a), type_name(b));
    return type_unknown();
}

static struct type compile_logic(struct compiler *c, const struct expr *e)
{
    struct type left = compile_expr(c, e->left), right, joined;
    uint32_t jump = emit(c, (struct op){ .code = e->op == BINARY_AND ? OP_AND : OP_OR }, e->where);

    right = compile_expr(c, e->right);
    emit_land(c, jump);
    if (type_join(left, right, &joined))
        return joined;
    emit(c, (struct op){ .code = OP_TRUTH }, e->where);
    return type_of(VALUE_BOOL);
}

static struct type compile_equal(struct compiler *c, const struct expr *e)
{
    struct type left = compile_expr(c, e->left), right = compile_expr(c, e->right);

    if (!types_compare(left, right))
        return mismatch(c, e, "это нельзя сравнить", left, right);
    emit(c, (struct op){ .code = OP_EQUAL }, e->where);
    if (e->op == BINARY_DIFFERENT)
        emit(c, (struct op){ .code = OP_NOT }, e->where);
    return type_of(VALUE_BOOL);
}

static bool has_order(struct type t)
{
    return !is_given(t) || t.kind == VALUE_INT || t.kind == VALUE_DATE || t.kind == VALUE_TEXT;
}

// `a > b` is `b < a`: only the order of the two on the stack differs.
static struct type compile_order(struct compiler *c, const struct expr *e)
{
    bool turned = e->op == BINARY_MORE || e->op == BINARY_AT_LEAST;
    bool strict = e->op == BINARY_LESS || e->op == BINARY_MORE;
    struct type first = compile_expr(c, turned ? e->right : e->left);
    struct type second = compile_expr(c, turned ? e->left : e->right);

    if (!types_compare(first, second) || !has_order(first) || !has_order(second))
        return mismatch(c, e, "сравнивать по величине можно числа, даты и тексты", turned ? second : first,
                        turned ? first : second);
    emit(c, (struct op){ .code = strict ? OP_LESS : OP_AT_MOST }, e->where);
    return type_of(VALUE_BOOL);
}

static struct type compile_in(struct compiler *c, const struct expr *e)
{
    struct type left = compile_expr(c, e->left), right = compile_expr(c, e->right);
    bool texts = right.kind == VALUE_TEXT || (right.kind == VALUE_LIST && !right.record);

    if ((is_given(left) && left.kind != VALUE_TEXT) || (is_given(right) && !texts))
        return mismatch(c, e, "in ищет текст в тексте или в списке текстов", left, right);
    emit(c, (struct op){ .code = OP_IN }, e->where);
    if (e->op == BINARY_NOT_IN)
        emit(c, (struct op){ .code = OP_NOT }, e->where);
    return type_of(VALUE_BOOL);
}

static struct type compile_sum(struct compiler *c, const struct expr *e)
{
    struct type left = compile_expr(c, e->left), right = compile_expr(c, e->right);

    if ((is_given(left) && left.kind != VALUE_INT) || (is_given(right) && right.kind != VALUE_INT))
        return mismatch(c, e, "складывают и вычитают только числа; тексты соединяет знак «~»", left, right);
    emit(c, (struct op){ .code = e->op == BINARY_ADD ? OP_ADD : OP_SUBTRACT }, e->where);
    return type_of(VALUE_INT);
}

static bool joins(struct type t)
{
    return !is_given(t) || t.kind == VALUE_TEXT || t.kind == VALUE_INT;
}

static struct type compile_join(struct compiler *c, const struct expr *e)
{
    struct type left = compile_expr(c, e->left), right = compile_expr(c, e->right);

    if (!joins(left) || !joins(right))
        return mismatch(c, e, "знак «~» соединяет тексты и числа", left, right);
    emit(c, (struct op){ .code = OP_JOIN }, e->where);
    return type_of(VALUE_TEXT);
}

static struct type compile_binary(struct compiler *c, const struct expr *e)
{
    static struct type (*const by_op[])(struct compiler *, const struct expr *) = {
        [BINARY_OR] = compile_logic,    [BINARY_AND] = compile_logic,
        [BINARY_EQUAL] = compile_equal, [BINARY_DIFFERENT] = compile_equal,
        [BINARY_LESS] = compile_order,  [BINARY_AT_MOST] = compile_order,
        [BINARY_MORE] = compile_order,  [BINARY_AT_LEAST] = compile_order,
        [BINARY_IN] = compile_in,       [BINARY_NOT_IN] = compile_in,
        [BINARY_ADD] = compile_sum,     [BINARY_SUBTRACT] = compile_sum,
        [BINARY_JOIN] = compile_join,
    };

    return by_op[e->op](c, e);
}

static struct type compile_conditional(struct compiler *c, const struct expr *e)
{
    struct type value, otherwise = type_of(VALUE_NONE), joined;

    compile_expr(c, e->test);
    uint32_t to_else = emit(c, (struct op){ .code = OP_JUMP_FALSE }, e->where);
    value = compile_expr(c, e->left);
    uint32_t to_end = emit(c, (struct op){ .code = OP_JUMP }, e->where);
    c->stack--; // the other way has not got that value
    emit_land(c, to_else);
    if (e->right)
        otherwise = compile_expr(c, e->right);
    else
        emit_constant(c, value_none(), e->where);
    emit_land(c, to_end);
    if (type_join(value, otherwise, &joined))
        return joined;
    return mismatch(c, e, "по обе стороны else должно быть одно и то же", value, otherwise);
}

static struct type compile_not(struct compiler *c, const struct expr *e)
{
    compile_expr(c, e->left);
    emit(c, (struct op){ .code = OP_NOT }, e->where);
    return type_of(VALUE_BOOL);
}

static struct type compile_value(struct compiler *c, const struct expr *e)
{
    emit_constant(c, e->value, e->where);
    return type_of(e->value.type);
}

static struct type misplaced_call(struct compiler *c, const struct expr *e)
{
    report(c, DIAG_TEMPLATE_SYNTAX, e->where, "макрос и super() вызывают отдельным тегом: {{ %.*s(…) }}",
           STR_ARG(e->name));
    return type_unknown();
}

// An expression that was refused leaves nothing on the stack; the program is
// thrown away then, so only the count has to stay right.
struct type compile_expr(struct compiler *c, const struct expr *e)
{
    size_t stack = c->stack;
    struct type type = type_unknown();

    switch (e->kind) {
    case EXPR_BAD:
        break;
    case EXPR_VALUE:
        type = compile_value(c, e);
        break;
    case EXPR_NAME:
        type = name_type(c, e);
        break;
    case EXPR_FIELD:
        type = field_type_of(c, e);
        break;
    case EXPR_NOT:
        type = compile_not(c, e);
        break;
    case EXPR_BINARY:
        type = compile_binary(c, e);
        break;
    case EXPR_IF:
        type = compile_conditional(c, e);
        break;
    case EXPR_FILTER:
        type = compile_filter(c, e);
        break;
    case EXPR_CALL:
        type = misplaced_call(c, e);
        break;
    }
    c->stack = stack + 1;
    return type;
}
