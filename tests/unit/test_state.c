// SPDX-License-Identifier: MIT
// What the last build saw: it comes back as it was written, and whatever is damaged is not believed.
#include "folder.h"
#include "pipeline/state.h"
#include "section.h"

#define STATE ".public.nastavnik-state"

static const char *public_of(const struct folder *f)
{
    return str_format(f->arena, "%s/public", f->path).ptr;
}

static struct str bytes_of(const struct folder *f)
{
    char bytes[2048];
    int fd = openat(f->fd, STATE, O_RDONLY | O_CLOEXEC);

    assert_int_not_equal(fd, -1);
    ssize_t n = read(fd, bytes, sizeof bytes);
    close(fd);
    assert_true(n > 0 && n < (ssize_t)sizeof bytes);
    return str_copy((struct str){ bytes, (size_t)n }, f->arena);
}

// Two organisations; something is said of the second one, and of none in particular.
static struct state *sample(struct arena *a)
{
    static struct state_unit units[2];
    struct state *s = ARENA_NEW(a, struct state);
    struct diags *all = diags_new(a), *one = diags_new(a);

    diag_add_path(all, DIAG_SAMPLE_LEFT, "data/site.yaml", "а");
    diag_add_path(one, DIAG_FILE_EMPTY, "files/a.pdf", "с двоеточием 5:5 и пробелами");
    units[0] = (struct state_unit){ STR(""), 0xfeed, 2, 3, 4, 5, diags_new(a) };
    units[1] = (struct state_unit){ STR("rayon/shkola 1"), 1, 2, 3, 4, 0, one };
    *s = (struct state){ .context = 0xabcdef, .published = 17, .ds = all };
    s->summary = (struct build_summary){ .organizations = 2, .pages = 9, .files = 4, .no_base = true };
    for (size_t i = 0; i < COUNT(units); i++)
        list_add(&s->units, &units[i], a);
    return s;
}

static void a_state_comes_back_as_it_was(void **state)
{
    struct folder *f = *state;
    struct state got;

    assert_false(state_read(public_of(f), f->arena, &got));
    state_write(public_of(f), sample(f->arena));
    assert_true(state_read(public_of(f), f->arena, &got));
    assert_int_equal(got.context, 0xabcdef);
    assert_int_equal(got.summary.organizations, 2);
    assert_true(got.summary.no_base);
    assert_int_equal(got.units.count, 2);
    const struct state_unit *u = got.units.items[1];
    assert_text(u->path, "rayon/shkola 1");
    assert_int_equal(u->ds->items.count, 1);
    assert_text(((const struct diag *)u->ds->items.items[0])->message, "с двоеточием 5:5 и пробелами");
    assert_int_equal(got.ds->items.count, 1);
    // And says the same when it is written again.
    struct str before = bytes_of(f);
    state_write(public_of(f), &got);
    assert_true(str_eq(before, bytes_of(f)));
}

static void a_state_that_ends_too_soon_is_not_believed(void **state)
{
    struct folder *f = *state;
    struct state got;

    state_write(public_of(f), sample(f->arena));
    struct str whole = bytes_of(f);
    // Between two lines it may well end: the lines behind were those of other units.
    for (size_t len = 0; len < whole.len; len++) {
        folder_put(f, STATE, str_from_to(whole, 0, len));
        if (state_read(public_of(f), f->arena, &got))
            assert_true(len > 0 && whole.ptr[len - 1] == '\n');
    }
    folder_put(f, STATE, str_format(f->arena, "%.*sx", STR_ARG(whole)));
    assert_false(state_read(public_of(f), f->arena, &got));
}

static void a_line_of_another_form_is_not_believed(void **state)
{
    static const char *const lines[] = {
        "unit 1 2 3 4 5 3:ab",
        "unit 1 2 3 4 5 x:ab",
        "unit 1 2 3 4 5 9999999999999:a",
        "unit 1 2 3 4 5",
        "unit 1 2 3 4",
        "unit 1,2 3 4 5 1:a",
        "diag 99999 0 1 1 1 0: 0:",
        "diag 0 99 1 1 1 0: 0: 0: 0:",
        "diag 0 0 1 1 1 0: 0: 0:",
        "diag 0 0 1 1 1 0: 0:",
        "diag 0 0 1 1 1 0:",
        "diag 0 0 1 1 1",
        "diag 0 0 1 1 1 1/ 0:",
        "diag 0 0 1 1 1 0: 0: 0: 0: 0:",
        "page 1",
        "",
    };
    struct folder *f = *state;
    struct state got;

    for (size_t i = 0; i < COUNT(lines); i++) {
        folder_put(f, STATE, str_format(f->arena, "nastavnik-state 2\nbuild a b 1 2 3 4 0\n%s\n", lines[i]));
        if (state_read(public_of(f), f->arena, &got))
            fail_msg("believed: %s", lines[i]);
    }
    static const char *const heads[] = { "nastavnik-state 1\nbuild a b 1 2 3 4 0\n",
                                         "nastavnik-state 2\nbuild a b 1 2 3 4\n",
                                         "nastavnik-state 2\nbuild a\n", "nastavnik-state 2\n" };
    for (size_t i = 0; i < COUNT(heads); i++) {
        folder_put(f, STATE, str_from(heads[i]));
        assert_false(state_read(public_of(f), f->arena, &got));
    }
    folder_put(f, STATE, STR("nastavnik-state 2\nbuild a b 1 2 3 4 0\n"));
    assert_true(state_read(public_of(f), f->arena, &got));
}

static void a_state_that_cannot_be_read_is_none(void **state)
{
    struct folder *f = *state;
    struct state got;

    assert_int_equal(mkdirat(f->fd, STATE, 0755), 0);
    assert_false(state_read(public_of(f), f->arena, &got));
}

// What was not kept of the messages could not be said again.
static void a_run_with_too_many_messages_is_not_remembered(void **state)
{
    struct folder *f = *state;
    struct state *s = sample(f->arena), got;
    struct diags *said = diags_new(f->arena);

    state_write(public_of(f), s);
    said->dropped = 1;
    s->ds = said;
    state_write(public_of(f), s);
    assert_false(state_read(public_of(f), f->arena, &got));

    s = sample(f->arena);
    state_write(public_of(f), s);
    assert_true(state_read(public_of(f), f->arena, &got));
    ((struct state_unit *)(uintptr_t)s->units.items[1])->ds = said;
    state_write(public_of(f), s);
    assert_false(state_read(public_of(f), f->arena, &got));
}

static void a_state_that_cannot_be_written_leaves_none(void **state)
{
    struct folder *f = *state;
    struct state *s = sample(f->arena), got;

    state_write(public_of(f), s);
    // A folder stands where the new one is put together.
    assert_int_equal(mkdirat(f->fd, STATE "-next", 0755), 0);
    state_write(public_of(f), s);
    assert_false(state_read(public_of(f), f->arena, &got));
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(a_state_comes_back_as_it_was),
        IN_FOLDER(a_state_that_ends_too_soon_is_not_believed),
        IN_FOLDER(a_line_of_another_form_is_not_believed),
        IN_FOLDER(a_state_that_cannot_be_read_is_none),
        IN_FOLDER(a_run_with_too_many_messages_is_not_remembered),
        IN_FOLDER(a_state_that_cannot_be_written_leaves_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
