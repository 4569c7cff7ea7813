// SPDX-License-Identifier: MIT
// What every unit test begins with: cmocka, an arena as the group's state, and
// a comparison of texts that prints both when they differ.
#ifndef UNIT_UNIT_H
#define UNIT_UNIT_H

#include "base/str.h"

// cmocka wants these before itself.
// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#define COUNT(array) (sizeof(array) / sizeof *(array))

// For cmocka_run_group_tests(tests, make_arena, free_arena): *state is the arena.
static inline int make_arena(void **state)
{
    *state = arena_new();
    return 0;
}

static inline int free_arena(void **state)
{
    arena_free(*state);
    return 0;
}

static inline void assert_text(struct str got, const char *expected)
{
    struct arena *a = arena_new();

    assert_string_equal(str_cstr(got, a), expected);
    arena_free(a);
}

#endif
