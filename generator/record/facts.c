// SPDX-License-Identifier: MIT
#include "record/facts.h"

static const struct choice statuses[] = {
    { 0 },
    { "examined", "проверено" },
    { "not-examined", "не проверялось" },
};
const struct choices facts_status_choices = CHOICES("facts_status", statuses);

static const struct choice layers[] = {
    { 0 },
    { "absent", "текста нет" },
    { "readable", "текст читается" },
    { "garbage", "вместо текста — набор знаков" },
};
const struct choices text_layer_choices = CHOICES("text_layer", layers);

static const struct choice kinds[] = {
    { 0 },
    { "none", "подписи нет" },
    { "embedded", "подпись внутри документа" },
    { "detached", "подпись отдельным файлом" },
};
const struct choices signature_kind_choices = CHOICES("signature", kinds);

static const struct choice verdicts[] = {
    { 0 },
    { "valid", "подпись цела" },
    { "invalid", "подпись не сходится с документом" },
    { "unverified", "подпись есть, не проверена" },
};
const struct choices signature_verdict_choices = CHOICES("verdict", verdicts);

static const struct choice doubts[] = {
    { 0 },
    { "algorithm", "алгоритм подписи этой машине незнаком (для ГОСТ нужен пакет libengine-gost-openssl)" },
    { "certificate", "в подписи нет сертификата подписавшего" },
    { "format", "вид подписи программе незнаком" },
    { "range", "подпись не говорит, какую часть документа она закрывает" },
    { "mismatch", "документ изменён после подписания, или подпись от другого документа" },
};
const struct choices signature_doubt_choices = CHOICES("doubt", doubts);

#define AT(member) offsetof(struct document_facts, member)
// Names of people that documents carry along are for checks only: nobody has
// agreed to their being printed.
static const struct field facts_fields[] = {
    { "status", NULL, FIELD_CHOICE, AT(status), .choices = &facts_status_choices,
      .meaning = "смотрела ли программа внутрь: «проверено» или «не проверялось»" },
    { "reason", NULL, FIELD_TEXT, AT(reason), .meaning = "почему не проверялось" },
    { "pages", NULL, FIELD_INT, AT(pages), .meaning = "число страниц" },
    { "encrypted", NULL, FIELD_BOOL, AT(encrypted), .meaning = "документ зашифрован" },
    { "tagged", NULL, FIELD_BOOL, AT(tagged), .meaning = "PDF размечен для программ чтения с экрана" },
    { "language", NULL, FIELD_TEXT, AT(language), .meaning = "язык, названный в документе: «ru-RU»" },
    { "title", NULL, FIELD_TEXT, AT(title), .meaning = "название в свойствах документа" },
    { "author", NULL, FIELD_TEXT, AT(author), .flags = FIELD_HIDDEN,
      .meaning = "автор в свойствах документа" },
    { "editor", NULL, FIELD_TEXT, AT(editor), .flags = FIELD_HIDDEN,
      .meaning = "кто изменил документ последним" },
    { "producer", NULL, FIELD_TEXT, AT(producer), .meaning = "программа, которая сделала документ" },
    { "text_layer", NULL, FIELD_CHOICE, AT(text_layer), .choices = &text_layer_choices,
      .meaning = "можно ли искать и копировать текст" },
    { "scanned", NULL, FIELD_INT, AT(scanned), .meaning = "сколько страниц — изображения без текста" },
    { "dpi", NULL, FIELD_INT, AT(dpi),
      .meaning = "наименьшее разрешение страниц-изображений, точек на дюйм" },
    { "signature", NULL, FIELD_CHOICE, AT(signature), .choices = &signature_kind_choices,
      .meaning = "есть ли электронная подпись и где она" },
    { "verdict", NULL, FIELD_CHOICE, AT(verdict), .choices = &signature_verdict_choices,
      .meaning = "что показала проверка подписи; доверие к сертификату не проверяется" },
    { "doubt", NULL, FIELD_CHOICE, AT(doubt), .choices = &signature_doubt_choices,
      .meaning = "почему подпись не проверена или не сходится" },
    { "covers", NULL, FIELD_BOOL, AT(covers), .meaning = "подпись закрывает файл целиком" },
    { "signer", NULL, FIELD_TEXT, AT(signer), .flags = FIELD_HIDDEN,
      .meaning = "кто подписал, по сертификату" },
    { "signed_on", NULL, FIELD_DATE, AT(signed_on),
      .meaning = "день подписания, как его назвал подписавший" },
    { "macros", NULL, FIELD_BOOL, AT(macros), .meaning = "в документе есть макросы" },
    { "tracked", NULL, FIELD_BOOL, AT(tracked), .meaning = "в документе остались исправления" },
};
#undef AT

const struct record_type facts_type = {
    .name = "facts",
    .title = "сведения о документе",
    .plural = "сведения о документах",
    .size = sizeof(struct document_facts),
    FIELDS(facts_fields),
};

const char *file_fault(const struct file_ref *file)
{
    const struct document_facts *facts = file->facts;

    if (!file->present)
        return "не опубликован";
    if (!facts || facts->status != FACTS_EXAMINED)
        return NULL;
    if (!facts->opens)
        return "не открывается: повреждён или загружен не до конца";
    return facts->locked ? "открывается только по паролю" : NULL;
}

bool file_in_doubt(const struct file_ref *file)
{
    return file->present && file->facts && ((const struct document_facts *)file->facts)->failed;
}
