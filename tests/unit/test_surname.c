// SPDX-License-Identifier: MIT
#include "model/surname.h"
#include "unit.h"

static void a_surname_loses_the_vowels_of_its_cases(void **state)
{
    static const char *const rows[][2] = {
        { "Иванова Мария Петровна", "ivanov" },
        { "Иванов", "ivanov" },
        { "Гоголь Юрий", "gogol" },
        { "Лион Анна", "lion" },
        { "Роо Анна", "roo" },
    };

    for (size_t i = 0; i < COUNT(rows); i++)
        assert_text(surname_slug(str_from(rows[i][0]), *state), rows[i][1]);
}

static void a_word_may_begin_as_a_surname_does(void **state)
{
    (void)state;
    assert_true(surname_begins_word(STR("ivanov"), STR("ivanov")));
    assert_true(surname_begins_word(STR("opyt-ivanovoy"), STR("ivanov")));
    assert_true(surname_begins_word(STR("karta-ivanovskogo-rayona"), STR("ivanov")));
    assert_true(surname_begins_word(STR("xivanov-ivanov"), STR("ivanov")));
    assert_false(surname_begins_word(STR("xivanov"), STR("ivanov")));
    assert_false(surname_begins_word(STR("ivan"), STR("ivanov")));
}

static void a_word_is_a_surname_when_only_an_ending_follows(void **state)
{
    (void)state;
    assert_true(surname_is_word(STR("ivanov"), STR("ivanov")));
    assert_true(surname_is_word(STR("opyt-ivanovoy-2"), STR("ivanov")));
    assert_true(surname_is_word(STR("ivanovogo"), STR("ivanov")));
    assert_true(surname_is_word(STR("ivanovskiy-ivanov"), STR("ivanov")));
    assert_false(surname_is_word(STR("ivanovskiy"), STR("ivanov")));
    assert_false(surname_is_word(STR("xivanov"), STR("ivanov")));
    assert_false(surname_is_word(STR("limit"), STR("lim")));
    assert_false(surname_is_word(STR("lim"), STR("lim")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_surname_loses_the_vowels_of_its_cases),
        cmocka_unit_test(a_word_may_begin_as_a_surname_does),
        cmocka_unit_test(a_word_is_a_surname_when_only_an_ending_follows),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
