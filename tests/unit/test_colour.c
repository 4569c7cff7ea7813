// SPDX-License-Identifier: MIT
#include "base/colour.h"
#include "unit.h"

static const struct colour black = { 0, 0, 0 }, white = { 255, 255, 255 };

static void a_colour_is_six_hexadecimal_digits_behind_a_hash(void **state)
{
    static const char *const bad[] = {
        "", "#", "1d4f911", "#1d4f9", "#1d4f9g", "#g00000", "#1d4f911", "синий"
    };
    struct colour c;

    assert_true(colour_read(STR("#1D4f91"), &c));
    assert_text(colour_text(c, *state), "#1d4f91");
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_false(colour_read(str_from(bad[i]), &c));
}

static int tenths(struct colour a, struct colour b)
{
    return (int)(colour_contrast(a, b) * 10);
}

static void contrast_is_that_of_wcag_whichever_is_lighter(void **state)
{
    struct colour grey;

    (void)state;
    assert_int_equal(tenths(black, white), 210);
    assert_int_equal(tenths(white, white), 10);
    assert_true(colour_read(STR("#767676"), &grey)); // the darkest grey that passes on white
    assert_int_equal(tenths(grey, white), 45);
    assert_int_equal(tenths(white, grey), 45);
}

static void any_colour_can_be_seen_on_a_dark_page(void **state)
{
    struct colour c;

    assert_text(colour_text(colour_on_dark(white), *state), "#ffffff");
    for (unsigned red = 0; red < 256; red += 15)
        for (unsigned green = 0; green < 256; green += 15)
            for (unsigned blue = 0; blue < 256; blue += 15) {
                c = (struct colour){ (unsigned char)red, (unsigned char)green, (unsigned char)blue };
                assert_true(tenths(colour_on_dark(c), black) >= 70);
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_colour_is_six_hexadecimal_digits_behind_a_hash),
        cmocka_unit_test(contrast_is_that_of_wcag_whichever_is_lighter),
        cmocka_unit_test(any_colour_can_be_seen_on_a_dark_page),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
