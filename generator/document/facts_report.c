// SPDX-License-Identifier: MIT
#include "document/facts_report.h"

#include "base/russian.h"
#include "document/facts_text.h"

#define NBSP   "\u00a0"
#define UNREAD "имён и личных данных в нём никто не искал"

// Below this small print on a scan cannot be read. No norm in force names a
// number; the repealed order № 831 named this one.
enum { DPI_LEAST = 100 };

struct str facts_label(struct str label, const struct document_facts *facts, struct arena *a)
{
    const char *sign = "";

    if (facts->signature > SIGNATURE_NONE && facts->verdict == VERDICT_VALID)
        sign = ", подписан";
    else if (facts->signature > SIGNATURE_NONE && facts->verdict == VERDICT_UNVERIFIED)
        sign = ", есть подпись";
    if (facts->pages > 0)
        label = str_format(a, "%.*s, %lld" NBSP "стр.", STR_ARG(label), (long long)facts->pages);
    return *sign ? str_format(a, "%.*s%s", STR_ARG(label), sign) : label;
}

// ---- messages, one function for each code ----------------------------------------------

struct report {
    const struct file_ref *ref;
    const struct document_facts *facts;
    struct diags *ds;
};

#define SAY(r, code, format, ...)                                                                            \
    diag_add((r)->ds, code, (r)->ref->where, "«%.*s»: " format, STR_ARG((r)->ref->path), __VA_ARGS__)

static void report_locks(const struct report *r)
{
    if (r->facts->locked)
        SAY(r, DIAG_DOCUMENT_ENCRYPTED, "%s", "открывается только по паролю");
    else if (r->facts->restricted)
        SAY(r, DIAG_DOCUMENT_ENCRYPTED, "%s", "копировать текст запрещено настройками документа");
}

static void report_text(const struct report *r)
{
    const struct document_facts *f = r->facts;
    size_t read = f->read.count;

    if (f->text_layer == TEXT_GARBAGE)
        SAY(r, DIAG_DOCUMENT_GARBAGE_TEXT, "%.*s; " UNREAD, STR_ARG(f->text_fault));
    if (f->scanned && (size_t)f->scanned * 2 >= read)
        SAY(r, DIAG_DOCUMENT_NO_TEXT, "без текстового слоя %lld %s из %zu; " UNREAD, (long long)f->scanned,
            russian_plural(f->scanned, "страница", "страницы", "страниц"), read);
    else if (f->text_layer == TEXT_ABSENT)
        SAY(r, DIAG_DOCUMENT_NO_TEXT, "%s", "текста в нём нет или почти нет; " UNREAD);
    if (f->scanned && f->dpi > 0 && f->dpi < DPI_LEAST)
        SAY(r, DIAG_DOCUMENT_LOW_RESOLUTION, "разрешение скана %lld %s на дюйм", (long long)f->dpi,
            russian_plural(f->dpi, "точка", "точки", "точек"));
}

// Office files have no pages: what is read of them is their text and what stands around it.
static void report_rest(const struct report *r)
{
    const int64_t read = (int64_t)r->facts->read.count;

    if (str_is(r->ref->extension, "pdf") && r->facts->pages > read)
        SAY(r, DIAG_DOCUMENT_PARTLY_READ,
            "прочитано %lld %s из %lld; на остальных имён и личных данных никто не искал", (long long)read,
            russian_plural(read, "страница", "страницы", "страниц"), (long long)r->facts->pages);
    else if (r->facts->cut)
        SAY(r, DIAG_DOCUMENT_PARTLY_READ, "%s",
            "прочитан не весь текст; в остальном имён и личных данных никто не искал");
}

static void report_names(const struct report *r)
{
    if (facts_names_person(r->facts->author))
        SAY(r, DIAG_DOCUMENT_AUTHOR_NAMED, "автор в свойствах документа — «%.*s»", STR_ARG(r->facts->author));
    else if (facts_names_person(r->facts->editor))
        SAY(r, DIAG_DOCUMENT_AUTHOR_NAMED, "последним его изменил — «%.*s», так записано в свойствах",
            STR_ARG(r->facts->editor));
}

static void report_signature(const struct report *r)
{
    const struct document_facts *f = r->facts;

    if (f->signature <= SIGNATURE_NONE)
        return;
    if (f->verdict == VERDICT_INVALID)
        SAY(r, DIAG_DOCUMENT_SIGNATURE_INVALID, "%s", choice_at(&signature_doubt_choices, f->doubt)->label);
    else if (f->verdict == VERDICT_UNVERIFIED)
        SAY(r, DIAG_DOCUMENT_NOT_EXAMINED, "подпись есть, не проверена: %s",
            choice_at(&signature_doubt_choices, f->doubt)->label);
    else if (!f->covers)
        SAY(r, DIAG_DOCUMENT_SIGNATURE_INVALID, "%s",
            "подпись закрывает не весь файл: после подписания к нему что-то добавлено");
}

static void report_office(const struct report *r)
{
    if (r->facts->macros)
        SAY(r, DIAG_DOCUMENT_MACROS, "%s", "в документе есть макросы");
    if (r->facts->tracked)
        SAY(r, DIAG_DOCUMENT_TRACKED_CHANGES, "%s", "в документе остались исправления в режиме правки");
}

void facts_report(const struct file_ref *ref, const struct document_facts *facts, struct diags *ds)
{
    const struct report r = { ref, facts, ds };

    if (facts->status == FACTS_NOT_EXAMINED && !facts->failed) {
        SAY(&r, DIAG_DOCUMENT_NO_TEXT, "%.*s; " UNREAD, STR_ARG(facts->reason));
        return;
    }
    if (facts->status == FACTS_NOT_EXAMINED) {
        SAY(&r, DIAG_DOCUMENT_NOT_EXAMINED, "не проверялось: %.*s", STR_ARG(facts->reason));
        return;
    }
    if (!facts->opens) {
        SAY(&r, DIAG_DOCUMENT_DAMAGED, "%s", "не открывается: файл повреждён или скачан не до конца");
        return;
    }
    report_locks(&r);
    report_text(&r);
    report_rest(&r);
    report_names(&r);
    report_signature(&r);
    report_office(&r);
}

void facts_report_unread(struct where at, struct diags *ds)
{
    diag_add(ds, DIAG_DOCUMENT_UNREAD, at,
             "чтение документов отключено ключом --no-facts; имён и личных данных в них никто не искал");
}

void facts_report_picture(const struct file_ref *ref, struct diags *ds)
{
    diag_add(ds, DIAG_DOCUMENT_NO_TEXT, ref->where, "«%.*s»: снимок вместо документа; " UNREAD,
             STR_ARG(ref->path));
}

void facts_report_unread_signature(const struct file_ref *ref, struct diags *ds)
{
    diag_add(ds, DIAG_DOCUMENT_SIGNATURE_INVALID, ref->where,
             "«%.*s»: в этом файле нет подписи, которую можно прочитать", STR_ARG(ref->path));
}
