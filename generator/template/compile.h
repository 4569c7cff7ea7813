// SPDX-License-Identifier: MIT
// From trees to a program. Names are resolved here for good; include, macro and
// block are compiled where they are used, in the scope and the HTML context that
// they meet there.
//
// Shared by compile.c (statements), compile_expr.c, compile_print.c (the choice
// of escaping), scope.c (names) and emit.c (ops).
#ifndef TEMPLATE_COMPILE_H
#define TEMPLATE_COMPILE_H

#include "base/limits.h"
#include "base/nearest.h"
#include "template/ast.h"
#include "template/context.h"
#include "template/program.h"
#include "template/type.h"

// A variable: of `set`, `for` or a macro's parameter.
struct variable {
    struct str name;
    struct type type;
    uint32_t slot;
    struct variable *outer;
};

struct loop {
    uint32_t index;
    struct loop *outer;
};

// What names mean at one point of the program. Copied to enter a scope, put
// back to leave it.
struct scope {
    struct variable *variables; // the newest first
    struct variable *border;    // the first one that belongs to an outer scope
    const struct loop *loop;    // that `loop` stands for, or NULL
    unsigned branches;          // `if`s of this scope around the point
    bool is_global;             // what is set here, blocks and macros see too
    uint32_t slots, loops;      // taken so far; taken again behind the scope
};

struct compiler {
    const struct template_loader *loader;
    struct map macros;                               // of struct stmt, by name
    struct list macro_names;                         // of char, for "perhaps you meant"
    const struct tree *layers[LIMIT_TEMPLATE_DEPTH]; // the template, its parent, its parent's parent …
    size_t layer_count;
    const struct stmt *block; // being compiled, for super()
    size_t block_layer;
    unsigned included; // in so many includes, whose blocks nobody can override
    struct scope scope;
    struct variable *globals; // what blocks and macros see
    unsigned depth;           // of include, macro and block
    size_t work;              // statements compiled so far
    bool stopped;             // a limit was met; the rest would only repeat it
    bool faulty;              // there was something to report, here or in a template before

    enum escape_mode escape;
    struct context context;
    bool lost; // where in HTML we are has become unclear, and has been reported

    struct op *ops; // in scratch, as long as there may be more
    struct where *places;
    size_t op_count, op_capacity;
    struct buf literal; // collected, not yet an op
    struct where literal_at;
    size_t literal_bytes;
    uint32_t slots, loops; // the most that were taken at a time
    size_t stack, deepest;

    const struct record_type *data;
    struct arena *arena;   // for the program
    struct arena *scratch; // forgotten with the compiler
    struct diags *ds;
};

// ---- emit.c ----------------------------------------------------------------

// Appends an op and returns its index.
uint32_t emit(struct compiler *c, struct op op, struct where at);
void emit_literal(struct compiler *c, struct str text, struct where at);
uint32_t emit_label(struct compiler *c);           // the index of the next op, a place to jump to
void emit_land(struct compiler *c, uint32_t jump); // makes that jump go to the next op
void emit_constant(struct compiler *c, struct value v, struct where at);

// ---- scope.c ---------------------------------------------------------------

const struct variable *scope_find(const struct compiler *c, struct str name);
struct variable *scope_find_local(const struct compiler *c, struct str name); // of the innermost scope
struct variable *scope_declare(struct compiler *c, struct str name, struct type type);
// Enters a scope inside the current one; give what it returns to scope_leave.
struct scope scope_enter(struct compiler *c);
// Enters a scope that sees the page's data and global variables only.
struct scope scope_enter_global(struct compiler *c);
void scope_leave(struct compiler *c, struct scope before);
void scope_offer(const struct compiler *c, struct nearest *n); // all names that are in sight

// ---- compile_expr.c --------------------------------------------------------

// Emits what leaves the value on the stack.
struct type compile_expr(struct compiler *c, const struct expr *e);
// The same for a name; false when it means nothing here, and nothing was emitted.
bool compile_name(struct compiler *c, struct str name, struct where at, struct type *out);
// The field of [type] that templates may read, or NULL after a report.
const struct field *compile_field(struct compiler *c, const struct record_type *type, struct str name,
                                  struct where at);
bool types_compare(struct type a, struct type b); // whether == makes sense

// ---- compile_filter.c ------------------------------------------------------

struct type compile_filter(struct compiler *c, const struct expr *e);

// ---- compile_print.c -------------------------------------------------------

// Emits what takes the value from the stack to the page.
void compile_print(struct compiler *c, struct type type, struct where at);

// ---- compile.c -------------------------------------------------------------

// Says it once: the same place may be compiled many times.
void report(struct compiler *c, enum diag_code code, struct where at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

// «[what] «titel»; возможно, «title»»
void report_unknown(struct compiler *c, enum diag_code code, struct where at, const char *what,
                    const struct nearest *n);

// Reports that the place in HTML became unclear here. Only once a template: all
// that depends on the place is doubtful from there on.
void report_lost(struct compiler *c, struct where at, const char *message, const struct context *a,
                 const struct context *b);

// Reports a limit and ends the compilation.
void compile_stop(struct compiler *c, struct where at, const char *message);

#endif
