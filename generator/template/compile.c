// SPDX-License-Identifier: MIT
#include "template/compile.h"

#include "template/parse.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

// ---- reports ---------------------------------------------------------------

static bool is_new(struct compiler *c, enum diag_code code, struct where at)
{
    struct str key =
        str_format(c->arena, "%d %p %u:%u", (int)code, (const void *)at.source, at.line, at.column);

    return map_put(c->loader->reports, key, c->loader->reports) == NULL; // a set: what stays is the key
}

void report(struct compiler *c, enum diag_code code, struct where at, const char *format, ...)
{
    char message[1024];
    va_list ap;

    c->faulty = true;
    if (!is_new(c, code, at))
        return;
    va_start(ap, format);
    vsnprintf(message, sizeof message, format, ap);
    va_end(ap);
    diag_add(c->ds, code, at, "%s", message);
}

void report_unknown(struct compiler *c, enum diag_code code, struct where at, const char *what,
                    const struct nearest *n)
{
    if (n->best)
        report(c, code, at, "%s «%.*s»; возможно, «%s»", what, STR_ARG(n->typed), n->best);
    else
        report(c, code, at, "%s «%.*s»", what, STR_ARG(n->typed));
}

void report_lost(struct compiler *c, struct where at, const char *message, const struct context *a,
                 const struct context *b)
{
    bool named = a && strcmp(context_name(a), context_name(b)) != 0;

    if (!c->lost && named)
        report(c, DIAG_TEMPLATE_SYNTAX, at, "%s: %s и %s", message, context_name(a), context_name(b));
    else if (!c->lost)
        report(c, DIAG_TEMPLATE_SYNTAX, at, "%s", message);
    c->lost = true;
}

void compile_stop(struct compiler *c, struct where at, const char *message)
{
    if (!c->stopped)
        diag_add(c->ds, DIAG_TEMPLATE_LIMIT, at, "%s", message);
    c->stopped = true;
}

// ---- files -----------------------------------------------------------------

// The tree of [name], parsed once for all templates; NULL after a report at [at].
static const struct tree *load_tree(struct compiler *c, struct str name, struct where at)
{
    const struct tree *tree = map_get(c->loader->files, name);

    if (tree)
        return tree;
    const struct source *s = c->loader->load(c->loader->context, name);
    if (!s) {
        if (at.source)
            report(c, DIAG_TEMPLATE_ABSENT, at, "нет шаблона «%.*s»", STR_ARG(name));
        else
            diag_add_path(c->ds, DIAG_TEMPLATE_ABSENT, str_cstr(name, c->arena), "нет такого шаблона");
        return NULL;
    }
    if (s->text.len > LIMIT_TEMPLATE_BYTES) {
        diag_add_path(c->ds, DIAG_TEMPLATE_LIMIT, s->path, "шаблон больше %d байт", LIMIT_TEMPLATE_BYTES);
        return NULL;
    }
    tree = parse_template(s, c->arena, c->ds);
    map_put(c->loader->files, name, tree);
    return tree;
}

// Enters an include, a macro or a block; false, after a report, when that is
// too deep. A template that includes itself ends here.
static bool deepen(struct compiler *c, struct where at)
{
    if (c->depth == LIMIT_TEMPLATE_DEPTH)
        compile_stop(c, at, "шаблоны вложены слишком глубоко; не включает ли один сам себя?");
    else
        c->depth++;
    return !c->stopped;
}

// ---- statements ------------------------------------------------------------

static void compile_body(struct compiler *c, const struct stmt *s);

static void in_text(struct compiler *c, const struct stmt *s)
{
    emit_literal(c, s->name, s->where);
}

static void store(struct compiler *c, const struct variable *v, struct where at)
{
    emit(c, (struct op){ .code = OP_STORE, .a = v->slot }, at);
}

// A variable that only some branches set still has to be something afterwards:
// what it was before, or none. So it begins in front of the `if`.
static void declare_assigned(struct compiler *c, const struct stmt *choice)
{
    for (const struct branch *b = choice->branches; b; b = b->next)
        for (const struct stmt *s = b->body; s; s = s->next) {
            if (s->kind == STMT_IF)
                declare_assigned(c, s);
            if (s->kind != STMT_SET || scope_find_local(c, s->name))
                continue;
            struct type type = type_of(VALUE_NONE);
            if (!compile_name(c, s->name, s->name_where, &type))
                emit_constant(c, value_none(), s->name_where);
            store(c, scope_declare(c, s->name, type), s->name_where);
        }
}

// How the branches of one `if` come together.
struct meeting {
    struct context before, after;
    bool any;
    uint32_t jumps; // the last jump to the end; each holds the index of the one before it
};

enum { NO_JUMP = INT32_MAX }; // beyond LIMIT_TEMPLATE_OPS

static void meet(struct compiler *c, struct meeting *m, struct where at)
{
    struct context here = c->context;

    if (m->any && c->escape != ESCAPE_NONE && !context_join(&m->after, &here, &c->context))
        report_lost(c, at, "ветви кончаются в разных местах HTML", &m->after, &here);
    m->after = c->context;
    m->any = true;
}

static void compile_branch(struct compiler *c, const struct branch *b, struct meeting *m, struct where at)
{
    uint32_t skip = NO_JUMP;

    c->context = m->before;
    if (b->test) {
        compile_expr(c, b->test);
        skip = emit(c, (struct op){ .code = OP_JUMP_FALSE }, b->test->where);
    }
    compile_body(c, b->body);
    meet(c, m, at);
    if (b->next || !b->test)
        m->jumps = emit(c, (struct op){ .code = OP_JUMP, .a = m->jumps }, at);
    if (b->test)
        emit_land(c, skip);
}

static void in_if(struct compiler *c, const struct stmt *s)
{
    struct meeting m = { .before = c->context, .jumps = NO_JUMP };
    bool has_else = false;

    if (c->scope.branches++ == 0)
        declare_assigned(c, s);
    for (const struct branch *b = s->branches; b; b = b->next) {
        compile_branch(c, b, &m, s->where);
        has_else = !b->test;
    }
    if (!has_else) {
        c->context = m.before;
        meet(c, &m, s->where);
    }
    while (m.jumps != NO_JUMP) {
        uint32_t jump = m.jumps;
        m.jumps = c->ops[jump].a;
        emit_land(c, jump);
    }
    c->context = m.after;
    c->scope.branches--;
}

// ---- loops -----------------------------------------------------------------

// The context behind a body that may run any number of times.
static void close_loop(struct compiler *c, const struct context *before, struct where at)
{
    struct context here = c->context;

    if (c->escape != ESCAPE_NONE && !context_join(before, &here, &c->context))
        report_lost(c, at, "тело цикла начинается и кончается в разных местах HTML", before, &here);
}

static struct type list_type(struct compiler *c, const struct stmt *s)
{
    struct type list = compile_expr(c, s->expr);

    if (list.unknown || list.kind == VALUE_NONE)
        return type_unknown();
    if (list.kind == VALUE_LIST)
        return type_item(list);
    report(c, DIAG_TEMPLATE_TYPE, s->expr->where, "for обходит список, а это %s", type_name(list));
    return type_unknown();
}

static void loop_body(struct compiler *c, const struct stmt *s, struct type item, uint32_t index)
{
    struct scope outside = scope_enter(c);
    struct loop loop = { .index = index };
    uint32_t slot = scope_declare(c, s->name, item)->slot, top = emit_label(c);

    c->scope.loop = &loop;
    emit(c, (struct op){ .code = OP_LOOP_ITEM, .a = slot, .b = index }, s->where);
    compile_body(c, s->body);
    emit(c, (struct op){ .code = OP_LOOP_NEXT, .a = top, .b = index }, s->where);
    scope_leave(c, outside);
}

static void loop_else(struct compiler *c, const struct stmt *s, const struct context *before)
{
    struct scope outside = scope_enter(c);

    c->context = *before;
    compile_body(c, s->otherwise);
    close_loop(c, before, s->where);
    scope_leave(c, outside);
}

static void in_for(struct compiler *c, const struct stmt *s)
{
    struct type item = list_type(c, s);
    uint32_t index = c->scope.loops++;
    uint32_t begin = emit(c, (struct op){ .code = OP_LOOP_BEGIN, .b = index }, s->where);

    if (c->loops < c->scope.loops)
        c->loops = c->scope.loops;
    if (c->context.url == URL_START)
        c->context.url = URL_OPEN; // the second time round it will not be the start
    struct context before = c->context;
    loop_body(c, s, item, index);
    close_loop(c, &before, s->where);
    c->scope.loops--;
    if (s->otherwise) {
        struct context after = c->context;
        uint32_t end = emit(c, (struct op){ .code = OP_JUMP }, s->where);
        emit_land(c, begin);
        loop_else(c, s, &before);
        emit_land(c, end);
        c->context = after;
    } else {
        emit_land(c, begin);
    }
}

// ---- set, include, block ---------------------------------------------------

static void in_set(struct compiler *c, const struct stmt *s)
{
    struct type type = compile_expr(c, s->expr);
    struct variable *v = c->scope.branches ? scope_find_local(c, s->name) : NULL;

    if (!v)
        v = scope_declare(c, s->name, type);
    else if (!type_join(v->type, type, &v->type))
        report(c, DIAG_TEMPLATE_TYPE, s->name_where, "«%.*s» — %s, а здесь ей дают другое: %s",
               STR_ARG(s->name), type_name(v->type), type_name(type));
    store(c, v, s->where);
}

static void in_include(struct compiler *c, const struct stmt *s)
{
    const struct tree *tree = load_tree(c, s->name, s->name_where);

    if (!tree)
        return;
    if (!str_empty(tree->parent)) {
        report(c, DIAG_TEMPLATE_SYNTAX, s->name_where, "шаблон с основой (extends) нельзя включить");
        return;
    }
    if (!deepen(c, s->where))
        return;
    struct scope outside = scope_enter(c);
    c->included++;
    compile_body(c, tree->body);
    c->included--;
    scope_leave(c, outside);
    c->depth--;
}

// The block's definition nearest to the template that was asked for, from
// [*layer] on; sets [*layer].
static const struct stmt *find_block(const struct compiler *c, struct str name, size_t *layer)
{
    for (; *layer < c->layer_count; ++*layer) {
        const struct stmt *s = map_get(&c->layers[*layer]->block_map, name);
        if (s)
            return s;
    }
    return NULL;
}

static void compile_block(struct compiler *c, const struct stmt *definition, size_t layer, struct where at)
{
    const struct stmt *outer = c->block;
    size_t outer_layer = c->block_layer;

    if (!deepen(c, at))
        return;
    struct scope outside = scope_enter_global(c);
    c->block = definition;
    c->block_layer = layer;
    compile_body(c, definition->body);
    c->block = outer;
    c->block_layer = outer_layer;
    scope_leave(c, outside);
    c->depth--;
}

static void in_block(struct compiler *c, const struct stmt *s)
{
    size_t layer = 0;
    const struct stmt *definition = c->included ? NULL : find_block(c, s->name, &layer);

    compile_block(c, definition ? definition : s, definition ? layer : c->layer_count, s->where);
}

static void call_super(struct compiler *c, const struct expr *e)
{
    size_t layer = c->block_layer + 1;
    const struct stmt *definition = c->block ? find_block(c, c->block->name, &layer) : NULL;

    if (!c->block)
        report(c, DIAG_TEMPLATE_BLOCK, e->where, "super() имеет смысл только внутри блока");
    else if (!definition)
        report(c, DIAG_TEMPLATE_BLOCK, e->where, "у блока «%.*s» нет основы, которую повторил бы super()",
               STR_ARG(c->block->name));
    else
        compile_block(c, definition, layer, e->where);
}

// ---- macros ----------------------------------------------------------------

// The first definition wins, so that a template's macro goes before that of its
// parent or of a file it includes.
static void in_macro(struct compiler *c, const struct stmt *s)
{
    const struct stmt *known = map_put(&c->macros, s->name, s);

    if (!known)
        list_add(&c->macro_names, str_cstr(s->name, c->scratch), c->scratch);
    if (known && known != s && known->where.source == s->where.source)
        report(c, DIAG_TEMPLATE_SYNTAX, s->name_where, "макрос «%.*s» в этом файле уже есть",
               STR_ARG(s->name));
}

static void unknown_macro(struct compiler *c, const struct expr *e)
{
    struct nearest n = nearest_to(e->name);

    for (LIST_EACH(const char, name, c->macro_names))
        nearest_offer(&n, name);
    report_unknown(c, DIAG_TEMPLATE_NAME, e->where, "нет макроса", &n);
}

struct argument {
    struct str name;
    struct type type;
};

// Leaves the arguments on the stack, the last one on top; returns how many, or
// SIZE_MAX when they are not as many as the parameters.
static size_t compile_args(struct compiler *c, const struct expr *e, const struct stmt *macro,
                           struct argument **out)
{
    const struct param *param = macro->params;
    const struct arg *arg = e->args;
    size_t count = 0;

    for (const struct param *p = param; p; p = p->next)
        count++;
    *out = arena_alloc(c->scratch, count, sizeof **out);
    for (struct argument *a = *out; param && arg; param = param->next, arg = arg->next) {
        if (!str_empty(arg->name))
            report(c, DIAG_TEMPLATE_SYNTAX, arg->where, "аргументы макроса пишут по порядку, без имён");
        *a++ = (struct argument){ param->name, compile_expr(c, arg->value) };
    }
    if (!param && !arg)
        return count;
    report(c, DIAG_TEMPLATE_SYNTAX, e->where, "у макроса «%.*s» другое число параметров",
           STR_ARG(macro->name));
    return SIZE_MAX;
}

// The arguments become variables that the body begins with.
static void bind_arguments(struct compiler *c, const struct argument *args, size_t count, struct where at)
{
    uint32_t first = c->scope.slots;

    for (size_t i = 0; i < count; i++)
        scope_declare(c, args[i].name, args[i].type);
    for (size_t i = count; i-- > 0;)
        emit(c, (struct op){ .code = OP_STORE, .a = first + (uint32_t)i }, at);
}

static void call_macro(struct compiler *c, const struct expr *e)
{
    const struct stmt *macro = map_get(&c->macros, e->name), *block = c->block;
    struct argument *args;

    if (!macro) {
        unknown_macro(c, e);
        return;
    }
    size_t count = compile_args(c, e, macro, &args);
    if (count == SIZE_MAX || !deepen(c, e->where))
        return;
    struct scope outside = scope_enter_global(c);
    bind_arguments(c, args, count, e->where);
    c->block = NULL;
    compile_body(c, macro->body);
    c->block = block;
    scope_leave(c, outside);
    c->depth--;
}

static void in_print(struct compiler *c, const struct stmt *s)
{
    const struct expr *e = s->expr;

    if (e->kind != EXPR_CALL)
        compile_print(c, compile_expr(c, e), e->kind == EXPR_BAD ? s->where : e->where);
    else if (str_is(e->name, "super") && !e->args)
        call_super(c, e);
    else
        call_macro(c, e);
}

static void compile_body(struct compiler *c, const struct stmt *body)
{
    static void (*const by_kind[])(struct compiler *, const struct stmt *) = {
        [STMT_TEXT] = in_text, [STMT_PRINT] = in_print, [STMT_IF] = in_if,           [STMT_FOR] = in_for,
        [STMT_SET] = in_set,   [STMT_BLOCK] = in_block, [STMT_INCLUDE] = in_include, [STMT_MACRO] = in_macro,
    };

    for (const struct stmt *s = body; s && !c->stopped; s = s->next) {
        if (++c->work > LIMIT_TEMPLATE_OPS)
            compile_stop(c, s->where, "шаблон вместе с тем, что он включает, слишком велик");
        size_t stack = c->stack;
        by_kind[s->kind](c, s);
        c->stack = stack;
    }
}

// ---- the whole -------------------------------------------------------------

// The template and its parents, nearest first.
static bool load_layers(struct compiler *c, struct str name)
{
    struct where at = { 0 };

    while (!str_empty(name)) {
        if (c->layer_count == LIMIT_TEMPLATE_DEPTH) {
            compile_stop(c, at, "у шаблона слишком много основ; не наследует ли один сам себе?");
            return false;
        }
        const struct tree *tree = load_tree(c, name, at);
        if (!tree)
            return false;
        c->layers[c->layer_count++] = tree;
        name = tree->parent;
        at = tree->parent_where;
    }
    return true;
}

// Every block of a child has to be one that some parent shows.
static void check_overrides(struct compiler *c, size_t child)
{
    for (const struct stmt *s = c->layers[child]->body; s; s = s->next) {
        size_t layer = child + 1;
        if (s->kind != STMT_BLOCK || find_block(c, s->name, &layer))
            continue;
        struct nearest n = nearest_to(s->name);
        for (layer = child + 1; layer < c->layer_count; layer++)
            for (LIST_EACH(const struct stmt, block, c->layers[layer]->blocks))
                nearest_offer(&n, str_cstr(block->name, c->scratch));
        report_unknown(c, DIAG_TEMPLATE_BLOCK, s->name_where, "в основе нет блока", &n);
    }
}

// What children prepare (variables, macros) comes first, from the template up;
// then the last parent lays out the page.
static void compile_layers(struct compiler *c)
{
    for (size_t i = 0; i + 1 < c->layer_count; i++) {
        check_overrides(c, i);
        for (const struct stmt *s = c->layers[i]->body; s && !c->stopped; s = s->next) {
            if (s->kind == STMT_SET)
                in_set(c, s);
            else if (s->kind == STMT_MACRO)
                in_macro(c, s);
        }
    }
    compile_body(c, c->layers[c->layer_count - 1]->body);
}

static void finish(struct compiler *c)
{
    struct where end =
        c->op_count ? c->places[c->op_count - 1] : (struct where){ c->layers[0]->source, 1, 1 };

    if (c->escape != ESCAPE_NONE && c->context.place != PLACE_TEXT && !c->stopped && !c->lost)
        report(c, DIAG_TEMPLATE_SYNTAX, c->literal.len ? c->literal_at : end,
               "страница кончается не в тексте, а %s", context_name(&c->context));
    emit(c, (struct op){ .code = OP_END }, end);
}

static const void *kept(const struct compiler *c, const void *rows, size_t size)
{
    return memcpy(arena_grow(c->arena, NULL, 0, size), rows, size);
}

static const struct template *program(const struct compiler *c)
{
    struct template *t = ARENA_NEW(c->arena, struct template);

    *t = (struct template){ .data = c->data,
                            .ops = kept(c, c->ops, c->op_count * sizeof *c->ops),
                            .places = kept(c, c->places, c->op_count * sizeof *c->places),
                            .count = c->op_count,
                            .slots = c->slots,
                            .loops = c->loops,
                            .stack = c->deepest };
    return t;
}

const struct template *template_compile(struct str name, const struct record_type *data,
                                        const struct template_loader *loader, enum escape_mode escape,
                                        struct arena *a, struct diags *ds)
{
    const size_t errors = ds->counts[SEVERITY_ERROR];
    struct arena *scratch = arena_new();
    struct compiler *c = ARENA_NEW(scratch, struct compiler);

    *c = (struct compiler){ .loader = loader,
                            .macros = map_new(scratch),
                            .escape = escape,
                            .context.xml = escape == ESCAPE_XML,
                            .literal = buf_new(scratch, LIMIT_PAGE_BYTES),
                            .data = data,
                            .arena = a,
                            .scratch = scratch,
                            .ds = ds };
    c->scope = (struct scope){ .is_global = true, .slots = 1 };
    c->slots = 1;
    if (load_layers(c, name)) {
        compile_layers(c);
        finish(c);
    }
    const bool ok = ds->counts[SEVERITY_ERROR] == errors && !c->faulty;
    const struct template *t = ok ? program(c) : NULL;
    arena_free(scratch);
    return t;
}
