// SPDX-License-Identifier: MIT
#include "base/russian.h"
#include "unit.h"

#define NBSP "\u00a0"

// И + breve and е + two dots, as macOS writes file names.
#define SHORT_I_APART "\u0418\u0306"
#define YO_APART      "\u0435\u0308"

static void a_number_takes_its_form_of_the_noun(void **state)
{
    static const struct {
        int64_t n;
        const char *form;
    } rows[] = {
        { 0, "пар" },         { 1, "пара" },  { 2, "пары" },   { 4, "пары" },   { 5, "пар" },
        { 10, "пар" },        { 11, "пар" },  { 12, "пар" },   { 14, "пар" },   { 15, "пар" },
        { 21, "пара" },       { 22, "пары" }, { 25, "пар" },   { 101, "пара" }, { 111, "пар" },
        { 112, "пар" },       { 114, "пар" }, { 121, "пара" }, { 1011, "пар" }, { -1, "пара" },
        { -2, "пары" },       { -11, "пар" }, { -111, "пар" }, { -21, "пара" }, { INT64_MAX, "пар" },
        { INT64_MIN, "пар" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_string_equal(russian_plural(rows[i].n, "пара", "пары", "пар"), rows[i].form);
}

static void a_number_takes_its_form_from_texts_too(void **state)
{
    (void)state;
    assert_text(russian_plural_str(23, STR("пара"), STR("пары"), STR("пар")), "пары");
}

// In the order that a reader expects; every earlier one sorts before every later one.
static const char *const in_order[] = {
    "",
    " б",
    "-",
    "«Школа»",
    "№ 2",
    "№ 10",
    "002", // as much as the next one: bytes decide, and only then
    "2",
    "10",
    "10а",
    "99999999999999999999",
    "100000000000000000000",
    "абв",
    "Абв",
    "абв 2",
    "абв 10",
    "Абв 10 а",
    "авось",
    "ежа",
    "ёжа",
    "Ёжа",
    "ежи",
    "ёлка",
    "Ель",
    "ель-2",
    "ель2",
    "иволга",
    "і",
    "йогурт",
    "край",
    "школа",
    "Школа",
    "школа 2",
    "школа 10",
    "яблоко",
    "a",
    "A",
    "b",
    "z",
    "é",
    "漢",
};

static int sign(int n)
{
    return (n > 0) - (n < 0);
}

static int compare(const char *a, const char *b)
{
    return sign(russian_compare(str_from(a), str_from(b)));
}

static void words_sort_as_in_a_russian_index(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(in_order); i++)
        for (size_t j = 0; j < COUNT(in_order); j++)
            if (compare(in_order[i], in_order[j]) != sign((int)i - (int)j))
                fail_msg("«%s» and «%s» are out of order", in_order[i], in_order[j]);
}

static void letters_written_in_two_ways_sort_at_one_place(void **state)
{
    (void)state;
    assert_int_equal(compare(SHORT_I_APART "огурт", "Иволга"), 1);
    assert_int_equal(compare(SHORT_I_APART "огурт", "Йод"), -1 * compare("Йод", "Йогурт"));
    assert_int_equal(compare(YO_APART "ж", "ежик"), -1);
    assert_int_equal(compare("за\u0301мок", "замок 2"), -1); // a stress mark is no letter
    assert_int_equal(compare("за" NBSP "б", "за а"), 1);     // a no-break space is a space
}

// Every text of up to three characters from an alphabet of the hard ones.
static const char *const hard[] = { "е", "ё", "Е", "\u0435\u0308", "0", "7", " ", "\u0306" };
enum { HARD = 8, WORDS = 1 + HARD + HARD * HARD };

static void every_pair_and_triple_of_words_is_consistent(void **state)
{
    struct arena *a = *state;
    struct str words[WORDS] = { STR("") };
    static signed char order[WORDS][WORDS];
    size_t count = 1;

    for (size_t i = 0; i < HARD; i++)
        words[count++] = str_from(hard[i]);
    for (size_t i = 0; i < HARD; i++)
        for (size_t j = 0; j < HARD; j++)
            words[count++] = str_format(a, "%s%s", hard[i], hard[j]);
    assert_int_equal(count, WORDS);

    for (size_t i = 0; i < WORDS; i++)
        for (size_t j = 0; j < WORDS; j++)
            order[i][j] = (signed char)sign(russian_compare(words[i], words[j]));
    for (size_t i = 0; i < WORDS; i++)
        for (size_t j = 0; j < WORDS; j++) {
            assert_int_equal(order[i][j], -order[j][i]);
            assert_int_equal(order[i][j] == 0, str_eq(words[i], words[j]));
            for (size_t k = 0; k < WORDS; k++)
                if (order[i][j] < 0 && order[j][k] < 0)
                    assert_int_equal(order[i][k], -1);
        }
}

static void folding_forgets_what_people_type_differently(void **state)
{
    static const char *const rows[][2] = {
        { "  Учитель –  учитель ", "учитель-учитель" },
        { "Учитель" NBSP "—\u202fучитель", "учитель-учитель" },
        { "учитель-учитель", "учитель-учитель" },
        { " - а", "-а" },
        { "Ёлка", "елка" },
        { "Е\u0308лка", "елка" },
        { SHORT_I_APART "ОД", "йод" },
        { "на\u00adстав\u200bник", "наставник" },
        { "\tВ\n две строки\r\n", "в две строки" },
        { "ӘҢГӘМӘ", "әңгәмә" },
        { "École", "école" },
        { "ab\xffz", "ab\uFFFDz" },
        { " ", "" },
        { "", "" },
    };

    for (size_t i = 0; i < COUNT(rows); i++)
        assert_text(russian_fold(str_from(rows[i][0]), *state), rows[i][1]);
}

static void a_slug_follows_the_passport_table(void **state)
{
    static const char *const rows[][2] = {
        { "Наставничество", "nastavnichestvo" },
        { "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "abvgdeezhziiklmnoprstufkhtschshshchieyeiuia" },
        { "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ", "abvgdeezhziiklmnoprstufkhtschshshchieyeiuia" },
        { "Приказ №54 от 04.09.2023г", "prikaz-54-ot-04-09-2023g" },
        { "№ 5", "5" },
        { "Положени" YO_APART SHORT_I_APART, "polozheniei" },
        { "Положени" SHORT_I_APART, "polozhenii" },
        { "за\u0301мок", "zamok" },
        { " -- «Учитель — учитель»!", "uchitel-uchitel" },
        { "ь", "x" },
        { "ь - Ь", "x" },
        { "а ь б", "a-b" },
        { "", "x" },
        { "???", "x" },
        { "Уфа: Әлфия", "ufa-alfiia" },
        { "A/B\\C..D", "a-b-c-d" },
    };

    for (size_t i = 0; i < COUNT(rows); i++)
        assert_text(russian_slug(str_from(rows[i][0]), *state), rows[i][1]);
}

static void a_long_slug_ends_with_a_whole_word(void **state)
{
    struct str s = STR("Положение о формах, периодичности и порядка текущего контроля успеваемости и "
                       "промежуточной аттестации обучающихся (воспитанников)");
    struct str word =
        STR("достопримечательностидостопримечательностидостопримечательностидостопримечательности");

    assert_text(russian_slug(s, *state),
                "polozhenie-o-formakh-periodichnosti-i-poriadka-tekushchego-kontrolia");
    assert_int_equal(russian_slug(word, *state).len, 80);
    assert_text(russian_slug_within(STR("план на год"), 7, *state), "plan-na");
    assert_text(russian_slug_within(STR("план на год"), 8, *state), "plan-na");
    assert_text(russian_slug_within(STR("план на год"), SIZE_MAX, *state), "plan-na-god");
}

static void a_name_is_shortened_to_surname_and_initials(void **state)
{
    static const char *const rows[][2] = {
        { "Иванова Мария Петровна", "Иванова" NBSP "М." NBSP "П." },
        { "Иванова Мария", "Иванова" NBSP "М." },
        { "Иванова", "Иванова" },
        { "", "" },
        { "  Иванова " NBSP " Мария\tПетровна ", "Иванова" NBSP "М." NBSP "П." },
        { "Петрова-Водкина Анна Львовна", "Петрова-Водкина" NBSP "А." NBSP "Л." },
        { "Алиев Рамиз Тофик оглы", "Алиев" NBSP "Р." NBSP "Т." },
        { "Мамедова Лейла Ариф кызы", "Мамедова" NBSP "Л." NBSP "А." },
        { "фон Берг Анна Карловна", "фон Берг" NBSP "А." NBSP "К." },
        { "де ла Крус Мария", "де ла Крус" NBSP "М." },
        { "Иванова М.П.", "Иванова" NBSP "М." NBSP "П." },
        { "Иванова М. П.", "Иванова" NBSP "М." NBSP "П." },
        { "Смирнова Анна-Мария Юрьевна", "Смирнова" NBSP "А.-М." NBSP "Ю." },
        { "Зайцев " SHORT_I_APART "осиф", "Зайцев" NBSP "Й." },
    };

    for (size_t i = 0; i < COUNT(rows); i++)
        assert_text(russian_short_name(str_from(rows[i][0]), *state), rows[i][1]);
}

static void initials_name_nobody(void **state)
{
    static const char *const rows[][2] = {
        { "Иванова Мария Петровна", "И." NBSP "М." NBSP "П." },
        { "Алиев Рамиз Тофик оглы", "А." NBSP "Р." NBSP "Т." },
        { "фон Берг Анна", "Б." NBSP "А." },
        { "Иванова", "И." },
        { "  ", "" },
    };

    for (size_t i = 0; i < COUNT(rows); i++)
        assert_text(russian_initials(str_from(rows[i][0]), *state), rows[i][1]);
}

static void a_monogram_has_two_capital_letters_at_most(void **state)
{
    static const char *const rows[][2] = {
        { "Иванова Мария Петровна", "ИМ" },
        { "И." NBSP "М." NBSP "П.", "ИМ" },
        { "Ёлкина", "Ё" },
        { "фон Берг Анна", "БА" },
        { "данные не публикуются", "" },
        { "", "" },
        { "Smith John", "SJ" },
    };

    for (size_t i = 0; i < COUNT(rows); i++)
        assert_text(russian_monogram(str_from(rows[i][0]), *state), rows[i][1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_monogram_has_two_capital_letters_at_most),
        cmocka_unit_test(a_number_takes_its_form_of_the_noun),
        cmocka_unit_test(a_number_takes_its_form_from_texts_too),
        cmocka_unit_test(words_sort_as_in_a_russian_index),
        cmocka_unit_test(letters_written_in_two_ways_sort_at_one_place),
        cmocka_unit_test(every_pair_and_triple_of_words_is_consistent),
        cmocka_unit_test(folding_forgets_what_people_type_differently),
        cmocka_unit_test(a_slug_follows_the_passport_table),
        cmocka_unit_test(a_long_slug_ends_with_a_whole_word),
        cmocka_unit_test(a_name_is_shortened_to_surname_and_initials),
        cmocka_unit_test(initials_name_nobody),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
