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

// What does not change with the case: of the surname (of its last part, if it is
// double), of the first name, of the patronymic.
struct name {
    struct str surname, first, patronymic;
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
static struct str stem_of(struct str word)
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

static struct name name_of(struct str full, struct arena *a)
{
    const struct text t = text_read(full, a);
    struct name name = { 0 };
    size_t i = 0;

    while (text_is_sign(&t, i + 1, '-')) // «Мамин-Сибиряк» is told by its last part
        i += 2;
    name.surname = stem_of(text_at(&t, i)->text);
    name.first = stem_of(text_at(&t, i + 1)->text);
    name.patronymic = stem_of(text_at(&t, i + 2)->text);
    return name;
}

static bool is_same_word(struct str seen, struct str stem)
{
    static const char ends[] =
        "|а|я|у|ю|е|и|ы|о|ь|й|ой|ей|ою|ею|ом|ем|ым|им|ий|ый|ого|его|ому|ему|ая|яя|ую|юю|ии|ию|ия|"
        "ией|ья|ье|ью|ьи|ьей";

    return !str_empty(stem) && str_starts(seen, stem) && is_one_of(str_after(seen, stem.len), ends);
}

static bool is_initial(const struct text *t, size_t i, struct str of)
{
    const struct token *token = text_at(t, i);

    return token->text.len == INITIAL && str_starts(of, token->text) && text_is_sign(t, i + 1, '.');
}

// «Марии Петровне» from [i] on; of a person without a patronymic, the first name.
static bool is_whole_name(const struct text *t, size_t i, const struct name *name)
{
    return is_same_word(text_at(t, i)->text, name->first) &&
           (str_empty(name->patronymic) || is_same_word(text_at(t, i + 1)->text, name->patronymic));
}

// «М. П.» from [i] on: both, unless the person has no patronymic.
static bool are_initials(const struct text *t, size_t i, const struct name *name)
{
    return is_initial(t, i, name->first) &&
           (str_empty(name->patronymic) || is_initial(t, i + 2, name->patronymic));
}

// «Иванова Мария» from [i] on, and no patronymic behind it, which could be a namesake's.
static bool is_without_patronymic(const struct text *t, size_t i, const struct name *name)
{
    const struct token *next = text_at(t, i + 2);
    const bool initial = next->kind == TOKEN_WORD && next->text.len == INITIAL && text_is_sign(t, i + 3, '.');

    return is_same_word(text_at(t, i + 1)->text, name->first) && !initial &&
           str_find(next->text, STR("вн")) == SIZE_MAX && str_find(next->text, STR("ич")) == SIZE_MAX;
}

// Whether the surname at [i] stands with a name beside it; [f] gets the tokens and how sure it is.
static bool is_named_at(const struct text *t, size_t i, const struct name *name, struct finding *f)
{
    const size_t names = str_empty(name->patronymic) ? 1 : 2, initials = 2 * names;

    f->first = f->last = i;
    f->is_likely = !is_whole_name(t, i + 1, name);
    if (!f->is_likely)
        f->last = i + names;
    else if (is_whole_name(t, i - names, name)) {
        f->first = i - names;
        f->is_likely = false;
    } else if (are_initials(t, i + 1, name))
        f->last = i + initials;
    else if (are_initials(t, i - initials, name))
        f->first = i - initials;
    else if (is_without_patronymic(t, i, name))
        f->last = i + 1;
    return f->first < f->last;
}

// The first place from token [*i] on of page [f->page] where the person is named; [*i] goes behind it.
static bool find_name(const struct text *t, const struct name *name, size_t *i, struct finding *f)
{
    const size_t page = f->page;

    for (; *i < t->count; *i += 1) {
        *f = (struct finding){ .page = page, .is_secret = true }; // what stands beside may be personal, too
        if (!is_same_word(t->tokens[*i].text, name->surname) || !is_named_at(t, *i, name, f))
            continue;
        *i = (f->last > *i ? f->last : *i) + 1;
        return true;
    }
    return false;
}

static void look_for(const struct reading *r, struct str full, struct diags *ds)
{
    const struct name name = name_of(full, r->scratch);

    for (size_t page = 0; page < r->page_count; page++) {
        struct finding f = { .page = page };
        size_t i = 0;
        if (!find_name(&r->pages[page], &name, &i, &f))
            continue;
        reading_report(r, &f, DIAG_PAPER_NAME, ds, "назван участник без согласия, «%.*s»", STR_ARG(full));
        return; // once for a paper: the first place shows what is wrong
    }
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

void reading_names(const struct reading *r, struct diags *ds)
{
    for (LIST_EACH(const struct unwilling, u, r->section->unwilling))
        if (!is_known(r, u->person))
            look_for(r, u->name, ds);
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
static struct str without_markup(struct str source, struct arena *a)
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
// other halves stand outside.
static void put_hidden(struct buf *out, struct str name)
{
    buf_put(out, HIDDEN);
    for (size_t i = 0; i < name.len; i++)
        if (is_markup(name.ptr[i]) && name.ptr[i] != '\\')
            buf_char(out, name.ptr[i]);
}

// The text of [r] without the name; each text is told of once for a person.
static struct str without_name(const struct reading *r, struct str source, const struct hidden *who,
                               const struct hider *h)
{
    const struct text *t = r->pages;
    struct buf out = buf_new(h->section->arena, SIZE_MAX);
    struct finding f = { 0 };
    size_t copied = 0;

    for (size_t i = 0; find_name(t, &who->name, &i, &f);) {
        if (!r->told->likely && !r->told->sure)
            reading_report(r, &f, DIAG_TEXT_NAME, h->ds, "назван участник без согласия, «%.*s»%s",
                           STR_ARG(who->full), f.is_likely ? "" : "; имя в раздел не попадёт");
        if (f.is_likely)
            continue;
        buf_put(&out, str_from_to(source, copied, t->tokens[f.first].from));
        copied = t->tokens[f.last].to;
        put_hidden(&out, str_from_to(source, t->tokens[f.first].from, copied));
    }
    if (!copied)
        return source;
    buf_put(&out, str_after(source, copied));
    return buf_str(&out);
}

// In place of what was read before.
static struct text read_anew(const struct hider *h, struct str text, bool is_source)
{
    arena_reset(h->scratch);
    return text_read(is_source ? without_markup(text, h->scratch) : text, h->scratch);
}

static void hide(const struct hider *h, struct str *text, struct where at, bool is_source)
{
    struct text read = read_anew(h, *text, is_source);
    struct tally told;
    const struct reading r = { .section = h->section,
                               .told = &told,
                               .pages = &read,
                               .page_count = 1,
                               .at = at,
                               .is_source = is_source,
                               .scratch = h->scratch };

    for (LIST_EACH(const struct hidden, who, h->people)) {
        told = (struct tally){ 0 };
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
