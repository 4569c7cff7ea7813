// SPDX-License-Identifier: MIT
#include "model/choices.h"

static const struct choice levels[] = {
    { 0 },
    [LEVEL_SCHOOL] = { "school", "организация", "школа|образовательная организация" },
    [LEVEL_MUNICIPALITY] = { "municipality", "муниципалитет", "муниципальный" },
    [LEVEL_REGION] = { "region", "регион", "региональный|область|край|республика" },
};
const struct choices level_choices = CHOICES("level", levels);

static const struct choice org_kinds[] = {
    { 0 },
    [KIND_SCHOOL] = { "school", "школа", "оо|общеобразовательная организация|гимназия|лицей" },
    [KIND_KINDERGARTEN] = { "kindergarten", "детский сад", "доу|доо" },
    [KIND_EXTRA] = { "extra", "дополнительное образование", "удо|учреждение дополнительного образования" },
    [KIND_COLLEGE] = { "college", "колледж", "спо|техникум" },
    [KIND_AUTHORITY] = { "authority", "орган управления образованием", "управление образования|департамент" },
    [KIND_METHODICAL_CENTRE] = { "methodical-centre", "методический центр", "methodical-center" },
    [KIND_OPERATOR] = { "operator", "региональный оператор", "иро|институт развития образования" },
};
const struct choices org_kind_choices = CHOICES("kind", org_kinds);

static const struct choice act_kinds[] = {
    { 0 },
    [ACT_ORDER] = { "order", "приказ", NULL },
    [ACT_DIRECTIVE] = { "directive", "распоряжение", "постановление" },
    [ACT_LAW] = { "law", "закон", "федеральный закон|указ|кодекс" },
    [ACT_REGULATION] = { "regulation", "положение", NULL },
    [ACT_ROADMAP] = { "roadmap", "дорожная карта", "план мероприятий|план" },
    [ACT_PROGRAMME] = { "programme", "программа", "program" },
    [ACT_PROTOCOL] = { "protocol", "протокол", NULL },
    [ACT_REGISTER] = { "register", "реестр", "база|список|перечень" },
    [ACT_REPORT] = { "report", "справка", "отчёт|мониторинг" },
    [ACT_LETTER] = { "letter", "письмо", NULL },
    [ACT_AGREEMENT] = { "agreement", "соглашение", "договор" },
    [ACT_GUIDELINE] = { "guideline", "методические рекомендации", "рекомендации" },
    [ACT_OTHER] = { "other", "документ", "прочее|другое" },
};
const struct choices act_kind_choices = CHOICES("act-kind", act_kinds);

static const struct choice scopes[] = {
    { 0 },
    [SCOPE_FEDERAL] = { "federal", "федеральный", "федеральный уровень" },
    [SCOPE_REGIONAL] = { "regional", "региональный", "региональный уровень" },
    [SCOPE_MUNICIPAL] = { "municipal", "муниципальный", "муниципальный уровень" },
    [SCOPE_LOCAL] = { "local", "локальный", "школьный|локальный акт" },
};
const struct choices scope_choices = CHOICES("scope", scopes);

// Who mentors whom: the five forms of Р-145, then those of the 2021 teacher model.
static const struct choice forms[] = {
    { 0 },
    { "pupil-pupil", "ученик – ученик", NULL },
    { "teacher-teacher", "учитель – учитель", "педагог – педагог|учитель – учителю" },
    { "student-pupil", "студент – ученик", NULL },
    { "employer-pupil", "работодатель – ученик", NULL },
    { "employer-student", "работодатель – студент", "работодатель – студент педагогического вуза/колледжа" },
    { "teacher-pupil", "педагог – ученик", "учитель – ученик|педагог – обучающийся" },
    { "student-student", "студент – студент", NULL },
    { "head-teacher", "руководитель – педагог",
      "руководитель образовательной организации – педагог|руководитель организации – педагог" },
    { "university-teacher", "педагог вуза или колледжа – молодой педагог",
      "педагог вуза/колледжа – молодой педагог|педагог вуза – молодой педагог" },
    { "partner-teacher", "социальный партнёр – педагог",
      "социальный партнёр – педагогический работник|"
      "социальный партнер – педагогический работник образовательной организации" },
};
const struct choices form_choices = CHOICES("form", forms);

// How the mentoring goes. Tomsk calls these «формы»; here a form says who and whom.
static const struct choice pair_kinds[] = {
    { 0 },
    { "traditional", "традиционное («один на один»)", "традиционное|один на один|индивидуальное" },
    { "group", "групповое", "в группе|групповая" },
    { "flash", "флэш-наставничество", "флеш|флэш|краткосрочное|целеполагающее|краткосрочная" },
    { "speed", "скоростное", NULL },
    { "situational", "ситуационное", "ситуационная" },
    { "network", "сетевое", NULL },
    { "reverse", "реверсивное", "реверсивная" },
    { "virtual", "виртуальное", "цифровое|дистанционное|виртуальная" },
};
const struct choices pair_kind_choices = CHOICES("pair-kind", pair_kinds);

static const struct choice boards[] = {
    { 0 },
    [BOARD_MENTORS] = { "mentors", "Доска почёта наставников", "наставники" },
    [BOARD_YOUNG_TEACHERS] = { "young-teachers", "Доска почёта молодых педагогов", "молодые педагоги" },
};
const struct choices board_choices = CHOICES("board", boards);

static const struct choice roles[] = {
    { 0 },
    [ROLE_MENTOR] = { "mentor", "наставник", NULL },
    [ROLE_MENTEE] = { "mentee", "наставляемый", "наставляемая" },
    [ROLE_CURATOR] = { "curator", "куратор", NULL },
    [ROLE_COORDINATOR] = { "coordinator", "муниципальный координатор", "координатор" },
    [ROLE_METHODIST] = { "methodist", "региональный методист", "методист" },
    [ROLE_OTHER] = { "other", "участник", "другое" },
};
const struct choices role_choices = CHOICES("role", roles);

static const struct choice categories[] = {
    { 0 },
    { "none", "без категории", "нет" },
    { "fit", "соответствие занимаемой должности", "сзд|соответствие" },
    { "first", "первая", "первая категория" },
    { "highest", "высшая", "высшая категория" },
    { "mentor", "педагог-наставник", NULL },
    { "methodist", "педагог-методист", NULL },
};
const struct choices category_choices = CHOICES("category", categories);

// In the order of enum personal: the index is the category.
static const struct choice personal[] = {
    { 0 },
    [PERSONAL_NAME] = { "name", "фамилия, имя, отчество", "имя|фио" },
    [PERSONAL_POST] = { "post", "должность", "место работы|предмет" },
    [PERSONAL_EXPERIENCE] = { "experience", "стаж и категория", "стаж|категория|образование" },
    [PERSONAL_PHOTO] = { "photo", "фотография", "фото|изображение" },
    [PERSONAL_ACHIEVEMENTS] = { "achievements", "достижения", "награды|результаты" },
};
const struct choices personal_choices = CHOICES("covers", personal);

static const struct choice signers[] = {
    { 0 },
    [SIGNER_SELF] = { "self", "сам участник", "сам|сама|лично" },
    [SIGNER_PARENT] = { "parent", "законный представитель", "родитель|родители|опекун" },
};
const struct choices signer_choices = CHOICES("signer", signers);

static const struct choice programme_statuses[] = {
    { 0 },
    [PROGRAMME_PLANNED] = { "planned", "готовится", "планируется" },
    [PROGRAMME_RUNNING] = { "running", "реализуется", "действует" },
    [PROGRAMME_DONE] = { "done", "завершена", "выполнена" },
    [PROGRAMME_STOPPED] = { "stopped", "прекращена досрочно", "прекращена|приостановлена" },
};
const struct choices programme_status_choices = CHOICES("programme-status", programme_statuses);

static const struct choice step_statuses[] = {
    { 0 },
    [STEP_PLANNED] = { "planned", "запланировано", "план" },
    [STEP_RUNNING] = { "running", "выполняется", "в работе|постоянно" },
    [STEP_DONE] = { "done", "выполнено", "сделано|исполнено" },
    [STEP_CANCELLED] = { "cancelled", "отменено", "снято" },
};
const struct choices step_status_choices = CHOICES("step-status", step_statuses);

static const struct choice musts[] = {
    { 0 },
    [MUST_REQUIRED] = { "required", "обязательно", "требуется" },
    [MUST_RECOMMENDED] = { "recommended", "рекомендовано", NULL },
    [MUST_OPTIONAL] = { "optional", "по желанию", "дополнительно" },
    [MUST_HELD] = { "held", "хранится, не публикуется", "хранится" },
};
const struct choices must_choices = CHOICES("must", musts);

static const struct choice fonts[] = {
    { 0 },
    { "golos", "Голос", NULL },
    { "onest", "Онест", NULL },
};
const struct choices font_choices = CHOICES("font", fonts);

static const struct choice roadmap_kinds[] = {
    { 0 },
    { "plan", "дорожная карта", "план" },
    { "report", "отчёт о выполнении", "отчёт" },
};
const struct choices roadmap_kind_choices = CHOICES("roadmap-kind", roadmap_kinds);
