// SPDX-License-Identifier: MIT
// The settings of the whole tree: data/site.yaml. All of them are optional.
#ifndef MODEL_SITE_H
#define MODEL_SITE_H

#include "record/field.h"

struct site {
    struct part part;
    struct str title, description, base, theme;
    int font; // of font_choices; its stylesheet is themes/fonts/KEY.css
    struct date today;
};

extern const struct record_type site_type;

#endif
