// SPDX-License-Identifier: MIT
#include "template/compile.h"

const struct variable *scope_find(const struct compiler *c, struct str name)
{
    const struct variable *v = c->scope.variables;

    while (v && !str_eq(v->name, name))
        v = v->outer;
    return v;
}

struct variable *scope_find_local(const struct compiler *c, struct str name)
{
    struct variable *v = c->scope.variables;

    while (v != c->scope.border && !str_eq(v->name, name))
        v = v->outer;
    return v == c->scope.border ? NULL : v;
}

struct variable *scope_declare(struct compiler *c, struct str name, struct type type)
{
    struct variable *v = ARENA_NEW(c->scratch, struct variable);

    *v = (struct variable){
        .name = name, .type = type, .slot = c->scope.slots++, .outer = c->scope.variables
    };
    c->scope.variables = v;
    if (c->slots < c->scope.slots)
        c->slots = c->scope.slots;
    if (c->scope.is_global)
        c->globals = v;
    return v;
}

struct scope scope_enter(struct compiler *c)
{
    struct scope before = c->scope;

    c->scope.border = before.variables;
    c->scope.branches = 0;
    c->scope.is_global = false;
    return before;
}

struct scope scope_enter_global(struct compiler *c)
{
    struct scope before = c->scope;

    c->scope = (struct scope){
        .variables = c->globals, .border = c->globals, .slots = before.slots, .loops = before.loops
    };
    return before;
}

void scope_leave(struct compiler *c, struct scope before)
{
    c->scope = before;
}

void scope_offer(const struct compiler *c, struct nearest *n)
{
    for (const struct variable *v = c->scope.variables; v; v = v->outer)
        nearest_offer(n, str_cstr(v->name, c->scratch));
    for (const struct field *f = c->data->fields; f < c->data->fields + c->data->count; f++)
        if (!(f->flags & FIELD_HIDDEN))
            nearest_offer(n, f->key);
}
