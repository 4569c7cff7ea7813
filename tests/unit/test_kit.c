// SPDX-License-Identifier: MIT
#include "base/base64.h"
#include "base/escape.h"
#include "base/limits.h"
#include "base/path.h"
#include "folder.h"
#include "output/kit_internal.h"
#include "output/kit_markup.h"
#include "section.h"

// ---- names -----------------------------------------------------------------

static void files_lie_flat_and_their_names_tell_where_from(void **state)
{
    assert_text(kit_file_name(STR("files/prikaz.pdf"), *state), "dokumenty/prikaz.pdf");
    assert_text(kit_file_name(STR("files/2025/prikaz.pdf.sig"), *state), "dokumenty/2025_prikaz.pdf.sig");
    assert_text(kit_file_name(STR("rayon/shkola-1/files/a.pdf"), *state), "dokumenty/rayon--shkola-1--a.pdf");
    assert_text(kit_file_name(STR("prikaz.pdf"), *state), "dokumenty/razdel__prikaz.pdf");
    assert_text(kit_file_name(STR("rayon/foto/a.png"), *state), "dokumenty/razdel__rayon_foto_a.png");
}

static void paths_that_look_alike_get_names_that_differ(void **state)
{
    static const char *const paths[] = { "files/a/b.pdf",     "a/files/b.pdf",   "a/b.pdf",
                                         "files/a-b.pdf",     "a/b/files/c.pdf", "a/files/b/c.pdf",
                                         "files/a/b/c.pdf",   "a/b/c.pdf",       "files/b.pdf",
                                         "files/files/b.pdf", "b.pdf",           "razdel/files/b.pdf" };

    for (size_t i = 0; i < COUNT(paths); i++)
        for (size_t k = 0; k < i; k++)
            assert_false(
                str_eq(kit_file_name(str_from(paths[i]), *state), kit_file_name(str_from(paths[k]), *state)));
}

static void long_names_are_cut_and_stay_apart(void **state)
{
    struct buf one = buf_new(*state, SIZE_MAX), other = buf_new(*state, SIZE_MAX);

    for (int i = 0; i < 20; i++)
        BUF_PUT(&one, "dlinnoe-nazvanie/");
    buf_put(&other, buf_str(&one));
    BUF_PUT(&one, "files/a.pdf");
    BUF_PUT(&other, "files/b.pdf");
    struct str a = kit_file_name(buf_str(&one), *state), b = kit_file_name(buf_str(&other), *state);
    assert_int_equal(a.len, STR("dokumenty/").len + 120);
    assert_true(str_ends(a, STR(".pdf")));
    assert_false(str_eq(a, b));
}

static void a_section_in_one_file_is_called_by_its_folder(void **state)
{
    assert_text(kit_whole_name(STR(""), *state), "razdel.html");
    assert_text(kit_whole_name(STR("rayon/shkola-1"), *state), "razdel--rayon--shkola-1.html");
}

// ---- markup ----------------------------------------------------------------

static struct str marked(const char *html, const struct tag_rule *rules, struct arena *a)
{
    struct buf out = buf_new(a, SIZE_MAX);

    kit_markup(str_from(html), rules, &out);
    return buf_str(&out);
}

static void headings_of_a_page_of_pages_are_one_level_lower(void **state)
{
    assert_text(marked("<h2>а</h2><h3>б</h3><h4>в</h4><p>г &lt;h2&gt;</p>", kit_lower, *state),
                "<h3>а</h3><h4>б</h4><h5>в</h5><p>г &lt;h2&gt;</p>");
}

static void styles_stand_on_opening_tags_alone(void **state)
{
    static const struct tag_rule rules[] = { { "th", NULL, "x:y" }, { 0 } };

    assert_text(marked("<thead><th scope=\"row\">а</th></thead><", rules, *state),
                "<thead><th style=\"x:y\" scope=\"row\">а</th></thead><");
    assert_text(marked("а", rules, *state), "а");
}

// ---- what they are made of -------------------------------------------------

static void pictures_are_base64(void **state)
{
    static const char *const pairs[][2] = { { "", "" },
                                            { "f", "Zg==" },
                                            { "fo", "Zm8=" },
                                            { "foo", "Zm9v" },
                                            { "foob", "Zm9vYg==" },
                                            { "fooba", "Zm9vYmE=" },
                                            { "foobar", "Zm9vYmFy" },
                                            { "\xFB\xFF\xFE", "+//+" } };

    for (size_t i = 0; i < COUNT(pairs); i++) {
        struct buf out = buf_new(*state, SIZE_MAX);
        base64_put(&out, str_from(pairs[i][0]));
        assert_text(buf_str(&out), pairs[i][1]);
    }
}

static void an_address_of_a_page_is_whole_and_holds_nothing_odd(void **state)
{
    static const char *const good[] = { "https://a.ru", "http://a.ru/б?c=1&d=2#e", "https://школа.рф/x" };
    static const char *const bad[] = { "",
                                       "a.ru",
                                       "/a",
                                       "//a.ru",
                                       "https://",
                                       "HTTPS://a.ru",
                                       "ftp://a.ru",
                                       "javascript:alert(1)",
                                       "https://a.ru/b c",
                                       "https://a.ru/\"b",
                                       "https://a.ru/<b",
                                       "https://a.ru/\x7F" };

    (void)state;
    for (size_t i = 0; i < COUNT(good); i++)
        assert_true(escape_url_is_web(str_from(good[i])));
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_false(escape_url_is_web(str_from(bad[i])));
}

// ---- in words --------------------------------------------------------------

static struct workshop *school_below(struct arena *a, struct tree_node *above)
{
    struct workshop *w = workshop_new(a, LEVEL_SCHOOL, (struct date){ 2026, 3, 2 });

    w->node.parent = above;
    w->node.path = above ? STR("shkola-1") : STR("");
    w->section.organization.name = STR("Школа № 1");
    return w;
}

static void assert_page(struct workshop *w, const char *path, const char *title, const char *place)
{
    struct kit_row row = { 0 };

    kit_title_page(&w->section, str_from(path), &row, w->arena);
    assert_text(row.title, title);
    assert_text(row.place, place);
    assert_true(row.page);
}

static void a_page_is_called_by_its_kind_or_by_its_own_title(void **state)
{
    struct page page = { .href = STR("about.html"), .title = STR("О нас") };
    struct workshop *w = school_below(*state, NULL);

    list_add(&w->section.pages, &page, *state);
    workshop_put(w, &practice_type, "- { id: c1, title: Утренний круг }\n");
    assert_page(w, "documents.html", "Документы", "страница раздела");
    assert_page(w, "practice-c1.html", "Утренний круг", "страница раздела");
    assert_page(w, "about.html", "О нас", "страница раздела");
}

static void a_home_page_without_a_title_is_called_as_the_section_is(void **state)
{
    struct tree_node root = { 0 };
    struct workshop *w = school_below(*state, NULL);

    assert_page(w, "index.html", "Наставничество", "главная страница раздела");
    w->section.organization.section_title = STR("Наставники школы");
    assert_page(w, "index.html", "Наставники школы", "главная страница раздела");
    w = school_below(*state, &root);
    assert_page(w, "shkola-1/index.html", "Наставничество", "главная страница раздела; Школа № 1");
}

static void a_root_that_is_nobodys_is_called_as_the_site_is(void **state)
{
    struct workshop *w = school_below(*state, NULL);

    w->node.is_organization = false;
    assert_page(w, "index.html", "Разделы", "главная страница раздела");
    w->world.site.title = STR("Наставничество области");
    assert_page(w, "index.html", "Наставничество области", "главная страница раздела");
}

static struct kit_row file_row(struct workshop *w, const char *path)
{
    struct file_ref *file = ARENA_NEW(w->arena, struct file_ref);
    struct kit_row row = { 0 };

    *file = (struct file_ref){ .path = str_from(path),
                               .href = path_join(w->node.path, str_from(path), w->arena),
                               .label = STR("PDF, 3 КБ") };
    kit_title_file(&w->section, file, &row, w->arena);
    assert_text(row.facts, "PDF, 3 КБ");
    return row;
}

static void assert_file(struct workshop *w, const char *path, const char *title, const char *place)
{
    struct kit_row row = file_row(w, path);

    assert_text(row.title, title);
    assert_text(row.place, place);
}

static void a_file_is_called_by_the_record_that_has_it(void **state)
{
    struct workshop *w = school_below(*state, NULL);
    struct act *letter;

    workshop_put(w, &act_type,
                 "- { id: a, kind: приказ, title: О парах, number: '1', date: 2025-09-01, files: a.pdf }\n"
                 "- { id: b, kind: письмо, title: Разъяснения, files: b.pdf, signature: b.sig }\n");
    workshop_put(w, &pair_type,
                 "- { id: p, form: учитель – учитель, title: Пара, programme: { file: p.pdf } }\n"
                 "- { id: q, form: учитель – учитель, programme: { file: q.pdf } }\n");
    workshop_put(w, &practice_type, "- { id: c, title: Круг, files: c.pdf }\n");
    letter = (struct act *)(uintptr_t)w->section.acts.items[1];
    assert_file(w, "a.pdf", "О парах (приказ от\u00a001.09.2025 №\u00a01)", "страница «Документы»");
    assert_file(w, "b.pdf", "Разъяснения (письмо)", "страница «Документы»");
    for (size_t i = 0; i < w->section.pairs.count; i++)
        ((struct pair *)(uintptr_t)w->section.pairs.items[i])->programme.file.present = true;
    assert_file(w, "p.pdf", "Персонализированная программа: Пара", "страница «Пары и программы»");
    assert_file(w, "q.pdf", "Персонализированная программа: учитель – учитель",
                "страница «Пары и программы»");
    assert_file(w, "c.pdf", "Материалы практики «Круг»", "страница «Круг»");
    letter->signature.present = true;
    assert_file(w, "b.sig", "Электронная подпись: Разъяснения (письмо)", "страница «Документы»");
    letter->signature.present = false;
    assert_file(w, "b.sig", "Файл «b.sig»", "страница, в тексте которой на него есть ссылка");
}

static void a_file_that_no_record_has_is_called_by_its_name_in_the_section(void **state)
{
    struct tree_node root = { 0 };
    struct workshop *w = school_below(*state, &root);

    assert_file(w, "files/a.pdf", "Файл «files/a.pdf»",
                "страница, в тексте которой на него есть ссылка; Школа № 1");
}

// ---- the lists and the archive ---------------------------------------------

static struct kit *kit_in(const struct folder *f, struct diags *ds)
{
    struct kit *kit = kit_open(f->path, str_format(f->arena, "%s/public", f->path).ptr, false, f->arena, ds);

    assert_non_null(kit_theme(kit, ds));
    return kit;
}

// Puts what is left of [kit] into the folder "kit"; false when that cannot be committed.
static bool put_rest(const struct folder *f, struct kit *kit, struct diags *ds)
{
    struct publish_summary summary;
    struct publication *p = publish_open(str_format(f->arena, "%s/kit", f->path).ptr, false, ds);

    assert_non_null(p);
    kit_put_rest(kit, p, ds);
    bool ok = publish_commit(p, &summary, ds);
    publish_close(p);
    return ok;
}

static void a_kit_of_nothing_published_has_no_archive_and_says_so(void **state)
{
    static const char *const there[] = { "kit/ПРОЧТИ.html", "kit/spisok.html", "kit/spisok.csv" };
    struct folder *f = *state;
    struct diags *ds = diags_new(f->arena);

    assert_true(put_rest(f, kit_in(f, ds), ds));
    assert_said(ds, DIAG_FILE_READ, "не удалось собрать архив");
    assert_int_equal(ds->items.count, 1);
    for (size_t i = 0; i < COUNT(there); i++)
        assert_int_equal(faccessat(f->fd, there[i], F_OK, 0), 0);
    assert_int_equal(faccessat(f->fd, "kit/razdel.zip", F_OK, 0), -1);
}

static void lists_that_outgrow_their_limit_stop_the_kit(void **state)
{
    struct folder *f = *state;
    struct diags *ds = diags_new(f->arena);
    struct kit *kit = kit_in(f, ds);
    char *title = arena_alloc(f->arena, LIMIT_PAGE_BYTES, 1);
    const struct kit_row row = { .name = STR("stranicy/a.html"),
                                 .title = { title, LIMIT_PAGE_BYTES },
                                 .page = true };
    struct list rows = { 0 };

    memset(title, 'x', LIMIT_PAGE_BYTES);
    list_add(&rows, &row, f->arena);
    kit_enter(kit, &rows, &kit->rows);
    assert_false(put_rest(f, kit, ds));
    assert_said(ds, DIAG_RECORD_LIMIT, "файл больше 32 МБ");    // spisok.csv
    assert_said(ds, DIAG_RECORD_LIMIT, "таблица больше 32 МБ"); // urls.csv
    assert_said(ds, DIAG_TEMPLATE_LIMIT, "");                   // spisok.html
    assert_int_equal(faccessat(f->fd, "kit", F_OK, 0), -1);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_lie_flat_and_their_names_tell_where_from),
        cmocka_unit_test(paths_that_look_alike_get_names_that_differ),
        cmocka_unit_test(long_names_are_cut_and_stay_apart),
        cmocka_unit_test(a_section_in_one_file_is_called_by_its_folder),
        cmocka_unit_test(a_page_is_called_by_its_kind_or_by_its_own_title),
        cmocka_unit_test(a_home_page_without_a_title_is_called_as_the_section_is),
        cmocka_unit_test(a_root_that_is_nobodys_is_called_as_the_site_is),
        cmocka_unit_test(a_file_is_called_by_the_record_that_has_it),
        cmocka_unit_test(a_file_that_no_record_has_is_called_by_its_name_in_the_section),
        cmocka_unit_test(headings_of_a_page_of_pages_are_one_level_lower),
        cmocka_unit_test(styles_stand_on_opening_tags_alone),
        cmocka_unit_test(pictures_are_base64),
        cmocka_unit_test(an_address_of_a_page_is_whole_and_holds_nothing_odd),
        IN_FOLDER(a_kit_of_nothing_published_has_no_archive_and_says_so),
        IN_FOLDER(lists_that_outgrow_their_limit_stop_the_kit),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
