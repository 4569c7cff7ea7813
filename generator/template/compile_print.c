// SPDX-License-Identifier: MIT
// Which escaping a value needs where it is printed, or why it may not be
// printed there.
#include "template/compile.h"

#include <string.h>

static const char misplaced[] = "данным не место";

// Why a value of this type cannot be printed anywhere; NULL when it can.
static const char *why_unprintable(struct type t)
{
    switch (t.kind) {
    case VALUE_LIST:
        return "список не печатают целиком: обойдите его циклом for или соедините фильтром join";
    case VALUE_RECORD:
        return "запись не печатают целиком: напечатайте её поля";
    case VALUE_PATH:
        return "путь печатают через фильтр: {{ … | url }}";
    case VALUE_DATE:
        return "дату печатают через фильтр: {{ … | date }}";
    case VALUE_BOOL:
        return "«да или нет» не печатают: напишите {{ \"текст\" if … }}";
    case VALUE_NONE:
    case VALUE_INT:
    case VALUE_TEXT:
    case VALUE_HTML:
        break;
    }
    return NULL;
}

// In href and the like. [t] is a text or a number.
static const char *in_address(const struct context *c, struct type t, enum op_code *code)
{
    *code = OP_PRINT_ATTR;
    if (c->url == URL_BAD)
        return "адрес начинается так, что данным в нём не место";
    if (c->url == URL_FIXED || t.kind == VALUE_INT || t.made == MADE_URL)
        return NULL;
    if (strcmp(c->tag, "script") == 0) // src, and href within svg
        return "адрес скрипта — только файл раздела, через фильтр url";
    if (c->url == URL_OPEN)
        return "текст посреди адреса мог бы стать его началом: поставьте перед ним «/», «?» или «#»";
    *code = OP_PRINT_URL;
    return NULL;
}

static const char *in_attr(const struct context *c, struct type t, enum op_code *code)
{
    *code = OP_PRINT_ATTR;
    if (t.kind == VALUE_HTML)
        return "готовому HTML не место в значении атрибута";
    switch (context_attr(c)) {
    case ATTR_PLAIN:
        return NULL;
    case ATTR_URL:
        return in_address(c, t, code);
    case ATTR_SRCSET:
        return t.kind == VALUE_INT || t.made == MADE_URL
                   ? NULL
                   : "здесь место только путям через фильтр url и числам";
    case ATTR_STYLE:
        return t.kind == VALUE_INT || t.made == MADE_COLOUR
                   ? NULL
                   : "в атрибуте style место только числам и цветам через фильтр colour";
    case ATTR_SCRIPT:
        break;
    }
    return "в атрибуте со скриптом данным не место: положите их в data-атрибут";
}

static const char *in_html(const struct context *c, struct type t, enum op_code *code)
{
    if (c->place == PLACE_TEXT) {
        *code = OP_PRINT_HTML;
        return NULL;
    }
    if (context_in_value(c))
        return in_attr(c, t, code);
    if (c->place == PLACE_RAW && c->json) {
        *code = OP_PRINT_RAW;
        return t.made == MADE_JSON ? NULL : "в script с данными печатают только через фильтр json";
    }
    return misplaced;
}

// NULL and the op, or why not.
static const char *choose(const struct compiler *c, struct type t, enum op_code *code)
{
    const char *why = why_unprintable(t);

    if (why)
        return why;
    if (c->escape == ESCAPE_NONE || c->lost) {
        *code = OP_PRINT_RAW;
        return NULL;
    }
    if (c->escape == ESCAPE_HTML)
        return in_html(&c->context, t, code);
    *code = OP_PRINT_XML;
    return c->context.place == PLACE_TEXT || context_in_value(&c->context) ? NULL : misplaced;
}

void compile_print(struct compiler *c, struct type type, struct where at)
{
    enum op_code code = OP_PRINT_HTML;
    const char *why = type.unknown ? NULL : choose(c, type, &code);

    if (why == misplaced)
        report(c, DIAG_TEMPLATE_TYPE, at, "%s %s", why, context_name(&c->context));
    else if (why)
        report(c, DIAG_TEMPLATE_TYPE, at, "%s", why);
    emit(c, (struct op){ .code = code }, at);
    context_print(&c->context);
}
