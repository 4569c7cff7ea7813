// SPDX-License-Identifier: MIT
#include "base/parallel.h"
#include "unit.h"

#include <stdatomic.h>

enum { PIECES = 1000 };

struct tally {
    atomic_int runs[PIECES];
    atomic_int at_work[PARALLEL_MOST]; // by worker
    atomic_bool clash;
};

static void tally_piece(void *context, int worker, size_t piece)
{
    struct tally *t = context;

    if (atomic_fetch_add(&t->at_work[worker], 1) != 0)
        atomic_store(&t->clash, true);
    atomic_fetch_add(&t->runs[piece], 1);
    atomic_fetch_sub(&t->at_work[worker], 1);
}

static void every_piece_runs_once_on_any_number_of_threads(void **state)
{
    const int workers[] = { 0, 1, 2, 7, PARALLEL_MOST, PARALLEL_MOST + 100 };

    (void)state;
    for (size_t w = 0; w < COUNT(workers); w++) {
        static struct tally t;
        t = (struct tally){ 0 };
        parallel_each(PIECES, workers[w], tally_piece, &t);
        for (size_t i = 0; i < PIECES; i++)
            assert_int_equal(atomic_load(&t.runs[i]), 1);
        assert_false(atomic_load(&t.clash));
    }
}

static void no_pieces_are_no_work(void **state)
{
    (void)state;
    parallel_each(0, 4, tally_piece, NULL);
}

static void there_is_a_core_to_run_on(void **state)
{
    (void)state;
    assert_in_range(parallel_cores(), 1, PARALLEL_MOST);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_piece_runs_once_on_any_number_of_threads),
        cmocka_unit_test(no_pieces_are_no_work),
        cmocka_unit_test(there_is_a_core_to_run_on),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
