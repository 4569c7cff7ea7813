// SPDX-License-Identifier: MIT
#include "template/compile.h"

// One use of a filter while its arguments are being sorted out.
struct use {
    const struct expr *expr;
    const struct filter *filter;
    struct type input;
    const struct arg *args[FILTER_PARAMS]; // by parameter, NULL where left out
    struct filter_call *call;
    struct type field; // what the path of PARAM_FIELD reads as
    bool failed;
};

static void refuse(struct compiler *c, struct use *u, struct where at, const char *message)
{
    report(c, DIAG_TEMPLATE_FILTER, at, "фильтр «%s»: %s", u->filter->name, message);
    u->failed = true;
}

// «дата» or «число, текст».
static struct str names_of(unsigned takes, struct arena *a)
{
    struct buf out = buf_new(a, 1024);

    for (enum value_type kind = VALUE_BOOL; kind <= VALUE_RECORD; kind++) {
        if (!(takes & FILTER_TAKES(kind)))
            continue;
        if (out.len)
            BUF_PUT(&out, " или ");
        buf_put(&out, kind == VALUE_LIST ? STR("список") : str_from(type_name(type_of(kind))));
    }
    return buf_str(&out);
}

static void refuse_type(struct compiler *c, struct use *u, struct where at, const char *what, unsigned takes,
                        struct type given)
{
    struct str wanted = names_of(takes, c->arena);

    report(c, DIAG_TEMPLATE_FILTER, at, "фильтр «%s»: %s ожидается %.*s, а стоит %s", u->filter->name, what,
           STR_ARG(wanted), type_name(given));
    u->failed = true;
}

static void check_input(struct compiler *c, struct use *u)
{
    struct type in = u->input;

    if (in.kind == VALUE_NONE)
        return;
    if (!(u->filter->takes & FILTER_TAKES(in.kind)))
        refuse_type(c, u, u->expr->where, "слева", u->filter->takes, in);
    else if (u->filter->result == RESULT_URL && in.kind == VALUE_TEXT && u->expr->left->kind != EXPR_VALUE)
        refuse(c, u, u->expr->where, "он для путей раздела; внешний адрес печатают как есть");
    else if (u->filter->result == RESULT_JSON && in.kind == VALUE_LIST && in.record)
        refuse(c, u, u->expr->where, "из списков он принимает только список текстов");
}

// ---- which argument is which -----------------------------------------------

static size_t param_index(const struct filter *f, struct str name)
{
    size_t i = 0;

    while (i < filter_param_count(f) && !str_is(name, f->params[i].name))
        i++;
    return i;
}

static void bind_args(struct compiler *c, struct use *u)
{
    size_t next = 0, count = filter_param_count(u->filter);

    for (const struct arg *arg = u->expr->args; arg; arg = arg->next) {
        size_t i = str_empty(arg->name) ? next++ : param_index(u->filter, arg->name);
        if (i >= count)
            refuse(c, u, arg->where,
                   str_empty(arg->name) ? "лишний аргумент" : "аргумента с таким именем нет");
        else if (u->args[i])
            refuse(c, u, arg->where, "этот аргумент уже дан");
        else
            u->args[i] = arg;
        if (u->failed)
            return;
    }
}

// ---- fields of the list's records ------------------------------------------

static void resolve_path(struct compiler *c, struct use *u, const struct arg *arg)
{
    struct field_path *path = ARENA_NEW(c->arena, struct field_path);
    struct type at = type_item(u->input);
    struct str rest = arg->value->value.text, name;

    while (!u->failed && str_split(&rest, '.', &name)) {
        if (at.kind != VALUE_RECORD || path->count == PATH_FIELDS) {
            refuse(c, u, arg->where, "у этого поля нет своих полей");
            return;
        }
        const struct field *f = compile_field(c, at.record, name, arg->where);
        if (!f) {
            u->failed = true;
            return;
        }
        path->fields[path->count++] = f;
        at = type_field(f);
    }
    u->call->path = path;
    u->field = at;
}

static bool is_text(const struct expr *e)
{
    return e->kind == EXPR_VALUE && e->value.type == VALUE_TEXT;
}

static void field_param(struct compiler *c, struct use *u, const struct filter_param *param,
                        const struct arg *arg)
{
    if (u->input.kind != VALUE_LIST)
        return;
    if (!u->input.record) {
        if (arg || !param->optional)
            refuse(c, u, u->expr->where, "у текстов нет полей; этот список — не из записей");
        return;
    }
    if (!arg) {
        refuse(c, u, u->expr->where, "нужно имя поля записей в кавычках");
    } else if (!is_text(arg->value)) {
        refuse(c, u, arg->where, "имя поля пишут в кавычках");
    } else {
        resolve_path(c, u, arg);
        if (!u->failed && param->takes && !(param->takes & FILTER_TAKES(u->field.kind)))
            refuse_type(c, u, arg->where, "в поле", param->takes, u->field);
    }
}

// ---- other arguments -------------------------------------------------------

static void word_param(struct compiler *c, struct use *u, const struct filter_param *param,
                       const struct arg *arg)
{
    struct str rest = str_from(param->words), word;
    struct buf words = buf_new(c->arena, 1024);

    while (str_split(&rest, '|', &word)) {
        if (is_text(arg->value) && str_eq(word, arg->value->value.text)) {
            emit_constant(c, arg->value->value, arg->where);
            return;
        }
        buf_format(&words, "%s\"%.*s\"", words.len ? " или " : "", STR_ARG(word));
    }
    report(c, DIAG_TEMPLATE_FILTER, arg->where, "фильтр «%s»: здесь пишут %.*s", u->filter->name,
           STR_ARG(buf_str(&words)));
    u->failed = true;
}

static void value_param(struct compiler *c, struct use *u, const struct filter_param *param,
                        const struct arg *arg)
{
    static const enum value_type kinds[] = {
        [PARAM_TEXT] = VALUE_TEXT, [PARAM_INT] = VALUE_INT, [PARAM_BOOL] = VALUE_BOOL
    };
    struct type given = compile_expr(c, arg->value), wanted, joined = type_unknown();

    if (param->kind == PARAM_LIKE_INPUT || param->kind == PARAM_LIKE_FIELD)
        wanted = param->kind == PARAM_LIKE_INPUT ? u->input : u->field;
    else
        wanted = type_of(kinds[param->kind]);
    bool fits =
        param->kind == PARAM_LIKE_FIELD ? types_compare(wanted, given) : type_join(wanted, given, &joined);
    if (!fits)
        refuse_type(c, u, arg->where, "здесь", FILTER_TAKES(wanted.kind), given);
    else if (param->kind == PARAM_LIKE_INPUT)
        u->input = joined; // what comes out may be either
}

// Every parameter puts one value on the stack, so that filters find them by number.
static void compile_param(struct compiler *c, struct use *u, size_t i)
{
    const struct filter_param *param = &u->filter->params[i];
    const struct arg *arg = u->args[i];

    u->call->given[i] = arg != NULL;
    if (param->kind == PARAM_FIELD)
        field_param(c, u, param, arg);
    else if (!arg && !param->optional)
        refuse(c, u, u->expr->where, "не хватает аргументов");
    if (!arg || param->kind == PARAM_FIELD)
        emit_constant(c, value_none(), u->expr->where);
    else if (param->kind == PARAM_WORD)
        word_param(c, u, param, arg);
    else
        value_param(c, u, param, arg);
}

static struct type result_type(struct compiler *c, struct use *u)
{
    struct type result = type_of(VALUE_TEXT);

    switch (u->filter->result) {
    case RESULT_TEXT:
        break;
    case RESULT_INT:
        return type_of(VALUE_INT);
    case RESULT_INPUT:
        return u->input;
    case RESULT_ITEM:
        return u->input.kind == VALUE_LIST ? type_item(u->input) : type_unknown();
    case RESULT_GROUPS:
        if (u->input.kind != VALUE_LIST)
            return type_unknown();
        u->call->groups = group_type(u->field.kind, u->input.record, c->arena);
        return (struct type){ .kind = VALUE_LIST, .record = u->call->groups };
    case RESULT_URL:
        result.made = MADE_URL;
        break;
    case RESULT_JSON:
        result.made = MADE_JSON;
        break;
    case RESULT_COLOUR:
        result.made = MADE_COLOUR;
        break;
    }
    return result;
}

static const struct filter *find(struct compiler *c, const struct expr *e)
{
    const struct filter *f = filter_find(e->name);

    if (f)
        return f;
    struct nearest n = nearest_to(e->name);
    for (size_t i = 0; (f = filter_at(i)); i++)
        nearest_offer(&n, f->name);
    report_unknown(c, DIAG_TEMPLATE_FILTER, e->where, "нет фильтра", &n);
    return NULL;
}

struct type compile_filter(struct compiler *c, const struct expr *e)
{
    struct use u = { .expr = e };

    u.input = compile_expr(c, e->left);
    u.filter = find(c, e);
    if (!u.filter || u.input.unknown)
        return type_unknown();
    u.call = ARENA_NEW(c->arena, struct filter_call);
    u.call->filter = u.filter;
    u.call->params = filter_param_count(u.filter);
    check_input(c, &u);
    bind_args(c, &u);
    for (size_t i = 0; i < u.call->params && !u.failed; i++)
        compile_param(c, &u, i);
    if (u.failed)
        return type_unknown();
    struct type result = result_type(c, &u);
    emit(c, (struct op){ .code = OP_FILTER, .call = u.call }, e->where);
    return result;
}
