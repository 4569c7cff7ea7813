// SPDX-License-Identifier: MIT
// People of this organisation whom a paper or a text names though they have not agreed.
//
// A surname counts only with its initials or its first name, in any case: «Ивановой
// Марии Петровне», «Марии Петровне Ивановой», «М.П. Ивановой», «Иванову М. П.». Those whom the record of the
// paper lists are the business of the consent gate (model/gate.h), which
// withholds the file.
#include "base/buf.h"
#include "check/reading_rules.h"
#include "model/gate.h"

#include <string.h>

enum { SHORT_STEM = 4, INITIAL = 2 };

// What of a word does not change with the case: «павел», and «павл» in all cases but the first.
struct stem {
    struct str whole, fleeting; // the latter empty where no vowel is lost
};

// Of the surname (of its last part, if it is double), of the first name, of the patronymic.
struct name {
    struct stem surname, first, patronymic;
};

static bool is_one_of(struct str s, const char *ends)
{
    struct str rest = str_from(ends), end;

    while (str_split(&rest, '|', &end))
        if (str_eq(s, end))
            return true;
    return false;
}

// The word without the vowels at its end, and without «ий» and «ый».
static struct str whole_of(struct str word)
{
    static const char *const ends[] = { "ая", "яя", "ий", "ый", "ой", "ия", "ья", "а",
                                        "я",  "ь",  "й",  "о",  "е",  "и",  "у",  "ю" };

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct str end = str_from(ends[i]);
        if (str_ends(word, end) && word.len > end.len + SHORT_STEM)
            return str_from_to(word, 0, word.len - end.len);
    }
    return word;
}

// «Павел — Павла», «Лев — Льва», «Стрелец — Стрельца», «Волчок — Волчка».
static struct str fleeting_of(struct str word, struct arena *a)
{
    static const struct {
        const char *end, *instead;
    } ends[] = { { "лев", "льв" }, { "лец", "льц" }, { "ел", "л" }, { "ец", "ц" },
                 { "ок", "к" },    { "ек", "к" },    { "ень", "н" } };

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct str end = str_from(ends[i].end);
        if (str_ends(word, end))
            return STR_CAT(a, str_from_to(word, 0, word.len - end.len), str_from(ends[i].instead));
    }
    return STR("");
}

static struct stem stem_of(struct str word, struct arena *a)
{
    return (struct stem){ whole_of(word), fleeting_of(word, a) };
}

static struct name name_of(struct str full, struct arena *a)
{
    const struct text t = text_read(full, a);
    size_t i = 0;

    while (text_is_sign(&t, i + 1, '-')) // «Мамин-Сибиряк» is told by its last part
        i += 2;
    return (struct name){ stem_of(text_at(&t, i)->text, a), stem_of(text_at(&t, i + 1)->text, a),
                          stem_of(text_at(&t, i + 2)->text, a) };
}

static bool is_case_of(struct str seen, struct str stem)
{
    static const char ends[] =
        "|а|я|у|ю|е|и|ы|о|ь|й|ой|ей|ою|ею|ом|ем|ым|им|ий|ый|ого|его|ому|ему|ая|яя|ую|юю|ии|ию|ия|"
        "ией|ья|ье|ью|ьи|ьей";

    return !str_empty(stem) && str_starts(seen, stem) && is_one_of(str_after(seen, stem.len), ends);
}

static bool is_same_word(const struct text *t, size_t i, const struct stem *stem)
{
    struct str seen = text_at(t, i)->text;

    return is_case_of(seen, stem->whole) || is_case_of(seen, stem->fleeting);
}

static bool has_patronymic(const struct name *name)
{
    return !str_empty(name->patronymic.whole);
}

// ---- where the parts stand ---------------------------------------------------------

// What may part a name: the bar between two cells of a table, and a comma in a list of columns.
enum joint { JOINT_CELLS, JOINT_COMMAS };

static bool is_joint(const struct text *t, size_t i, enum joint joint)
{
    return text_is_sign(t, i, '|') || (joint == JOINT_COMMAS && text_is_sign(t, i, ','));
}

static size_t behind(const struct text *t, size_t i, enum joint joint)
{
    return i + 1 + is_joint(t, i + 1, joint);
}

static size_t before(const struct text *t, size_t i)
{
    return i - 1 - is_joint(t, i - 1, JOINT_CELLS);
}

// Where the double surname begins whose last part is at [i].
static size_t surname_start(const struct text *t, size_t i)
{
    while (i >= 2 && text_is_sign(t, i - 1, '-') && !text_at(t, i - 1)->spaced &&
           text_at(t, i - 2)->kind == TOKEN_WORD && (!text_at(t, i)->spaced || text_at(t, i)->starts_line))
        i -= 2;
    return i;
}

// Where «Марии Петровне» from [i] on ends, of a person without a patronymic the first name;
// SIZE_MAX: it does not stand there.
static size_t whole_end(const struct text *t, size_t i, const struct name *name, enum joint joint)
{
    if (!is_same_word(t, i, &name->first))
        return SIZE_MAX;
    if (!has_patronymic(name))
        return i;
    i = behind(t, i, joint);
    return is_same_word(t, i, &name->patronymic) ? i : SIZE_MAX;
}

static bool is_initial(const struct text *t, size_t i, const struct stem *of)
{
    const struct token *token = text_at(t, i);

    return token->text.len == INITIAL && str_starts(of->whole, token->text) && text_is_sign(t, i + 1, '.');
}

// «М. П.» from [i] on: both, unless the person has no patronymic.
static bool are_initials(const struct text *t, size_t i, const struct name *name)
{
    return is_initial(t, i, &name->first) &&
           (!has_patronymic(name) || is_initial(t, i + 2, &name->patronymic));
}

// «Мария» at [i], and no patronymic behind it, which could be a namesake's.
static bool is_without_patronymic(const struct text *t, size_t i, const struct name *name)
{
    const size_t at = behind(t, i, JOINT_CELLS);
    const struct token *next = text_at(t, at);
    const bool initial =
        next->kind == TOKEN_WORD && next->text.len == INITIAL && text_is_sign(t, at + 1, '.');

    return is_same_word(t, i, &name->first) && !initial && str_find(next->text, STR("вн")) == SIZE_MAX &&
           str_find(next->text, STR("ич")) == SIZE_MAX;
}

// «Игорь Прятов»: in one line, because the next line of a list begins with another's surname.
static bool is_first_before(const struct text *t, size_t start, const struct name *name)
{
    return is_same_word(t, start - 1, &name->first) && !text_at(t, start)->starts_line;
}

// The whole name, the surname's tokens being those from [f->first] to [f->last]. A comma in front of
// a surname parts two people.
static bool is_whole_around(const struct text *t, const struct name *name, struct finding *f)
{
    const enum joint joint = has_patronymic(name) ? JOINT_COMMAS : JOINT_CELLS;
    const size_t last = whole_end(t, behind(t, f->last, joint), name, joint);
    const size_t end = before(t, f->first), first = has_patronymic(name) ? before(t, end) : end;

    if (last != SIZE_MAX)
        f->last = last;
    else if (end < t->count && whole_end(t, first, name, JOINT_CELLS) == end)
        f->first = first;
    else
        return false;
    return true;
}

// What may be a namesake's, too.
static bool is_likely_around(const struct text *t, const struct name *name, struct finding *f)
{
    const size_t initials = has_patronymic(name) ? 4 : 2, next = behind(t, f->last, JOINT_CELLS);

    if (are_initials(t, next, name))
        f->last = next + initials - 1;
    else if (are_initials(t, before(t, f->first) + 1 - initials, name))
        f->first = before(t, f->first) + 1 - initials;
    else if (is_without_patronymic(t, next, name))
        f->last = next;
    else if (is_first_before(t, f->first, name))
        f->first--;
    else
        return false;
    return true;
}

// Whether the surname at [i] stands with a name beside it; [f] gets the tokens and how sure it is.
static bool is_named_at(const struct text *t, size_t i, const struct name *name, struct finding *f)
{
    f->first = surname_start(t, i);
    f->last = i;
    f->is_likely = !is_whole_around(t, name, f);
    return !f->is_likely || is_likely_around(t, name, f);
}

// The first place from token [*i] on of page [f->page] where the person is named; [*i] goes behind it.
static bool find_name(const struct text *t, const struct name *name, size_t *i, struct finding *f)
{
    const size_t page = f->page;

    for (; *i < t->count; *i += 1) {
        *f = (struct finding){ .page = page, .is_secret = true }; // what stands beside may be personal, too
        if (!is_same_word(t, *i, &name->surname) || !is_named_at(t, *i, name, f))
            continue;
        *i = (f->last > *i ? f->last : *i) + 1;
        return true;
    }
    return false;
}

// The first place where the person is surely named, or else the first likely one.
static bool find_surest(const struct text *pages, size_t count, const struct name *name, struct finding *out)
{
    bool found = false;

    for (size_t page = 0; page < count; page++) {
        struct finding f = { .page = page };
        for (size_t i = 0; find_name(&pages[page], name, &i, &f);) {
            if (!found || !f.is_likely)
                *out = f;
            found = true;
            if (!f.is_likely)
                return true;
        }
    }
    return found;
}

static bool is_listed(const struct list *refs, const struct person *p)
{
    for (LIST_EACH(const struct ref, ref, *refs))
        if (ref->target == p)
            return true;
    return false;
}

// Whether the gate already knows that the paper names the person.
static bool is_known(const struct reading *r, const struct person *p)
{
    const struct act *act = r->paper->act;

    if (!act || !act->pages_with_names)
        return false;
    if (is_listed(&act->names, p))
        return true;
    for (LIST_EACH(const struct pair, pair, r->section->pairs))
        if (pair->order.target == act && (is_listed(&pair->mentors, p) || is_listed(&pair->mentees, p)))
            return true;
    return false;
}

// Whether guesses alone are held against the paper: then the gate lets it out.
static bool goes_out(const struct reading *r, bool is_named)
{
    const struct act *act = r->paper->act;

    return !is_named && !r->before->sure && !(act && act->pages_with_names);
}

struct named {
    struct str full;
    struct finding found;
};

void reading_names(const struct reading *r, struct diags *ds)
{
    struct list all = { 0 };
    bool is_named = false;

    for (LIST_EACH(const struct unwilling, u, r->section->unwilling)) {
        struct named *named = ARENA_NEW(r->scratch, struct named);
        const struct name name = name_of(u->name, r->scratch);
        named->full = u->name;
        if (is_known(r, u->person) || !find_surest(r->pages, r->page_count, &name, &named->found))
            continue;
        list_add(&all, named, r->scratch);
        is_named |= !named->found.is_likely;
    }
    for (LIST_EACH(const struct named, named, all))
        reading_report(r, &named->found, DIAG_PAPER_NAME, ds, "назван участник без согласия, «%.*s»%s",
                       STR_ARG(named->full), goes_out(r, is_named) ? "; файл при этом опубликован" : "");
}

// ---- texts of the author's files -------------------------------------------------

#define HIDDEN STR("(имя не публикуется)")

// Somebody to be hidden, and how the name is told in a text.
struct hidden {
    struct str full;
    struct name name;
};

struct hider {
    const struct section *section;
    struct list people; // of struct hidden
    struct diags *ds;
    struct arena *arena, *scratch;
};

static bool is_markup(char c)
{
    return c && strchr("*_~`\\", c);
}

// Markdown as its reader sees it, byte by byte: «**Иванова** Мария&nbsp;Петровна» with
// spaces for the signs and entities, so that places stay where they are.
struct str reading_plain(struct str source, struct arena *a)
{
    enum { LONGEST_ENTITY = 10 };
    char *copy = str_cstr(source, a);

    for (size_t i = 0; i < source.len; i++) {
        size_t end =
            copy[i] == '&' ? str_find_char(str_from_to(source, i, i + LONGEST_ENTITY), ';') : SIZE_MAX;
        if (end != SIZE_MAX)
            memset(copy + i, ' ', end + 1);
        if (is_markup(copy[i]))
            copy[i] = ' ';
    }
    return (struct str){ copy, source.len };
}

// The words instead of [name], and the signs of emphasis that stood in it: their
// other halves stand outside. The bars, too: the other cells stay in their columns.
static void put_hidden(struct buf *out, struct str name)
{
    buf_put(out, HIDDEN);
    for (size_t i = 0; i < name.len; i++)
        if ((is_markup(name.ptr[i]) && name.ptr[i] != '\\') || name.ptr[i] == '|')
            buf_char(out, name.ptr[i]);
}

// The text of [r] without the name; each text is told of once for a person. Where he is
// surely named, «Иванова М. П.» in the same text is he and no namesake.
static struct str without_name(const struct reading *r, struct str source, const struct hidden *who,
                               const struct hider *h)
{
    const struct text *t = r->pages;
    struct buf out = buf_new(h->section->arena, SIZE_MAX);
    struct finding f = { 0 };
    size_t copied = 0;

    if (!find_surest(t, 1, &who->name, &f))
        return source;
    reading_report(r, &f, DIAG_TEXT_NAME, h->ds, "назван участник без согласия, «%.*s»; %s",
                   STR_ARG(who->full),
                   f.is_likely ? "имя ОСТАЛОСЬ на странице: уберите его сами или получите согласие"
                               : "имя в раздел не попадёт");
    if (f.is_likely)
        return source;
    for (size_t i = 0; find_name(t, &who->name, &i, &f);) {
        buf_put(&out, str_from_to(source, copied, t->tokens[f.first].from));
        copied = t->tokens[f.last].to;
        put_hidden(&out, str_from_to(source, t->tokens[f.first].from, copied));
    }
    buf_put(&out, str_after(source, copied));
    return buf_str(&out);
}

const struct unwilling *reading_surely_named(struct str source, const struct list *people,
                                             struct arena *scratch)
{
    const struct text text = text_read(reading_plain(source, scratch), scratch);

    for (LIST_EACH(const struct unwilling, u, *people)) {
        const struct name name = name_of(u->name, scratch);
        struct finding f = { 0 };
        for (size_t i = 0; find_name(&text, &name, &i, &f);)
            if (!f.is_likely)
                return u;
    }
    return NULL;
}

// In place of what was read before.
static struct text read_anew(const struct hider *h, struct str text, bool is_source)
{
    arena_reset(h->scratch);
    return text_read(is_source ? reading_plain(text, h->scratch) : text, h->scratch);
}

static void hide(const struct hider *h, struct str *text, struct where at, bool is_source)
{
    struct text read = read_anew(h, *text, is_source);
    const struct reading r = { .section = h->section,
                               .pages = &read,
                               .page_count = 1,
                               .at = at,
                               .is_source = is_source,
                               .scratch = h->scratch };

    for (LIST_EACH(const struct hidden, who, h->people)) {
        struct str left = without_name(&r, *text, who, h);
        if (left.ptr == text->ptr)
            continue;
        *text = left;
        read = read_anew(h, left, is_source);
    }
}

static void hide_in_field(void *context, const struct record_type *type, void *record, const struct field *f,
                          void *at)
{
    const struct hider *h = context;
    const struct where where = field_where(type, record, f->key);

    if (f->personal == PERSONAL_NAME)
        return; // his own who has agreed: the gate left it
    if (f->type == FIELD_TEXT && !(f->flags & FIELD_DERIVED))
        hide(h, at, where, false);
    if (f->type == FIELD_TEXTS)
        for (LIST_EACH(struct str, text, *(struct list *)at))
            hide(h, text, where, false);
    if (f->type == FIELD_MARKDOWN)
        hide(h, &((struct markdown *)at)->source, ((struct markdown *)at)->where, true);
}

void reading_hide_names(struct section *section, struct diags *ds)
{
    struct hider h = { .section = section, .ds = ds, .arena = arena_new(), .scratch = arena_new() };

    for (LIST_EACH(const struct unwilling, u, section->unwilling)) {
        struct hidden *who = ARENA_NEW(h.arena, struct hidden);
        *who = (struct hidden){ u->name, name_of(u->name, h.arena) };
        list_add(&h.people, who, h.arena);
    }
    if (h.people.count)
        section_visit(section, hide_in_field, &h);
    arena_free(h.scratch);
    arena_free(h.arena);
}
