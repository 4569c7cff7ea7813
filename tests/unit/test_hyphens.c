// SPDX-License-Identifier: MIT
#include "base/buf.h"
#include "base/hyphens.h"
#include "unit.h"

// With '-' for every soft hyphen.
static void assert_divided(const char *text, const char *expected, struct arena *a)
{
    struct str rest = hyphens_soft(str_from(text), a);
    struct buf seen = buf_new(a, 1000);

    for (size_t at; (at = str_find(rest, STR("\u00ad"))) != SIZE_MAX; rest = str_after(rest, at + 2)) {
        buf_put(&seen, str_from_to(rest, 0, at));
        buf_char(&seen, '-');
    }
    buf_put(&seen, rest);
    assert_text(buf_str(&seen), expected);
}

static void a_long_word_is_divided_by_the_rules_of_school(void **state)
{
    assert_divided("Наставничество", "Нас-тав-ни-чес-тво", *state);
    assert_divided("персонализированные программы", "пер-со-на-ли-зи-ро-ван-ные программы", *state);
    assert_divided("НАСТАВЛЯЕМЫЙ,", "НАС-ТАВ-ЛЯ-ЕМЫЙ,", *state);
    assert_divided("Разъяснительный", "Разъ-яс-ни-тель-ный", *state);
    assert_divided("восьмиклассница", "вось-мик-лас-сница", *state);
}

static void no_division_leaves_fewer_than_three_letters(void **state)
{
    assert_divided("информатика", "инфор-ма-тика", *state);
    assert_divided("окончаниями", "окон-ча-ни-ями", *state);
}

static void short_and_foreign_words_stay_whole(void **state)
{
    assert_divided("", "", *state);
    assert_divided("в школе, учитель — учителю: Internationalization 1234567890123", //
                   "в школе, учитель — учителю: Internationalization 1234567890123", *state);
}

static void a_run_of_letters_without_end_is_survived(void **state)
{
    struct str run = { 0 };

    for (int i = 0; i < 200; i++)
        run = str_format(*state, "%.*sщ", STR_ARG(run));
    assert_text(hyphens_soft(run, *state), run.ptr);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_long_word_is_divided_by_the_rules_of_school),
        cmocka_unit_test(no_division_leaves_fewer_than_three_letters),
        cmocka_unit_test(short_and_foreign_words_stay_whole),
        cmocka_unit_test(a_run_of_letters_without_end_is_survived),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
