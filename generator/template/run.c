// SPDX-License-Identifier: MIT
// The machine that a template runs on. One function an op; the compiler has
// made sure that every value is of the type that the op expects, or none.
#include "base/escape.h"
#include "base/limits.h"
#include "template/compare.h"
#include "template/program.h"

struct loop_state {
    const struct list *items;
    const struct record_type *of;
    size_t index;
};

struct machine {
    const struct template *t;
    const struct op *next;
    struct value *top; // the newest value; the stack grows upwards
    struct value *slots;
    struct loop_state *loops;
    size_t steps;
    struct str page;
    const struct address_book *book;
    struct arena *scratch;
    struct buf *out;
};

static void push(struct machine *m, struct value v)
{
    *++m->top = v;
}

static struct value pop(struct machine *m)
{
    return *m->top--;
}

static void jump(struct machine *m, const struct op *op)
{
    m->next = m->t->ops + op->a;
}

// ---- printing --------------------------------------------------------------

static void run_literal(struct machine *m, const struct op *op)
{
    buf_put(m->out, op->text);
}

static bool is_textual(struct value v)
{
    return v.type == VALUE_TEXT || v.type == VALUE_HTML;
}

static void print(struct machine *m, void (*escape)(struct buf *, struct str))
{
    struct value v = pop(m);

    if (v.type == VALUE_INT)
        buf_int(m->out, v.number);
    else if (is_textual(v))
        escape(m->out, v.text);
}

static void run_print_html(struct machine *m, const struct op *op)
{
    (void)op;
    print(m, m->top->type == VALUE_HTML ? buf_put : escape_html);
}

static void run_print_attr(struct machine *m, const struct op *op)
{
    (void)op;
    print(m, escape_html);
}

static void run_print_url(struct machine *m, const struct op *op)
{
    if (is_textual(*m->top) && !escape_url_is_safe(m->top->text))
        *m->top = value_text(STR("#"));
    run_print_attr(m, op);
}

static void run_print_xml(struct machine *m, const struct op *op)
{
    (void)op;
    print(m, escape_xml);
}

static void run_print_raw(struct machine *m, const struct op *op)
{
    (void)op;
    print(m, buf_put);
}

// ---- reading ---------------------------------------------------------------

static void run_constant(struct machine *m, const struct op *op)
{
    push(m, *op->constant);
}

static void run_load(struct machine *m, const struct op *op)
{
    push(m, m->slots[op->a]);
}

static void run_store(struct machine *m, const struct op *op)
{
    m->slots[op->a] = pop(m);
}

// Where the field lies in the record on top; NULL, leaving none, without a record.
static const void *member(struct machine *m, const struct op *op)
{
    if (m->top->type == VALUE_RECORD)
        return (const char *)m->top->record.at + op->field->offset;
    *m->top = value_none();
    return NULL;
}

static void run_field(struct machine *m, const struct op *op)
{
    if (m->top->type == VALUE_RECORD)
        *m->top = field_read(op->field, m->top->record.at, m->scratch);
    else
        *m->top = value_none();
}

static void run_field_text(struct machine *m, const struct op *op)
{
    const struct str *text = member(m, op);

    if (text)
        *m->top = value_text(*text);
}

static void run_field_list(struct machine *m, const struct op *op)
{
    const struct list *items = member(m, op);

    if (items)
        *m->top = value_list(items, op->field->record);
}

static void run_field_pointer(struct machine *m, const struct op *op)
{
    const void *const *pointer = member(m, op);

    if (pointer)
        *m->top = value_record(*pointer, op->field->record);
}

static void run_field_key(struct machine *m, const struct op *op)
{
    const int *index = member(m, op);

    if (index)
        *m->top = value_text(str_from(choice_at(op->field->choices, *index)->key));
}

// ---- computing -------------------------------------------------------------

static void run_filter(struct machine *m, const struct op *op)
{
    const struct filter_call *call = op->call;

    m->top -= call->params;
    if (m->top->type == VALUE_NONE && !call->filter->takes_none)
        return;
    if (m->top->type == VALUE_LIST)
        m->steps += m->top->list.items->count;
    struct filter_input in = { .value = *m->top,
                               .args = m->top + 1,
                               .given = call->given,
                               .path = call->path,
                               .groups = call->groups,
                               .page = m->page,
                               .book = m->book,
                               .scratch = m->scratch };
    *m->top = call->filter->apply(&in);
}

static void run_not(struct machine *m, const struct op *op)
{
    (void)op;
    *m->top = value_bool(!value_truth(*m->top));
}

static void run_truth(struct machine *m, const struct op *op)
{
    (void)op;
    *m->top = value_bool(value_truth(*m->top));
}

static void run_equal(struct machine *m, const struct op *op)
{
    struct value right = pop(m);

    (void)op;
    *m->top = value_bool(values_equal(*m->top, right));
}

// Nothing is less or more than what is absent.
static bool both_given(const struct machine *m, struct value right)
{
    return m->top->type != VALUE_NONE && right.type != VALUE_NONE;
}

static void run_less(struct machine *m, const struct op *op)
{
    struct value right = pop(m);

    (void)op;
    *m->top = value_bool(both_given(m, right) && values_compare(*m->top, right) < 0);
}

static void run_at_most(struct machine *m, const struct op *op)
{
    struct value right = pop(m);

    (void)op;
    *m->top = value_bool(both_given(m, right) && values_compare(*m->top, right) <= 0);
}

static bool list_has(const struct list *texts, struct str wanted)
{
    for (LIST_EACH(const struct str, text, *texts))
        if (str_eq(*text, wanted))
            return true;
    return false;
}

static void run_in(struct machine *m, const struct op *op)
{
    struct value where = pop(m), what = *m->top;
    bool found = false;

    (void)op;
    if (what.type == VALUE_TEXT && where.type == VALUE_TEXT)
        found = str_find(where.text, what.text) != SIZE_MAX;
    if (what.type == VALUE_TEXT && where.type == VALUE_LIST) {
        m->steps += where.list.items->count;
        found = list_has(where.list.items, what.text);
    }
    *m->top = value_bool(found);
}

// Sums wrap around like everything unsigned does: there is nobody to tell.
static void run_add(struct machine *m, const struct op *op)
{
    struct value right = pop(m);

    (void)op;
    *m->top = both_given(m, right) ? value_int((int64_t)((uint64_t)m->top->number + (uint64_t)right.number))
                                   : value_none();
}

static void run_subtract(struct machine *m, const struct op *op)
{
    struct value right = pop(m);

    (void)op;
    *m->top = both_given(m, right) ? value_int((int64_t)((uint64_t)m->top->number - (uint64_t)right.number))
                                   : value_none();
}

static void put_plain(struct buf *out, struct value v)
{
    if (v.type == VALUE_INT)
        buf_int(out, v.number);
    else if (v.type == VALUE_TEXT)
        buf_put(out, v.text);
}

static void run_join(struct machine *m, const struct op *op)
{
    struct value right = pop(m);
    struct buf text = buf_new(m->scratch, LIMIT_PAGE_BYTES);

    (void)op;
    put_plain(&text, *m->top);
    put_plain(&text, right);
    *m->top = value_text(buf_str(&text));
    m->out->overflowed |= text.overflowed; // no page has room for it
}

// ---- jumping ---------------------------------------------------------------

static void run_jump(struct machine *m, const struct op *op)
{
    jump(m, op);
}

static void run_jump_false(struct machine *m, const struct op *op)
{
    if (!value_truth(pop(m)))
        jump(m, op);
}

static void run_and(struct machine *m, const struct op *op)
{
    if (!value_truth(*m->top))
        jump(m, op);
    else
        m->top--;
}

static void run_or(struct machine *m, const struct op *op)
{
    if (value_truth(*m->top))
        jump(m, op);
    else
        m->top--;
}

static void run_loop_begin(struct machine *m, const struct op *op)
{
    struct value list = pop(m);

    if (list.type != VALUE_LIST || list.list.items->count == 0)
        jump(m, op);
    else
        m->loops[op->b] = (struct loop_state){ list.list.items, list.list.of, 0 };
}

static void run_loop_item(struct machine *m, const struct op *op)
{
    const struct loop_state *loop = &m->loops[op->b];
    const void *item = loop->items->items[loop->index];

    m->slots[op->a] = loop->of ? value_record(item, loop->of) : value_text(*(const struct str *)item);
}

static void run_loop_next(struct machine *m, const struct op *op)
{
    struct loop_state *loop = &m->loops[op->b];

    if (++loop->index < loop->items->count)
        jump(m, op);
}

static void run_loop_fact(struct machine *m, const struct op *op)
{
    const struct loop_state *loop = &m->loops[op->b];
    bool last = loop->index + 1 == loop->items->count;

    switch ((enum loop_fact)op->a) {
    case LOOP_INDEX:
        push(m, value_int((int64_t)loop->index + 1));
        break;
    case LOOP_INDEX0:
        push(m, value_int((int64_t)loop->index));
        break;
    case LOOP_FIRST:
        push(m, value_bool(loop->index == 0));
        break;
    case LOOP_LAST:
        push(m, value_bool(last));
        break;
    case LOOP_LENGTH:
        push(m, value_int((int64_t)loop->items->count));
        break;
    }
}

static void run_end(struct machine *m, const struct op *op)
{
    (void)op;
    m->next = NULL;
}

// ---- the whole -------------------------------------------------------------

static void (*const functions[])(struct machine *, const struct op *) = {
#define OP(name, function, growth) [OP_##name] = run_##function,
    OPS(OP)
#undef OP
};

static bool refuse(const struct machine *m, const struct op *op, const char *message, struct diags *ds)
{
    diag_add(ds, DIAG_TEMPLATE_LIMIT, m->t->places[op - m->t->ops], "%s: %.*s", message, STR_ARG(m->page));
    return false;
}

static bool run(struct machine *m, struct diags *ds)
{
    while (m->next) {
        const struct op *op = m->next++;
        functions[op->code](m, op);
        if (++m->steps > LIMIT_TEMPLATE_STEPS)
            return refuse(m, op, "шаблон работает слишком долго на странице", ds);
        if (m->out->overflowed)
            return refuse(m, op, "слишком большой становится страница", ds);
    }
    return true;
}

bool template_render(const struct template *t, const void *record, struct str page,
                     const struct address_book *book, struct arena *scratch, struct buf *out,
                     struct diags *ds)
{
    struct machine m = {
        .t = t,
        .next = t->ops,
        .top = arena_alloc(scratch, t->stack + 1, sizeof(struct value)),
        .slots = arena_alloc(scratch, t->slots, sizeof(struct value)),
        .loops = arena_alloc(scratch, t->loops, sizeof(struct loop_state)),
        .page = page,
        .book = book,
        .scratch = scratch,
        .out = out,
    };

    m.slots[0] = value_record(record, t->data);
    return run(&m, ds);
}
