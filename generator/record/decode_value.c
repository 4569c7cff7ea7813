// SPDX-License-Identifier: MIT
// One value of a record, by the type of its field.
#include "base/buf.h"
#include "base/escape.h"
#include "base/limits.h"
#include "base/nearest.h"
#include "base/path.h"
#include "base/russian.h"
#include "base/scan.h"
#include "base/utf8.h"
#include "record/decode_internal.h"

#include <stdlib.h>
#include <string.h>

// Reads one value into the struct member [at]; false after a message.
typedef bool read_value(const struct decoder *d, const struct field *f, const struct node *v, void *at);

static bool refuse(const struct decoder *d, const struct field *f, const struct node *v, const char *wanted)
{
    diag_add(d->ds, DIAG_FIELD_TYPE, v->where, "поле «%s»: нужно %s, а здесь %s", f->key, wanted,
             node_kind_name(v->kind));
    return false;
}

static bool is_text(const struct decoder *d, const struct field *f, const struct node *v, const char *wanted)
{
    return v->kind == NODE_TEXT || refuse(d, f, v, wanted);
}

// Characters that have no place in a text: controls but tab and line feed, and
// the marks that turn the direction of writing (they can disguise a name).
static bool is_forbidden(uint32_t c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF ||
           (c & 0xFFFE) == 0xFFFE;
}

// By its first byte: most characters need no second look.
SCAN(next_doubtful, (b < 0x20) | (b == 0x7F) | (b == 0xC2) | (b == 0xE2) | (b >= 0xEF))

static bool has_forbidden(struct str s)
{
    size_t at = 0;

    while ((at = next_doubtful(s, at)) < s.len) {
        struct str rest = str_after(s, at);
        if (is_forbidden(utf8_next(&rest)))
            return true;
        at = s.len - rest.len;
    }
    return false;
}

static bool read_text(const struct decoder *d, const struct field *f, const struct node *v, void *at)
{
    if (!is_text(d, f, v, "одно значение"))
        return false;
    struct str text = str_trim(v->text);
    if (text.len > LIMIT_TEXT_BYTES) {
        diag_add(d->ds, DIAG_FIELD_LONG, v->where, "поле «%s»: %zu байт при пределе %d", f->key, text.len,
                 LIMIT_TEXT_BYTES);
        return false;
    }
    if (has_forbidden(text)) {
        diag_add(d->ds, DIAG_FIELD_TYPE, v->where, "поле «%s»: в тексте есть невидимые управляющие знаки",
                 f->key);
        return false;
    }
    *(struct str *)at = text;
    return true;
}

static bool read_markdown(const struct decoder *d, const struct field *f, const struct node *v, void *at)
{
    struct markdown *m = at;

    m->where = v->where;
    return read_text(d, f, v, &m->source);
}

// The line of [v] with [text] as the whole value.
static struct str line_with(const struct decoder *d, const struct node *v, struct str text)
{
    return diag_line_with(v->where, v->text, text, d->arena);
}

static bool check_id(const struct decoder *d, const struct field *f, const struct node *v)
{
    struct str text = str_trim(v->text);

    if (str_is_slug(text))
        return true;
    struct str slug = russian_slug(text, d->arena);
    diag_add_mended(d->ds, DIAG_ID_INVALID, v->where, line_with(d, v, slug), "поле «%s»: «%.*s» не годится",
                    f->key, STR_ARG(text));
    return false;
}

static bool read_id(const struct decoder *d, const struct field *f, const struct node *v, void *at)
{
    return is_text(d, f, v, "имя латиницей") && check_id(d, f, v) && read_text(d, f, v, at);
}

static bool read_bool(const struct decoder *d, const struct field *f, const struct node *v, void *at)
{
    static const struct {
        const char *word;
        bool truth;
    } words[] = { { "да", true },     { "нет", false }, { "true", true },
                  { "false", false }, { "yes", true },  { "no", false } };

    if (!is_text(d, f, v, "«да» или «нет»"))
        return false;
    struct str word = russian_fold(v->text, d->arena);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (str_is(word, words[i].word)) {
            *(bool *)at = words[i].truth;
            return true;
        }
    }
    diag_add(d->ds, DIAG_FIELD_TYPE, v->where, "поле «%s»: нужно «да» или «нет», а здесь «%.*s»", f->key,
             STR_ARG(v->text));
    return false;
}

static bool read_int(const struct decoder *d, const struct field *f, const struct node *v, void *at)
{
    if (!is_text(d, f, v, "целое число"))
        return false;
    struct str text = str_trim(v->text);
    int64_t n = 0;
    bool ok = text.len > 0 && text.len <= 15;
    for (size_t i = 0; ok && i < text.len; i++) {
        ok = text.ptr[i] >= '0' && text.ptr[i] <= '9';
        n = n * 10 + (text.ptr[i] - '0');
    }
    if (!ok) {
        diag_add(d->ds, DIAG_FIELD_TYPE, v->where,
                 "поле «%s»: нужно целое число одними цифрами, а здесь «%.*s»", f->key, STR_ARG(text));
        return false;
    }
    *(int64_t *)at = n;
    return true;
}

// Whether digits and separators stand where [shape] has them.
static bool has_shape(struct str s, const char *shape)
{
    bool ok = s.len == strlen(shape);

    for (size_t i = 0; ok && i < s.len; i++)
        ok = shape[i] == 'd' ? s.ptr[i] >= '0' && s.ptr[i] <= '9' : s.ptr[i] == shape[i];
    return ok;
}

// Why a text in the shape of a date is none: 30.02.2025, 2999-01-01, 01.09.25; NULL
// when it has no such shape.
static const char *fault_of_date(struct str s, struct arena *a)
{
    static const struct {
        const char *shape;
        size_t year; // where it stands; 0 at the front, SIZE_MAX for no whole year
    } shapes[] = { { "dddd-dd-dd", 0 }, { "dd.dd.dddd", 6 }, { "dd.dd.dd", SIZE_MAX } };

    for (size_t k = 0; k < sizeof shapes / sizeof *shapes; k++) {
        if (!has_shape(s, shapes[k].shape))
            continue;
        if (shapes[k].year == SIZE_MAX)
            return "год пишут четырьмя цифрами";
        int year = atoi(str_cstr(str_from_to(s, shapes[k].year, shapes[k].year + 4), a));
        return year < DATE_FIRST_YEAR || year > DATE_LAST_YEAR ? "год вне пределов"
                                                               : "такой даты быть не может";
    }
    return NULL;
}

static bool read_date(const struct decoder *d, const struct field *f, const struct node *v, void *at)
{
    if (!is_text(d, f, v, "указать дату"))
        return false;
    struct str text = str_trim(v->text);
    if (date_parse(text, at))
        return true;
    struct str mended = date_mended(text, d->arena);
    const char *fault = str_empty(mended) ? fault_of_date(text, d->arena) : "эту дату пишут иначе";
    bool has_words = !fault && field_find(d->type, STR("as_written"));
    diag_add_mended(d->ds, DIAG_DATE_INVALID, v->where, str_empty(mended) ? mended : line_with(d, v, mended),
                    "поле «%s»: «%.*s» — %s%s", f->key, STR_ARG(text), fault ? fault : "не дата",
                    has_words ? "; то, что стоит на бумаге дословно, пишут в поле as_written" : "");
    return false;
}

// «2025/2026», also with a hyphen or a dash between the years, which must follow one another.
static bool read_school_year(const struct decoder *d, const struct field *f, const struct node *v, void *at)
{
    if (!is_text(d, f, v, "указать учебный год"))
        return false;
    struct str text = russian_fold(v->text, d->arena);
    struct date first, second;
    bool ok = text.len == 9 && (text.ptr[4] == '/' || text.ptr[4] == '-');
    ok = ok && date_parse(str_format(d->arena, "%.4s-09-01", text.ptr), &first) &&
         date_parse(str_format(d->arena, "%.4s-09-01", text.ptr + 5), &second) &&
         second.year == first.year + 1;
    if (!ok) {
        diag_add(d->ds, DIAG_FIELD_TYPE, v->where,
                 "поле «%s»: нужен учебный год вида 2025/2026, а здесь «%.*s»", f->key, STR_ARG(v->text));
        return false;
    }
    *(struct str *)at = str_format(d->arena, "%d/%d", first.year, second.year);
    return true;
}

// Whether one of the spellings in [also], separated by '|', folds to [word].
static bool is_also(const char *also, struct str word, struct arena *scratch)
{
    struct str rest = str_from(also), one;

    while (str_split(&rest, '|', &one))
        if (str_eq(russian_fold(one, scratch), word))
            return true;
    return false;
}

static bool is_also_exactly(const char *also, struct str word)
{
    struct str rest = str_from(also), one;

    while (str_split(&rest, '|', &one))
        if (str_eq(one, word))
            return true;
    return false;
}

// As it stands in the table: nearly always, and folding is dear.
static int choice_exactly(const struct choices *choices, struct str word)
{
    for (size_t i = 1; i < choices->count; i++) {
        const struct choice *c = &choices->items[i];
        if (str_is(word, c->key) || str_is(word, c->label) || is_also_exactly(c->also, word))
            return (int)i;
    }
    return 0;
}

int choice_find(const struct choices *choices, struct str text, struct arena *scratch)
{
    int exact = choice_exactly(choices, text);
    struct str word = exact ? text : russian_fold(text, scratch);

    if (exact)
        return exact;
    for (size_t i = 1; i < choices->count; i++) {
        const struct choice *c = &choices->items[i];
        if (str_is(word, c->key) || str_eq(russian_fold(str_from(c->label), scratch), word) ||
            is_also(c->also, word, scratch))
            return (int)i;
    }
    return 0;
}

static struct str choice_list(const struct choices *choices, struct arena *a)
{
    struct buf b = buf_new(a, 4096);

    for (size_t i = 1; i < choices->count; i++)
        buf_format(&b, "%s%s (%s)", i > 1 ? ", " : "", choices->items[i].key, choices->items[i].label);
    return buf_str(&b);
}

static void offer_choice(struct nearest *near, const struct choice *c, struct arena *a)
{
    struct str rest = str_from(c->also), one;

    nearest_offer(near, c->key);
    nearest_offer(near, c->label);
    while (str_split(&rest, '|', &one))
        nearest_offer(near, str_cstr(one, a));
}

static bool read_choice(const struct decoder *d, const struct field *f, const struct node *v, void *at)
{
    if (!is_text(d, f, v, "одно слово из списка"))
        return false;
    int index = choice_find(f->choices, v->text, d->arena);
    if (index) {
        *(int *)at = index;
        return true;
    }
    struct nearest near = nearest_to(v->text);
    for (size_t i = 1; i < f->choices->count; i++)
        offer_choice(&near, &f->choices->items[i], d->arena);
    diag_add(d->ds, DIAG_CHOICE_UNKNOWN, v->where, "поле «%s»: нет значения «%.*s»%s%s%s; есть: %.*s", f->key,
             STR_ARG(v->text), near.best ? "; возможно, вы имели в виду «" : "", near.best ? near.best : "",
             near.best ? "»" : "", STR_ARG(choice_list(f->choices, d->arena)));
    return false;
}

static bool read_url(const struct decoder *d, const struct field *f, const struct node *v, void *at)
{
    if (!is_text(d, f, v, "указать адрес страницы"))
        return false;
    struct str text = str_trim(v->text);
    if (!escape_url_is_web(text) || has_forbidden(text)) {
        diag_add(d->ds, DIAG_URL_INVALID, v->where, "поле «%s»: «%.*s» — не адрес вида https://…", f->key,
                 STR_ARG(text));
        return false;
    }
    *(struct str *)at = text;
    return true;
}

// The path as Windows writes it, written as addresses are.
static struct str with_slashes(struct str path, struct arena *a)
{
    char *copy = str_cstr(path, a);

    for (size_t i = 0; i < path.len; i++)
        if (copy[i] == '\\')
            copy[i] = '/';
    return (struct str){ copy, path.len };
}

static bool read_file(const struct decoder *d, const struct field *f, const struct node *v, void *at)
{
    struct file_ref *ref = at;

    if (!is_text(d, f, v, "указать путь к файлу"))
        return false;
    struct str path = str_trim(v->text), mended = with_slashes(path, d->arena);
    if (!path_is_safe(path)) {
        diag_add_mended(d->ds, DIAG_PATH_INVALID, v->where,
                        path_is_safe(mended) ? line_with(d, v, mended) : STR(""),
                        "поле «%s»: путь «%.*s» не годится", f->key, STR_ARG(path));
        return false;
    }
    *ref = (struct file_ref){ .path = path, .where = v->where };
    return true;
}

static bool read_ref(const struct decoder *d, const struct field *f, const struct node *v, void *at)
{
    struct ref *ref = at;

    if (!is_text(d, f, v, "указать id записи") || !check_id(d, f, v))
        return false;
    *ref = (struct ref){ .id = str_trim(v->text), .where = v->where };
    return true;
}

static bool read_record(const struct decoder *d, const struct field *f, const struct node *v, void *at)
{
    if (v->kind != NODE_MAP)
        return refuse(d, f, v, "несколько полей с отступом под ним");
    return record_decode(f->record, v, at, d->arena, d->ds);
}

static bool read_choice_item(const struct decoder *d, const struct field *f, const struct node *v, void *at)
{
    struct choice_item *item = at;

    item->where = v->where;
    return read_choice(d, f, v, &item->index);
}

static bool read_date_item(const struct decoder *d, const struct field *f, const struct node *v, void *at)
{
    struct date_item *item = at;

    item->where = v->where;
    return read_date(d, f, v, &item->date);
}

static bool read_list_record(const struct decoder *d, const struct field *f, const struct node *v, void *at)
{
    record_init(f->record, at);
    return read_record(d, f, v, at);
}

// How the items of a list are read; [size] 0 stands for the record's own size.
static const struct item_reader {
    read_value *read;
    size_t size;
} item_readers[] = {
    [FIELD_TEXTS] = { read_text, sizeof(struct str) },
    [FIELD_CHOICES] = { read_choice_item, sizeof(struct choice_item) },
    [FIELD_DATES] = { read_date_item, sizeof(struct date_item) },
    [FIELD_FILES] = { read_file, sizeof(struct file_ref) },
    [FIELD_REFS] = { read_ref, sizeof(struct ref) },
    [FIELD_RECORDS] = { read_list_record, 0 },
};

bool decode_is_left_out(const struct node *v)
{
    return v->kind == NODE_TEXT ? str_empty(str_trim(v->text)) : v->count == 0;
}

static bool read_item(const struct decoder *d, const struct field *f, const struct node *v, struct list *out)
{
    const struct item_reader *reader = &item_readers[f->type];

    if (decode_is_left_out(v)) {
        diag_add(d->ds, DIAG_FIELD_EMPTY, v->where, "поле «%s»: пустой пункт списка", f->key);
        return false;
    }
    void *item = arena_alloc(d->arena, 1, reader->size ? reader->size : f->record->size);

    bool ok = reader->read(d, f, v, item);
    if (ok || (f->type == FIELD_RECORDS && v->kind == NODE_MAP))
        list_add(out, item, d->arena);
    return ok;
}

// Whether [text] is plainly an item of [f]; says nothing. A text or a file name may
// hold a comma of its own: ids and names with an extension on either side do not.
static bool is_item(const struct decoder *d, const struct field *f, struct str text)
{
    const struct decoder silent = { d->arena, diags_new(d->arena), d->type };
    const struct node n = { .kind = NODE_TEXT, .text = text };

    switch (f->type) {
    case FIELD_TEXTS:
        return str_is_slug(text);
    case FIELD_RECORDS:
        return false;
    default:
        return (f->type != FIELD_FILES || !str_empty(path_extension(text))) &&
               item_readers[f->type].read(&silent, f, &n,
                                          arena_alloc(d->arena, 1, item_readers[f->type].size));
    }
}

// The items of «name, post» as «[name, post]»; empty when that is no list of
// several items.
static struct str several_items(const struct decoder *d, const struct field *f, struct str text)
{
    struct buf b = buf_new(d->arena, LIMIT_TEXT_BYTES);
    size_t count = 0;

    for (; text.len && !b.overflowed; count++) {
        size_t end = 0;
        while (end < text.len && !strchr(",;", text.ptr[end]))
            end++;
        struct str part = str_trim(str_from_to(text, 0, end));
        if ((!count && end == text.len) || !is_item(d, f, part))
            return (struct str){ 0 };
        buf_format(&b, "%s%.*s", count ? ", " : "[", STR_ARG(part));
        text = str_after(text, end + 1);
    }
    buf_char(&b, ']');
    return count > 1 && !b.overflowed ? buf_str(&b) : (struct str){ 0 };
}

static bool refuse_several(const struct decoder *d, const struct field *f, const struct node *v,
                           struct str items)
{
    diag_add_mended(d->ds, DIAG_FIELD_TYPE, v->where, v->quoted ? STR("") : line_with(d, v, items),
                    "поле «%s»: здесь несколько значений, их перечисляют в скобках: %.*s", f->key,
                    STR_ARG(items));
    return false;
}

// A single value where a list is expected is a list of one.
static bool read_list(const struct decoder *d, const struct field *f, const struct node *v, void *at)
{
    bool ok = true;

    if (v->kind != NODE_LIST) {
        struct str several = v->kind == NODE_TEXT ? several_items(d, f, v->text) : STR("");
        return str_empty(several) ? read_item(d, f, v, at) : refuse_several(d, f, v, several);
    }
    for (const struct node *item = v->first; item; item = item->next)
        ok = read_item(d, f, item, at) && ok;
    return ok;
}

static read_value *const readers[] = {
    [FIELD_TEXT] = read_text,
    [FIELD_MARKDOWN] = read_markdown,
    [FIELD_ID] = read_id,
    [FIELD_BOOL] = read_bool,
    [FIELD_INT] = read_int,
    [FIELD_DATE] = read_date,
    [FIELD_SCHOOL_YEAR] = read_school_year,
    [FIELD_CHOICE] = read_choice,
    [FIELD_URL] = read_url,
    [FIELD_FILE] = read_file,
    [FIELD_REF] = read_ref,
    [FIELD_RECORD] = read_record,
    [FIELD_TEXTS] = read_list,
    [FIELD_CHOICES] = read_list,
    [FIELD_DATES] = read_list,
    [FIELD_FILES] = read_list,
    [FIELD_REFS] = read_list,
    [FIELD_RECORDS] = read_list,
};

bool field_is_written(const struct field *f)
{
    return f->type < sizeof readers / sizeof *readers && !(f->flags & FIELD_DERIVED);
}

bool decode_value(const struct decoder *d, const struct field *f, const struct node *v, void *at)
{
    return readers[f->type](d, f, v, at);
}
