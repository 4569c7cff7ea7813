// SPDX-License-Identifier: MIT
#include "monitor/manifest_read.h"

#include "base/hash.h"
#include "base/limits.h"
#include "check/required.h"
#include "input/source.h"
#include "model/organization.h"
#include "monitor/manifest_decode.h"

#include <string.h>

#define AT(member) offsetof(struct manifest_file, member)
static const struct field file_fields[] = {
    { "url", NULL, FIELD_TEXT, AT(url), .flags = FIELD_REQUIRED },
    { "bytes", NULL, FIELD_INT, AT(bytes), .flags = FIELD_REQUIRED },
    { "sha256", NULL, FIELD_TEXT, AT(sha256), .flags = FIELD_REQUIRED },
};
#undef AT
static const struct record_type manifest_file_type = {
    .name = "manifest_file",
    .size = sizeof(struct manifest_file),
    FIELDS(file_fields),
};

#define AT(member) offsetof(struct manifest_document, member)
static const struct field document_fields[] = {
    { "id", NULL, FIELD_TEXT, AT(id), .flags = FIELD_REQUIRED },
    { "url", NULL, FIELD_TEXT, AT(url) },
    { "appendix_of", NULL, FIELD_TEXT, AT(appendix_of) },
    { "files", NULL, FIELD_RECORDS, AT(files), &manifest_file_type },
};
#undef AT
static const struct record_type document_type = {
    .name = "manifest_document",
    .size = sizeof(struct manifest_document),
    FIELDS(document_fields),
};

#define AT(member) offsetof(struct manifest_item, member)
static const struct field item_fields[] = {
    { "profile", NULL, FIELD_TEXT, AT(profile), .flags = FIELD_REQUIRED },
    { "id", NULL, FIELD_TEXT, AT(id), .flags = FIELD_REQUIRED },
    { "title", NULL, FIELD_TEXT, AT(title), .flags = FIELD_REQUIRED },
    { "must", NULL, FIELD_CHOICE, AT(must), .choices = &must_choices, .flags = FIELD_REQUIRED },
    { "status", NULL, FIELD_CHOICE, AT(status), .choices = &status_choices, .flags = FIELD_REQUIRED },
    { "reason", NULL, FIELD_TEXT, AT(reason) },
    { "yearly", NULL, FIELD_BOOL, AT(yearly) },
    { "due_day", NULL, FIELD_DATE, AT(due_day) },
    { "page", NULL, FIELD_TEXT, AT(page) },
    { "documents", NULL, FIELD_TEXTS, AT(documents), .flags = FIELD_REQUIRED },
};
#undef AT
static const struct record_type item_type = {
    .name = "manifest_item",
    .size = sizeof(struct manifest_item),
    FIELDS(item_fields),
};

#define AT(member) offsetof(struct manifest_owner, member)
static const struct field owner_fields[] = {
    { "kind", NULL, FIELD_CHOICE, AT(kind), .choices = &org_kind_choices, .flags = FIELD_REQUIRED },
    { "name", NULL, FIELD_TEXT, AT(name), .flags = FIELD_REQUIRED },
    { "short_name", NULL, FIELD_TEXT, AT(short_name) },
    { "inn", NULL, FIELD_TEXT, AT(inn) },
    { "path", NULL, FIELD_TEXT, AT(path), .flags = FIELD_REQUIRED },
    { "parent", NULL, FIELD_TEXT, AT(parent) },
};
#undef AT
static const struct record_type owner_type = {
    .name = "manifest_owner",
    .size = sizeof(struct manifest_owner),
    FIELDS(owner_fields),
};

#define AT(member) offsetof(struct manifest_totals, member)
static const struct field totals_fields[] = {
    { "organizations", NULL, FIELD_INT, AT(organizations) },
};
#undef AT
static const struct record_type totals_type = {
    .name = "manifest_totals",
    .size = sizeof(struct manifest_totals),
    FIELDS(totals_fields),
};

#define AT(member) offsetof(struct manifest, member)
static const struct field manifest_fields[] = {
    { "kind", NULL, FIELD_TEXT, AT(kind), .flags = FIELD_REQUIRED },
    { "checked", NULL, FIELD_DATE, AT(checked), .flags = FIELD_REQUIRED },
    { "valid_until", NULL, FIELD_DATE, AT(valid_until), .flags = FIELD_REQUIRED },
    { "content_hash", NULL, FIELD_TEXT, AT(content_hash), .flags = FIELD_REQUIRED },
    { "school_year", NULL, FIELD_TEXT, AT(school_year) },
    { "totals", NULL, FIELD_RECORD, AT(totals), &totals_type },
    { "organization", NULL, FIELD_RECORD, AT(owner), &owner_type, .flags = FIELD_REQUIRED },
    { "requirements", NULL, FIELD_RECORDS, AT(items), &item_type, .flags = FIELD_REQUIRED },
    { "documents", NULL, FIELD_RECORDS, AT(documents), &document_type, .flags = FIELD_REQUIRED },
};
#undef AT
static const struct record_type manifest_type = {
    .name = "manifest",
    .size = sizeof(struct manifest),
    FIELDS(manifest_fields),
};

bool manifest_read_file(const struct node *json, struct arena *a, struct manifest_file *out)
{
    struct str wrong;

    *out = (struct manifest_file){ 0 };
    return manifest_decode(&manifest_file_type, json, out, a, &wrong);
}

// ---- the text -------------------------------------------------------------------

bool manifest_load(int dir, const char *name, const char *shown, struct arena *a, struct diags *ds,
                   struct source *out)
{
    struct diags *own = diags_new(a);
    bool loaded = source_load(dir, name, shown, LIMIT_MANIFEST_BYTES, a, own, out);

    for (LIST_EACH(struct diag, d, own->items)) {
        if (d->severity == SEVERITY_FATAL || d->code == DIAG_FILE_KIND)
            continue;
        if (d->code == DIAG_ENCODING)
            d->message = STR("файл не в UTF-8: его пересохранили, или он изменился при передаче");
        d->code = DIAG_MANIFEST_BROKEN;
    }
    diags_merge(ds, own);
    return loaded;
}

// ---- the version ----------------------------------------------------------------

static bool is_digits(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
    return s.len > 0;
}

// Any 1.x: what such a version may add does not change what is already there.
static bool is_known_version(struct str schema)
{
    const struct str beginning = STR("urn:nastavnik:manifest:1.");

    return str_starts(schema, beginning) && is_digits(str_after(schema, beginning.len));
}

static bool check_version(const struct node *json, struct where at, struct diags *ds)
{
    const struct node *schema = node_get(json, "schema");

    if (!schema || !schema->quoted) {
        diag_add(ds, DIAG_MANIFEST_BROKEN, at, "нет «schema»: это не паспорт раздела");
        return false;
    }
    if (is_known_version(schema->text))
        return true;
    diag_add(ds, DIAG_MANIFEST_VERSION, at, "паспорт вида «%.*s», а эта программа читает %s",
             STR_ARG(schema->text), "urn:nastavnik:manifest:1.x");
    return false;
}

// ---- keys of a newer version -------------------------------------------------------

// Where a key may stand, and which tables and names make it known.
struct known {
    const char *place;
    const struct record_type *own, *source; // ours, and the one it was written from
    const char *const *others;              // ends with NULL
};

static const char *const heads[] = { "schema", "mentors", "pairs", "practices", NULL };
static const char *const none[] = { NULL };

static bool is_known(const struct known *known, struct str key)
{
    for (const char *const *other = known->others; *other; other++)
        if (str_is(key, *other))
            return true;
    return field_find(known->own, key) || (known->source && field_find(known->source, key));
}

static void note_unknown(const struct known *known, const struct node *map, struct where at, struct diags *ds)
{
    for (const struct node *v = map ? map->first : NULL; v; v = v->next)
        if (!is_known(known, v->key))
            diag_add(ds, DIAG_MANIFEST_KEY, at, "%s: ключ «%.*s» пропущен", known->place, STR_ARG(v->key));
}

static void note_new_keys(const struct node *json, struct where at, struct diags *ds)
{
    const struct known top = { "паспорт", &manifest_type, NULL, heads };
    const struct known owner = { "organization", &owner_type, &organization_type, none };
    const struct known item = { "requirements", &item_type, &requirement_type, none };
    const struct node *items = node_get(json, "requirements");

    note_unknown(&top, json, at, ds);
    note_unknown(&owner, node_get(json, "organization"), at, ds);
    // A newer writer adds a key to every item: the first one speaks for all.
    if (items->first)
        note_unknown(&item, items->first, at, ds);
}

// ---- the hash of the content ---------------------------------------------------------

// The canonical bytes between the comma behind content_hash and the last brace.
static struct str content_of(struct str text, struct str hash, struct arena *a)
{
    const struct str head = str_format(a, "\"content_hash\": \"%.*s\",", STR_ARG(hash));
    const size_t at = str_find(text, head);
    struct str body = at == SIZE_MAX ? (struct str){ 0 } : str_after(text, at + head.len);

    while (body.len && body.ptr[body.len - 1] != '}')
        body.len--;
    body.len -= body.len > 0;
    return body.len && body.ptr[body.len - 1] == '\n' ? str_from_to(body, 0, body.len - 1) : body;
}

bool manifest_read(const struct source *source, struct arena *a, struct diags *ds, struct manifest *out)
{
    const struct where whole = { .source = source };
    struct json_fault fault;
    const struct node *json = json_read_source(source, a, &fault);
    struct str wrong;

    if (!json) {
        diag_add(ds, DIAG_MANIFEST_BROKEN, fault.where, "%.*s", STR_ARG(fault.what));
        return false;
    }
    if (!check_version(json, whole, ds))
        return false;
    *out = (struct manifest){ .json = json };
    if (!manifest_decode(&manifest_type, json, out, a, &wrong)) {
        diag_add(ds, DIAG_MANIFEST_BROKEN, whole, "паспорт не разобран: %.*s", STR_ARG(wrong));
        return false;
    }
    if (!str_is(out->kind, "section")) {
        diag_add(ds, DIAG_MANIFEST_BROKEN, whole, "это паспорт вида «%.*s», а не раздела",
                 STR_ARG(out->kind));
        return false;
    }
    note_new_keys(json, whole, ds);
    out->untouched =
        str_eq(hash_sha256(content_of(source->text, out->content_hash, a), a), out->content_hash);
    return true;
}
