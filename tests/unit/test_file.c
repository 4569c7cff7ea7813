// SPDX-License-Identifier: MIT
#include "document/file.h"
#include "document/file_type.h"
#include "unit.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NBSP "\u00a0"

// The folder of one test: files are made in it and it is removed behind.
struct folder {
    char path[32];
    int fd;
    struct arena *arena;
    struct diags *ds;
    struct list made; // of const char, in order
};

static int make_folder(void **state)
{
    struct arena *a = arena_new();
    struct folder *f = ARENA_NEW(a, struct folder);

    f->arena = a;
    f->ds = diags_new(a);
    strcpy(f->path, "/tmp/test_file.XXXXXX");
    if (!mkdtemp(f->path))
        return -1;
    f->fd = open(f->path, O_RDONLY | O_DIRECTORY);
    *state = f;
    return 0;
}

static int drop_folder(void **state)
{
    struct folder *f = *state;

    for (size_t i = f->made.count; i > 0; i--)
        if (unlinkat(f->fd, f->made.items[i - 1], 0))
            unlinkat(f->fd, f->made.items[i - 1], AT_REMOVEDIR);
    close(f->fd);
    int result = rmdir(f->path);
    arena_free(f->arena);
    return result;
}

static void put_folder(struct folder *f, const char *name)
{
    assert_int_equal(mkdirat(f->fd, name, 0700), 0);
    list_add(&f->made, name, f->arena);
}

static void put_file(struct folder *f, const char *name, struct str bytes)
{
    int fd = openat(f->fd, name, O_WRONLY | O_CREAT | O_EXCL, 0600);

    assert_int_not_equal(fd, -1);
    assert_int_equal(write(fd, bytes.ptr, bytes.len), bytes.len);
    close(fd);
    list_add(&f->made, name, f->arena);
}

static bool examine(struct folder *f, const char *path, struct file_ref *ref)
{
    *ref = (struct file_ref){ .path = str_from(path) };
    return file_examine(f->fd, "content", ref, f->arena, f->ds);
}

// That [path] is refused, with one diagnostic of that code and exactly those words.
static void assert_refused(struct folder *f, const char *path, enum diag_code code, const char *message)
{
    struct file_ref ref;
    size_t before = f->ds->items.count;

    assert_false(examine(f, path, &ref));
    assert_false(ref.present);
    assert_int_equal(f->ds->items.count, before + 1);
    const struct diag *d = f->ds->items.items[before];
    assert_string_equal(diag_info(d->code)->slug, diag_info(code)->slug);
    assert_text(d->message, message);
}

// ---- what a good file is -----------------------------------------------------

static void a_good_file_gets_its_type_size_and_label(void **state)
{
    struct folder *f = *state;
    struct file_ref ref;

    put_folder(f, "files");
    put_file(f, "files/Приказ.PDF", STR("\n\n%PDF-1.4\n"));
    assert_true(examine(f, "files/Приказ.PDF", &ref));
    assert_true(ref.present);
    assert_text(ref.extension, "pdf");
    assert_text(ref.label, "PDF, 11" NBSP "Б");
    assert_int_equal(ref.bytes, 11);
    assert_int_equal(f->ds->items.count, 0);
}

static void a_name_of_254_bytes_with_a_signature_is_found(void **state)
{
    static const char *const pdf =
        "Положение о формах, периодичности и порядка текущего контроля успеваемости и "
        "промежуточной аттестации обучающихся (воспитанников).pdf";
    struct folder *f = *state;
    struct file_ref ref;
    const char *signature = str_cstr(str_format(f->arena, "%s (1).sig", pdf), f->arena);

    assert_int_equal(strlen(pdf), 246);
    assert_int_equal(strlen(signature), 254);
    put_file(f, pdf, STR("%PDF-1.7"));
    put_file(f, signature, STR("\x30\x82\x01\x02"));
    put_file(f, "Правила внутреннего 2024         ДОУ 30.pdf", STR("%PDF-1.7"));
    assert_true(examine(f, pdf, &ref));
    assert_true(examine(f, signature, &ref));
    assert_text(ref.label, "SIG, 4" NBSP "Б");
    assert_true(examine(f, "Правила внутреннего 2024         ДОУ 30.pdf", &ref));
}

static void the_size_of_a_picture_is_read(void **state)
{
    struct folder *f = *state;
    struct file_ref ref;

    put_file(f, "a.png", STR("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\2\x80\0\0\1\xe0\x08\x02\0\0\0\0\0\0\0"));
    assert_true(examine(f, "a.png", &ref));
    assert_int_equal(ref.width, 640);
    assert_int_equal(ref.height, 480);
}

// ---- what is refused ---------------------------------------------------------

static void a_missing_file_is_reported_with_what_is_there(void **state)
{
    struct folder *f = *state;

    put_folder(f, "files");
    put_file(f, "files/Приказ 54.pdf", STR("%PDF-1.4"));
    put_file(f, "files/Краи\u0306.pdf", STR("%PDF-1.4"));
    put_file(f, "files/План  работы.pdf", STR("%PDF-1.4"));
    put_file(f, "files/положение.pdf", STR("%PDF-1.4"));

    assert_refused(f, "files/приказ 54.pdf", DIAG_FILE_ABSENT,
                   "файла «приказ 54.pdf» нет в папке content/files; в ней есть «Приказ 54.pdf» — отличается "
                   "только регистром букв");
    assert_refused(f, "files/План работы.pdf", DIAG_FILE_ABSENT,
                   "файла «План работы.pdf» нет в папке content/files; в ней есть «План  работы.pdf» — "
                   "отличается только пробелами");
    assert_refused(f, "files/ПЛАН" NBSP "работы.pdf", DIAG_FILE_ABSENT,
                   "файла «ПЛАН" NBSP
                   "работы.pdf» нет в папке content/files; в ней есть «План  работы.pdf» — "
                   "отличается только регистром букв и пробелами");
    assert_refused(
        f, "files/Край.pdf", DIAG_FILE_ABSENT,
        "файла «Край.pdf» нет в папке content/files; в ней есть «Краи\u0306.pdf» — отличается только "
        "невидимыми знаками (например, «й» записана двумя знаками, как на macOS)");
    assert_refused(f, "files/положенеи.pdf", DIAG_FILE_ABSENT,
                   "файла «положенеи.pdf» нет в папке content/files; возможно, это «положение.pdf»");
    assert_refused(f, "files/диплом.pdf", DIAG_FILE_ABSENT, "файла «диплом.pdf» нет в папке content/files");
}

static void a_missing_folder_is_named_itself(void **state)
{
    struct folder *f = *state;

    put_folder(f, "files");
    put_file(f, "files/plan.pdf", STR("%PDF-1.4"));
    assert_refused(f, "fiels/plan.pdf", DIAG_FILE_ABSENT,
                   "папки «fiels» нет в папке content; возможно, это «files»");
    assert_refused(f, "files/2425/plan.pdf", DIAG_FILE_ABSENT, "папки «2425» нет в папке content/files");
    assert_refused(f, "files/plan.pdf/x.pdf", DIAG_FILE_ABSENT, "папки «plan.pdf» нет в папке content/files");
}

static void what_is_no_regular_file_is_refused(void **state)
{
    struct folder *f = *state;

    put_folder(f, "a.pdf");
    put_file(f, "b.pdf", STR(""));
    assert_int_equal(symlinkat("/etc/passwd", f->fd, "c.pdf"), 0);
    assert_int_equal(mkfifoat(f->fd, "d.pdf", 0600), 0);
    list_add(&f->made, "c.pdf", f->arena);
    list_add(&f->made, "d.pdf", f->arena);

    assert_refused(f, "a.pdf", DIAG_FILE_KIND, "«a.pdf» — папка, а нужен файл");
    assert_refused(f, "b.pdf", DIAG_FILE_EMPTY, "файл «b.pdf» пустой");
    assert_refused(f, "c.pdf", DIAG_FILE_KIND, "«c.pdf» — символическая ссылка или лежит за ней");
    assert_refused(f, "d.pdf", DIAG_FILE_KIND, "«d.pdf» — не обычный файл");
    assert_refused(f, "../e.pdf", DIAG_PATH_INVALID, "путь «../e.pdf» выходит из папки content");
}

static void a_file_over_the_limit_is_refused_unread(void **state)
{
    struct folder *f = *state;

    put_file(f, "a.pdf", STR("%PDF-1.4"));
    assert_int_equal(truncate(str_cstr(str_format(f->arena, "%s/a.pdf", f->path), f->arena), 1LL << 40), 0);
    assert_refused(f, "a.pdf", DIAG_FILE_TOO_BIG, "файл «a.pdf» больше, чем 64,0" NBSP "МБ");
}

static void a_type_that_is_not_published_is_refused(void **state)
{
    struct folder *f = *state;

    put_file(f, "page.html", STR("<html>"));
    put_file(f, "Положение-им.-И.О.Фамилия", STR("%PDF-1.4"));
    assert_refused(
        f, "page.html", DIAG_FILE_CONTENT,
        "файлы «.html» не публикуются («page.html»); допустимы pdf, docx, xlsx, pptx, odt, ods, odp, "
        "doc, xls, ppt, rtf, jpg, jpeg, png, webp, csv, txt, zip, sig, p7s");
    assert_refused(
        f, "Положение-им.-И.О.Фамилия", DIAG_FILE_CONTENT,
        "у файла «Положение-им.-И.О.Фамилия» нет расширения; допустимы pdf, docx, xlsx, pptx, odt, "
        "ods, odp, doc, xls, ppt, rtf, jpg, jpeg, png, webp, csv, txt, zip, sig, p7s");
}

static void content_that_is_not_what_the_name_says_is_refused(void **state)
{
    struct folder *f = *state;

    put_file(f, "a.pdf", STR("\xEF\xBB\xBF\r\n<!-- 404 -->\n<!DOCTYPE HTML><title>Ошибка</title>"));
    put_file(f, "b.doc", STR("{\\rtf1"));
    put_file(f, "c.xlsx", STR("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"));
    put_file(f, "d.jpg", STR("\x01\x02\x03"));
    put_file(f, "e.png", STR("\x89PNG\r\n\x1a\nIHDR"));

    assert_refused(f, "a.pdf", DIAG_FILE_CONTENT,
                   "«a.pdf» — это сохранённая веб-страница (часто страница с ошибкой), а не PDF");
    assert_refused(f, "b.doc", DIAG_FILE_CONTENT, "«b.doc» назван как DOC, а внутри — RTF");
    assert_refused(f, "c.xlsx", DIAG_FILE_CONTENT,
                   "«c.xlsx» назван как XLSX, а внутри — документ старого Office (DOC, XLS, PPT)");
    assert_refused(f, "d.jpg", DIAG_FILE_CONTENT, "«d.jpg» назван как JPEG, но внутри не JPEG");
    assert_refused(f, "e.png", DIAG_IMAGE_BROKEN, "изображение «e.png» повреждено: не читается его размер");
}

// ---- types by content --------------------------------------------------------

static void every_type_knows_its_own_content(void **state)
{
    const struct {
        const char *extension;
        struct str head;
        bool fits;
    } rows[] = {
        { "pdf", STR("%PDF-1.4"), true },
        { "pdf", STR("PDF"), false },
        { "docx", STR("PK\3\4\x14\0\x06\0"), true },
        { "zip", STR("PK\5\6"), true },
        { "odt", STR("PK\3\4................................"), false },
        { "jpeg", STR("\xFF\xD8\xFF\xE0"), true },
        { "webp", STR("RIFF\x10\0\0\0WEBPVP8 "), true },
        { "webp", STR("RIFF\x10\0\0\0WAVE"), false },
        { "txt", STR("Привет\r\n\t1"), true },
        { "csv", STR("\xCF\xF0\xE8\xE2\xE5\xF2;1\r\n"), true }, // cp1251
        { "csv",
          STR("\xFF\xFE"
              "A\0;\0"),
          false }, // UTF-16
        { "txt", STR("%PDF-1.4"), false },
        { "txt", STR("<?xml version=\"1.0\"?>\n<html>"), false },
        { "sig", STR("-----BEGIN PKCS7-----\n"), true },
        { "sig", STR("MIIFcgYJKoZIhvcN\nAQcCoA=="), true },
        { "p7s", STR("0\x80\x06\x09"), true },
        { "p7s", STR("Подпись"), false },
        { "p7s", STR("1\x80"), false },
        { "p7s", STR("0\x10"), false },
        { "sig", STR("MIIF\0"), false },
        { "txt", STR("a\x7F"), false },
        { "txt", STR("a\0"), false },
        { "txt", STR("a\f"), true },
        { "txt", STR("{\\rtf1"), false },
        { "txt", STR("<!-- no end"), true },
        { "txt", STR("<?xml no end"), true },
        { "ods",
          STR("PK\3\4..........................mimetypeapplication/vnd.oasis.opendocument.spreadsheet"),
          true },
        { "odp",
          STR("PK\3\4..........................mimetypeapplication/vnd.oasis.opendocument.presentation"),
          true },
        { "zip",
          STR("PK\3\4..........................mimetypeapplication/vnd.oasis.opendocument.presentation"),
          false },
        { "zip",
          STR("PK\3\4..........................mimetypeapplication/vnd.oasis.opendocument.spreadsheet"),
          false },
        { "zip", STR("PK\3\4..........................mimetypeapplication/vnd.oasis.opendocument.formula"),
          true },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct file_type *type = file_type_find(str_from(rows[i].extension));
        if (type->content->matches(rows[i].head) != rows[i].fits)
            fail_msg("row %zu: %s", i, rows[i].extension);
    }
}

static void open_documents_are_told_apart(void **state)
{
    const struct str text = STR("PK\3\4..........................mimetypeapplication/"
                                "vnd.oasis.opendocument.textPK");

    (void)state;
    assert_true(file_type_find(STR("odt"))->content->matches(text));
    assert_false(file_type_find(STR("ods"))->content->matches(text));
    assert_false(file_type_find(STR("docx"))->content->matches(text));
    assert_string_equal(file_content_of(text)->name, "ODT");
}

static void an_extension_is_short_and_stands_behind_a_name(void **state)
{
    static const char *const names[][2] = {
        { "a.pdf", "pdf" },
        { "files/a.PDF", "PDF" },
        { "a.pdf.sig", "sig" },
        { "a.7z", "7z" },
        { ".pdf", "" },
        { "files/.pdf", "" },
        { "pdf", "" },
        { "a.", "" },
        { "a.abcdefghi", "" },
        { "a.пдф", "" },
        { "a.abcdefgh", "abcdefgh" },
        { "", "" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(names); i++)
        assert_text(file_extension(str_from(names[i][0])), names[i][1]);
}

static void media_types_go_by_extension(void **state)
{
    (void)state;
    assert_string_equal(file_media_type(STR("PDF")), "application/pdf");
    assert_string_equal(file_media_type(STR("jpg")), "image/jpeg");
    assert_string_equal(file_media_type(STR("exe")), "application/octet-stream");
}

// ---- labels and names --------------------------------------------------------

static void a_label_rounds_as_people_do(void **state)
{
    static const struct {
        int64_t bytes;
        const char *label;
    } rows[] = {
        { 0, "PDF, 0" NBSP "Б" },
        { 512, "PDF, 512" NBSP "Б" },
        { 1023, "PDF, 1023" NBSP "Б" },
        { 1024, "PDF, 1" NBSP "КБ" },
        { 1535, "PDF, 1" NBSP "КБ" },
        { 1536, "PDF, 2" NBSP "КБ" },
        { 324608, "PDF, 317" NBSP "КБ" },
        { 1048063, "PDF, 1023" NBSP "КБ" },
        { 1048064, "PDF, 1,0" NBSP "МБ" },
        { 1258291, "PDF, 1,2" NBSP "МБ" },
        { 67108864, "PDF, 64,0" NBSP "МБ" },
    };
    struct folder *f = *state;

    for (size_t i = 0; i < COUNT(rows); i++)
        assert_text(file_label(STR("pdf"), rows[i].bytes, f->arena), rows[i].label);
    assert_text(file_label(STR("webp"), 1, f->arena), "WebP, 1" NBSP "Б");
}

static void published_names_are_latin_and_safe(void **state)
{
    static const char *const rows[][2] = {
        { "files/Приказ №54 от 04.09.2023г.pdf", "files/prikaz-54-ot-04-09-2023g.pdf" },
        { "Правила внутреннего 2024         ДОУ 30.pdf", "pravila-vnutrennego-2024-dou-30.pdf" },
        { "26-Положение о порядке  приеме регламент 931 2024 (1).pdf",
          "26-polozhenie-o-poriadke-prieme-reglament-931-2024-1.pdf" },
        { "результаты проф.визитов 2025г..pdf", "rezultaty-prof-vizitov-2025g.pdf" },
        { "Menyu_na_01.09.2025g..pdf", "menyu-na-01-09-2025g.pdf" },
        { "наше Положение об оплате труда с 1 июля.2023.pdf",
          "nashe-polozhenie-ob-oplate-truda-s-1-iiulia-2023.pdf" },
        { "приказ-целевая-модель-наставничества-МБДОУ-18.pdf",
          "prikaz-tselevaia-model-nastavnichestva-mbdou-18.pdf" },
        { "Положение-о-программе-наставничества-МБОУ-СОШ-№-25-им.-И.О.Фамилия",
          "polozhenie-o-programme-nastavnichestva-mbou-sosh-25-im-i-o-familiia" },
        { "+Положение о системе наставничества.PDF", "polozhenie-o-sisteme-nastavnichestva.pdf" },
        { "Документы института/2018/КД.pdf", "dokumenty-instituta/2018/kd.pdf" },
        { "Край\u0306.pdf", "krai.pdf" },
        { "КРАИ\u0306.pdf", "krai.pdf" },
        { "Приказ.pdf.sig", "prikaz.pdf.sig" },
        { "con.pdf", "file-con.pdf" },
        { "COM1/lpt0.pdf", "file-com1/file-lpt0.pdf" },
        { "(1).pdf", "1.pdf" },
        { "№.pdf", "x.pdf" },
    };
    struct folder *f = *state;

    for (size_t i = 0; i < COUNT(rows); i++)
        assert_text(file_slug_name(str_from(rows[i][0]), f->arena), rows[i][1]);
}

static void long_names_are_cut_and_stay_apart(void **state)
{
    static const char *const stem = "Положение о формах, периодичности и порядка текущего контроля "
                                    "успеваемости и промежуточной аттестации обучающихся (воспитанников)";
    struct folder *f = *state;
    struct str one = file_slug_name(str_format(f->arena, "files/%s.pdf", stem), f->arena);
    struct str two = file_slug_name(str_format(f->arena, "files/%s (1).pdf", stem), f->arena);
    struct str signature = file_slug_name(str_format(f->arena, "files/%s.pdf.sig", stem), f->arena);

    assert_true(one.len <= 120 && two.len <= 120);
    assert_true(str_starts(one, STR("files/polozhenie-o-formakh-periodichnosti-i-poriadka-")));
    assert_false(str_eq(one, two));
    assert_text(signature, str_cstr(str_format(f->arena, "%.*s.sig", STR_ARG(one)), f->arena));
}

#define FOLDER_TEST(test) cmocka_unit_test_setup_teardown(test, make_folder, drop_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        FOLDER_TEST(a_good_file_gets_its_type_size_and_label),
        FOLDER_TEST(a_name_of_254_bytes_with_a_signature_is_found),
        FOLDER_TEST(the_size_of_a_picture_is_read),
        FOLDER_TEST(a_missing_file_is_reported_with_what_is_there),
        FOLDER_TEST(a_missing_folder_is_named_itself),
        FOLDER_TEST(what_is_no_regular_file_is_refused),
        FOLDER_TEST(a_file_over_the_limit_is_refused_unread),
        FOLDER_TEST(a_type_that_is_not_published_is_refused),
        FOLDER_TEST(content_that_is_not_what_the_name_says_is_refused),
        FOLDER_TEST(a_label_rounds_as_people_do),
        FOLDER_TEST(published_names_are_latin_and_safe),
        FOLDER_TEST(long_names_are_cut_and_stay_apart),
        cmocka_unit_test(every_type_knows_its_own_content),
        cmocka_unit_test(open_documents_are_told_apart),
        cmocka_unit_test(an_extension_is_short_and_stands_behind_a_name),
        cmocka_unit_test(media_types_go_by_extension),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
