// SPDX-License-Identifier: MIT
#include "expect.h"
#include "folder.h"
#include "input/charset.h"
#include "input/source.h"

#include <iconv.h>
#include <string.h>
#include <sys/stat.h>

static struct diags *load(struct folder *f, const char *name, struct source *out)
{
    struct diags *ds = diags_new(f->arena);

    if (source_load(f->fd, name, name, 1000, f->arena, ds, out))
        assert_false(diags_failed(ds));
    else
        assert_true(diags_failed(ds));
    return ds;
}

static void assert_refused(struct folder *f, const char *name, enum diag_code code, const char *words)
{
    struct source s;
    struct diags *ds = load(f, name, &s);

    assert_int_equal(ds->items.count, 1);
    const struct diag *d = ds->items.items[0];
    assert_string_equal(diag_info(d->code)->slug, diag_info(code)->slug);
    if (str_find(d->message, str_from(words)) == SIZE_MAX)
        assert_text(d->message, words);
}

// ---- files ---------------------------------------------------------------------

static void a_regular_file_is_read_whole(void **state)
{
    struct source s;

    folder_put(*state, "acts.yaml", STR("title: Приказ\r\n"));
    load(*state, "acts.yaml", &s);
    assert_text(s.text, "title: Приказ\r\n");
    assert_string_equal(s.path, "acts.yaml");
}

static void an_empty_file_is_an_empty_text(void **state)
{
    struct source s;

    folder_put(*state, "acts.yaml", STR(""));
    load(*state, "acts.yaml", &s);
    assert_int_equal(s.text.len, 0);
}

static void a_byte_order_mark_is_no_part_of_the_text(void **state)
{
    struct source s;

    folder_put(*state, "acts.yaml", STR("\xEF\xBB\xBFtitle: x\n"));
    load(*state, "acts.yaml", &s);
    assert_text(s.text, "title: x\n");
}

static void a_missing_file_is_named_as_missing(void **state)
{
    assert_refused(*state, "absent.yaml", DIAG_FILE_READ, "такого файла или папки нет");
}

static void links_are_not_followed(void **state)
{
    struct folder *f = *state;

    folder_put(f, "real.yaml", STR("a: 1\n"));
    assert_int_equal(symlinkat("real.yaml", f->fd, "link.yaml"), 0);
    assert_int_equal(symlinkat(".", f->fd, "linked"), 0);
    assert_refused(f, "link.yaml", DIAG_FILE_KIND, "символическая ссылка");
    assert_refused(f, "linked/real.yaml", DIAG_FILE_KIND, "символическая ссылка");
}

static void nothing_outside_the_folder_is_read(void **state)
{
    assert_refused(*state, "../acts.yaml", DIAG_FILE_KIND, "за пределы");
    assert_refused(*state, "/etc/passwd", DIAG_FILE_KIND, "за пределы");
}

static void a_folder_is_no_file(void **state)
{
    struct folder *f = *state;

    assert_int_equal(mkdirat(f->fd, "acts", 0755), 0);
    assert_refused(f, "acts", DIAG_FILE_KIND, "а это папка");
}

static void a_named_pipe_does_not_hang_the_build(void **state)
{
    struct folder *f = *state;

    assert_int_equal(mkfifoat(f->fd, "pipe.yaml", 0644), 0);
    assert_refused(f, "pipe.yaml", DIAG_FILE_KIND, "именованный канал");
}

static void a_file_over_the_limit_is_not_read(void **state)
{
    struct folder *f = *state;
    struct source s;

    folder_put(f, "big.yaml", (struct str){ arena_alloc(f->arena, 1001, 1), 1001 });
    assert_refused(f, "big.yaml", DIAG_FILE_TOO_BIG, "1001 байт при пределе 1000");
    folder_put(f, "just.yaml", str_format(f->arena, "%1000s", "x"));
    load(f, "just.yaml", &s);
    assert_int_equal(s.text.len, 1000);
}

// ---- encodings -----------------------------------------------------------------

static struct str converted(const char *text, const char *charset, struct arena *a)
{
    iconv_t how = iconv_open(charset, "UTF-8");
    size_t left = strlen(text), room = 4 * left + 16, size = room;
    char *from = str_cstr(str_from(text), a), *to = arena_alloc(a, size, 1);
    struct str result = { to, 0 };

    assert_ptr_not_equal(how, (iconv_t)-1);
    assert_int_equal(iconv(how, &from, &left, &to, &room), 0);
    iconv_close(how);
    result.len = size - room;
    return result;
}

static const char *const short_texts[] = {
    "Приказ",
    "О наставничестве",
    "title: Школа",
    "Мегион",
    "ПОЛОЖЕНИЕ О СИСТЕМЕ НАСТАВНИЧЕСТВА",
    "name: Иванова Мария Петровна\npost: учитель физики",
    "ё",
    "Ещё всё её",
    "Дорожная карта (план мероприятий) на 2025/2026 учебный год",
    "title: Учитель-ученик",
    "post: Директор\nlevel: school",
    "Щёлково",
    "да",
    "Работодатель - студент",
    "Выход из системы: объём, съезд",
    "ЦЕЛЬ: Развитие. ЗАДАЧИ: Поддержка.",
    "МБОУ СОШ (5-й корпус)",
    "Щ",
};

static const char *const charsets[] = { "CP1251", "CP866", "KOI8-R" };

// Too few letters, and rare ones, prove nothing: then no guess is better than a
// wrong one.
static bool is_too_short(const char *text)
{
    return strcmp(text, "ё") == 0 || strcmp(text, "да") == 0 || strcmp(text, "Щ") == 0;
}

static void old_encodings_are_recognised_in_short_texts(void **state)
{
    for (size_t t = 0; t < COUNT(short_texts); t++)
        for (size_t c = 0; c < COUNT(charsets); c++) {
            struct str bytes = converted(short_texts[t], charsets[c], *state);
            const struct charset *guess = charset_guess(bytes);
            assert_string_equal(guess ? guess->iconv : "none",
                                is_too_short(short_texts[t]) ? "none" : charsets[c]);
        }
}

static void utf16_is_recognised_with_and_without_its_mark(void **state)
{
    const char *text = "title: Приказ\nkind: order\n";

    assert_string_equal(charset_guess(converted(text, "UTF-16", *state))->iconv, "UTF-16");
    assert_string_equal(charset_guess(converted(text, "UTF-16LE", *state))->iconv, "UTF-16LE");
    assert_string_equal(charset_guess(converted(text, "UTF-16BE", *state))->iconv, "UTF-16BE");
}

static void the_guess_is_called_a_guess_and_comes_with_a_command(void **state)
{
    struct folder *f = *state;

    folder_put(f, "acts.yaml", converted("title: Приказ о наставничестве\n", "CP1251", f->arena));
    assert_refused(f, "acts.yaml", DIAG_ENCODING, "похоже на Windows-1251");
    assert_refused(f, "acts.yaml", DIAG_ENCODING, "iconv -f CP1251 -t UTF-8 acts.yaml > acts.utf8.yaml");
}

static void the_command_works_for_names_that_need_quotes(void **state)
{
    struct folder *f = *state;
    const char *names[] = { "приказ 1.yaml", "it's.yaml", "-x.yaml", "plain", "a$(b);c.yaml" };
    const char *copies[] = { "приказ 1.utf8.yaml", "it's.utf8.yaml", "-x.utf8.yaml", "plain.utf8",
                             "a$(b);c.utf8.yaml" };

    for (size_t i = 0; i < COUNT(names); i++) {
        struct source s;
        folder_put(f, names[i], converted("title: Приказ о наставничестве\n", "KOI8-R", f->arena));
        const struct diag *d = load(f, names[i], &s)->items.items[0];
        size_t at = str_find(d->message, STR("iconv "));
        struct str command = str_format(f->arena, "cd %s && %s", f->path, d->message.ptr + at);
        assert_int_equal(system(command.ptr), 0);
        load(f, copies[i], &s);
        assert_text(s.text, "title: Приказ о наставничестве\n");
    }
}

static void one_damaged_letter_is_shown_at_its_place(void **state)
{
    struct folder *f = *state;
    struct source s;

    folder_put(f, "acts.yaml", STR("\xEF\xBB\xBFkind: order\ntitle: При\xD0каз № 5\n"));
    assert_refused(f, "acts.yaml", DIAG_UTF8_BROKEN, "байт D0 не складывается в букву");
    struct diags *ds = load(f, "acts.yaml", &s);
    assert_text(expect_said(ds, f->arena), "2:11 utf8-broken\n");
    assert_text(((const struct diag *)ds->items.items[0])->excerpt, "title: При\uFFFDказ № 5");
}

static void a_stray_latin_byte_is_no_encoding(void **state)
{
    struct source s;

    folder_put(*state, "acts.yaml", STR("title: caf\xE9\n"));
    assert_text(expect_said(load(*state, "acts.yaml", &s), ((struct folder *)*state)->arena),
                "1:11 utf8-broken\n");
}

static void a_zero_byte_is_shown_at_its_place(void **state)
{
    struct source s;

    folder_put(*state, "acts.yaml", STR("title: Приказ\nkind: or\0der\n"));
    assert_text(expect_said(load(*state, "acts.yaml", &s), ((struct folder *)*state)->arena),
                "2:9 nul-byte\n");
}

#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)
#define WITH_ARENA(test)  cmocka_unit_test_setup_teardown(test, make_arena, free_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FOLDER(a_regular_file_is_read_whole),
        WITH_FOLDER(an_empty_file_is_an_empty_text),
        WITH_FOLDER(a_byte_order_mark_is_no_part_of_the_text),
        WITH_FOLDER(a_missing_file_is_named_as_missing),
        WITH_FOLDER(links_are_not_followed),
        WITH_FOLDER(nothing_outside_the_folder_is_read),
        WITH_FOLDER(a_folder_is_no_file),
        WITH_FOLDER(a_named_pipe_does_not_hang_the_build),
        WITH_FOLDER(a_file_over_the_limit_is_not_read),
        WITH_ARENA(old_encodings_are_recognised_in_short_texts),
        WITH_ARENA(utf16_is_recognised_with_and_without_its_mark),
        WITH_FOLDER(the_guess_is_called_a_guess_and_comes_with_a_command),
        WITH_FOLDER(the_command_works_for_names_that_need_quotes),
        WITH_FOLDER(one_damaged_letter_is_shown_at_its_place),
        WITH_FOLDER(a_stray_latin_byte_is_no_encoding),
        WITH_FOLDER(a_zero_byte_is_shown_at_its_place),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
