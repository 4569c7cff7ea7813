// SPDX-License-Identifier: MIT
#include "base/nearest.h"
#include "unit.h"

static const char *nearest_of(const char *typed, const char *const *candidates)
{
    struct nearest n = nearest_to(str_from(typed));

    for (; *candidates; candidates++)
        nearest_offer(&n, *candidates);
    return n.best;
}

#define NEAREST(typed, ...) nearest_of(typed, (const char *const[]){ __VA_ARGS__, NULL })

static void two_exchanged_letters_are_one_mistake(void **state)
{
    (void)state;
    assert_string_equal(NEAREST("titel", "date", "title", "files"), "title");
}

static void a_missing_and_a_spare_letter_are_forgiven(void **state)
{
    (void)state;
    assert_string_equal(NEAREST("програма", "приказ", "программа"), "программа");
    assert_string_equal(NEAREST("прикказ", "приказ", "программа"), "приказ");
}

static void the_nearest_wins_and_of_equals_the_first(void **state)
{
    (void)state;
    assert_string_equal(NEAREST("until", "untilled", "unti", "untyl"), "unti");
}

static void letters_are_counted_not_bytes(void **state)
{
    (void)state;
    assert_null(NEAREST("год", "ход года")); // five of eight letters
    assert_string_equal(NEAREST("годы", "годе"), "годе");
}

static void nothing_is_suggested_when_more_than_a_third_differs(void **state)
{
    (void)state;
    assert_null(NEAREST("xy", "id", "no"));
    assert_null(NEAREST("наставник", "кабинет"));
    assert_null(NEAREST("", "id"));
    assert_string_equal(NEAREST("abd", "abc"), "abc"); // a third exactly
    assert_null(NEAREST("ab", "ac"));
}

static void lookalikes_of_both_alphabets_are_the_same_letter(void **state)
{
    struct nearest n = nearest_to(STR("соvеrs")); // с, о and е are Cyrillic

    (void)state;
    nearest_offer(&n, "covers");
    assert_string_equal(n.best, "covers");
    assert_int_equal(n.distance, 0);
}

static void case_and_composition_make_no_difference(void **state)
{
    struct nearest n = nearest_to(STR("ПОЛОЖЕНИ\u0418\u0306.pdf"));

    (void)state;
    nearest_offer(&n, "положений.PDF");
    assert_int_equal(n.distance, 0);
}

static void a_very_long_name_is_compared_by_its_beginning(void **state)
{
    char typed[2000], candidate[2000];

    (void)state;
    for (size_t i = 0; i < sizeof typed; i++)
        typed[i] = candidate[i] = (char)('a' + i % 26);
    typed[sizeof typed - 1] = candidate[sizeof candidate - 1] = '\0';
    typed[10] = '!';
    assert_ptr_equal(NEAREST(typed, candidate), candidate);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_exchanged_letters_are_one_mistake),
        cmocka_unit_test(a_missing_and_a_spare_letter_are_forgiven),
        cmocka_unit_test(the_nearest_wins_and_of_equals_the_first),
        cmocka_unit_test(letters_are_counted_not_bytes),
        cmocka_unit_test(nothing_is_suggested_when_more_than_a_third_differs),
        cmocka_unit_test(lookalikes_of_both_alphabets_are_the_same_letter),
        cmocka_unit_test(case_and_composition_make_no_difference),
        cmocka_unit_test(a_very_long_name_is_compared_by_its_beginning),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
