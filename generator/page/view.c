// SPDX-License-Identifier: MIT
#include "page/view.h"

#include "page/contents.h"
#include "page/document.h"
#include "page/fill.h"
#include "page/whole.h"

#define AT(member) offsetof(struct page_head, member)
static const struct field page_head_fields[] = {
    { "kind", NULL, FIELD_TEXT, AT(kind), .meaning = "вид страницы латиницей: home, documents, pairs …" },
    { "title", NULL, FIELD_TEXT, AT(title), .meaning = "заголовок страницы" },
    { "description", NULL, FIELD_TEXT, AT(description), .meaning = "одно предложение для поисковиков" },
    { "href", NULL, FIELD_PATH, AT(href), .meaning = "сама страница" },
    { "address", NULL, FIELD_URL, AT(address), .meaning = "её полный адрес, если в site.yaml указан base" },
    { "updated", NULL, FIELD_DATE, AT(updated), .meaning = "дата обновления" },
};
#undef AT
static const struct record_type page_head_type = {
    .name = "page_head",
    .title = "страница",
    .plural = "страницы",
    .size = sizeof(struct page_head),
    FIELDS(page_head_fields),
};

#define AT(member) offsetof(struct section_head_view, member)
static const struct field section_fields[] = {
    { "title", NULL, FIELD_TEXT, AT(title), .meaning = "название раздела: «Наставничество»" },
    { "label", NULL, FIELD_TEXT, AT(label), .meaning = "краткое название организации" },
    { "level", NULL, FIELD_TEXT, AT(level),
      .meaning = "school, municipality, region; пусто у корня без организации" },
    { "home", NULL, FIELD_PATH, AT(home), .meaning = "главная страница раздела" },
    { "style", NULL, FIELD_PATH, AT(style), .meaning = "файл оформления" },
    { "script", NULL, FIELD_PATH, AT(script), .meaning = "файл сценария" },
    { "feed", NULL, FIELD_PATH, AT(feed), .meaning = "лента Atom, если указан base" },
    { "manifest", NULL, FIELD_PATH, AT(manifest), .meaning = "машиночитаемый паспорт раздела" },
    { "site_map", NULL, FIELD_PATH, AT(site_map), .meaning = "sitemap.xml, если указан base" },
    { "search", NULL, FIELD_PATH, AT(search), .meaning = "страница поиска и карта раздела" },
    { "print", NULL, FIELD_PATH, AT(print), .meaning = "весь раздел на одной странице" },
    { "school_year", NULL, FIELD_TEXT, AT(school_year), .meaning = "текущий учебный год: «2025/2026»" },
    { "today", NULL, FIELD_DATE, AT(today), .meaning = "дата сборки" },
    { "has_children", NULL, FIELD_BOOL, AT(has_children), .meaning = "есть ли подведомственные организации" },
    { "sample", NULL, FIELD_BOOL, AT(sample), .meaning = "в разделе остались записи-примеры" },
    { "menu", NULL, FIELD_RECORDS, AT(menu), &link_row_type, .meaning = "меню раздела" },
    { "crumbs", NULL, FIELD_RECORDS, AT(crumbs), &link_row_type,
      .meaning = "путь от корня: регион, муниципалитет, организация" },
};
#undef AT
static const struct record_type section_type = {
    .name = "section_head",
    .title = "раздел",
    .plural = "разделы",
    .size = sizeof(struct section_head_view),
    FIELDS(section_fields),
};

#define AT(member) offsetof(struct figure, member)
static const struct field figure_fields[] = {
    { "value", NULL, FIELD_INT, AT(value), .meaning = "число" },
    { "label", NULL, FIELD_TEXT, AT(label), .meaning = "слова при нём в нужной форме: «пар и групп»" },
    { "href", NULL, FIELD_PATH, AT(href), .meaning = "страница с подробностями" },
};
#undef AT
static const struct record_type figure_type = {
    .name = "figure",
    .title = "цифра",
    .plural = "цифры",
    .size = sizeof(struct figure),
    FIELDS(figure_fields),
};

#define AT(member) offsetof(struct act_archive, member)
static const struct field archive_fields[] = {
    { "title", NULL, FIELD_TEXT, AT(title), .meaning = "«2024/2025 учебный год» или «Утратившие силу»" },
    { "acts", NULL, FIELD_RECORDS, AT(acts), &act_type, .meaning = "документы" },
};
#undef AT
static const struct record_type archive_type = {
    .name = "archive",
    .title = "архив",
    .plural = "архив",
    .size = sizeof(struct act_archive),
    FIELDS(archive_fields),
};

#define AT(member) offsetof(struct act_group, member)
static const struct field group_fields[] = {
    { "key", NULL, FIELD_TEXT, AT(key), .meaning = "federal, regional, municipal, local" },
    { "title", NULL, FIELD_TEXT, AT(title), .meaning = "заголовок группы" },
    { "acts", NULL, FIELD_RECORDS, AT(acts), &act_type, .meaning = "действующие документы" },
    { "archive", NULL, FIELD_RECORDS, AT(archive), &archive_type,
      .meaning = "прежние документы по учебным годам" },
    { "archived", NULL, FIELD_INT, AT(archived), .meaning = "сколько их всего" },
};
#undef AT
static const struct record_type group_type = {
    .name = "group",
    .title = "группа документов",
    .plural = "группы документов",
    .size = sizeof(struct act_group),
    FIELDS(group_fields),
};

#define AT(member) offsetof(struct board_view, member)
static const struct field board_fields[] = {
    { "title", NULL, FIELD_TEXT, AT(title), .meaning = "название доски" },
    { "honorees", NULL, FIELD_RECORDS, AT(honorees), &honoree_type, .meaning = "записи" },
};
#undef AT
static const struct record_type board_type = {
    .name = "board",
    .title = "доска",
    .plural = "доски",
    .size = sizeof(struct board_view),
    FIELDS(board_fields),
};

#define AT(member) offsetof(struct download, member)
static const struct field download_fields[] = {
    { "href", NULL, FIELD_PATH, AT(href), .meaning = "файл таблицы" },
    { "label", NULL, FIELD_TEXT, AT(label), .meaning = "«CSV, 12 КБ»" },
};
#undef AT
static const struct record_type download_type = {
    .name = "download",
    .title = "таблица",
    .plural = "таблицы",
    .size = sizeof(struct download),
    FIELDS(download_fields),
};

#define AT(member) offsetof(struct verdict_counts_view, member)
static const struct field counts_fields[] = {
    { "required", NULL, FIELD_INT, AT(required), .meaning = "обязательных пунктов" },
    { "published", NULL, FIELD_INT, AT(published), .meaning = "размещено" },
    { "partial", NULL, FIELD_INT, AT(partial), .meaning = "размещено частично" },
    { "absent", NULL, FIELD_INT, AT(absent), .meaning = "не размещено" },
    { "waived", NULL, FIELD_INT, AT(waived), .meaning = "не предусмотрено" },
};
#undef AT
static const struct record_type counts_type = {
    .name = "counts",
    .title = "итоги сверки",
    .plural = "итоги сверки",
    .size = sizeof(struct verdict_counts_view),
    FIELDS(counts_fields),
};

#define AT(member) offsetof(struct verdict_group, member)
static const struct field verdict_group_fields[] = {
    { "title", NULL, FIELD_TEXT, AT(title), .meaning = "обязательно, рекомендовано …" },
    { "verdicts", NULL, FIELD_RECORDS, AT(verdicts), &verdict_type, .meaning = "пункты" },
};
#undef AT
static const struct record_type verdict_group_type = {
    .name = "verdict_group",
    .title = "группа пунктов перечня",
    .plural = "группы пунктов перечня",
    .size = sizeof(struct verdict_group),
    FIELDS(verdict_group_fields),
};

// ---- what each kind of page may name -------------------------------------------

#define AT(member) offsetof(struct view, member)
#define COMMON                                                                                                                   \
    { "page", NULL, FIELD_RECORD, AT(page), &page_head_type, .meaning = "эта страница" },                                        \
        { "section",   NULL,          FIELD_RECORD,                                                                              \
          AT(section), &section_type, .meaning = "раздел, которому она принадлежит" },                                           \
        { "site", NULL, FIELD_POINTER, AT(site), &site_type, .meaning = "настройки из site.yaml" },                              \
    {                                                                                                                            \
        "organization", NULL, FIELD_POINTER, AT(organization), &organization_type,                                               \
            .meaning = "организация; пусто на корневой странице без организации" \
    }
#define ROW(key, type, member, record, text)                                                                 \
    {                                                                                                        \
        key, NULL, type, AT(member), record, .meaning = text                                                 \
    }
#define REGISTER                                                                                             \
    ROW("csv", FIELD_POINTER, csv, &download_type, "тот же реестр таблицей CSV"),                            \
        ROW("rows", FIELD_INT, rows, NULL, "сколько строк в реестре"),                                       \
        ROW("rows_elsewhere", FIELD_BOOL, rows_elsewhere, NULL,                                              \
            "строк слишком много для одной страницы: здесь итоги по организациям"),                          \
        ROW("organizations", FIELD_RECORDS, organizations, &organization_row_type,                           \
            "подведомственные организации")

static const struct field home_fields[] = {
    COMMON,
    ROW("intro", FIELD_HTML, intro, NULL, "текст index.md"),
    ROW("figures", FIELD_RECORDS, figures, &figure_type, "главные цифры"),
    ROW("latest_acts", FIELD_RECORDS, latest_acts, &act_type,
        "действующие документы организации, новые сверху"),
    ROW("news", FIELD_RECORDS, news, &page_type, "последние новости"),
    ROW("programmes", FIELD_RECORDS, programmes, &programme_row_type,
        "действующие пары организации, не больше десяти"),
    ROW("organizations", FIELD_RECORDS, organizations, &organization_row_type,
        "подведомственные организации"),
    ROW("counts", FIELD_RECORD, counts, &counts_type, "итоги сверки с перечнем"),
    ROW("total", FIELD_POINTER, total, &organization_row_type,
        "итоги вместе с подведомственными; пусто, если их нет или с них ничего не требуется"),
};
static const struct field documents_fields[] = {
    COMMON,
    ROW("act_groups", FIELD_RECORDS, act_groups, &group_type, "документы по уровням"),
    ROW("rows", FIELD_INT, rows, NULL, "сколько их всего"),
    ROW("csv", FIELD_POINTER, csv, &download_type, "тот же список таблицей CSV"),
};
static const struct field pairs_fields[] = {
    COMMON,
    REGISTER,
    ROW("pairs", FIELD_RECORDS, pairs, &pair_type, "действующие пары самой организации"),
    ROW("past_pairs", FIELD_RECORDS, past_pairs, &pair_type, "пары прошлых лет"),
    ROW("programmes", FIELD_RECORDS, programmes, &programme_row_type,
        "реестр программ вместе с подведомственными"),
};
static const struct field mentors_fields[] = {
    COMMON,
    REGISTER,
    ROW("mentors", FIELD_RECORDS, mentors, &mentor_row_type, "база наставников вместе с подведомственными"),
};
static const struct field practices_fields[] = {
    COMMON,
    REGISTER,
    ROW("practices", FIELD_RECORDS, practices, &practice_row_type, "банк практик вместе с переданными снизу"),
};
static const struct field honor_fields[] = {
    COMMON,
    ROW("boards", FIELD_RECORDS, boards, &board_type, "доски почёта"),
};
static const struct field roadmap_page_fields[] = {
    COMMON,
    ROW("roadmaps", FIELD_RECORDS, roadmaps, &roadmap_type, "дорожные карты и отчёты"),
};
static const struct field indicators_fields[] = {
    COMMON,
    ROW("indicators", FIELD_RECORDS, indicators, &indicator_row_type,
        "показатели, их диаграммы и итоги словами"),
};
static const struct field news_fields[] = {
    COMMON,
    ROW("news", FIELD_RECORDS, news, &page_type, "новости, новые сверху"),
};
static const struct field organizations_fields[] = {
    COMMON,
    ROW("organizations", FIELD_RECORDS, organizations, &organization_row_type,
        "подведомственные организации"),
    ROW("csv", FIELD_POINTER, csv, &download_type, "тот же список таблицей CSV"),
};
static const struct field published_fields[] = {
    COMMON,
    ROW("rows", FIELD_INT, rows, NULL, "сколько в перечне пунктов"),
    ROW("verdict_groups", FIELD_RECORDS, verdict_groups, &verdict_group_type,
        "пункты перечня и что по ним размещено: сначала обязательные"),
    ROW("owed", FIELD_RECORDS, owed, &verdict_type, "обязательные пункты, которые ещё не размещены"),
    ROW("profiles", FIELD_RECORDS, profiles, &profile_type, "с какими перечнями сверено"),
    ROW("counts", FIELD_RECORD, counts, &counts_type, "итоги по обязательным пунктам"),
    ROW("csv", FIELD_POINTER, csv, &download_type, "та же таблица в CSV"),
};
static const struct field monitoring_fields[] = {
    COMMON,
    ROW("total", FIELD_POINTER, total, &organization_row_type,
        "итог: сама организация и все подведомственные"),
    ROW("shares", FIELD_RECORDS, shares, &organization_row_type,
        "доли: сама организация (если с неё что-то требуется), затем подведомственные по алфавиту"),
    ROW("chart", FIELD_POINTER, chart, &chart_type,
        "доли подведомственных полосами; пусто, если полос слишком много"),
    ROW("items", FIELD_RECORDS, items, &item_row_type, "пункты перечней по всем этим организациям"),
    ROW("profiles", FIELD_RECORDS, profiles, &profile_type, "с какими перечнями сверено"),
    ROW("csv", FIELD_POINTER, csv, &download_type, "таблица долей в CSV"),
    ROW("items_csv", FIELD_POINTER, items_csv, &download_type, "таблица пунктов в CSV"),
    ROW("debts_csv", FIELD_POINTER, debts_csv, &download_type,
        "все долги в CSV: организация и пункт в строке"),
};
static const struct field one_practice_fields[] = {
    COMMON,
    ROW("practice", FIELD_POINTER, practice, &practice_type, "практика"),
};
static const struct field article_fields[] = {
    COMMON,
    ROW("article", FIELD_POINTER, article, &page_type, "страница Markdown или новость"),
};
static const struct field one_document_fields[] = {
    COMMON,
    ROW("document", FIELD_POINTER, document, &act_type, "документ"),
    ROW("texts", FIELD_RECORDS, texts, &document_text_type, "тексты его файлов"),
};
static const struct field search_fields[] = {
    COMMON,
    ROW("contents", FIELD_RECORDS, contents, &contents_group_type, "карта раздела"),
};
static const struct field print_fields[] = {
    COMMON,
    ROW("parts", FIELD_RECORDS, parts, &whole_part_type, "страницы раздела одна за другой"),
};
static const struct field plain_fields[] = { COMMON };
static const struct field root_fields[] = {
    COMMON,
    ROW("intro", FIELD_HTML, intro, NULL, "текст content/index.md"),
    ROW("organizations", FIELD_RECORDS, organizations, &organization_row_type, "разделы"),
};
static const struct field feed_fields[] = {
    COMMON,
    ROW("news", FIELD_RECORDS, news, &page_type, "новости, новые сверху"),
    ROW("latest_acts", FIELD_RECORDS, latest_acts, &act_type, "новые документы"),
};
#undef AT

#define VIEW_TYPE(view_name, view_title)                                                                     \
    static const struct record_type view_name##_type = {                                                     \
        .name = #view_name,                                                                                  \
        .title = view_title,                                                                                 \
        .plural = view_title,                                                                                \
        .size = sizeof(struct view),                                                                         \
        FIELDS(view_name##_fields),                                                                          \
    }
VIEW_TYPE(home, "главная страница");
VIEW_TYPE(documents, "документы");
VIEW_TYPE(pairs, "пары и программы");
VIEW_TYPE(mentors, "база наставников");
VIEW_TYPE(practices, "банк практик");
VIEW_TYPE(honor, "доска почёта");
VIEW_TYPE(roadmap_page, "дорожная карта");
VIEW_TYPE(indicators, "показатели");
VIEW_TYPE(news, "новости");
VIEW_TYPE(organizations, "организации");
VIEW_TYPE(published, "что размещено");
VIEW_TYPE(monitoring, "мониторинг");
VIEW_TYPE(one_practice, "страница практики");
VIEW_TYPE(article, "страница Markdown или новость");
VIEW_TYPE(one_document, "страница документа");
VIEW_TYPE(search, "поиск и карта раздела");
VIEW_TYPE(print, "весь раздел на печать");
VIEW_TYPE(plain, "страница «не найдено»");
VIEW_TYPE(root, "корневая страница");
const struct record_type feed_type = {
    .name = "feed",
    .title = "лента",
    .plural = "лента",
    .size = sizeof(struct view),
    FIELDS(feed_fields),
};

const struct page_kind page_kinds[PAGE_KINDS] = {
    [PAGE_HOME] = { "home", "index.html", "Главная", &home_type, want_always, fill_home },
    [PAGE_DOCUMENTS] = { "documents", "documents.html", "Документы", &documents_type, want_always,
                         fill_documents, .place = "Документ" },
    [PAGE_PAIRS] = { "pairs", "pairs.html", "Пары и программы", &pairs_type, want_pairs, fill_pairs,
                     .place = "Пара или группа" },
    [PAGE_MENTORS] = { "mentors", "mentors.html", "База наставников", &mentors_type, want_mentors,
                       fill_mentors },
    [PAGE_PRACTICES] = { "practices", "practices.html", "Банк практик", &practices_type, want_practices,
                         fill_practices },
    [PAGE_HONOR] = { "honor", "honor.html", "Доска почёта", &honor_type, want_honor, fill_honor },
    [PAGE_ROADMAP] = { "roadmap", "roadmap.html", "Дорожная карта", &roadmap_page_type, want_roadmap,
                       fill_roadmap },
    [PAGE_INDICATORS] = { "indicators", "indicators.html", "Показатели", &indicators_type, want_indicators,
                          fill_indicators },
    [PAGE_NEWS] = { "news", "news.html", "Новости", &news_type, want_news, fill_news },
    [PAGE_ORGANIZATIONS] = { "organizations", "organizations.html", "Организации", &organizations_type,
                             want_organizations, fill_organizations },
    [PAGE_PUBLISHED] = { "published", "published.html", "Что размещено", &published_type, want_published,
                         fill_published },
    [PAGE_MONITORING] = { "monitoring", "monitoring.html", "Мониторинг", &monitoring_type, want_monitoring,
                          fill_monitoring },
    [PAGE_PRACTICE] = { "practice", NULL, NULL, &one_practice_type, NULL, NULL, .noun = "Практика" },
    [PAGE_ARTICLE] = { "article", NULL, NULL, &article_type, NULL, NULL },
    [PAGE_DOCUMENT] = { "document", NULL, NULL, &one_document_type, NULL, NULL, .noun = "Документ" },
    [PAGE_SEARCH] = { "search", "search.html", "Поиск и карта раздела", &search_type, NULL, NULL },
    [PAGE_PRINT] = { "print", "print.html", "Весь раздел на одной странице", &print_type, NULL, NULL },
    [PAGE_NOT_FOUND] = { "404", "404.html", "Страница не найдена", &plain_type, NULL, NULL },
    [PAGE_SITE] = { "site", "index.html", NULL, &root_type, NULL, NULL },
};
