// SPDX-License-Identifier: MIT
#include "base/colour.h"

#include <math.h>

static const struct colour black = { 0, 0, 0 };

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool read_part(const char *digits, unsigned char *out)
{
    int high = hex_digit(digits[0]), low = hex_digit(digits[1]);

    *out = (unsigned char)(high * 16 + low);
    return high >= 0 && low >= 0;
}

bool colour_read(struct str s, struct colour *out)
{
    return s.len == 7 && s.ptr[0] == '#' && read_part(s.ptr + 1, &out->red) &&
           read_part(s.ptr + 3, &out->green) && read_part(s.ptr + 5, &out->blue);
}

struct str colour_text(struct colour c, struct arena *a)
{
    return str_format(a, "#%02x%02x%02x", (unsigned)c.red, (unsigned)c.green, (unsigned)c.blue);
}

static double linear(unsigned char part)
{
    double c = part / 255.0;

    return c <= 0.03928 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(struct colour c)
{
    return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue);
}

double colour_contrast(struct colour a, struct colour b)
{
    double x = luminance(a) + 0.05, y = luminance(b) + 0.05;

    return x > y ? x / y : y / x;
}

static unsigned char whiter(unsigned char part, int percent)
{
    return (unsigned char)(part + (255 - part) * percent / 100);
}

struct colour colour_on_dark(struct colour c)
{
    struct colour light = c;

    for (int percent = 5; percent <= 100 && colour_contrast(light, black) < 7; percent += 5)
        light = (struct colour){ whiter(c.red, percent), whiter(c.green, percent), whiter(c.blue, percent) };
    return light;
}
