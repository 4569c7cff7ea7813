// SPDX-License-Identifier: MIT
#include "output/manifest.h"

#include "base/hash.h"
#include "base/json.h"
#include "base/limits.h"
#include "document/file_type.h"
#include "record/facts.h"

struct writer {
    struct json json;
    const struct section *section;
    struct arena *arena;
};

static void put_value(struct writer *w, const char *key, struct value v);
static void put_fields(struct writer *w, const struct record_type *type, const void *record);

// A person is only ever a name here, as the consent gate left it.
static void put_record(struct writer *w, const char *key, const struct record_type *type, const void *record)
{
    if (type == &person_type) {
        json_text(&w->json, key, ((const struct person *)record)->shown_name);
        return;
    }
    if (type == &act_type) {
        json_text(&w->json, key, ((const struct act *)record)->id);
        return;
    }
    json_open(&w->json, key, '{');
    put_fields(w, type, record);
    json_close(&w->json, '}');
}

static struct str path_below(const struct writer *w, struct str href)
{
    struct str folder = w->section->node->path;

    return str_empty(folder) ? href : str_after(href, folder.len + 1);
}

static void put_choice(struct writer *w, const char *key, const struct choices *choices, int index)
{
    if (index)
        json_text(&w->json, key, str_from(choice_at(choices, index)->key));
}

// What is inside, as far as it was looked at; never who wrote or signed it.
static void put_facts(struct writer *w, const struct document_facts *facts)
{
    put_choice(w, "facts", &facts_status_choices, facts->status);
    if (facts->status != FACTS_EXAMINED)
        return;
    if (facts->pages != FIELD_INT_ABSENT)
        json_int(&w->json, "pages", facts->pages);
    put_choice(w, "text", &text_layer_choices, facts->text_layer);
    put_choice(w, "signature", &signature_kind_choices, facts->signature);
    put_choice(w, "verdict", &signature_verdict_choices, facts->verdict);
    if (date_given(facts->signed_on))
        json_text(&w->json, "signed_on", date_iso(facts->signed_on, w->arena));
}

static void put_file(struct writer *w, const char *key, const struct file_ref *file)
{
    const struct file_ref *published = map_get(&w->section->files, file->path);

    json_open(&w->json, key, '{');
    json_text(&w->json, "url", path_below(w, file->href));
    json_text(&w->json, "media_type", str_from(file_media_type(file->extension)));
    json_int(&w->json, "bytes", file->bytes);
    json_text(&w->json, "sha256", published->sha256);
    if (file->facts)
        put_facts(w, file->facts);
    json_close(&w->json, '}');
}

static void put_list(struct writer *w, const char *key, struct value v)
{
    json_open(&w->json, key, '[');
    for (LIST_EACH(const void, item, *v.list.items)) {
        if (!v.list.of)
            json_text(&w->json, NULL, *(const struct str *)item);
        else if (v.list.of == &file_type)
            put_file(w, NULL, item);
        else
            put_record(w, NULL, v.list.of, item);
    }
    json_close(&w->json, ']');
}

static void put_value(struct writer *w, const char *key, struct value v)
{
    switch (v.type) {
    case VALUE_NONE:
    case VALUE_HTML: // pages, and where they lie, are for people
    case VALUE_PATH:
        return;
    case VALUE_BOOL:
        json_bool(&w->json, key, v.truth);
        return;
    case VALUE_INT:
        json_int(&w->json, key, v.number);
        return;
    case VALUE_TEXT:
        json_text(&w->json, key, v.text);
        return;
    case VALUE_DATE:
        json_text(&w->json, key, date_iso(v.date, w->arena));
        return;
    case VALUE_LIST:
        if (v.list.items->count)
            put_list(w, key, v);
        return;
    case VALUE_RECORD:
        if (v.record.type == &file_type)
            put_file(w, key, v.record.at);
        else
            put_record(w, key, v.record.type, v.record.at);
        return;
    }
}

static void put_fields(struct writer *w, const struct record_type *type, const void *record)
{
    for (const struct field *f = type->fields; f < type->fields + type->count; f++) {
        const int *choice = (const void *)((const char *)record + f->offset);
        if (!(f->flags & FIELD_PASSES_UP))
            continue;
        if (f->type == FIELD_CHOICE && *choice)
            json_text(&w->json, f->key, str_from(choice_at(f->choices, *choice)->key));
        else
            put_value(w, f->key, field_read(f, record, w->arena));
    }
}

static void put_all(struct writer *w, const char *key, const struct record_type *type,
                    const struct list *records)
{
    json_open(&w->json, key, '[');
    for (LIST_EACH(const void, record, *records)) {
        json_open(&w->json, NULL, '{');
        put_fields(w, type, record);
        json_close(&w->json, '}');
    }
    json_close(&w->json, ']');
}

// The organisation above: by its own record when it is in the tree, else as the
// subordinate names it.
static struct str parent_name(const struct section *section)
{
    const struct section_head *parent = section->head->parent;

    return parent && parent->node->is_organization ? parent->organization.name
                                                   : section->organization.parent.name;
}

static void put_organization(struct writer *w)
{
    const struct str parent = parent_name(w->section);

    json_open(&w->json, "organization", '{');
    put_fields(w, &organization_type, &w->section->organization);
    if (!str_empty(parent))
        json_text(&w->json, "parent", parent);
    json_text(&w->json, "path", w->section->node->path);
    json_close(&w->json, '}');
}

static void put_requirements(struct writer *w, const struct list *verdicts)
{
    json_open(&w->json, "requirements", '[');
    for (LIST_EACH(const struct verdict, v, *verdicts)) {
        json_open(&w->json, NULL, '{');
        json_text(&w->json, "profile", v->item->profile->id);
        put_fields(w, &requirement_type, v->item);
        json_text(&w->json, "status", str_from(choice_at(&status_choices, v->status)->key));
        if (!str_empty(v->reason))
            json_text(&w->json, "reason", v->reason);
        if (date_given(v->due_day))
            json_text(&w->json, "due_day", date_iso(v->due_day, w->arena));
        if (!str_empty(v->link))
            json_text(&w->json, "page", path_below(w, v->link));
        json_open(&w->json, "documents", '[');
        for (LIST_EACH(const struct act, act, v->acts))
            json_text(&w->json, NULL, act->id);
        json_close(&w->json, ']');
        json_close(&w->json, '}');
    }
    json_close(&w->json, ']');
}

// Mentors, as the consent gate left them; their ids stay at home.
static void put_mentors(struct writer *w)
{
    struct list mentors = { 0 };

    for (LIST_EACH(const struct person, p, w->section->people))
        if (p->role == ROLE_MENTOR && p->named)
            list_add(&mentors, p, w->arena);
    put_all(w, "mentors", &person_type, &mentors);
}

static void put_totals(struct writer *w, const struct organization_row *row)
{
    json_open(&w->json, "totals", '{');
    json_int(&w->json, "organizations", row->organizations);
    json_int(&w->json, "pairs", row->pairs);
    json_int(&w->json, "mentors", row->mentors);
    json_int(&w->json, "programmes", row->programmes);
    json_int(&w->json, "practices", row->practices);
    json_close(&w->json, '}');
}

static struct list shared_practices(const struct section *section, struct arena *a)
{
    struct list shared = { 0 };

    for (LIST_EACH(const struct practice, p, section->practices))
        if (p->shared)
            list_add(&shared, p, a);
    return shared;
}

struct str manifest_write(const struct section *section, const struct fold *fold, const struct list *verdicts,
                          struct arena *a)
{
    struct buf body = buf_new(a, LIMIT_PAGE_BYTES), out = buf_new(a, LIMIT_PAGE_BYTES);
    struct writer w = { json_new(&body), section, a };
    const struct list shared = shared_practices(section, a);
    const struct date today = section->world->today;

    w.json.depth = 1;
    json_text(&w.json, "checked", date_iso(today, a));
    json_text(&w.json, "valid_until", date_iso(date_add_days(today, 366), a));
    put_organization(&w);
    json_text(&w.json, "school_year", section->school_year);
    put_requirements(&w, verdicts);
    put_all(&w, "documents", &act_type, &section->acts);
    put_mentors(&w);
    put_all(&w, "pairs", &pair_type, &section->pairs);
    put_all(&w, "practices", &practice_type, &shared);
    put_totals(&w, fold->row);

    struct json head = json_new(&out);
    json_open(&head, NULL, '{');
    json_text(&head, "schema", STR(MANIFEST_SCHEMA));
    json_text(&head, "kind", STR("section"));
    json_text(&head, "content_hash", hash_sha256(buf_str(&body), a));
    buf_char(&out, ',');
    buf_put(&out, buf_str(&body));
    json_close(&head, '}');
    out.overflowed |= body.overflowed;
    return buf_whole(&out);
}
