// SPDX-License-Identifier: MIT
#include "output/kit_markup.h"

#define CELL "border:1px solid #767676;padding:6px 8px;text-align:left;vertical-align:top"

const struct tag_rule kit_styles[] = {
    { "table", NULL, "border-collapse:collapse;width:100%;margin:0 0 16px" },
    { "caption", NULL, "font-weight:bold;padding:6px 0;text-align:left" },
    { "th", NULL, CELL },
    { "td", NULL, CELL },
    { "blockquote", NULL, "border-left:4px solid #767676;margin:0 0 16px;padding:0 0 0 16px" },
    { 0 },
};

const struct tag_rule kit_lower[] = {
    { "h2", "h3", NULL },
    { "h3", "h4", NULL },
    { "h4", "h5", NULL },
    { 0 },
};

static bool is_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static const struct tag_rule *rule_for(const struct tag_rule *rules, struct str name)
{
    for (const struct tag_rule *r = rules; r->name; r++)
        if (str_is(name, r->name))
            return r;
    return NULL;
}

void kit_markup(struct str html, const struct tag_rule *rules, struct buf *out)
{
    for (size_t at; (at = str_find_char(html, '<')) != SIZE_MAX;) {
        bool closes = at + 1 < html.len && html.ptr[at + 1] == '/';
        size_t begin = at + 1 + closes, end = begin;
        while (end < html.len && is_name_char(html.ptr[end]))
            end++;
        const struct str name = str_from_to(html, begin, end);
        const struct tag_rule *rule = rule_for(rules, name);
        buf_put(out, str_from_to(html, 0, begin));
        buf_put(out, rule && rule->as ? str_from(rule->as) : name);
        if (rule && rule->style && !closes)
            buf_format(out, " style=\"%s\"", rule->style);
        html = str_after(html, end);
    }
    buf_put(out, html);
}
