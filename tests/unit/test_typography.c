// SPDX-License-Identifier: MIT
// In the expectations '~' stands for a no-break space, which nobody can see.
#include "base/typography.h"
#include "unit.h"

#include <string.h>

static struct str set(struct str text, struct arena *a)
{
    struct buf b = buf_new(a, 1 << 20);

    typography(text, &b);
    return buf_str(&b);
}

static char *visible(struct str text, struct arena *a)
{
    struct buf b = buf_new(a, 1 << 20);

    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] == '\xC2' && text.ptr[i + 1] == '\xA0') {
            buf_char(&b, '~');
            i++;
        } else {
            buf_char(&b, text.ptr[i]);
        }
    return str_cstr(buf_str(&b), a);
}

static void assert_set(void **state, const char *typed, const char *expected)
{
    assert_string_equal(visible(set(str_from(typed), *state), *state), expected);
}

static void abbreviations_hold_to_their_numbers_and_names(void **state)
{
    assert_set(state, "Приказ № 26 по ст. 29 и п. 5, ч. 2", "Приказ №~26 по ст.~29 и~п.~5, ч.~2");
    assert_set(state, "см. § 3, (п. IV), стр. 7", "см. §~3, (п.~IV), стр.~7");
    assert_set(state, "г. Югорск, ул. «Ленина», школа им. Гагарина",
               "г.~Югорск, ул.~«Ленина», школа им.~Гагарина");
    assert_set(state, "т. е. так, и т. д.", "т.~е. так, и~т.~д.");
    assert_set(state, "Это все ст. закона", "Это все ст. закона");
}

static void numbers_hold_to_what_they_count(void **state)
{
    assert_set(state, "5 пар, 100 %, 12,5 часа, 10 000 ₽",
               "5~пар, 100~%, 12,5~часа, 10~000~₽");
    assert_set(state, "2024–2025 гг. и 1 сентября 2025 г. Приказ",
               "2024–2025~гг. и~1~сентября 2025~г. Приказ");
    assert_set(state, "с 10 до 12 часов", "с~10 до 12~часов");
    assert_set(state, "№ 26 от 01.09.2025 Департамента", "№~26 от 01.09.2025 Департамента");
    assert_set(state, "школы № 26 п. 3", "школы №~26~п.~3");
}

static void initials_hold_to_the_surname_on_either_side(void **state)
{
    assert_set(state, "М. П. Иванова и Ёлкина А. С., Петров-Водкин К.С.",
               "М.~П.~Иванова и~Ёлкина~А.~С., Петров-Водкин~К.С.");
    assert_set(state, "И.о. директора И. о. ректора", "И.о. директора И. о. ректора");
}

static void one_letter_words_hold_to_the_next(void **state)
{
    assert_set(state, "В школе и (в саду) у нас, он я и", "В~школе и~(в~саду) у~нас, он я и");
    assert_set(state, "из школы на дом", "из школы на дом");
}

static void a_dash_never_begins_a_line(void **state)
{
    assert_set(state, "Наставник — это опыт – и труд", "Наставник~— это опыт~– и~труд");
    assert_set(state, "Наставник - это опыт", "Наставник~– это опыт");
    assert_set(state, "какой-то, - конец -", "какой-то,~– конец -");
    assert_set(state, "- начало", "- начало");
}

static void straight_quotes_become_russian_ones(void **state)
{
    assert_set(state, "приказ \"О наставничестве\", \"да\"", "приказ «О~наставничестве», «да»");
    assert_set(state, "МБОУ \"Лицей \"Мир\" города\"", "МБОУ «Лицей „Мир“ города»");
    assert_set(state, "«Программа \"Мы\" года»", "«Программа „Мы“ года»");
    assert_set(state, "(\"а\"-\"б\")", "(«а»-«б»)");
    assert_set(state, "\x01\"\x01Школа\x01\"\x01, \"\x02\"", "\x01«\x01Школа\x01»\x01, «\x02»");
}

static void quotes_without_a_pair_stay_straight(void **state)
{
    assert_set(state, "экран 5\" и \"да\"", "экран 5\" и~\"да\"");
    assert_set(state, "\"начато", "\"начато");
    assert_set(state, "«не закрыто и \"да\"", "«не закрыто и~\"да\"");
    assert_set(state, "a\" \"b", "a\" \"b");
    assert_set(state, "\"\"\"\"\"\"\"\"\"а\"\"\"\"\"\"\"\"\"", "\"\"\"\"\"\"\"\"\"а\"\"\"\"\"\"\"\"\"");
}

static void three_dots_become_an_ellipsis_outside_addresses(void **state)
{
    assert_set(state, "и так далее... Что?.. 4.3.. ....", "и~так далее… Что?.. 4.3.. ....");
    assert_set(state, "http://x.ru/a...b", "http://x.ru/a...b");
}

static void marks_keep_their_number_and_order(void **state)
{
    assert_set(state,
               "\x01№\x01 \x01"
               "5\x01",
               "\x01№\x01~\x01"
               "5\x01");
    assert_set(state, "в \x02 и\n\x02", "в~\x02 и~\x02");
    assert_set(state, "слово \x03— да", "слово \x03— да");
}

static void line_ends_are_spaces(void **state)
{
    assert_set(state, "пункт\n№\n5 и\nвсё", "пункт\n№~5 и~всё");
}

static void what_is_already_right_is_left_alone(void **state)
{
    static const char *const texts[] = { "",         " ",     "\u00A0", "№\u00A05", "а\u202Fб",
                                         "\xFF\xC2", "  x  ", "\x01",   "…" };

    for (size_t i = 0; i < COUNT(texts); i++)
        assert_text(set(str_from(texts[i]), *state), texts[i]);
}

// Texts put together at random from the pieces the rules look at.
static void setting_twice_changes_nothing_more(void **state)
{
    static const char *const pieces[] = { " ",   " ",   " ",    "\"",   "\"",   "-",  " - ", "...",
                                          "№",   "ст.", "5",    "12",   "г.",   "И.", "О.",  "Ива",
                                          "в",   "«",   "»",    "„",    "“",    "—",  "\n",  "%",
                                          "000", "да",  "\x01", "\x02", "\x03", "(",  ")",   "\u00A0",
                                          ".",   ",",   "т.",   "е.",   "/",    "г" };
    struct arena *a = arena_new();
    uint32_t seed = 12345;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        struct buf b = buf_new(a, 4096);
        for (int i = 0; i < 12; i++) {
            seed = seed * 1664525 + 1013904223;
            buf_put(&b, str_from(pieces[(seed >> 16) % COUNT(pieces)]));
        }
        struct str once = set(buf_str(&b), a);
        assert_string_equal(str_cstr(set(once, a), a), str_cstr(once, a));
        arena_reset(a);
    }
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(abbreviations_hold_to_their_numbers_and_names),
        cmocka_unit_test(numbers_hold_to_what_they_count),
        cmocka_unit_test(initials_hold_to_the_surname_on_either_side),
        cmocka_unit_test(one_letter_words_hold_to_the_next),
        cmocka_unit_test(a_dash_never_begins_a_line),
        cmocka_unit_test(straight_quotes_become_russian_ones),
        cmocka_unit_test(quotes_without_a_pair_stay_straight),
        cmocka_unit_test(three_dots_become_an_ellipsis_outside_addresses),
        cmocka_unit_test(marks_keep_their_number_and_order),
        cmocka_unit_test(line_ends_are_spaces),
        cmocka_unit_test(what_is_already_right_is_left_alone),
        cmocka_unit_test(setting_twice_changes_nothing_more),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
