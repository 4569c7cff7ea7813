// SPDX-License-Identifier: MIT
// The manifest of a section: what it says of files, and what it leaves to pages.
#include "output/manifest.h"
#include "page/rows.h"
#include "record/facts.h"
#include "section.h"

static const struct date today = { 2026, 3, 2 };

// A school whose only act has the file prikaz.pdf, of which [facts] are known.
static struct workshop *school_with_an_order(struct arena *a, const struct document_facts *facts)
{
    struct workshop *w = workshop_new(a, LEVEL_SCHOOL, today);

    w->node.path = STR("shkola-1");
    w->section.organization.name = STR("Школа № 1");
    workshop_put(w, &act_type, "- { id: a, kind: приказ, title: О парах, files: files/prikaz.pdf }\n");
    const struct act *act = w->section.acts.items[0];
    struct file_ref *file = (struct file_ref *)(uintptr_t)act->files.items[0];
    file->href = STR("shkola-1/files/prikaz.pdf");
    file->extension = STR("pdf");
    file->bytes = 317;
    file->present = true;
    file->sha256 = STR("0123");
    file->facts = facts;
    map_put(&w->section.files, file->path, file);
    return w;
}

// Without its spaces and line ends.
static struct str manifest_of(struct workshop *w)
{
    struct buf dense = buf_new(w->arena, SIZE_MAX);
    struct organization_row row = { 0 };
    const struct fold fold = { .row = &row };
    const struct list verdicts = { 0 };

    const struct str text = manifest_write(&w->section, &fold, &verdicts, w->arena);

    for (const char *c = text.ptr; c < text.ptr + text.len; c++)
        if (*c != ' ' && *c != '\n')
            buf_char(&dense, *c);
    return buf_str(&dense);
}

static void assert_holds(struct str text, const char *piece)
{
    if (str_find(text, str_from(piece)) == SIZE_MAX)
        fail_msg("no %s in %.*s", piece, STR_ARG(text));
}

static void a_file_is_told_with_what_was_found_in_it_and_no_more(void **state)
{
    static const struct document_facts unseen = { .status = FACTS_NOT_EXAMINED, .pages = 4 },
                                       bare = { .status = FACTS_EXAMINED, .pages = FIELD_INT_ABSENT },
                                       whole = { .status = FACTS_EXAMINED,
                                                 .pages = 3,
                                                 .text_layer = TEXT_READABLE,
                                                 .signature = SIGNATURE_EMBEDDED,
                                                 .verdict = VERDICT_VALID,
                                                 .signer = { "Тайнов", 12 },
                                                 .signed_on = { 2025, 9, 1 } };
    static const struct {
        const struct document_facts *facts;
        const char *told;
    } rows[] = {
        { NULL, "" },
        { &unseen, ",\"facts\":\"not-examined\"" },
        { &bare, ",\"facts\":\"examined\"" },
        { &whole, ",\"facts\":\"examined\",\"pages\":3,\"text\":\"readable\",\"signature\":\"embedded\","
                  "\"verdict\":\"valid\",\"signed_on\":\"2025-09-01\"" },
    };

    for (size_t i = 0; i < COUNT(rows); i++)
        assert_holds(manifest_of(school_with_an_order(*state, rows[i].facts)),
                     str_format(*state,
                                "\"files\":[{\"url\":\"files/prikaz.pdf\",\"media_type\":\"application/pdf\","
                                "\"bytes\":317,\"sha256\":\"0123\"%s}]",
                                rows[i].told)
                         .ptr);
}

// Pages are for people, and paths of pages too: no manifest has a use for them.
static void nothing_that_passes_up_is_a_page_or_a_path(void **state)
{
    static const struct record_type *const types[] = { &act_type,          &pair_type,   &practice_type,
                                                       &organization_type, &person_type, &requirement_type };

    (void)state;
    for (size_t i = 0; i < COUNT(types); i++)
        for (const struct field *f = types[i]->fields; f < types[i]->fields + types[i]->count; f++)
            if (f->flags & FIELD_PASSES_UP) {
                assert_int_not_equal(field_value_type(f), VALUE_HTML);
                assert_int_not_equal(field_value_type(f), VALUE_PATH);
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_told_with_what_was_found_in_it_and_no_more),
        cmocka_unit_test(nothing_that_passes_up_is_a_page_or_a_path),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
