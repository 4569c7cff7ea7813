// SPDX-License-Identifier: MIT
#include "base/utf8.h"
#include "check/reading_text.h"
#include "unit.h"

// Words and numbers as they are read, a blank as «~», signs; a space and a line break where there was one.
static struct str read_as(const char *source, struct arena *a)
{
    const struct text t = text_read(str_from(source), a);
    struct buf b = buf_new(a, SIZE_MAX);

    for (size_t i = 0; i < t.count; i++) {
        const struct token *token = &t.tokens[i];
        if (i > 0 && (token->spaced || token->starts_line))
            buf_char(&b, token->starts_line ? '\n' : ' ');
        if (token->kind == TOKEN_BLANK)
            buf_char(&b, '~');
        else if (token->kind == TOKEN_SIGN)
            utf8_put(&b, token->sign);
        else
            buf_put(&b, token->text);
    }
    return buf_str(&b);
}

struct reading_row {
    const char *written, *read;
};

static void assert_rows(const struct reading_row *rows, size_t count, struct arena *a)
{
    for (size_t i = 0; i < count; i++)
        assert_text(read_as(rows[i].written, a), rows[i].read);
}

static void letters_of_both_alphabets_are_one(void **state)
{
    static const struct reading_row rows[] = {
        { "ЁЛКА ёж", "елка еж" },   { "№ P-145", "№ р-145" },   { "Zig Wi-Fi", "zig wi-fi" },
        { "Ћирилица", "ћирилица" }, { "ПРИКАЗ26", "приказ26" }, { "a‑b", "а-b" },
    };

    assert_rows(rows, COUNT(rows), *state);
}

static void quotation_marks_and_dashes_are_evened_out(void **state)
{
    static const struct reading_row rows[] = { { "«a» “b” „c‟ \"d\"", "\"а\" \"b\" \"с\" \"d\"" },
                                               { "5—6 – 7-8", "5-6 - 7-8" } };

    assert_rows(rows, COUNT(rows), *state);
}

static void a_number_sign_is_known_in_all_its_disguises(void **state)
{
    static const struct reading_row rows[] = {
        { "NМР42/02", "№мр42/02" }, { "Nord", "nоrd" },           { "МРN", "мрn" },
        { "N 145", "№ 145" },       { "N приказа", "№ приказа" }, { "N.", "n." },
        { "в„– 18", "№ 18" },       { "б„– 18", "б\"- 18" },      { "в«– 18", "в\"- 18" },
        { "в „– 18", "в \"- 18" },  { "в„18", "в\"18" },          { "NБ", "№б" },
    };

    assert_rows(rows, COUNT(rows), *state);
}

static void places_to_fill_in_are_blanks(void **state)
{
    static const struct reading_row rows[] = { { "№ ____ от", "№ ~ от" },
                                               { "от _ г", "от ~ г" },
                                               { "имя ..... лет", "имя ~ лет" },
                                               { "имя … лет", "имя ~ лет" },
                                               { "и т. д... и", "и т. д. и" } };

    assert_rows(rows, COUNT(rows), *state);
}

static void letters_set_apart_make_a_word_of_one_line(void **state)
{
    static const struct reading_row rows[] = {
        { "п р и к а з", "приказ" }, { "и в с", "и в с" },     { "а б в г", "абвг" },
        { "а б\nв г", "а б\nв г" },  { "1 2 3 4", "1 2 3 4" }, { "он не во со", "он не во со" }
    };

    assert_rows(rows, COUNT(rows), *state);
}

static void what_nobody_sees_parts_words_and_nothing_else(void **state)
{
    static const struct reading_row rows[] = {
        { "а\x01"
          "б",
          "а б" },
        { "а\x7F"
          "б",
          "а б" },
        { "а\xC2\x85"
          "б",
          "а б" },
        { "а\u202Eб", "а б" },
        { "а\u2066б", "а б" },
        { "а\xFF"
          "б",
          "а б" },
        { "а\nб", "а\nб" },
        { "а\fб", "а\nб" },
        { "а\u00A0б", "а б" },
    };

    assert_rows(rows, COUNT(rows), *state);
}

static void a_number_that_a_wide_gap_has_carried_off_goes_back(void **state)
{
    static const struct reading_row rows[] = {
        { "от №\nразместить сведения\n582\nдалее", "от № 582\nразместить сведения\nдалее" },
        { "от\nразместить сведения\n582\nдалее", "от\nразместить сведения\n582\nдалее" },
        { "№ разместить сведения\n582\nдалее", "№ разместить сведения\n582\nдалее" },
        { "№\n5 сведений\n582\nдалее", "№\n5 сведений\n582\nдалее" },
        { "№\nод 5\n582\nдалее", "№\nод 5\n582\nдалее" },
        { "№\nразместить сведения\nстр\nдалее", "№\nразместить сведения\nстр\nдалее" },
        { "№\nразместить сведения\n582 далее", "№\nразместить сведения\n582 далее" },
        { "№\nразместить сведения\n582", "№\nразместить сведения\n582" },
    };

    assert_rows(rows, COUNT(rows), *state);
}

static void a_word_remembers_how_it_was_written(void **state)
{
    static const struct {
        const char *word;
        bool is_latin, is_capitals;
    } rows[] = {
        { "Россия", false, false },  { "Pоссия", true, false }, { "РOССИЯ", true, true },
        { "приказЫ", false, false }, { "ПРИКАЗ", false, true },
    };

    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct text t = text_read(str_from(rows[i].word), *state);
        assert_int_equal(t.tokens[0].is_latin, rows[i].is_latin);
        assert_int_equal(t.tokens[0].is_capitals, rows[i].is_capitals);
    }
}

static struct str excerpt(const char *source, size_t first, size_t last, struct arena *a)
{
    const struct text t = text_read(str_from(source), a);

    return text_excerpt(&t, first, last, a);
}

static void an_excerpt_is_whole_words_around_its_place(void **state)
{
    assert_text(excerpt("аб-вг де жз", 0, 0, *state), "аб-вг де жз");
    assert_text(excerpt("ноль раз два три четыре пять шесть семь", 6, 6, *state),
                "раз два три четыре пять шесть семь");
    assert_text(excerpt("слово ) раз два три четыре ЗДЕСЬ", 6, 6, *state), "раз два три четыре ЗДЕСЬ");
    assert_text(excerpt("слово № 5 раз два три ЗДЕСЬ", 6, 6, *state), "№ 5 раз два три ЗДЕСЬ");
    assert_text(excerpt("( раз", 0, 0, *state), "( раз");
    assert_text(excerpt("31.08.2021   №\n26/1", 5, 8, *state), "31.08.2021 № 26/1");
    assert_text(excerpt("ноль-раз два три ЗДЕСЬ", 5, 5, *state), "два три ЗДЕСЬ");
}

static void an_excerpt_is_short_enough_for_a_message(void **state)
{
    struct buf b = buf_new(*state, SIZE_MAX);

    for (int word = 0; word < 12; word++)
        for (int letter = 0; letter < 31; letter++)
            buf_put(&b, letter < 30 ? STR("щ") : STR(" "));
    assert_in_range(excerpt(str_cstr(buf_str(&b), *state), 6, 6, *state).len, 200, 300);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_of_both_alphabets_are_one),
        cmocka_unit_test(quotation_marks_and_dashes_are_evened_out),
        cmocka_unit_test(a_number_sign_is_known_in_all_its_disguises),
        cmocka_unit_test(places_to_fill_in_are_blanks),
        cmocka_unit_test(letters_set_apart_make_a_word_of_one_line),
        cmocka_unit_test(what_nobody_sees_parts_words_and_nothing_else),
        cmocka_unit_test(a_number_that_a_wide_gap_has_carried_off_goes_back),
        cmocka_unit_test(a_word_remembers_how_it_was_written),
        cmocka_unit_test(an_excerpt_is_whole_words_around_its_place),
        cmocka_unit_test(an_excerpt_is_short_enough_for_a_message),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
