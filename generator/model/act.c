// SPDX-License-Identifier: MIT
#include "model/act.h"

#include "base/russian.h"

// «от 01.09.2025 № 26/1»; what is not recorded is not invented, and a verbatim
// form wins over an assembled one.
static struct value read_requisites(const void *record, struct arena *a)
{
    const struct act *act = record;
    struct str date = date_dotted(act->date, a);

    if (!str_empty(act->as_written))
        return value_text(act->as_written);
    if (str_empty(act->number))
        return value_text(date_given(act->date) ? STR_CAT(a, STR("от\u00a0"), date) : date);
    if (!date_given(act->date))
        return value_text(STR_CAT(a, STR("№\u00a0"), act->number));
    return value_text(STR_CAT(a, STR("от\u00a0"), date, STR(" №\u00a0"), act->number));
}

static struct value read_anchor(const void *record, struct arena *a)
{
    return value_text(STR_CAT(a, STR("act-"), ((const struct act *)record)->id));
}

#define AT(member) offsetof(struct act, member)
static const struct field act_fields[] = {
    { "id", NULL, FIELD_ID, AT(id), .flags = FIELD_REQUIRED | FIELD_PASSES_UP,
      .meaning = "постоянное имя документа латиницей: на него ссылаются записи и страницы" },
    { "kind", NULL, FIELD_CHOICE, AT(kind), .choices = &act_kind_choices,
      .flags = FIELD_REQUIRED | FIELD_PASSES_UP, .meaning = "вид документа" },
    { "title", NULL, FIELD_TEXT, AT(title), .flags = FIELD_REQUIRED | FIELD_PASSES_UP,
      .meaning = "название, как на самой бумаге" },
    { "number", NULL, FIELD_TEXT, AT(number), .flags = FIELD_PASSES_UP,
      .meaning = "номер, как на бумаге: «26/1», «933-ОД»" },
    { "date", NULL, FIELD_DATE, AT(date), .flags = FIELD_PASSES_UP, .meaning = "дата документа" },
    { "issuer", NULL, FIELD_TEXT, AT(issuer), .flags = FIELD_PASSES_UP,
      .meaning = "кто издал; если не указать, сама организация" },
    { "scope", NULL, FIELD_CHOICE, AT(scope), .choices = &scope_choices, .flags = FIELD_PASSES_UP,
      .meaning = "уровень; если не указать, уровень самой организации" },
    { "covers", NULL, FIELD_TEXTS, AT(covers), .flags = FIELD_PASSES_UP,
      .meaning = "какие пункты перечня обязательных документов закрывает эта бумага" },
    { "files", "file", FIELD_FILES, AT(files), .flags = FIELD_PASSES_UP,
      .meaning = "файл или файлы документа в папке content" },
    { "signature", NULL, FIELD_FILE, AT(signature), .flags = FIELD_PASSES_UP,
      .meaning = "файл открепленной электронной подписи (.sig)" },
    { "url", NULL, FIELD_URL, AT(url), .flags = FIELD_PASSES_UP,
      .meaning = "адрес документа другого органа на его официальном сайте" },
    { "valid_from", NULL, FIELD_DATE, AT(valid_from), .flags = FIELD_PASSES_UP,
      .meaning = "с какого дня действует" },
    { "valid_until", NULL, FIELD_DATE, AT(valid_until), .flags = FIELD_PASSES_UP,
      .meaning = "по какой день действует" },
    { "replaces", NULL, FIELD_REF, AT(replaces), &act_type,
      .meaning = "какой документ заменяет; тот уйдёт в архив" },
    { "school_year", NULL, FIELD_SCHOOL_YEAR, AT(school_year), .flags = FIELD_PASSES_UP,
      .meaning = "учебный год, если документ принят на один год" },
    { "published", NULL, FIELD_DATE, AT(published), .flags = FIELD_PASSES_UP,
      .meaning = "когда размещён в разделе" },
    { "appendix_of", NULL, FIELD_REF, AT(appendix_of), &act_type, .flags = FIELD_PASSES_UP,
      .meaning = "приложением к какому документу является" },
    { "as_written", NULL, FIELD_TEXT, AT(as_written), .flags = FIELD_PASSES_UP,
      .meaning = "реквизиты дословно, если на бумаге они необычны" },
    { "summary", NULL, FIELD_TEXT, AT(summary), .meaning = "одно предложение о содержании" },
    { "pages_with_names", NULL, FIELD_BOOL, AT(pages_with_names),
      .meaning = "«да», если в самой бумаге названы люди: она выйдет только при согласии каждого или в копии "
                 "без имён" },
    { "names", "name", FIELD_REFS, AT(names), &person_type, .flags = FIELD_HIDDEN,
      .meaning = "кто назван в самой бумаге, кроме участников закреплённых ею пар: id из people" },
    { "sample", NULL, FIELD_BOOL, AT(sample), .meaning = "«да» у примеров" },
    { "requisites", NULL, FIELD_COMPUTED, .compute = read_requisites, .computed_type = VALUE_TEXT,
      .meaning = "«от 01.09.2025 № 26/1»" },
    { "anchor", NULL, FIELD_COMPUTED, .compute = read_anchor, .computed_type = VALUE_TEXT,
      .meaning = "имя якоря на странице документов" },
    { "archived", NULL, FIELD_BOOL, AT(archived), .flags = FIELD_DERIVED,
      .meaning = "заменён, утратил силу или относится к прошлому учебному году" },
    { "withheld", NULL, FIELD_BOOL, AT(withheld), .flags = FIELD_DERIVED,
      .meaning = "файл не опубликован: в бумаге названы люди, чьего согласия нет" },
    { "text_page", NULL, FIELD_PATH, AT(text_page), .flags = FIELD_DERIVED,
      .meaning = "страница с текстом документа; пусто, если текста в файле нет или показывать его нельзя" },
    { "replaced_by", NULL, FIELD_POINTER, AT(replaced_by), &act_type, .flags = FIELD_DERIVED,
      .meaning = "документ, который его заменил" },
};
#undef AT

const struct record_type act_type = {
    .name = "act",
    .title = "документ",
    .plural = "документы",
    .file = "acts",
    .size = sizeof(struct act),
    FIELDS(act_fields),
};
