// SPDX-License-Identifier: MIT
#include "base/escape.h"
#include "diag/report.h"
#include "output/verdicts.h"

static struct str status_key(int status)
{
    return str_from(choice_at(&status_choices, status)->key);
}

// ---- JSON ------------------------------------------------------------------------

static void put_tally(struct json *j, const char *key, const struct tally *t)
{
    json_open(j, key, '{');
    json_int(j, "applies", t->applies);
    json_int(j, "counted", tally_whole(t));
    json_int(j, "published", t->published);
    json_int(j, "partial", t->partial);
    json_int(j, "absent", t->absent);
    json_int(j, "waived", t->waived);
    json_int(j, "not_checked", t->not_checked);
    json_int(j, "late", t->late);
    json_close(j, '}');
}

static void put_mend(struct json *j, const struct verdicts_row *r)
{
    json_open(j, "mend", '{');
    json_text(j, "path", r->mend);
    if (r->line != FIELD_INT_ABSENT)
        json_int(j, "line", r->line);
    json_close(j, '}');
}

static void put_row(struct json *j, const struct verdicts_row *r, struct arena *a)
{
    json_open(j, NULL, '{');
    json_text(j, "profile", r->item->profile);
    json_text(j, "item", r->item->id);
    json_text(j, "status", status_key(r->status));
    json_text(j, "reason", r->reason);
    json_text(j, "due", r->due);
    json_text(j, "due_day", date_iso(r->due_day, a));
    json_bool(j, "late", r->late);
    json_bool(j, "stale", r->stale);
    json_open(j, "documents", '[');
    for (LIST_EACH(const struct str, title, r->documents))
        json_text(j, NULL, *title);
    json_close(j, ']');
    put_mend(j, r);
    json_close(j, '}');
}

static void put_organization(struct json *j, const struct verdicts *b, const struct verdicts_organization *o)
{
    const struct str unread = verdicts_unread(b, o);

    json_open(j, NULL, '{');
    json_text(j, "path", o->path);
    json_text(j, "label", o->label);
    json_text(j, "name", o->name);
    if (!str_empty(unread))
        json_text(j, "unread", unread);
    put_tally(j, "required", &o->tally);
    json_open(j, "items", '[');
    for (LIST_EACH(const struct verdicts_row, r, o->rows))
        put_row(j, r, b->arena);
    json_close(j, ']');
    json_close(j, '}');
}

static void put_item(struct json *j, const struct verdicts_item *item)
{
    json_open(j, NULL, '{');
    json_text(j, "profile", item->profile);
    json_text(j, "id", item->id);
    json_text(j, "title", item->title);
    json_text(j, "must", str_from(choice_at(&must_choices, item->must)->key));
    json_text(j, "source", item->source);
    put_tally(j, "organizations", &item->tally);
    json_open(j, "debtors", '[');
    for (LIST_EACH(const struct verdicts_row, r, item->debtors))
        json_text(j, NULL, r->organization->path);
    json_close(j, ']');
    json_close(j, '}');
}

static void put_first(struct json *j, const struct verdicts *b)
{
    const struct list first = verdicts_first_items(b);

    json_open(j, "first", '[');
    for (LIST_EACH(const struct verdicts_item, item, first))
        json_text(j, NULL, item->id);
    json_close(j, ']');
}

void verdicts_results_json(const struct verdicts *b, struct json *j)
{
    json_open(j, "results", '[');
    for (LIST_EACH(const struct verdicts_organization, o, b->organizations)) {
        json_open(j, NULL, '{');
        json_text(j, "path", o->path);
        json_text(j, "label", o->label);
        json_open(j, "items", '[');
        for (LIST_EACH(const struct verdicts_row, r, o->rows)) {
            json_open(j, NULL, '{');
            json_text(j, "profile", r->item->profile);
            json_text(j, "item", r->item->id);
            json_text(j, "status", status_key(r->status));
            json_text(j, "reason", r->reason);
            json_bool(j, "late", r->late);
            json_close(j, '}');
        }
        json_close(j, ']');
        json_close(j, '}');
    }
    json_close(j, ']');
}

void verdicts_changes_json(const struct verdicts *b, struct json *j)
{
    if (!b->has_past)
        return;
    json_text(j, "since", b->past);
    json_open(j, "changes", '[');
    for (LIST_EACH(const struct verdicts_change, c, b->changes)) {
        json_open(j, NULL, '{');
        json_text(j, "change", str_from(c->key));
        json_text(j, "path", c->path);
        json_text(j, "item", c->item);
        json_text(j, "was", c->was);
        json_text(j, "now", c->now);
        json_close(j, '}');
    }
    json_close(j, ']');
}

void verdicts_json(const struct verdicts *b, struct json *j)
{
    json_text(j, "schema", STR("nastavnik-check/1"));
    json_text(j, "checked", date_iso(b->today, b->arena));
    put_tally(j, "required", &b->total);
    json_open(j, "organizations", '[');
    for (LIST_EACH(const struct verdicts_organization, o, b->organizations))
        put_organization(j, b, o);
    json_close(j, ']');
    json_open(j, "items", '[');
    for (LIST_EACH(const struct verdicts_item, item, b->items))
        put_item(j, item);
    json_close(j, ']');
    put_first(j, b);
    verdicts_changes_json(b, j);
}

// ---- JUnit -----------------------------------------------------------------------

static void put_case(struct buf *out, const struct verdicts_row *r)
{
    BUF_PUT(out, "  <testcase classname=\"");
    escape_xml(out, r->organization->path);
    BUF_PUT(out, "\" name=\"");
    escape_xml(out, r->item->id);
    BUF_PUT(out, "\">");
    if (r->status == STATUS_WAIVED || r->status == STATUS_NOT_CHECKED)
        BUF_PUT(out, "<skipped message=\"");
    else if (verdicts_row_is_open(r))
        BUF_PUT(out, "<failure message=\"");
    if (r->status != STATUS_PUBLISHED) {
        buf_format(out, "%s: ", choice_at(&status_choices, r->status)->label);
        escape_xml(out, r->item->title);
        buf_format(out, "%s", str_empty(r->reason) ? "" : " — ");
        escape_xml(out, r->reason);
        BUF_PUT(out, "\"/>");
    }
    BUF_PUT(out, "</testcase>\n");
}

void verdicts_junit(const struct verdicts *b, struct buf *out)
{
    const struct tally *t = &b->total;

    buf_format(out, "<testsuite name=\"required\" tests=\"%lld\" failures=\"%lld\" skipped=\"%lld\">\n",
               (long long)t->applies, (long long)t->partial + t->absent,
               (long long)t->waived + t->not_checked);
    for (LIST_EACH(const struct verdicts_organization, o, b->organizations))
        for (LIST_EACH(const struct verdicts_row, r, o->rows))
            if (r->item->must == MUST_REQUIRED)
                put_case(out, r);
    BUF_PUT(out, "</testsuite>\n");
}

// ---- GitHub ------------------------------------------------------------------------

static void put_command(struct buf *out, const char *folder, const struct verdicts_row *r)
{
    buf_format(out, "::%s ", r->item->must == MUST_REQUIRED ? "warning" : "notice");
    report_github_file(out, folder, r->mend);
    if (r->line != FIELD_INT_ABSENT)
        buf_format(out, ",line=%lld", (long long)r->line);
    BUF_PUT(out, ",title=");
    report_github_text(out, r->item->id, true);
    buf_format(out, "::%s: ", choice_at(&status_choices, r->status)->label);
    report_github_text(out, r->item->title, false);
    buf_format(out, "%s", str_empty(r->reason) ? "" : " — ");
    report_github_text(out, r->reason, false);
    buf_format(out, "%s", str_empty(r->due) ? "" : "; ");
    report_github_text(out, r->due, false);
    buf_char(out, '\n');
}

// Optional items are nobody's annotation.
void verdicts_github(const struct verdicts *b, const char *folder, struct buf *out)
{
    for (LIST_EACH(const struct verdicts_organization, o, b->organizations))
        for (LIST_EACH(const struct verdicts_row, r, o->rows))
            if (verdicts_row_is_open(r) &&
                (r->item->must == MUST_REQUIRED || r->item->must == MUST_RECOMMENDED))
                put_command(out, folder, r);
}
