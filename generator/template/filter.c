// SPDX-License-Identifier: MIT
#include "template/filter.h"

#include "base/colour.h"
#include "base/hyphens.h"
#include "base/json.h"
#include "base/letter.h"
#include "base/limits.h"
#include "base/russian.h"
#include "base/utf8.h"
#include "template/filter_list.h"

#define NBSP "\u00a0"

struct value path_read(const struct field_path *path, const void *record, struct arena *a)
{
    struct value v = { .type = VALUE_RECORD, .record = { record, NULL } };

    for (size_t i = 0; i < path->count && v.type == VALUE_RECORD; i++)
        v = field_read(path->fields[i], v.record.at, a);
    return v;
}

// ---- words and numbers -----------------------------------------------------

static struct value filter_date(const struct filter_input *in)
{
    struct date d = in->value.date;

    if (in->args[0].type == VALUE_NONE)
        return value_text(date_words(d, in->scratch));
    return value_text(str_is(in->args[0].text, "iso") ? date_iso(d, in->scratch)
                                                      : date_dotted(d, in->scratch));
}

static struct str text_of(struct value v)
{
    return v.type == VALUE_TEXT ? v.text : (struct str){ 0 };
}

static struct str plural_word(const struct filter_input *in)
{
    return russian_plural_str(in->value.number, text_of(in->args[0]), text_of(in->args[1]),
                              text_of(in->args[2]));
}

static struct value filter_plural(const struct filter_input *in)
{
    struct str word = plural_word(in);

    return value_text(
        str_format(in->scratch, "%lld" NBSP "%.*s", (long long)in->value.number, STR_ARG(word)));
}

static struct value filter_plural_word(const struct filter_input *in)
{
    return value_text(plural_word(in));
}

static struct value filter_filesize(const struct filter_input *in)
{
    return value_text(russian_size(in->value.number, in->scratch));
}

static struct value filter_initials(const struct filter_input *in)
{
    return value_text(russian_short_name(in->value.text, in->scratch));
}

static struct value filter_slug(const struct filter_input *in)
{
    return value_text(russian_slug(in->value.text, in->scratch));
}

static struct value filter_hyphens(const struct filter_input *in)
{
    return value_text(hyphens_soft(in->value.text, in->scratch));
}

static bool is_one_of(char c, const char *list)
{
    return str_find_char(str_from(list), c) != SIZE_MAX;
}

// Where a word begins: behind a space, a quotation mark, or nothing at all.
static bool is_word_start(struct str before)
{
    return str_empty(before) || is_one_of(before.ptr[before.len - 1], " (") || str_ends(before, STR(NBSP)) ||
           str_ends(before, STR("«")) || str_ends(before, STR("„"));
}

// Whether [before] ends with a short word that means nothing without the next one.
static bool ends_with_leader(struct str before)
{
    static const char *const leaders[] = { "№",  "д.", "к.", "кв.",  "каб.", "ул.", "пер.",
                                           "г.", "с.", "п.", "пос.", "дер.", "пгт" };

    for (size_t i = 0; i < sizeof leaders / sizeof *leaders; i++) {
        struct str leader = str_from(leaders[i]);
        if (str_ends(before, leader) && is_word_start(str_from_to(before, 0, before.len - leader.len)))
            return true;
    }
    return false;
}

// «Школа № 5 п. Сосновый», «д. 1»: what a short word leads stays on its line.
static struct value filter_tied(const struct filter_input *in)
{
    struct str rest = in->value.text, word;
    struct buf out = buf_new(in->scratch, LIMIT_PAGE_BYTES);

    while (str_split(&rest, ' ', &word)) {
        buf_put(&out, word);
        if (rest.ptr)
            buf_put(&out, ends_with_leader(word) ? STR(NBSP) : STR(" "));
    }
    return value_text(buf_str(&out));
}

static struct value filter_colour(const struct filter_input *in)
{
    struct colour c;

    if (!colour_read(in->value.text, &c))
        return value_none();
    return value_text(colour_text(in->args[0].type == VALUE_NONE ? c : colour_on_dark(c), in->scratch));
}

static struct value filter_lower(const struct filter_input *in)
{
    struct buf out = buf_new(in->scratch, LIMIT_PAGE_BYTES);
    struct str rest = in->value.text;
    struct letter l;

    while (letter_next(&rest, &l))
        utf8_put(&out, l.lower);
    return value_text(buf_str(&out));
}

// Without the spaces, commas and dashes at its end, before which «…» looks odd.
static struct str without_tail(struct str s)
{
    static const char *const tails[] = { " ", "\t", "\r", "\n", ",", ";", ":", "-", "–", "—", NBSP };
    size_t i = 0;

    while (i < sizeof tails / sizeof *tails) {
        struct str tail = str_from(tails[i++]);
        if (!str_ends(s, tail) || str_empty(s))
            continue;
        s.len -= tail.len;
        i = 0;
    }
    return s;
}

// The text itself when it has at most n characters; else as many whole words of
// its beginning as fit together with «…». A single longer word is cut.
static struct value filter_truncate(const struct filter_input *in)
{
    struct str text = in->value.text, rest = text;
    int64_t most = in->args[0].type == VALUE_INT ? in->args[0].number : INT64_MAX;

    if (most < 1)
        most = 1;
    if ((uint64_t)most >= utf8_length(text))
        return in->value;
    for (int64_t i = 1; i < most; i++)
        utf8_next(&rest);
    size_t end = text.len - rest.len;
    if (!is_one_of(rest.ptr[0], " \t\r\n")) {
        size_t space = end;
        while (space > 0 && !is_one_of(text.ptr[space - 1], " \t\r\n"))
            space--;
        end = space ? space : end;
    }
    struct str cut = without_tail(str_from_to(text, 0, end));
    return value_text(str_format(in->scratch, "%.*s…", STR_ARG(cut)));
}

static struct value filter_default(const struct filter_input *in)
{
    return in->value.type == VALUE_NONE ? in->args[0] : in->value;
}

static struct value filter_length(const struct filter_input *in)
{
    if (in->value.type == VALUE_LIST)
        return value_int((int64_t)in->value.list.items->count);
    return value_int(in->value.type == VALUE_TEXT ? (int64_t)utf8_length(in->value.text) : 0);
}

// ---- addresses and data ----------------------------------------------------

// Spaces, quotes and the like.
static bool is_odd(char c)
{
    static const bool odd[256] = {
        ['"'] = true, ['<'] = true, ['>'] = true, ['\\'] = true, ['^'] = true,  ['`'] = true,
        ['{'] = true, ['|'] = true, ['}'] = true, ['%'] = true,  [0x7F] = true,
    };

    return (unsigned char)c <= ' ' || odd[(unsigned char)c];
}

// What is odd as %XX; Cyrillic letters stay readable.
static void put_path(struct buf *out, struct str path)
{
    size_t from = 0;

    for (size_t i = 0; i < path.len; i++) {
        if (!is_odd(path.ptr[i]))
            continue;
        buf_put(out, str_from_to(path, from, i));
        buf_format(out, "%%%02X", (unsigned char)path.ptr[i]);
        from = i + 1;
    }
    buf_put(out, str_after(path, from));
}

// Whether the path may stand in an address as it is, as nearly all may.
static bool is_plain(struct str path)
{
    for (size_t i = 0; i < path.len; i++)
        if (is_odd(path.ptr[i]) || path.ptr[i] == ':')
            return false;
    return path.len > 0;
}

static struct value relative_address(const struct filter_input *in)
{
    struct buf out = buf_new(in->scratch, LIMIT_PAGE_BYTES);
    size_t common = str_common(in->page, in->value.text, '/');
    struct str up = str_after(in->page, common), rest = str_after(in->value.text, common), folder;

    if (str_find_char(up, '/') == SIZE_MAX && is_plain(rest))
        return value_text(rest);
    while (str_split(&up, '/', &folder) && up.ptr)
        BUF_PUT(&out, "../");
    // A bare "a:b" would read as a scheme, and nothing at all as this very page.
    size_t colon = str_find_char(rest, ':'), slash = str_find_char(rest, '/');
    if (out.len == 0 && (str_empty(rest) || (colon != SIZE_MAX && colon < slash)))
        BUF_PUT(&out, "./");
    put_path(&out, rest);
    return value_text(buf_str(&out));
}

static struct value filter_url(const struct filter_input *in)
{
    const struct address_book *book = in->book;

    return book ? value_text(book->find(book->context, in->value.text, in->scratch)) : relative_address(in);
}

static struct value filter_picture(const struct filter_input *in)
{
    const struct address_book *book = in->book;

    return book ? value_text(book->picture(book->context, in->value.text, in->scratch))
                : relative_address(in);
}

static void put_json_list(struct buf *out, const struct list *texts)
{
    bool first = true;

    buf_char(out, '[');
    for (LIST_EACH(const struct str, text, *texts)) {
        if (!first)
            BUF_PUT(out, ", ");
        json_put_text(out, *text);
        first = false;
    }
    buf_char(out, ']');
}

static struct value filter_json(const struct filter_input *in)
{
    struct buf out = buf_new(in->scratch, LIMIT_PAGE_BYTES);
    struct value v = in->value;

    if (v.type == VALUE_TEXT)
        json_put_text(&out, v.text);
    else if (v.type == VALUE_INT)
        buf_int(&out, v.number);
    else if (v.type == VALUE_BOOL)
        buf_put(&out, v.truth ? STR("true") : STR("false"));
    else if (v.type == VALUE_DATE)
        json_put_text(&out, date_iso(v.date, in->scratch));
    else if (v.type == VALUE_LIST)
        put_json_list(&out, v.list.items);
    else
        BUF_PUT(&out, "null");
    return value_text(buf_str(&out));
}

// ---- the table -------------------------------------------------------------

#define BOOL   FILTER_TAKES(VALUE_BOOL)
#define INT    FILTER_TAKES(VALUE_INT)
#define TEXT   FILTER_TAKES(VALUE_TEXT)
#define HTML   FILTER_TAKES(VALUE_HTML)
#define PATH   FILTER_TAKES(VALUE_PATH)
#define DATE   FILTER_TAKES(VALUE_DATE)
#define LIST   FILTER_TAKES(VALUE_LIST)
#define RECORD FILTER_TAKES(VALUE_RECORD)
#define KEY    (BOOL | INT | TEXT | DATE) // what records are sorted and grouped by

// clang-format off
#define WORD_FORMS { { "one", PARAM_TEXT }, { "few", PARAM_TEXT }, { "many", PARAM_TEXT } }

static const struct filter filters[] = {
    { "colour", TEXT, RESULT_COLOUR, filter_colour,
      .params = { { "page", PARAM_WORD, true, "dark" } },
      .example = "<html style=\"--own: {{ organization.colour | colour }}\">",
      .meaning = "цвет вида «#1d4f91» для атрибута style; с \"dark\" — светлее, чтобы был виден на тёмном фоне" },
    { "date", DATE, RESULT_TEXT, filter_date,
      .params = { { "format", PARAM_WORD, true, "iso|short" } },
      .example = "{{ act.date | date }}",
      .meaning = "дата словами: «1 сентября 2026 г.»; с \"iso\" — 2026-09-01, с \"short\" — 01.09.2026" },
    { "default", BOOL | INT | TEXT | HTML | PATH | DATE | LIST | RECORD, RESULT_INPUT, filter_default,
      .params = { { "value", PARAM_LIKE_INPUT } },
      .takes_none = true,
      .example = "{{ pair.period | default(\"срок не указан\") }}",
      .meaning = "что взять вместо значения, которого нет" },
    { "filesize", INT, RESULT_TEXT, filter_filesize,
      .example = "{{ act.file.bytes | filesize }}",
      .meaning = "размер файла: «317 КБ», «1,4 МБ»" },
    { "first", LIST, RESULT_ITEM, filter_first,
      .example = "{{ (pair.mentors | first).name }}",
      .meaning = "первый элемент списка" },
    { "group_by", LIST, RESULT_GROUPS, filter_group_by,
      .params = { { "field", PARAM_FIELD, false, NULL, KEY } },
      .example = "{% for group in acts | group_by(\"kind\") %}",
      .meaning = "группы записей с одинаковым полем, по алфавиту: у группы есть key и items" },
    { "hyphens", TEXT, RESULT_TEXT, filter_hyphens,
      .example = "<h1>{{ page.title | hyphens }}</h1>",
      .meaning = "текст, длинные слова которого браузер может перенести: для заголовков на узком экране" },
    { "initials", TEXT, RESULT_TEXT, filter_initials,
      .example = "{{ person.name | initials }}",
      .meaning = "фамилия с инициалами: «Иванова М. П.»" },
    { "join", LIST, RESULT_TEXT, filter_join,
      .params = { { "separator", PARAM_TEXT }, { "field", PARAM_FIELD, true, NULL, INT | TEXT } },
      .example = "{{ pair.mentors | join(\", \", \"name\") }}",
      .meaning = "тексты списка (или поля его записей) через разделитель" },
    { "json", BOOL | INT | TEXT | DATE | LIST, RESULT_JSON, filter_json,
      .takes_none = true,
      .example = "<script type=\"application/json\">{{ titles | json }}</script>",
      .meaning = "значение или список текстов для script с данными" },
    { "last", LIST, RESULT_ITEM, filter_last,
      .example = "{{ (indicator.points | last).value }}",
      .meaning = "последний элемент списка" },
    { "length", LIST | TEXT, RESULT_INT, filter_length,
      .takes_none = true,
      .example = "{{ acts | length }}",
      .meaning = "сколько элементов в списке или знаков в тексте" },
    { "limit", LIST, RESULT_INPUT, filter_limit,
      .params = { { "count", PARAM_INT } },
      .example = "{% for item in news | limit(3) %}",
      .meaning = "не больше стольких элементов, с начала списка" },
    { "lower", TEXT, RESULT_TEXT, filter_lower,
      .example = "{{ act.kind | lower }}",
      .meaning = "текст строчными буквами" },
    { "picture", PATH, RESULT_URL, filter_picture,
      .example = "<img src=\"{{ photo.file.href | picture }}\" alt=\"{{ photo.alt }}\">",
      .meaning = "адрес изображения для img; в разделе одним файлом (nastavnik kit) — само изображение" },
    { "plural", INT, RESULT_TEXT, filter_plural,
      .params = WORD_FORMS,
      .example = "{{ pairs | length | plural(\"пара\", \"пары\", \"пар\") }}",
      .meaning = "число со словом в нужной форме: «5 пар»" },
    { "plural_word", INT, RESULT_TEXT, filter_plural_word,
      .params = WORD_FORMS,
      .example = "<b>{{ n }}</b> {{ n | plural_word(\"пара\", \"пары\", \"пар\") }}",
      .meaning = "одно слово в нужной форме, без числа" },
    { "reject", LIST, RESULT_INPUT, filter_reject,
      .params = { { "field", PARAM_FIELD }, { "value", PARAM_LIKE_FIELD, true } },
      .example = "{% for pair in pairs | reject(\"current\") %}",
      .meaning = "записи, у которых поля нет или оно не равно значению" },
    { "reverse", LIST, RESULT_INPUT, filter_reverse,
      .example = "{% for item in news | reverse %}",
      .meaning = "список от конца к началу" },
    { "slug", TEXT, RESULT_TEXT, filter_slug,
      .example = "<h2 id=\"{{ group.key | slug }}\">",
      .meaning = "латинское имя для якорей и классов" },
    { "sort", LIST, RESULT_INPUT, filter_sort,
      .params = { { "field", PARAM_FIELD, true, NULL, KEY }, { "reverse", PARAM_BOOL, true } },
      .example = "{% for item in news | sort(\"date\", reverse=true) %}",
      .meaning = "список по порядку (тексты — по русскому алфавиту); записи без поля — в конце" },
    { "tied", TEXT, RESULT_TEXT, filter_tied,
      .example = "<a href=\"{{ row.href | url }}\">{{ row.label | tied }}</a>",
      .meaning = "название или адрес, где «№», «д.», «п.» и подобное не отрываются от следующего слова" },
    { "truncate", TEXT, RESULT_TEXT, filter_truncate,
      .params = { { "length", PARAM_INT } },
      .example = "{{ practice.summary | truncate(160) }}",
      .meaning = "начало текста целыми словами, с «…», не длиннее стольких знаков" },
    { "url", PATH | TEXT, RESULT_URL, filter_url,
      .example = "<link rel=\"stylesheet\" href=\"{{ \"assets/style.css\" | url }}\">",
      .meaning = "адрес страницы или файла раздела относительно этой страницы" },
    { "where", LIST, RESULT_INPUT, filter_where,
      .params = { { "field", PARAM_FIELD }, { "value", PARAM_LIKE_FIELD, true } },
      .example = "{% for pair in pairs | where(\"status\", \"реализуется\") %}",
      .meaning = "записи, у которых поле есть или равно значению" },
};
// clang-format on

const struct filter *filter_at(size_t index)
{
    return index < sizeof filters / sizeof *filters ? &filters[index] : NULL;
}

const struct filter *filter_find(struct str name)
{
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++)
        if (str_is(name, filters[i].name))
            return &filters[i];
    return NULL;
}

size_t filter_param_count(const struct filter *f)
{
    size_t count = 0;

    while (count < FILTER_PARAMS && f->params[count].name)
        count++;
    return count;
}
