// SPDX-License-Identifier: MIT
#include "page/reference.h"

#include "base/embedded.h"
#include "page/view.h"
#include "template/filter.h"

static const char intro[] =
    "# Своя тема\n\n"
    "Этот файл сделан программой (`make docs`): имена в нём всегда те, какие она понимает.\n\n"
    "Тема — папка `themes/ИМЯ/` рядом с `data/`; в `data/site.yaml` напишите `theme: ИМЯ`. Положите в неё "
    "только\n"
    "те файлы, которые хотите изменить: остальные возьмутся из встроенной темы (`themes/default`). Шаблон, "
    "который\n"
    "ничего не переопределяет, — ошибка. Файлы, кроме `.html` и `.xml`, копируются в `assets/`.\n\n"
    "Поисковый указатель и страница «Весь раздел на печать» делаются из готовых страниц: берётся то, что "
    "внутри\n"
    "`<main>`. Элемент с атрибутом `data-nosearch` в указатель не попадает; `li`, `article` и `tr` с `id` "
    "находятся\n"
    "отдельно от своей страницы.\n\n"
    "`assets/style.css` складывается из двух файлов: `frame.css` (цвета, размеры и буквы по именам, верх и "
    "низ\n"
    "страницы, «Версия для слабовидящих», печать) и `style.css` (части страниц), без примечаний. Чтобы "
    "изменить вид, обычно "
    "хватает\n"
    "своего `style.css`: в конце его могут стоять другие значения имён, например `:root { --measure: 42rem; "
    "}`.\n"
    "Цвета берите именами (`var(--ink)`, `var(--paper)`, `var(--link)` …): тогда тёмное оформление, печать и "
    "версия\n"
    "для слабовидящих получатся сами. Её форма стоит в `lowvision.html`, сценарий — в `script.js`. Страница "
    "берёт "
    "один\n"
    "сценарий: `script.js`, а списки и поиск — `register.js` и `search.js`, которые в `assets/` начинаются с "
    "него.\n\n"
    "Чтобы изменить часть страницы, переопределите её блок:\n\n"
    "```\n{% extends \"default/home.html\" %}\n{% block content %}\n{{ super() }}\n<p>…</p>\n{% endblock "
    "%}\n```\n\n"
    "Язык — строгая часть Jinja: `{{ значение | фильтр }}`, `{% if %}…{% elif %}…{% else %}…{% endif %}`,\n"
    "`{% for x in список %}…{% else %}…{% endfor %}` с `loop.index`, `loop.first`, `loop.last`, "
    "`loop.length`,\n"
    "`{% include \"файл\" %}`, `{% extends %}` и `{% block %}`, `{% set %}`, `{% macro %}`, `{# примечание "
    "#}`.\n"
    "Каждое имя проверяется при сборке; незаполненное поле печатается пустым и считается ложным. Пути "
    "печатаются\n"
    "только через `url`, текст экранируется сам, без экранирования выходит только готовый HTML.\n";

static const char *const type_names[] = {
    [VALUE_NONE] = "",      [VALUE_BOOL] = "да или нет",   [VALUE_INT] = "число",
    [VALUE_TEXT] = "текст", [VALUE_HTML] = "готовый HTML", [VALUE_PATH] = "путь, печатать через `url`",
    [VALUE_DATE] = "дата",  [VALUE_LIST] = "список",       [VALUE_RECORD] = "запись",
};

// Types that have been met and wait to be described, each once.
static void meet(struct list *types, const struct record_type *type, struct arena *a)
{
    for (LIST_EACH(const struct record_type, met, *types))
        if (met == type)
            return;
    list_add(types, type, a);
}

static void put_type(struct buf *out, const struct field *f, struct list *types)
{
    enum value_type type = field_value_type(f);
    const struct record_type *of = field_record_type(f);

    if (type == VALUE_RECORD || (type == VALUE_LIST && of)) {
        buf_format(out, "%s [%s](#%s)", type_names[type], of->name, of->name);
        meet(types, of, out->arena);
    } else {
        buf_format(out, "%s%s", type_names[type], type == VALUE_LIST ? " текстов" : "");
    }
}

static void put_fields(struct buf *out, const struct record_type *type, struct list *types)
{
    BUF_PUT(out, "| имя | что это | смысл |\n| --- | --- | --- |\n");
    for (const struct field *f = type->fields; f < type->fields + type->count; f++) {
        if (f->flags & FIELD_HIDDEN)
            continue;
        buf_format(out, "| `%s` | ", f->key);
        put_type(out, f, types);
        buf_format(out, " | %s |\n", f->meaning);
    }
}

static void put_page(struct buf *out, const char *file, const struct record_type *type, struct list *types)
{
    buf_format(out, "\n### %s — %s\n\n", file, type->title);
    put_fields(out, type, types);
}

static void put_pages(struct buf *out, struct list *types)
{
    BUF_PUT(out, "\n## Страницы\n");
    for (int i = 0; i < PAGE_KINDS; i++)
        put_page(out, str_format(out->arena, "%s.html", page_kinds[i].key).ptr, page_kinds[i].type, types);
    put_page(out, "feed.xml", &feed_type, types);
}

// The names in «{% block NAME %}», as they come.
static void put_block_names(struct buf *out, struct str template)
{
    const struct str mark = STR("{% block ");
    size_t count = 0;

    for (size_t at; (at = str_find(template, mark)) != SIZE_MAX;) {
        template = str_after(template, at + mark.len);
        struct str name = str_from_to(template, 0, str_find(template, STR(" ")));
        buf_format(out, "%s`%.*s`", count++ ? ", " : "", STR_ARG(name));
    }
}

static void put_blocks(struct buf *out)
{
    const struct str folder = STR("themes/default/"), mark = STR("{% block ");

    BUF_PUT(
        out,
        "\n## Блоки\n\nШаблоны страниц наследуют `base.html`. Своему `base.html` нужны те же блоки, какие "
        "переопределяют остальные.\n\n| шаблон | блоки |\n| --- | --- |\n");
    for (const struct embedded *e = embedded_files; e->name; e++) {
        const struct str name = str_from(e->name), bytes = { e->bytes, e->size };
        if (!str_starts(name, folder) || !str_ends(name, STR(".html")) || str_find(bytes, mark) == SIZE_MAX)
            continue;
        buf_format(out, "| `%.*s` | ", STR_ARG(str_after(name, folder.len)));
        put_block_names(out, bytes);
        BUF_PUT(out, " |\n");
    }
}

// The list grows while it is walked: a record may lead to others.
static void put_records(struct buf *out, struct list *types)
{
    BUF_PUT(out, "\n## Записи\n");
    for (size_t i = 0; i < types->count; i++) {
        const struct record_type *type = types->items[i];
        buf_format(out, "\n### %s\n\n%s.\n\n", type->name, type->title);
        put_fields(out, type, types);
    }
}

static void put_filters(struct buf *out)
{
    BUF_PUT(out, "\n## Фильтры\n\n| фильтр | что делает | пример |\n| --- | --- | --- |\n");
    for (size_t i = 0; filter_at(i); i++)
        buf_format(out, "| `%s` | %s | `%s` |\n", filter_at(i)->name, filter_at(i)->meaning,
                   filter_at(i)->example);
}

void theme_reference(struct buf *out)
{
    struct list types = { 0 };

    buf_put(out, str_from(intro));
    put_pages(out, &types);
    put_blocks(out);
    put_records(out, &types);
    put_filters(out);
}
