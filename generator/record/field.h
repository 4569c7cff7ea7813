// SPDX-License-Identifier: MIT
// The field table: one row per field of a record, and the only place where the
// field is described. Decoder, validator, JSON Schema, record reference,
// templates, CSV, manifest and the consent gate all read these rows; adding a
// field to a record is adding a member to its struct and a row to its table.
//
// A record is a plain struct; a row says where in the struct the field lives
// (offset), how it is written (type), what it means (for the manual), and whose
// consent it needs (personal).
#ifndef RECORD_FIELD_H
#define RECORD_FIELD_H

#include "diag/diag.h"
#include "record/value.h"

#include <stddef.h>

// How a field is written in YAML, and the C type of its struct member.
enum field_type {
    FIELD_TEXT,        // struct str; one line or a paragraph, printed as it is
    FIELD_MARKDOWN,    // struct markdown; Markdown source, HTML after rendering
    FIELD_ID,          // struct str; [a-z0-9-], unique among the records of its kind in one organisation
    FIELD_BOOL,        // bool; да/нет, true/false
    FIELD_INT,         // int64_t; FIELD_INT_ABSENT when left out
    FIELD_DATE,        // struct date
    FIELD_SCHOOL_YEAR, // struct str; «2025/2026»
    FIELD_CHOICE,      // int; index in [choices]; 0 is "not given"
    FIELD_URL,         // struct str; https:// or http:// only
    FIELD_FILE,        // struct file_ref; a path below the organisation's content folder
    FIELD_REF,         // struct ref; the id of a record of type [record] of the same organisation
    FIELD_RECORD,      // a nested struct of type [record] embedded at the offset; struct part first
    FIELD_TEXTS,       // struct list of struct str
    FIELD_CHOICES,     // struct list of struct choice_item
    FIELD_DATES,       // struct list of struct date_item
    FIELD_FILES,       // struct list of struct file_ref
    FIELD_REFS,        // struct list of struct ref
    FIELD_RECORDS,     // struct list of structs of type [record]
    // The rest is never read from YAML.
    FIELD_COMPUTED, // no member: [compute] makes it
    FIELD_POINTER,  // const void *; a record of type [record], NULL when there is none
    FIELD_PATH,     // struct str; a path from the root of the built site
    FIELD_HTML,     // struct str; made by input/markdown
};

#define FIELD_INT_ABSENT INT64_MIN

// Whose consent a field needs before it may be shown (152-ФЗ, ст. 10.1): the
// category that the person's consent has to name.
enum personal {
    PERSONAL_NONE,
    PERSONAL_NAME,         // «фамилия, имя, отчество»
    PERSONAL_POST,         // «должность, предмет»
    PERSONAL_EXPERIENCE,   // «стаж, категория, образование»
    PERSONAL_PHOTO,        // «изображение»
    PERSONAL_ACHIEVEMENTS, // «награды, достижения»
    PERSONAL_NEVER,        // is held, not published: the consent itself, for one
};

enum field_flag {
    FIELD_REQUIRED = 1,
    FIELD_PASSES_UP = 2, // may leave the organisation in its manifest, consent permitting
    FIELD_HIDDEN = 4,    // templates may not read it
    FIELD_DERIVED = 8,   // set by the program; not a key of the file
    FIELD_PICTURE = 16,  // the file has to be a picture
};

// One row of a list of permitted words. [also] holds other spellings, separated
// by '|'; comparison folds case, ё, dashes and spaces (russian_fold).
struct choice {
    const char *key;   // Latin, stable: CSS classes, manifest, schema
    const char *label; // Russian, as printed
    const char *also;
};

struct choices {
    const char *name;
    const struct choice *items; // items[0] is the "not given" row with NULL key
    size_t count;
};

#define CHOICES(list_name, array)                                                                            \
    {                                                                                                        \
        .name = (list_name), .items = (array), .count = sizeof(array) / sizeof *(array)                      \
    }

struct choice_item {
    int index;
    struct where where;
};

struct date_item {
    struct date date;
    struct where where;
};

struct ref {
    struct str id;
    const void *target; // set by model/link; NULL until then, and for a dangling one
    struct where where;
};

// Personal data that nobody agreed to, in the text of a file (check/reading.h).
enum disclosure { DISCLOSES_NOTHING, DISCLOSES_LIKELY, DISCLOSES_SURELY };

// A file of the organisation. Everything below [path] is filled by document/.
struct file_ref {
    struct str path; // as the record says, relative to the content folder
    struct str alt;  // for a picture: what it shows
    struct where where;
    struct str href;      // where it is published, from the root of the built site
    struct str extension; // "pdf"
    struct str label;     // «PDF, 317 КБ»
    int64_t bytes;
    int64_t width, height; // of a picture, 0 when unknown
    bool present;
    enum disclosure discloses;          // set by check/reading
    struct str sha256;                  // of the published bytes, set when they are published
    const struct document_facts *facts; // record/facts.h; NULL for a picture, and in a fold
};

struct markdown {
    struct str source;
    struct where where; // of its first line
    struct str html;
};

// Every record type begins with this member.
struct part {
    struct where where;         // of the record itself
    const struct where *wheres; // of each field, in table order; line 0 for an absent one
};

struct field {
    const char *key;  // in YAML and in templates
    const char *also; // another accepted spelling of the key, or NULL
    enum field_type type;
    size_t offset;
    const struct record_type *record;
    const struct choices *choices;
    unsigned flags;
    enum personal personal;
    const char *meaning; // Russian, for the reference and the schema
    struct value (*compute)(const void *record, struct arena *a);
    enum value_type computed_type; // of a FIELD_COMPUTED row
};

struct record_type {
    const char *name;   // "act"
    const char *title;  // «документ», for messages
    const char *plural; // «документы», for the reference
    const char *file;   // "acts": the list file or folder; NULL for nested and page-data types
    size_t size;
    const struct field *fields;
    size_t count;
};

#define FIELDS(array) .fields = (array), .count = sizeof(array) / sizeof *(array)

// The row named [key] (or whose [also] it is), or NULL.
const struct field *field_find(const struct record_type *type, struct str key);

// What the record holds in that row; a choice reads as its label, a reference
// as the record it points to.
struct value field_read(const struct field *f, const void *record, struct arena *a);

// The value type that field_read returns when the field is given.
enum value_type field_value_type(const struct field *f);

// The type of the record, or of the records in the list, that the field reads
// as; file_type for files; NULL where there is none.
const struct record_type *field_record_type(const struct field *f);

// A reference to a file, as templates see it: href, label, extension, bytes, width, height.
extern const struct record_type file_type;

// Makes the field absent.
void field_clear(const struct field *f, void *record);

// The place of a field in its file, or of the record when the field is absent.
struct where field_where(const struct record_type *type, const void *record, const char *key);

// Whether the author wrote the field, rightly or wrongly.
bool field_given(const struct record_type *type, const void *record, const char *key);

// What messages call the record: its title, name or id, or «без названия».
struct str record_label(const struct record_type *type, const void *record);

// Whether the author wrote the field, rightly or wrongly.
bool field_is_given(const struct record_type *type, const void *record, const char *key);

const struct choice *choice_at(const struct choices *list, int index);

#endif
