// SPDX-License-Identifier: MIT
#include "template/compile.h"

static const int growth[] = {
#define OP(name, function, grows) [OP_##name] = (grows),
    OPS(OP)
#undef OP
};

static void reserve(struct compiler *c)
{
    size_t wanted = c->op_capacity ? c->op_capacity * 2 : 1024;

    if (c->op_count < c->op_capacity)
        return;
    c->ops = arena_grow(c->scratch, c->ops, c->op_capacity * sizeof *c->ops, wanted * sizeof *c->ops);
    c->places =
        arena_grow(c->scratch, c->places, c->op_capacity * sizeof *c->places, wanted * sizeof *c->places);
    c->op_capacity = wanted;
}

static uint32_t append(struct compiler *c, struct op op, struct where at)
{
    reserve(c);
    c->ops[c->op_count] = op;
    c->places[c->op_count] = at;
    c->stack = (size_t)((ptrdiff_t)c->stack + growth[op.code]);
    if (op.code == OP_FILTER)
        c->stack -= op.call->params;
    if (c->stack > c->deepest)
        c->deepest = c->stack;
    if (c->op_count >= LIMIT_TEMPLATE_OPS)
        compile_stop(c, at, "шаблон вместе с тем, что он включает, слишком велик");
    return (uint32_t)c->op_count++;
}

// Literal text that was collected becomes one op.
static void flush(struct compiler *c)
{
    if (c->literal.len == 0)
        return;
    struct op op = { .code = OP_LITERAL, .text = str_copy(buf_str(&c->literal), c->arena) };
    buf_clear(&c->literal);
    append(c, op, c->literal_at);
}

uint32_t emit(struct compiler *c, struct op op, struct where at)
{
    flush(c);
    return append(c, op, at);
}

void emit_constant(struct compiler *c, struct value v, struct where at)
{
    struct value *constant = ARENA_NEW(c->arena, struct value);

    *constant = v;
    emit(c, (struct op){ .code = OP_CONSTANT, .constant = constant }, at);
}

uint32_t emit_label(struct compiler *c)
{
    flush(c);
    return (uint32_t)c->op_count;
}

void emit_land(struct compiler *c, uint32_t jump)
{
    uint32_t here = emit_label(c); // may move the array

    c->ops[jump].a = here;
}

void emit_literal(struct compiler *c, struct str text, struct where at)
{
    struct str rest = text, line;

    if (c->escape != ESCAPE_NONE && !context_feed(&c->context, text))
        report_lost(c, at, "имя в теге HTML начато в одной ветви, а продолжено за ней", NULL, NULL);
    c->literal_bytes += text.len;
    if (c->literal_bytes > LIMIT_PAGE_BYTES) {
        compile_stop(c, at, "шаблон вместе с тем, что он включает, слишком велик");
        return;
    }
    if (c->literal.len == 0)
        c->literal_at = at;
    while (str_split(&rest, '\n', &line)) {
        if (rest.ptr && str_ends(line, STR("\r")))
            line.len--;
        buf_put(&c->literal, line);
        if (rest.ptr)
            buf_char(&c->literal, '\n');
    }
}
