// SPDX-License-Identifier: MIT
#include "output/kit_markup.h"

#include "page/markup.h"

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

static const struct tag_rule *rule_for(const struct tag_rule *rules, struct str name)
{
    for (const struct tag_rule *r = rules; r->name; r++)
        if (str_is(name, r->name))
            return r;
    return NULL;
}

void kit_markup(struct str html, const struct tag_rule *rules, struct buf *out)
{
    struct markup_piece piece;

    while (markup_next(&html, &piece)) {
        const struct tag_rule *rule = piece.is_tag ? rule_for(rules, piece.name) : NULL;
        if (!rule) {
            buf_put(out, piece.bytes);
            continue;
        }
        buf_format(out, "<%s%s", piece.closes ? "/" : "", rule->as ? rule->as : rule->name);
        if (rule->style && !piece.closes)
            buf_format(out, " style=\"%s\"", rule->style);
        buf_put(out, str_after(piece.bytes, 1 + piece.closes + piece.name.len));
    }
}
