// SPDX-License-Identifier: MIT
#include "base/buf.h"
#include "base/limits.h"
#include "record/decode.h"
#include "section.h"

// A record with a field of every written type.
struct thing {
    struct part part;
    struct str id, name, year, url;
    struct markdown text;
    bool good;
    int64_t count;
    struct date date;
    int colour;
    struct file_ref file;
    struct ref other;
    struct inner {
        struct part part;
        struct str what;
        int64_t many;
    } inner;
    struct list words, colours, dates, files, others, inners;
    bool derived;
};

static const struct choice colour_rows[] = {
    { 0 },
    { "red", "красный", "алый|тёмно-красный" },
    { "green", "зелёный", NULL },
};
static const struct choices colours = CHOICES("colour", colour_rows);
static const struct record_type thing_type;

#define AT(member) offsetof(struct inner, member)
static const struct field inner_fields[] = {
    { "what", NULL, FIELD_TEXT, AT(what), .flags = FIELD_REQUIRED, .meaning = "что" },
    { "many", NULL, FIELD_INT, AT(many), .meaning = "сколько" },
};
#undef AT
static const struct record_type inner_type = {
    .name = "inner", .title = "часть", .plural = "части", .size = sizeof(struct inner), FIELDS(inner_fields)
};

#define AT(member) offsetof(struct thing, member)
static const struct field thing_fields[] = {
    { "id", NULL, FIELD_ID, AT(id), .meaning = "имя" },
    { "name", "title", FIELD_TEXT, AT(name), .flags = FIELD_REQUIRED, .meaning = "название" },
    { "year", NULL, FIELD_SCHOOL_YEAR, AT(year), .meaning = "год" },
    { "url", NULL, FIELD_URL, AT(url), .meaning = "адрес" },
    { "text", NULL, FIELD_MARKDOWN, AT(text), .meaning = "текст" },
    { "good", NULL, FIELD_BOOL, AT(good), .meaning = "хорошо ли" },
    { "count", NULL, FIELD_INT, AT(count), .meaning = "сколько" },
    { "date", NULL, FIELD_DATE, AT(date), .meaning = "когда" },
    { "colour", NULL, FIELD_CHOICE, AT(colour), .choices = &colours, .meaning = "цвет" },
    { "file", NULL, FIELD_FILE, AT(file), .meaning = "файл" },
    { "other", NULL, FIELD_REF, AT(other), &thing_type, .meaning = "другая" },
    { "inner", NULL, FIELD_RECORD, AT(inner), &inner_type, .meaning = "часть" },
    { "words", NULL, FIELD_TEXTS, AT(words), .meaning = "слова" },
    { "colours", NULL, FIELD_CHOICES, AT(colours), .choices = &colours, .meaning = "цвета" },
    { "dates", NULL, FIELD_DATES, AT(dates), .meaning = "дни" },
    { "files", NULL, FIELD_FILES, AT(files), .meaning = "файлы" },
    { "others", NULL, FIELD_REFS, AT(others), &thing_type, .meaning = "другие" },
    { "inners", NULL, FIELD_RECORDS, AT(inners), &inner_type, .meaning = "части" },
    { "derived", NULL, FIELD_BOOL, AT(derived), .flags = FIELD_DERIVED, .meaning = "сделано программой" },
};
#undef AT
static const struct record_type thing_type = { .name = "thing",
                                               .title = "вещь",
                                               .plural = "вещи",
                                               .file = "things",
                                               .size = sizeof(struct thing),
                                               FIELDS(thing_fields) };

// What came of one decoded text.
struct result {
    struct thing *thing;
    struct diags *ds;
    bool ok;
};

static struct result decode(struct arena *a, const char *yaml)
{
    struct result r = { ARENA_NEW(a, struct thing), diags_new(a), false };
    const struct node *root = read_nodes(a, r.ds, "things.yaml", yaml);

    assert_non_null(root);
    record_init(&thing_type, r.thing);
    r.ok = record_decode(&thing_type, root, r.thing, a, r.ds);
    assert_int_equal(r.ok, !diags_failed(r.ds));
    return r;
}

static struct thing *decode_good(struct arena *a, const char *yaml)
{
    struct result r = decode(a, yaml);

    assert_silent(r.ds);
    return r.thing;
}

// One message and no other: [code] at [line]:[column], with [piece] in it.
static void assert_refused(struct arena *a, const char *yaml, enum diag_code code, uint32_t line,
                           uint32_t column, const char *piece)
{
    struct result r = decode(a, yaml);

    assert_said(r.ds, code, piece);
    assert_int_equal(r.ds->items.count, 1);
    const struct diag *d = r.ds->items.items[0];
    assert_int_equal(d->line, line);
    assert_int_equal(d->column, column);
}

static struct str only_message(struct arena *a, const char *yaml)
{
    struct result r = decode(a, yaml);

    assert_int_equal(r.ds->items.count, 1);
    return ((const struct diag *)r.ds->items.items[0])->message;
}

// ---- what is understood ------------------------------------------------------------

static void every_type_of_field_is_read(void **state)
{
    const struct thing *t = decode_good(*state, "id: vesch-1\n"
                                                "name: ' Вещь  одна '\n"
                                                "year: 2025/2026\n"
                                                "url: https://example.ru/a?b=1\n"
                                                "text: '**да**'\n"
                                                "good: да\n"
                                                "count: 42\n"
                                                "date: 01.09.2025\n"
                                                "colour: красный\n"
                                                "file: files/a.pdf\n"
                                                "other: vesch-2\n"
                                                "inner: { what: нутро, many: 3 }\n");

    assert_text(t->id, "vesch-1");
    assert_text(t->name, "Вещь  одна");
    assert_text(t->year, "2025/2026");
    assert_text(t->url, "https://example.ru/a?b=1");
    assert_text(t->text.source, "**да**");
    assert_true(t->good);
    assert_int_equal(t->count, 42);
    assert_int_equal(date_compare(t->date, (struct date){ 2025, 9, 1 }), 0);
    assert_int_equal(t->colour, 1);
    assert_text(t->file.path, "files/a.pdf");
    assert_text(t->other.id, "vesch-2");
    assert_null(t->other.target);
    assert_text(t->inner.what, "нутро");
    assert_int_equal(t->inner.many, 3);
}

static void every_type_of_list_is_read(void **state)
{
    const struct thing *t = decode_good(*state, "name: а\n"
                                                "words: [раз, два]\n"
                                                "colours: [red, зелёный]\n"
                                                "dates: [2025-09-01, 01.10.2025]\n"
                                                "files: [a.pdf, b.pdf]\n"
                                                "others: [a, b]\n"
                                                "inners:\n"
                                                "  - what: раз\n"
                                                "  - what: два\n");

    assert_int_equal(t->words.count, 2);
    assert_text(*(const struct str *)t->words.items[1], "два");
    assert_int_equal(((const struct choice_item *)t->colours.items[1])->index, 2);
    assert_int_equal(((const struct date_item *)t->dates.items[1])->date.month, 10);
    assert_text(((const struct file_ref *)t->files.items[1])->path, "b.pdf");
    assert_text(((const struct ref *)t->others.items[1])->id, "b");
    assert_text(((const struct inner *)t->inners.items[1])->what, "два");
    assert_int_equal(((const struct inner *)t->inners.items[1])->many, FIELD_INT_ABSENT);
}

static void one_value_is_a_list_of_one(void **state)
{
    const struct thing *t = decode_good(*state, "name: а\nwords: раз\nothers: b\ninners: { what: раз }\n");

    assert_int_equal(t->words.count, 1);
    assert_int_equal(t->others.count, 1);
    assert_int_equal(t->inners.count, 1);
}

static void what_is_left_out_is_absent(void **state)
{
    const struct thing *t =
        decode_good(*state, "name: а\ncount:\ndate: ''\nurl: \"\"\nwords: []\ninner: {}\n");

    assert_int_equal(t->count, FIELD_INT_ABSENT);
    assert_int_equal(t->inner.many, FIELD_INT_ABSENT);
    assert_false(date_given(t->date));
    assert_false(t->good);
    assert_int_equal(t->colour, 0);
    assert_int_equal(t->words.count, 0);
    assert_false(field_given(&thing_type, t, "count"));
    assert_true(field_given(&thing_type, t, "name"));
}

static void yes_and_no_are_said_in_many_ways(void **state)
{
    static const char *const yes[] = { "да", "Да", "ДА", "true", "yes" };
    static const char *const no[] = { "нет", "НЕТ", "false", "no" };

    for (size_t i = 0; i < COUNT(yes); i++)
        assert_true(decode_good(*state, str_format(*state, "name: а\ngood: %s\n", yes[i]).ptr)->good);
    for (size_t i = 0; i < COUNT(no); i++)
        assert_false(decode_good(*state, str_format(*state, "name: а\ngood: %s\n", no[i]).ptr)->good);
}

static void a_choice_is_found_by_key_label_and_other_spellings(void **state)
{
    static const char *const red[] = { "red", "красный", "КРАСНЫЙ", "алый", "темно–красный" };

    for (size_t i = 0; i < COUNT(red); i++)
        assert_int_equal(choice_find(&colours, str_from(red[i]), *state), 1);
    assert_int_equal(choice_find(&colours, STR("зеленый"), *state), 2);
    assert_int_equal(choice_find(&colours, STR(""), *state), 0);
    assert_int_equal(choice_find(&colours, STR("красн"), *state), 0);
}

static void a_school_year_may_have_any_dash(void **state)
{
    static const char *const ways[] = { "2025/2026", "2025-2026", "2025–2026" };

    for (size_t i = 0; i < COUNT(ways); i++)
        assert_text(decode_good(*state, str_format(*state, "name: а\nyear: %s\n", ways[i]).ptr)->year,
                    "2025/2026");
}

static void a_field_may_have_a_second_name(void **state)
{
    assert_text(decode_good(*state, "title: а\n")->name, "а");
}

// ---- what is refused ---------------------------------------------------------------

static void a_value_of_the_wrong_kind_is_refused(void **state)
{
    static const struct {
        const char *line, *piece;
    } rows[] = {
        { "id: [a]", "нужно имя латиницей, а здесь список" },
        { "text: {a: б}", "нужно одно значение, а здесь поля" },
        { "good: [да]", "нужно «да» или «нет», а здесь список" },
        { "good: может", "нужно «да» или «нет», а здесь «может»" },
        { "count: [1]", "нужно целое число, а здесь список" },
        { "date: [2025-09-01]", "нужно указать дату, а здесь список" },
        { "year: 2025/2027", "нужен учебный год вида 2025/2026, а здесь «2025/2027»" },
        { "year: 2025", "а здесь «2025»" },
        { "inner: слово", "нужно несколько полей с отступом под ним, а здесь текст" },
        { "inner: [слово]", "а здесь список" },
        { "other: {a: б}", "нужно указать id записи, а здесь поля" },
    };

    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str line = str_from(rows[i].line);
        uint32_t column = (uint32_t)str_find_char(line, ':') + 3;
        assert_refused(*state, str_format(*state, "name: а\n%s\n", rows[i].line).ptr, DIAG_FIELD_TYPE, 2,
                       column, rows[i].piece);
    }
}

static void a_number_is_digits_only(void **state)
{
    static const char *const texts[] = { "-1",    "+1",   "1,5",   "1.5",
                                         "1 000", "0x10", "много", "1234567890123456" };

    for (size_t i = 0; i < COUNT(texts); i++)
        assert_refused(*state, str_format(*state, "name: а\ncount: %s\n", texts[i]).ptr, DIAG_FIELD_TYPE, 2,
                       8, "нужно целое число одними цифрами");
    assert_int_equal(decode_good(*state, "name: а\ncount: 026\n")->count, 26);
    assert_int_equal(decode_good(*state, "name: а\ncount: 999999999999999\n")->count, 999999999999999);
}

static void an_impossible_date_and_no_date_are_told_apart(void **state)
{
    assert_refused(*state, "name: а\ndate: 30.02.2025\n", DIAG_DATE_INVALID, 2, 7,
                   "такой даты быть не может");
    assert_refused(*state, "name: а\ndate: 2025-02-30\n", DIAG_DATE_INVALID, 2, 7,
                   "такой даты быть не может");
    assert_refused(*state, "name: а\ndate: 1 сентября\n", DIAG_DATE_INVALID, 2, 7, "«1 сентября» — не дата");
    assert_null(strstr(str_cstr(only_message(*state, "name: а\ndate: 1 сентября\n"), *state), "as_written"));
    assert_refused(*state, "name: а\ndates: [2025-09-01, завтра]\n", DIAG_DATE_INVALID, 2, 21,
                   "«завтра» — не дата");
}

static void an_unknown_choice_is_answered_with_the_nearest_and_the_list(void **state)
{
    assert_refused(*state, "name: а\ncolour: красны\n", DIAG_CHOICE_UNKNOWN, 2, 9,
                   "возможно, вы имели в виду «красный»; есть: red (красный), green (зелёный)");
    assert_refused(*state, "name: а\ncolour: тёмнокрасный\n", DIAG_CHOICE_UNKNOWN, 2, 9,
                   "возможно, вы имели в виду «тёмно-красный»");
    assert_refused(*state, "name: а\ncolours: [red, фиолетовый]\n", DIAG_CHOICE_UNKNOWN, 2, 16,
                   "нет значения «фиолетовый»; есть:");
}

static void an_address_begins_with_a_scheme_and_has_no_spaces(void **state)
{
    static const char *const texts[] = {
        "example.ru",          "www.example.ru",   "ftp://example.ru", "https://", "https://example.ru/a b",
        "javascript:alert(1)", "HTTPS://a.ru/<b>", "//example.ru"
    };

    for (size_t i = 0; i < COUNT(texts); i++)
        assert_refused(*state, str_format(*state, "name: а\nurl: %s\n", texts[i]).ptr, DIAG_URL_INVALID, 2, 6,
                       "не адрес вида https://…");
}

static void a_path_stays_below_its_folder(void **state)
{
    static const char *const texts[] = {
        "../a.pdf", "/a.pdf", "a//b.pdf", "./a.pdf", "a/../b.pdf", "con.pdf"
    };

    for (size_t i = 0; i < COUNT(texts); i++)
        assert_refused(*state, str_format(*state, "name: а\nfile: %s\n", texts[i]).ptr, DIAG_PATH_INVALID, 2,
                       7, "не годится");
}

static void a_path_of_windows_is_mended(void **state)
{
    struct result r = decode(*state, "name: а\nfile: files\\a.pdf\n");

    assert_said(r.ds, DIAG_PATH_INVALID, "не годится");
    assert_text(((const struct diag *)r.ds->items.items[0])->mended, "file: files/a.pdf");
}

static void an_id_in_russian_is_mended(void **state)
{
    struct result r = decode(*state, "name: а\nid: Приказ № 26/1\n");

    assert_said(r.ds, DIAG_ID_INVALID, "«Приказ № 26/1» не годится");
    assert_text(((const struct diag *)r.ds->items.items[0])->mended, "id: prikaz-26-1");
}

static void a_text_has_a_ceiling_and_no_invisible_characters(void **state)
{
    struct buf b = buf_new(*state, SIZE_MAX);

    BUF_PUT(&b, "name: ");
    for (int i = 0; i <= LIMIT_TEXT_BYTES; i++)
        buf_char(&b, 'x');
    assert_refused(*state, str_cstr(buf_str(&b), *state), DIAG_FIELD_LONG, 1, 7,
                   "65537 байт при пределе 65536");
    static const char *const invisible[] = { "\\x01", "\\x7f", "\\x9f", "\\u202e", "\\ufeff", "\\ufffe" };
    for (size_t i = 0; i < sizeof invisible / sizeof *invisible; i++) {
        const char *text = str_format(*state, "name: \"слово%sб и ещё слова\"\n", invisible[i]).ptr;
        assert_refused(*state, text, DIAG_FIELD_TYPE, 1, 7, "невидимые управляющие знаки");
    }
}

static void a_required_field_is_missed_once(void **state)
{
    assert_refused(*state, "count: 1\n", DIAG_FIELD_MISSING, 1, 1,
                   "нет обязательного поля «name» (название)");
    assert_refused(*state, "count: 1\nname:\n", DIAG_FIELD_EMPTY, 2, 1,
                   "у обязательного поля «name» нет значения");
    assert_refused(*state, "count: 1\nname: ''\n", DIAG_FIELD_EMPTY, 2, 1,
                   "у обязательного поля «name» нет значения");
    assert_refused(*state, "nmae: а\n", DIAG_FIELD_UNKNOWN, 1, 1, "возможно, вы имели в виду «name»");
    assert_refused(*state, "name: [а]\n", DIAG_FIELD_TYPE, 1, 7, "нужно одно значение");
}

static void a_key_that_nobody_knows_is_reported_at_the_key(void **state)
{
    assert_refused(*state, "name: а\nнечто: б\n", DIAG_FIELD_UNKNOWN, 2, 1, "вещь: нет поля «нечто»");
    assert_refused(*state, "name: а\ninner:\n  what: б\n  mani: 1\n", DIAG_FIELD_UNKNOWN, 4, 3,
                   "часть: нет поля «mani»; возможно, вы имели в виду «many»");
    assert_refused(*state, "name: а\nderived: да\n", DIAG_FIELD_UNKNOWN, 2, 1, "нет поля «derived»");
}

static void both_names_of_a_field_are_one_too_many(void **state)
{
    assert_refused(*state, "name: а\ntitle: б\n", DIAG_YAML_DUPLICATE, 2, 1, "«name» и «title»");
}

static void an_empty_item_of_a_list_is_reported(void **state)
{
    assert_refused(*state, "name: а\nwords:\n  - раз\n  -\n", DIAG_FIELD_EMPTY, 4, 4,
                   "поле «words»: пустой пункт");
    assert_refused(*state, "name: а\nothers: ['']\n", DIAG_FIELD_EMPTY, 2, 10, "поле «others»: пустой пункт");
}

static void all_mistakes_of_a_record_are_reported_and_the_rest_is_kept(void **state)
{
    struct result r = decode(*state, "name: а\ncount: много\ndate: вчера\ncolour: red\nother: Б\nextra: 1\n");

    assert_int_equal(r.ds->items.count, 4);
    assert_text(r.thing->name, "а");
    assert_int_equal(r.thing->colour, 1);
    assert_int_equal(r.thing->count, FIELD_INT_ABSENT);
}

// ---- lists of records ----------------------------------------------------------------

static struct list decode_list(struct arena *a, const char *yaml, struct diags *ds)
{
    struct list out = { 0 };

    records_decode(&thing_type, read_nodes(a, ds, "things.yaml", yaml), &out, a, ds);
    return out;
}

static void a_file_holds_a_list_or_one_record(void **state)
{
    struct diags *ds = diags_new(*state);

    assert_int_equal(decode_list(*state, "- name: а\n- name: б\n", ds).count, 2);
    assert_int_equal(decode_list(*state, "name: а\n", ds).count, 1);
    assert_int_equal(decode_list(*state, "[]\n", ds).count, 0);
    assert_silent(ds);
}

static void a_record_with_a_mistake_is_kept_for_those_who_refer_to_it(void **state)
{
    struct diags *ds = diags_new(*state);
    struct list things = decode_list(*state, "- id: a\n- id: b\n  name: б\n", ds);

    assert_said(ds, DIAG_FIELD_MISSING, "«name»");
    assert_int_equal(things.count, 2);
    assert_text(((const struct thing *)things.items[0])->id, "a");
}

static void what_is_no_record_is_not_kept(void **state)
{
    struct diags *ds = diags_new(*state);

    assert_int_equal(decode_list(*state, "- слово\n-\n- [a]\n- name: а\n", ds).count, 1);
    assert_int_equal(ds->items.count, 3);
    assert_said(ds, DIAG_FIELD_TYPE, "а здесь текст");
    assert_said(ds, DIAG_FIELD_TYPE, "а здесь список");
    assert_said(ds, DIAG_FIELD_EMPTY, "вещи: пустой пункт списка");
}

static void every_field_knows_its_place(void **state)
{
    const struct thing *t = decode_good(*state, "name: а\ninner:\n  what: б\n  many: 3\n");

    assert_int_equal(field_where(&thing_type, t, "name").column, 7);
    assert_int_equal(field_where(&inner_type, &t->inner, "many").line, 4);
    assert_int_equal(field_where(&thing_type, t, "count").line, 1); // absent: the record's own
}

static void a_record_is_called_by_its_title_name_or_id(void **state)
{
    struct act act = { .id = STR("prikaz") };

    (void)state;
    assert_text(record_label(&act_type, &act), "prikaz");
    act.title = STR("О наставничестве");
    assert_text(record_label(&act_type, &act), "О наставничестве");
    assert_text(record_label(&person_type, &(struct person){ .id = STR("p"), .name = STR("Иванова") }),
                "Иванова");
    assert_text(record_label(&person_type, &(struct person){ 0 }), "без названия");
    assert_text(record_label(&photo_type, &(struct photo){ 0 }), "без названия");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_type_of_field_is_read),
        cmocka_unit_test(every_type_of_list_is_read),
        cmocka_unit_test(one_value_is_a_list_of_one),
        cmocka_unit_test(what_is_left_out_is_absent),
        cmocka_unit_test(yes_and_no_are_said_in_many_ways),
        cmocka_unit_test(a_choice_is_found_by_key_label_and_other_spellings),
        cmocka_unit_test(a_school_year_may_have_any_dash),
        cmocka_unit_test(a_field_may_have_a_second_name),
        cmocka_unit_test(a_value_of_the_wrong_kind_is_refused),
        cmocka_unit_test(a_number_is_digits_only),
        cmocka_unit_test(an_impossible_date_and_no_date_are_told_apart),
        cmocka_unit_test(an_unknown_choice_is_answered_with_the_nearest_and_the_list),
        cmocka_unit_test(an_address_begins_with_a_scheme_and_has_no_spaces),
        cmocka_unit_test(a_path_stays_below_its_folder),
        cmocka_unit_test(a_path_of_windows_is_mended),
        cmocka_unit_test(an_id_in_russian_is_mended),
        cmocka_unit_test(a_text_has_a_ceiling_and_no_invisible_characters),
        cmocka_unit_test(a_required_field_is_missed_once),
        cmocka_unit_test(a_key_that_nobody_knows_is_reported_at_the_key),
        cmocka_unit_test(both_names_of_a_field_are_one_too_many),
        cmocka_unit_test(an_empty_item_of_a_list_is_reported),
        cmocka_unit_test(all_mistakes_of_a_record_are_reported_and_the_rest_is_kept),
        cmocka_unit_test(a_file_holds_a_list_or_one_record),
        cmocka_unit_test(a_record_with_a_mistake_is_kept_for_those_who_refer_to_it),
        cmocka_unit_test(what_is_no_record_is_not_kept),
        cmocka_unit_test(every_field_knows_its_place),
        cmocka_unit_test(a_record_is_called_by_its_title_name_or_id),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
