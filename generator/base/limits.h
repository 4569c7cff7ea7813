// SPDX-License-Identifier: MIT
// Every ceiling of the program, in one list. They are generous: no honest
// register of a region meets them. Exceeding one is a diagnostic, never a crash.
//
// The examiner of documents (facts/) reads this list too: numbers are all that it shares.
//
// LIMIT(NAME, value, "what it bounds, for `nastavnik --limits` and docs/limits.md")
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

#define LIMITS(LIMIT)                                                                                        \
    LIMIT(SOURCE_BYTES, 4 * 1024 * 1024, "размер одного файла записей, байт")                                \
    LIMIT(MARKDOWN_BYTES, 256 * 1024, "размер одной страницы Markdown, байт")                                \
    LIMIT(MARKDOWN_MARKERS, 32, "вложенных списков и цитат в одной строке Markdown")                         \
    LIMIT(MARKDOWN_INDENT, 128, "отступ строки Markdown, пробелов")                                          \
    LIMIT(MARKDOWN_BRACKETS, 1000, "квадратных скобок «[» в одном абзаце Markdown")                          \
    LIMIT(MARKDOWN_DEPTH, 100, "вложенность разметки Markdown")                                              \
    LIMIT(YAML_DEPTH, 32, "вложенность записей YAML")                                                        \
    LIMIT(YAML_NODES, 400000, "узлов YAML в одном файле")                                                    \
    LIMIT(MANIFEST_BYTES, 8 * 1024 * 1024, "размер паспорта опубликованного раздела, байт")                  \
    LIMIT(RECORDS, 20000, "записей одного вида у одной организации")                                         \
    LIMIT(TEXT_BYTES, 64 * 1024, "длина одного текстового поля, байт")                                       \
    LIMIT(TEMPLATE_BYTES, 512 * 1024, "размер одного шаблона, байт")                                         \
    LIMIT(TEMPLATE_DEPTH, 32, "вложенность шаблонов (include, extends, macro)")                              \
    LIMIT(TEMPLATE_NESTING, 64, "вложенность тегов и выражений одного шаблона")                              \
    LIMIT(TEMPLATE_OPS, 200000, "действий в одном шаблоне вместе с тем, что он включает")                    \
    LIMIT(TEMPLATE_STEPS, 20000000, "шагов шаблона на одну страницу")                                        \
    LIMIT(REGISTER_ROWS, 500, "строк реестра на одной странице; больше — итоги по организациям и CSV")       \
    LIMIT(CHART_BARS, 100, "полос в одной диаграмме; больше — только таблица")                               \
    LIMIT(DEBTORS, 50, "организаций-должников под пунктом мониторинга; остальные — в CSV")                   \
    LIMIT(PAGE_BYTES, 32 * 1024 * 1024, "размер одной готовой страницы, байт")                               \
    LIMIT(KIT_PICTURE, 2 * 1024 * 1024, "размер изображения внутри раздела одним файлом (kit), байт")        \
    LIMIT(KIT_PICTURES, 16 * 1024 * 1024, "размер всех таких изображений одного раздела, байт")              \
    LIMIT(KIT_WHOLE, 128 * 1024 * 1024, "размер раздела одним файлом, байт")                                 \
    LIMIT(FILE_BYTES, 64 * 1024 * 1024, "размер одного публикуемого файла, байт")                            \
    LIMIT(IMAGE_PIXELS, 50 * 1000 * 1000, "точек в одном изображении")                                       \
    LIMIT(PATH_BYTES, 1024, "длина пути к файлу, байт")                                                      \
    LIMIT(FACTS_BYTES, 2 * 1024 * 1024, "текст и сведения об одном документе, байт")                         \
    LIMIT(FACTS_PAGES, 200, "страниц документа, у которых читается текст")                                   \
    LIMIT(FACTS_TEXT_BYTES, 1024 * 1024, "текст одного документа, который читается, байт")                   \
    LIMIT(OFFICE_PARTS, 5000, "файлов внутри одного документа Word, Excel или LibreOffice")                  \
    LIMIT(OFFICE_PART_BYTES, 16 * 1024 * 1024, "размер одного из них, байт")                                 \
    LIMIT(OFFICE_BYTES, 64 * 1024 * 1024, "размер всех вместе, байт")                                        \
    LIMIT(PDF_OBJECTS, 2000, "изображений на одной странице PDF, которые просматриваются")                   \
    LIMIT(PDF_FIELDS, 4000, "полей формы в одном PDF, среди которых ищутся подписи")                         \
    LIMIT(FACTS_SECONDS, 10, "время процессора на разбор одного документа, секунд")                          \
    LIMIT(FACTS_MEGABYTES, 1024, "память на разбор одного документа, МБ")                                    \
    LIMIT(DOCUMENT_TEXT_BYTES, 256 * 1024, "текст документа на его странице, байт; дальше — только в файле") \
    LIMIT(SEARCH_WORDS, 4000, "разных слов одной страницы в поисковом указателе")                            \
    LIMIT(VOCABULARY, 20000, "слов, основы которых один поток помнит от одного указателя до другого")        \
    LIMIT(SEARCH_TEXT_BYTES, 1500, "текст одной страницы в указателе, для показа; слова берутся из всего")   \
    LIMIT(SEARCH_PART_BYTES, 96 * 1024, "одна часть указателя слов, байт")                                   \
    LIMIT(SEARCH_BLOCK, 500, "страниц в одной части указателя")                                              \
    LIMIT(FACTS_CACHE_BYTES, 1024 * 1024 * 1024, "размер файла .nastavnik-facts, байт")                      \
    LIMIT(LEDGER_BYTES, 1024 * 1024 * 1024, "размер описи опубликованного раздела, байт")                    \
    LIMIT(ORGANISATIONS, 100000, "организаций в одном дереве")                                               \
    LIMIT(FOLDER_DEPTH, 16, "вложенность папок")                                                             \
    LIMIT(DIAGNOSTICS, 10000, "сообщений за один запуск")

enum limit {
#define LIMIT(name, value, meaning) LIMIT_##name = (value),
    LIMITS(LIMIT)
#undef LIMIT
};

#endif
