// SPDX-License-Identifier: MIT
#include "model/surname.h"
#include "unit.h"

#include <string.h>

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

static void a_surname_is_known_however_it_is_transliterated(void **state)
{
    static const char *const rows[][3] = {
        { "Зайцев Пётр", "zaitsev", "zaycev|zaytsev|zajcev|zaicev|zajtsev|zaitsev-2|foto-zaycevym|zaytsevu" },
        { "Хвостова Анна", "khvostov", "hvostova|khvostovoy|hvostovoj" },
        { "Щукин Пётр", "shchukin", "schukin|shchukin|schukina" },
        { "Ющенко Анна", "iushchenk", "yushchenko|juschenko|yuschenko" },
        { "Янкина Анна", "iankin", "yankina|jankina|iankinoi" },
        { "Пономарёв Пётр", "ponomarev", "ponomaryov|ponomarjova|ponomareva" },
        { "Рыбкин Пётр", "rybkin", "ribkin|rybkina" },
        { "Александров Пётр", "aleksandrov", "alexandrov|alexandrova" },
    };

    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str surname = surname_slug(str_from(rows[i][0]), *state), rest = str_from(rows[i][2]), slug;
        assert_text(surname, rows[i][1]);
        while (str_split(&rest, '|', &slug)) {
            assert_true(surname_is_word(slug, surname));
            assert_true(surname_begins_word(slug, surname));
        }
    }
    assert_false(surname_is_word(STR("zaychenko"), STR("zaitsev")));
    assert_false(surname_is_word(STR("chaykovskiy"), STR("caikovsk")));
}

// A name of a file may be longer than any word; what is beyond is no matter of an address.
static void a_long_name_is_cut(void **state)
{
    char name[2000];

    (void)state;
    memset(name, 'a', sizeof name);
    memcpy(name, "zaycev-", 7);
    assert_true(surname_begins_word((struct str){ name, sizeof name }, STR("zaitsev")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_surname_loses_the_vowels_of_its_cases),
        cmocka_unit_test(a_word_may_begin_as_a_surname_does),
        cmocka_unit_test(a_word_is_a_surname_when_only_an_ending_follows),
        cmocka_unit_test(a_surname_is_known_however_it_is_transliterated),
        cmocka_unit_test(a_long_name_is_cut),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
