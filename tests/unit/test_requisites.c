// SPDX-License-Identifier: MIT
#include "check/requisites.h"
#include "unit.h"

// «2021-08-23» for the first date of [text], empty when it has none.
static struct str date_in(const char *text, struct arena *a)
{
    const struct text t = text_read(str_from(text), a);
    struct date date = { 0 };

    for (size_t i = 0; i < t.count; i++)
        if (requisites_date(&t, i, &date))
            break;
    return date_iso(date, a);
}

// The number behind the first «№».
static struct str number_in(const char *text, struct arena *a)
{
    const struct text t = text_read(str_from(text), a);
    struct requisites q = { 0 };

    for (size_t i = 0; i < t.count; i++)
        if (requisites_number(&t, i, a, &q))
            break;
    return q.number;
}

// «2021-08-31 26/1» for each pair that [text] holds, in brackets.
static struct str requisites_in(const char *text, struct arena *a)
{
    const struct text t = text_read(str_from(text), a);
    struct buf b = buf_new(a, SIZE_MAX);
    struct requisites q;

    for (size_t i = 0; requisites_next(&t, &i, t.count, a, &q);)
        buf_format(&b, "[%.*s %.*s]", STR_ARG(date_iso(q.date, a)), STR_ARG(q.number));
    return buf_str(&b);
}

static void dates_are_read_in_every_form_that_papers_have(void **state)
{
    assert_text(date_in("от 01.09.2022", *state), "2022-09-01");
    assert_text(date_in("30.08.2021г.", *state), "2021-08-30");
    assert_text(date_in("31. 03. 22 г.", *state), "2022-03-31");
    assert_text(date_in("17.02. 2022 г", *state), "2022-02-17");
    assert_text(date_in("о т 29.11.2014 года", *state), "2014-11-29");
    assert_text(date_in("13.12 2022 год", *state), "2022-12-13");
    assert_text(date_in("5.03.2022", *state), "2022-03-05");
    assert_text(date_in("29.12.12 года", *state), "2012-12-29");
    assert_text(date_in("25.03.21", *state), "2021-03-25");
    assert_text(date_in("« 23» августа 2021 г.", *state), "2021-08-23");
    assert_text(date_in("«31»__08_2021_г.", *state), "2021-08-31");
    assert_text(date_in("«_24» марта 2022г.", *state), "2022-03-24");
    assert_text(date_in("«__4__ »__марта__________2022г.", *state), "2022-03-04");
    assert_text(date_in("3 мая 2023 года", *state), "2023-05-03");
    assert_text(date_in("27.03 – 04.04.2023", *state), "2023-04-04");
    assert_text(date_in("3 АВГУСТА 2023 Г.", *state), "2023-08-03");
    assert_text(date_in("31 август 2022", *state), "2022-08-31");
    assert_text(date_in("31 марта 2022", *state), "2022-03-31");
    assert_text(date_in("31 декабрь 2022", *state), "2022-12-31");
    assert_text(date_in("от . 01.09.2022", *state), "2022-09-01");
}

static void what_is_no_date_is_not_read_as_one(void **state)
{
    assert_text(date_in("«___» _____ 20 __ г.", *state), "");
    assert_text(date_in("2022/2023 учебный год", *state), "");
    assert_text(date_in("Ноябрь 2022", *state), "");
    assert_text(date_in("До 15.02, далее ежегодно", *state), "");
    assert_text(date_in("30.02.2022", *state), "");
    assert_text(date_in("192.168.10.12.2022", *state), "");
    assert_text(date_in("пункт 1.2.1 и 3.10", *state), "");
    assert_text(date_in("31 маятника 2022", *state), "");
    assert_text(date_in("29.02.2023", *state), "");
    assert_text(date_in("29.02.2024", *state), "2024-02-29");
    assert_text(date_in("29.02.1900", *state), "");
    assert_text(date_in("010.09.2022", *state), "");
    assert_text(date_in("01.09.1899", *state), "");
    assert_text(date_in("01.13.2022", *state), "");
    assert_text(date_in("3 мая 23 года", *state), "");
    assert_text(date_in("3 дня 2023 года", *state), "");
    assert_text(date_in("01.00.2022", *state), "");
    assert_text(date_in("00.09.2022", *state), "");
    assert_text(date_in("31.08.г", *state), "");
    assert_text(date_in("«31 08 2021", *state), "");
    assert_text(date_in("31» 08 2021", *state), "");
    assert_text(date_in("4 _ _ _ _ _ _ _ марта 2022", *state), "");
    assert_text(date_in("26/01.09.2022", *state), "");
}

static void numbers_are_read_in_every_form_that_papers_have(void **state)
{
    static const char *const same[][2] = {
        { "№ 26/1", "26/1" },
        { "№ 26 / 1", "26/1" },
        { "№ 14-а", "14-а" },
        { "№ 78-Д", "78-д" },
        { "№ 621- од", "621-од" },
        { "№933-ОД", "933-од" },
        { "№ 45/2-р", "45/2-р" },
        { "№ 279/01-03", "279/01-03" },
        { "№01-03\\482", "01-03/482" },
        { "№ 33-нп", "33-нп" },
        { "№ МП-П-989", "мп-п-989" },
        { "№ Р-145", "р-145" },
        { "№ P-145", "р-145" },
        { "N 145-р", "145-р" },
        { "NМР42/02", "мр42/02" },
        { "№ ЛБ-С-074-24059", "лб-с-074-24059" },
        { "в„– 18", "18" },
        { "№ 60от 01.01.2022", "60" },
        { "№ __15__ от", "15" },
        { "№ 41 – б", "41" },
        { "№ 5-распоряжение", "5" },
        { "№ 5-\nод", "5" },
        { "№ 60г", "60" },
    };

    for (size_t i = 0; i < COUNT(same); i++)
        assert_text(number_in(same[i][0], *state), same[i][1]);
    assert_text(number_in("№ ___ от", *state), "");
    assert_text(number_in("№ п/п", *state), "");
}

static void a_number_may_go_on_behind_the_dash_of_a_sentence(void **state)
{
    static const char *const rows[][2] = {
        { "№ 5 – од", "5-од" }, { "№ 5, од", "5" }, { "№ 5 – распоряжение", "5" }, { "№ 5 – _", "5" }
    };

    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct text t = text_read(str_from(rows[i][0]), *state);
        struct requisites q = { 0 };
        assert_true(requisites_number(&t, 0, *state, &q) > 0);
        assert_text(q.longer, rows[i][1]);
    }
}

static void a_number_in_a_record_loses_what_does_not_count(void **state)
{
    static const char *const rows[][2] = { { "№ 26 / 1", "26/1" },
                                           { "2.1", "2.1" },
                                           { "26.", "26" },
                                           { "01-03\\482", "01-03/482" },
                                           { "«621- ОД»", "621-од" } };

    for (size_t i = 0; i < COUNT(rows); i++)
        assert_text(requisites_normal(str_from(rows[i][0]), *state), rows[i][1]);
}

static void numbers_are_the_same_however_they_are_typed(void **state)
{
    struct str a = requisites_normal(STR("№ 26 / 1"), *state), b = requisites_normal(STR("26/1"), *state);

    assert_true(requisites_same_number(a, b));
    assert_true(requisites_same_number(requisites_normal(STR("P-145"), *state),
                                       requisites_normal(STR("Р–145"), *state)));
    assert_true(requisites_same_number(requisites_normal(STR("933-0Д"), *state),
                                       requisites_normal(STR("933-ОД"), *state)));
    assert_true(requisites_same_number(requisites_normal(STR("01-03\\482"), *state), STR("01-03/482")));
    assert_false(requisites_same_number(STR("42"), STR("42-од")));
    assert_false(requisites_same_number(STR("26/1"), STR("21/1")));
    assert_true(requisites_same_number(STR("97о"), STR("97-о")));
    assert_false(requisites_same_number(STR("2-6"), STR("26")));
    assert_false(requisites_same_number(STR("26"), STR("26-")));
}

static void a_number_and_a_date_belong_together_in_either_order(void **state)
{
    assert_text(requisites_in("от 31.08.2021 № 26/1", *state), "[2021-08-31 26/1]");
    assert_text(requisites_in("№ 26/1 от «31» августа 2021 г.", *state), "[2021-08-31 26/1]");
    assert_text(requisites_in("№54 о т 04.09.2023г.", *state), "[2023-09-04 54]");
    assert_text(requisites_in("30 июня 2020 года № 557", *state), "[2020-06-30 557]");
    assert_text(requisites_in("31.08.2021 г. Ирбит № 42", *state), "[2021-08-31 ][ 42]");
    assert_text(requisites_in("31.08.2021 ____ № 42", *state), "[2021-08-31 42]");
    assert_text(requisites_in("31.08.2021» № 42", *state), "[2021-08-31 ][ 42]");
    assert_text(requisites_in("31.08.2021 года № 42", *state), "[2021-08-31 42]");
    assert_text(requisites_in("13.12 2022 год № 42", *state), "[2022-12-13 42]");
    assert_text(requisites_in("31.08.2021 о № 42", *state), "[2021-08-31 42]");
    assert_text(requisites_in("№ 42 дата 31.08.2021", *state), "[2021-08-31 42]");
    assert_text(requisites_in("31.08.2021 письмо № 42", *state), "[2021-08-31 ][ 42]");
    assert_text(requisites_in("31.08.2021 г. г. г. г. № 42", *state), "[2021-08-31 ][ 42]");
    assert_text(requisites_in("№ 1 от 28.08.2025 № 21/1 от 29.08.2025", *state),
                "[2025-08-28 1][2025-08-29 21/1]");
    assert_text(requisites_in("№ 5 от 01.09.2022 № 26/1", *state), "[ 5][2022-09-01 26/1]");
    assert_text(requisites_in("28.08.2025 № 1 29.08.2025", *state), "[2025-08-28 1][2025-08-29 ]");
    assert_text(requisites_in("28.08.2025 № 1 от 29.08.2025 № 2", *state), "[2025-08-28 1][2025-08-29 2]");
    assert_text(requisites_in("№ 582 от 10.07.2013, № 785 от 29.05.2014", *state),
                "[2013-07-10 582][2014-05-29 785]");
}

static void the_number_of_a_school_is_no_number_of_a_paper(void **state)
{
    assert_text(requisites_in("приказом директора школы № 5 от 01.09.2022 № 26/1", *state),
                "[2022-09-01 26/1]");
    assert_text(requisites_in("к приказу МБДОУ детский сад № 18 от 31.08.2021 № 26/1", *state),
                "[2021-08-31 26/1]");
    assert_text(requisites_in("заведующий д/с № 72", *state), "");
    assert_text(requisites_in("заведующий ф/с № 72", *state), "[ 72]");
    assert_text(requisites_in("заведующий д/о № 72", *state), "[ 72]");
    assert_text(requisites_in("сад ещё раз шлёт нам письмо № 72", *state), "[ 72]");
    assert_text(requisites_in("Приказом школы\n№ 21/1 по плану", *state), "");
    assert_text(requisites_in("Приказом директора школы\n№ 21/1 от 29.08.2025", *state), "[2025-08-29 21/1]");
    assert_text(requisites_in("Приказом директора школы № 21 от 29.08.2025", *state), "[2025-08-29 ]");
    assert_text(requisites_in("приказом директора школы\n№ 5 от 01.09.2022 № 26/1", *state),
                "[2022-09-01 26/1]");
    assert_text(requisites_in("приказ по школе № 41 от 02.09.2024", *state), "[2024-09-02 41]");
    assert_text(requisites_in("сад приказ № 41", *state), "[ 41]");
    assert_text(requisites_in("школьное дело № 41", *state), "[ 41]");
    assert_text(requisites_in("сад 5 дело № 41", *state), "[ 41]");
    assert_text(requisites_in("Наш сад. Дело № 41", *state), "[ 41]");
}

static void letters_set_apart_make_a_word(void **state)
{
    const struct text t = text_read(STR("В целях п р и к а з ы в а ю : и в с"), *state);

    assert_true(text_is_word(&t, 2, "приказываю"));
    assert_int_equal(t.count, 7); // three prepositions stay three
}

static void the_date_of_a_number_stands_beside_it(void **state)
{
    static const char *const rows[][2] = {
        { "28.08.2025 № 1 от 29.08.2025", "2025-08-29" },
        { "28.08.2025 № 1 29.08.2025", "2025-08-28" },
        { "№ 1 29.08.2025", "2025-08-29" },
        { "28.08.2025 Ирбит № 1", "" },
        { "«28» августа 2025 г. № 1", "2025-08-28" },
        { "28.08.2025 г. Ирбит, 29.08.2025 № 1", "2025-08-29" },
        { "№ 1 по плану", "" },
    };

    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct text t = text_read(str_from(rows[i][0]), *state);
        struct date date = { 0 };
        size_t at = 0;
        while (!text_is_sign(&t, at, NUMERO))
            at++;
        assert_int_equal(requisites_date_beside(&t, at, at + 1, &date), *rows[i][1] != '\0');
        assert_text(date_iso(date, *state), rows[i][1]);
    }
}

static size_t times_spelled(const char *text, const char *normal, struct arena *a)
{
    const struct text t = text_read(str_from(text), a);
    size_t found = 0;

    for (size_t i = 0; i < t.count; i++)
        found += requisites_spelled(&t, i, str_from(normal)) > 0;
    return found;
}

static void a_number_is_found_only_when_nothing_carries_it_on(void **state)
{
    static const struct {
        const char *text, *normal;
        size_t times;
    } rows[] = {
        { "831 (831) 831.", "831", 3 }, { "831-р", "831", 0 },          { "1831", "831", 0 },
        { "831/1", "831", 0 },          { "2.831", "831", 0 },          { "831.1", "831", 0 },
        { "п831", "831", 0 },           { "831п", "831", 0 },           { "act:831", "831", 0 },
        { "act: 831", "831", 1 },       { "2021/831", "831", 0 },       { "план – 831", "831", 1 },
        { "лист.831", "831", 1 },       { "831 .5", "831", 1 },         { "831. 5", "831", 1 },
        { "831.а", "831", 1 },          { "ст. 351.8 ТК", "351.8", 1 }, { "ст. 351. 8 ТК", "351.8", 0 },
        { "145 - р", "145-р", 1 },      { "145- р", "145-р", 1 },       { "01-03\\482", "01-03/482", 1 },
    };

    for (size_t i = 0; i < COUNT(rows); i++)
        if (times_spelled(rows[i].text, rows[i].normal, *state) != rows[i].times)
            fail_msg("%s in «%s»", rows[i].normal, rows[i].text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_read_in_every_form_that_papers_have),
        cmocka_unit_test(what_is_no_date_is_not_read_as_one),
        cmocka_unit_test(numbers_are_read_in_every_form_that_papers_have),
        cmocka_unit_test(a_number_may_go_on_behind_the_dash_of_a_sentence),
        cmocka_unit_test(a_number_in_a_record_loses_what_does_not_count),
        cmocka_unit_test(numbers_are_the_same_however_they_are_typed),
        cmocka_unit_test(a_number_and_a_date_belong_together_in_either_order),
        cmocka_unit_test(the_number_of_a_school_is_no_number_of_a_paper),
        cmocka_unit_test(letters_set_apart_make_a_word),
        cmocka_unit_test(the_date_of_a_number_stands_beside_it),
        cmocka_unit_test(a_number_is_found_only_when_nothing_carries_it_on),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
