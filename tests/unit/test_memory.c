// SPDX-License-Identifier: MIT
// The ground everything stands on: arena, buf, list and map.
#include "base/arena.h"
#include "base/buf.h"
#include "base/list.h"
#include "base/map.h"
#include "unit.h"

#include <stdalign.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

// ---- arena -----------------------------------------------------------------------

static bool is_zero(const unsigned char *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (bytes[i])
            return false;
    return true;
}

static void memory_is_zero_and_aligned_whatever_its_size(void **state)
{
    static const size_t sizes[] = { 0, 1, 7, 16, 17, 1000, 64 * 1024, 64 * 1024 + 1, 1000 * 1000 };

    for (size_t i = 0; i < COUNT(sizes); i++) {
        unsigned char *p = arena_alloc(*state, 1, sizes[i]);
        assert_non_null(p);
        assert_int_equal((uintptr_t)p % alignof(max_align_t), 0);
        assert_true(is_zero(p, sizes[i]));
        memset(p, 0xFF, sizes[i]); // what the next one must not see
    }
}

static void memory_is_zero_again_after_a_reset(void **state)
{
    struct arena *a = arena_new();

    (void)state;
    memset(arena_alloc(a, 1, 4096), 0xFF, 4096);
    arena_reset(a);
    assert_true(is_zero(arena_alloc(a, 1, 4096), 4096));
    arena_free(a);
}

static void the_newest_allocation_grows_in_place(void **state)
{
    struct arena *a = arena_new();
    char *p = arena_alloc(a, 1, 16);

    (void)state;
    memcpy(p, "наставни", 16);
    char *grown = arena_grow(a, p, 16, 4000);
    assert_ptr_equal(grown, p);
    assert_memory_equal(grown, "наставни", 16);
    arena_free(a);
}

static void an_older_allocation_grows_by_moving(void **state)
{
    struct arena *a = arena_new();
    char *old = arena_alloc(a, 1, 16), *newer = arena_alloc(a, 1, 16);

    (void)state;
    memcpy(old, "наставни", 16);
    memcpy(newer, "ХХХХХХХХ", 16);
    char *grown = arena_grow(a, old, 16, 100);
    assert_ptr_not_equal(grown, old);
    assert_memory_equal(grown, "наставни", 16);
    assert_memory_equal(newer, "ХХХХХХХХ", 16);
    arena_free(a);
}

static void growing_over_the_end_of_a_block_keeps_everything(void **state)
{
    struct arena *a = arena_new();
    size_t size = 16;
    unsigned char *p = arena_alloc(a, 1, size);

    (void)state;
    while (size < 1024 * 1024) {
        memset(p, 0xAB, size);
        p = arena_grow(a, p, size, size * 2);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(p[i], 0xAB);
        size *= 2;
    }
    arena_free(a);
}

static bool is_all(const unsigned char *bytes, size_t count, unsigned char value)
{
    for (size_t i = 0; i < count; i++)
        if (bytes[i] != value)
            return false;
    return true;
}

// Two that grow in turn, from small to large, with small ones between them that stay.
static void resizing_keeps_what_is_there_and_what_stands_beside(void **state)
{
    struct arena *a = arena_new();
    unsigned char *grown[2] = { NULL, NULL }, *beside[64];
    size_t size[2] = { 0, 0 }, count = 0;

    (void)state;
    for (size_t wanted = 48; wanted < 1024 * 1024; wanted += wanted / 2) {
        for (int i = 0; i < 2; i++) {
            grown[i] = arena_resize(a, grown[i], size[i], wanted + (size_t)i);
            assert_true(is_all(grown[i], size[i], (unsigned char)(0xA0 + i)));
            size[i] = wanted + (size_t)i;
            memset(grown[i], 0xA0 + i, size[i]);
        }
        beside[count] = arena_alloc(a, 1, 100);
        memset(beside[count++], 0xEE, 100);
    }
    for (size_t i = 0; i < count; i++)
        assert_true(is_all(beside[i], 100, 0xEE));
    arena_drop(a, grown[0], size[0]);
    assert_true(is_all(grown[1], size[1], 0xA1));
    arena_free(a);
}

static void what_is_dropped_may_be_the_only_one_or_a_small_one(void **state)
{
    struct arena *a = arena_new();
    unsigned char *large = arena_alloc(a, 1, 200 * 1024);

    (void)state;
    arena_drop(a, large, 200 * 1024);
    unsigned char *small = arena_alloc(a, 1, 100);
    memset(small, 0xEE, 100);
    arena_drop(a, small, 100);
    arena_drop(a, NULL, 0);
    assert_true(is_all(small, 100, 0xEE));
    arena_free(a);
}

static void after_a_reset_a_large_one_is_no_block_to_fill(void **state)
{
    struct arena *a = arena_new();

    (void)state;
    arena_alloc(a, 1, 200 * 1024);
    arena_reset(a);
    unsigned char *first = arena_alloc(a, 1, 60 * 1024), *second = arena_resize(a, NULL, 0, 100);
    memset(first, 0xEE, 60 * 1024);
    second = arena_resize(a, second, 100, 100 * 1024);
    memset(second, 0xAA, 100 * 1024);
    assert_true(is_all(first, 60 * 1024, 0xEE));
    arena_free(a);
}

static void nothing_can_be_freed_and_reset_empty(void **state)
{
    struct arena *a = arena_new();

    (void)state;
    arena_reset(a);
    arena_free(a);
    arena_free(NULL);
}

// ---- buf -------------------------------------------------------------------------

static void text_is_built_from_pieces(void **state)
{
    struct buf b = buf_new(*state, 1000);

    BUF_PUT(&b, "приказ");
    buf_char(&b, ' ');
    buf_put(&b, STR("№"));
    buf_format(&b, " %d/%d", 26, 1);
    buf_put(&b, (struct str){ 0 });
    assert_text(buf_str(&b), "приказ № 26/1");
    assert_false(b.overflowed);
}

static void text_is_never_longer_than_the_ceiling(void **state)
{
    struct buf b = buf_new(*state, 10);

    BUF_PUT(&b, "0123456789");
    assert_false(b.overflowed);
    buf_char(&b, 'x');
    assert_true(b.overflowed);
    buf_format(&b, "%d", 1);
    BUF_PUT(&b, "y");
    assert_text(buf_str(&b), "0123456789");
}

static void a_piece_that_does_not_fit_is_left_out_whole(void **state)
{
    struct buf b = buf_new(*state, 10);

    BUF_PUT(&b, "01234");
    BUF_PUT(&b, "567890");
    assert_true(b.overflowed);
    assert_text(buf_str(&b), "01234");
}

static void a_cleared_buf_begins_anew(void **state)
{
    struct buf b = buf_new(*state, 4);

    BUF_PUT(&b, "12345");
    buf_clear(&b);
    BUF_PUT(&b, "1234");
    assert_false(b.overflowed);
    assert_text(buf_str(&b), "1234");
}

static void a_long_text_survives_all_enlargements(void **state)
{
    struct buf b = buf_new(*state, SIZE_MAX);

    for (int i = 0; i < 10000; i++)
        buf_format(&b, "%04d ", i);
    assert_int_equal(buf_str(&b).len, 50000);
    for (int i = 0; i < 10000; i++) {
        char expected[8];
        snprintf(expected, sizeof expected, "%04d ", i);
        assert_memory_equal(buf_str(&b).ptr + 5 * i, expected, 5);
    }
}

// ---- list ------------------------------------------------------------------------

struct pupil {
    int form, order;
};

static int by_form(const void *a, const void *b)
{
    return ((const struct pupil *)a)->form - ((const struct pupil *)b)->form;
}

static struct list pupils(size_t count, int (*form)(size_t i), struct arena *a)
{
    struct list l = { 0 };

    for (size_t i = 0; i < count; i++) {
        struct pupil *p = ARENA_NEW(a, struct pupil);
        *p = (struct pupil){ form(i), (int)i };
        list_add(&l, p, a);
    }
    return l;
}

static int pseudo_random(size_t i)
{
    return (int)((i * 2654435761u >> 7) % 11);
}

static int descending(size_t i)
{
    return -(int)i;
}

static void assert_sorted_and_stable(const struct list *l, size_t count)
{
    const struct pupil *before = NULL;
    size_t seen = 0;

    for (LIST_EACH(const struct pupil, p, *l)) {
        if (before)
            assert_true(before->form < p->form || (before->form == p->form && before->order < p->order));
        before = p;
        seen++;
    }
    assert_int_equal(seen, count);
}

static void sorting_keeps_the_order_of_equals(void **state)
{
    static const size_t counts[] = { 0, 1, 2, 3, 7, 8, 9, 100, 1000 };

    for (size_t i = 0; i < COUNT(counts); i++) {
        struct list l = pupils(counts[i], pseudo_random, *state);
        list_sort(&l, by_form, *state);
        assert_sorted_and_stable(&l, counts[i]);
        l = pupils(counts[i], descending, *state);
        list_sort(&l, by_form, *state);
        assert_sorted_and_stable(&l, counts[i]);
    }
}

static void an_empty_list_has_nothing_to_walk_over(void **state)
{
    struct list l = { 0 };

    (void)state;
    for (LIST_EACH(const struct pupil, p, l))
        fail_msg("an item %p came out of nothing", (const void *)p);
}

static void a_list_keeps_items_in_the_order_they_came(void **state)
{
    struct list l = pupils(100, descending, *state);
    int expected = 0;

    for (LIST_EACH(const struct pupil, p, l))
        assert_int_equal(p->order, expected++);
    assert_int_equal(expected, 100);
}

// ---- map -------------------------------------------------------------------------

static void a_map_gives_back_what_was_put(void **state)
{
    struct map m = map_new(*state);
    int one = 1, two = 2;

    assert_null(map_get(&m, STR("a")));
    assert_null(map_put(&m, STR("a"), &one));
    assert_null(map_put(&m, STR(""), &two));
    assert_ptr_equal(map_get(&m, STR("a")), &one);
    assert_ptr_equal(map_get(&m, STR("")), &two);
    assert_null(map_get(&m, STR("b")));
    assert_int_equal(m.count, 2);
}

static void the_first_value_of_a_key_stays(void **state)
{
    struct map m = map_new(*state);
    int first = 1, second = 2;

    map_put(&m, STR("id"), &first);
    assert_ptr_equal(map_put(&m, STR("id"), &second), &first);
    assert_ptr_equal(map_get(&m, STR("id")), &first);
    assert_int_equal(m.count, 1);
}

static void thousands_of_keys_are_told_apart(void **state)
{
    enum { MANY = 5000 };
    struct map m = map_new(*state);
    static int values[MANY];

    for (int i = 0; i < MANY; i++)
        assert_null(map_put(&m, str_format(*state, "prikaz-%d", i), &values[i]));
    for (int i = 0; i < MANY; i++)
        assert_ptr_equal(map_get(&m, str_format(*state, "prikaz-%d", i)), &values[i]);
    assert_null(map_get(&m, STR("prikaz-5000")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zero_and_aligned_whatever_its_size),
        cmocka_unit_test(memory_is_zero_again_after_a_reset),
        cmocka_unit_test(the_newest_allocation_grows_in_place),
        cmocka_unit_test(an_older_allocation_grows_by_moving),
        cmocka_unit_test(growing_over_the_end_of_a_block_keeps_everything),
        cmocka_unit_test(resizing_keeps_what_is_there_and_what_stands_beside),
        cmocka_unit_test(what_is_dropped_may_be_the_only_one_or_a_small_one),
        cmocka_unit_test(after_a_reset_a_large_one_is_no_block_to_fill),
        cmocka_unit_test(nothing_can_be_freed_and_reset_empty),
        cmocka_unit_test(text_is_built_from_pieces),
        cmocka_unit_test(text_is_never_longer_than_the_ceiling),
        cmocka_unit_test(a_piece_that_does_not_fit_is_left_out_whole),
        cmocka_unit_test(a_cleared_buf_begins_anew),
        cmocka_unit_test(a_long_text_survives_all_enlargements),
        cmocka_unit_test(sorting_keeps_the_order_of_equals),
        cmocka_unit_test(an_empty_list_has_nothing_to_walk_over),
        cmocka_unit_test(a_list_keeps_items_in_the_order_they_came),
        cmocka_unit_test(a_map_gives_back_what_was_put),
        cmocka_unit_test(the_first_value_of_a_key_stays),
        cmocka_unit_test(thousands_of_keys_are_told_apart),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
