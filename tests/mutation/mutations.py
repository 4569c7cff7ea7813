# SPDX-License-Identifier: MIT
"""What can be broken: a rule, the exact text that holds it, what stands there instead, who should notice.

The rows of the rule tables are found in the sources, so a new rule is here from its
first day. Everything else is listed. Tests are named as run.py understands them:
«unit NAME», «bad CASE …» (beginnings of names), «bad-kit CASE …», «site NAME» with what it is to
try, «check», «papers», «documents»; the fastest first.
"""

import collections
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

Mutation = collections.namedtuple("Mutation", "name file text replacement tests")


# ---- the rule tables ---------------------------------------------------------------------------


def slugs():
    """The public name of every diagnostic: {"ACT_NO_FILE": "act-no-file"}."""
    text = (ROOT / "generator/diag/codes.def").read_text(encoding="utf-8")
    return dict(re.findall(r'^DIAG\((\w+), \w+, "([a-z0-9-]+)"', text, flags=re.M))


def functions(source):
    """Name -> body of every function of a formatted file."""
    return dict(re.findall(r"^[a-z][^\n;{]*?\b(\w+)\([^;{}]*\)\n\{\n(.*?)^\}", source, flags=re.M | re.S))


def codes_of(name, bodies):
    """The diagnostics that a function, or one it calls in the same file, can report."""
    found, waiting, seen = set(), [name], set()
    while waiting:
        body = bodies[waiting.pop()]
        found |= set(re.findall(r"\bDIAG_(\w+)", body))
        called = set(re.findall(r"\b(\w+)\(", body)) & set(bodies) - seen
        seen |= called
        waiting += called
    return found


def cases_of(codes):
    """The cases of tests/bad that expect one of the codes."""
    known = slugs()
    marks = {f"[{known[code]}]" for code in codes if code in known}
    for path in sorted((ROOT / "tests/bad").glob("*.case")):
        expected = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("expect: ")]
        if any(mark in line for mark in marks for line in expected):
            yield path.name


def rule_rows():
    for path in sorted((ROOT / "generator/check").glob("rules_*.c")):
        source = path.read_text(encoding="utf-8")
        bodies = functions(source)
        for row, name, function in re.findall(r'^(    \{ "([a-z-]+)", (\w+) \},\n)', source, flags=re.M):
            cases = " ".join(cases_of(codes_of(function, bodies)))
            yield Mutation(f"rule {name}", str(path.relative_to(ROOT)), row, "", [f"bad {cases or name}"])


# ---- everything else ---------------------------------------------------------------------------


def listed(area, file, tests, rows):
    """Rows of (what, text, replacement) or (what, text, replacement, tests that know better)."""
    for what, text, replacement, *own in rows:
        yield Mutation(f"{area} {what}", file, text, replacement, own or tests)


GATE = listed("gate", "generator/model/gate.c", ["unit gate"], [
    ("acts", "        gate_act(section, act, ds);", "        (void)act;"),
    ("honorees", "        gate_honoree(section, honoree, ds);", "        (void)honoree;"),
    ("people", "        gate_person(section, person, ds);", "        (void)person;"),
    ("curator", "    gate_curator(section, ds);\n", ""),
    ("person's fields", "    consent_gate(&person_type, p, &p->consent, p->pupil, today);\n", ""),
    ("person's photo", "        withhold(section, &p->photo);\n", "        (void)0;\n"),
    ("person is named", "p->named = consent_allows(&p->consent, PERSONAL_NAME, p->pupil, today);",
     "p->named = true;"),
    ("person is reported", "    report(record_label(&person_type, p), &p->consent, p->pupil, "
     "field_where(&person_type, p, \"consent\"),\n           today, ds);\n", ""),
    ("curator's fields", "    consent_gate(&curator_type, c, &c->consent, false, section->world->today);\n", ""),
    ("curator is reported", "    report(c->name, &c->consent, false, field_where(&curator_type, c, \"name\"), "
     "section->world->today, ds);\n", ""),
    ("honoree's fields", "    consent_gate(&honoree_type, h, &kept, pupil, section->world->today);\n", ""),
    ("honoree's person", "*consent = person ? &person->consent : &h->consent;", "*consent = &h->consent;"),
    ("honoree who is a pupil", "const bool pupil = person && person->pupil;", "const bool pupil = false;"),
    ("honoree's photo", "        withhold(section, &h->photo);\n", ""),
    ("honoree's shown photo", "        h->shown_photo = (struct file_ref){ 0 };\n", ""),
    ("honoree is reported", "    if (!person && !str_empty(h->name))\n", "    if (false)\n"),
    ("a pupil has no initials", "    if (pupil)\n        return STR(\"обучающийся\");\n", ""),
    ("initials need a consent", "    if (consent_state(c, pupil, today) == CONSENT_IN_FORCE)\n", ""),
    ("a name needs a consent", "    if (consent_allows(c, PERSONAL_NAME, pupil, today))\n        return name;\n",
     "    return name;\n"),
    ("paper whose people are not said", "return people.unwilling || !people.count;", "return people.unwilling;"),
    ("paper that names the unwilling", "return people.unwilling || !people.count;", "return !people.count;"),
    ("paper of a pair: mentors", "            found.unwilling = first_unwilling(&pair->mentors, today);",
     "            (void)0;"),
    ("paper of a pair: mentees", "            found.unwilling = first_unwilling(&pair->mentees, today);",
     "            (void)0;"),
    ("paper's own list", "{ first_unwilling(&act->names, today), act->names.count }", "{ NULL, act->names.count }"),
    ("paper's links", "act->files))\n        withhold(section, file);\n", "act->files))\n        (void)file;\n"),
    ("paper's signature in links", "    withhold(section, &act->signature);\n", ""),
    ("paper's files", "    act->files = (struct list){ 0 };\n", ""),
    ("paper's signature", "    act->signature = (struct file_ref){ 0 };\n", ""),
    *((f"text {what}", text, replacement, "bad paper-withheld text-name", "papers") for what, text, replacement in (
        ("that names the unwilling", "(says || (unwilling && is_unread(file)))", "(unwilling && is_unread(file))"),
        ("that nobody can read", "(says || (unwilling && is_unread(file)))", "says"),
        ("that nobody can read, of the willing", "(says || (unwilling && is_unread(file)))", "(says || is_unread(file))"),
        ("that can be read, of the unwilling", "(says || (unwilling && is_unread(file)))", "(says || unwilling)"),
        ("of an absent file", "if (!file->present || !(says", "if (!(says"),
        ("that is vouched for", "    return !vouched;", "    return true;"),
        ("vouched for by this code", "if (str_is(w->code, code) && str_eq", "if (str_eq"),
        ("vouched for in this record", "str_eq(w->record, id) && !str_empty(id) &&", "!str_empty(id) &&"),
        ("vouched for until a day", " &&\n            date_compare(w->until, section->world->today) >= 0)\n            return true;",
         ")\n            return true;"),
        ("of an act", "        refused = refused || is_refused(section, file, act->id, NULL, ds);\n", "        (void)file;\n"),
        ("of a programme", "        gate_programme(section, pair, ds);", "        (void)pair;"),
        ("of a programme: mentee", "mentor ? mentor : first_unwilling(&pair->mentees, today), ds)", "mentor, ds)"),
        ("of a programme: mentor", "mentor ? mentor : first_unwilling(&pair->mentees, today), ds)",
         "first_unwilling(&pair->mentees, today), ds)"),
        ("of a programme in links", "        return;\n    withhold(section, file);\n    *file", "        return;\n    *file"),
        ("of a practice", "        gate_practice(section, practice, ds);", "        (void)practice;"),
        ("of a practice: authors", "is_refused(section, file, practice->id, unwilling, ds)",
         "is_refused(section, file, practice->id, NULL, ds)"),
        ("linked", "    if (file->discloses != DISCLOSES_SURELY)\n        return false;\n    diag_add",
         "    if (true)\n        return false;\n    diag_add"),
        ("for people", "        add_unwilling(section, p->name, &p->consent, p);\n", "        (void)p;\n"),
        ("for those who have agreed", "if (str_empty(name) || consent_allows(c, PERSONAL_NAME, person && person->pupil, "
         "section->world->today))", "if (str_empty(name))"),
    )),
])

CONSENT = listed("consent", "generator/model/consent.c", ["unit gate"], [
    ("absent", "!date_given(c->given) || ", ""),
    ("pupil's signer", " || (pupil && c->signer != SIGNER_PARENT)", ""),
    ("revoked", "if (date_given(c->revoked) && date_compare(c->revoked, today) <= 0)", "if (false)"),
    ("revoked from today on", "date_compare(c->revoked, today) <= 0", "date_compare(c->revoked, today) < 0"),
    ("future", "if (date_compare(c->given, today) > 0)", "if (false)"),
    ("given today", "date_compare(c->given, today) > 0", "date_compare(c->given, today) >= 0"),
    ("expired", "if (date_given(c->until) && date_compare(c->until, today) < 0)", "if (false)"),
    ("until its last day", "date_compare(c->until, today) < 0", "date_compare(c->until, today) <= 0"),
    ("not personal", "    if (category == PERSONAL_NONE)\n        return true;\n", ""),
    ("never published", "category == PERSONAL_NEVER || ", ""),
    ("in force", " || consent_state(c, pupil, today) != CONSENT_IN_FORCE", ""),
    ("category", "if (item->index == (int)category)", "if (item)"),
    ("fields are cleared", "            field_clear(&type->fields[i], record);", "            (void)record;"),
])

ESCAPE = listed("escape", "generator/base/escape.c", ["unit escape"], [
    *((f"special {sign}", text, "") for sign, text in (
        ("&", "['&'] = \"&amp;\", "), ("<", "['<'] = \"&lt;\", "), (">", "['>'] = \"&gt;\", "),
        ('"', "['\"'] = \"&#34;\", "), ("'", ", ['\\''] = \"&#39;\""))),
    *((f"replacement of {sign}", entity, f'"\\{sign}"' if sign == '"' else f'"{sign}"') for sign, entity in (
        ("&", '"&amp;"'), ("<", '"&lt;"'), (">", '"&gt;"'), ('"', '"&#34;"'), ("'", '"&#39;"'))),
    ("eight at once: & and '", "zero_among((bytes | LOW_BITS) ^ (LOW_BITS * '\\'')) |\n           ", ""),
    ("eight at once: < and >", "zero_among((bytes | LOW_BITS << 1) ^ (LOW_BITS * '>')) | ", ""),
    ('eight at once: "', " | zero_among(bytes ^ (LOW_BITS * '\"'))", ""),
    ("control characters in XML", "return (unsigned char)c < 0x20 && ", "return false && "),
    ("tabs in XML", " && c != '\\t'", ""),
    ("line ends in XML", " && c != '\\n'", ""),
    ("scheme", "            return true;\n    return false;", "            return true;\n    return true;"),
    ("whole scheme", "str_from(schemes[i]).len == end && ", ""),
    ("scheme in capitals", "strncasecmp(", "strncmp("),
    *((f"no scheme behind {sign}", f" && s.ptr[end] != '{sign}'", "") for sign in "/?#"),
])

CSV = listed("csv", "generator/page/csv.c", ["unit csv"], [
    *((f"formula {name}", '"=+-@\\t\\r"', '"' + "=+-@\\t\\r".replace(sign, "") + '"') for name, sign in (
        ("=", "="), ("+", "+"), ("-", "-"), ("@", "@"), ("tab", "\\t"), ("return", "\\r"))),
    *((f"quotes for {name}", text, "") for name, text in (
        (";", "[';'] = true, "), ('"', "['\"'] = true, "), ("return", "['\\r'] = true, "),
        ("line end", ", ['\\n'] = true"))),
    ("doubled quotes", '            BUF_PUT(b, "\\"\\"");', '            BUF_PUT(b, "\\"");'),
    ("byte order mark", '    BUF_PUT(&b, "\\xEF\\xBB\\xBF");\n', ""),
])

JSON = listed("json", "generator/base/json.c", ["unit json"], [
    *((f"escape of {name}", text, "") for name, text in (
        ('"', "c == '\"' || "), ("backslash", "c == '\\\\' || "), ("<", "c == '<' || "), (">", "c == '>' || "),
        ("&", "c == '&' || "), ("delete", "c == 0x7F ||\n           "), ("line separator", "c == 0x2028 || "),
        ("paragraph separator", "c == 0x2029 || "), ("broken bytes", " || c == UTF8_BAD;"))
      if name != "broken bytes"),
    ("escape of control characters", "return c < 0x20 || ", "return "),
    ("broken bytes", " || c == UTF8_BAD;", ";"),
    ("two-byte letters end in one of their own", " && ((unsigned char)s.ptr[i + 1] & 0xC0) == 0x80", ""),
])

TEMPLATE = [
    *listed("template", "generator/template/run.c", ["unit template"], [
        ("scheme of an address", "is_textual(*m->top) && !escape_url_is_safe(m->top->text)", "false"),
        ("text is escaped", "print(m, m->top->type == VALUE_HTML ? buf_put : escape_html);", "print(m, buf_put);"),
        ("ready HTML only is not", "print(m, m->top->type == VALUE_HTML ? buf_put : escape_html);",
         "print(m, escape_html);"),
        ("attributes are escaped", "    print(m, escape_html);\n}\n\nstatic void run_print_url",
         "    print(m, buf_put);\n}\n\nstatic void run_print_url"),
        ("XML is escaped", "    print(m, escape_xml);", "    print(m, buf_put);"),
        ("XML without control characters", "    print(m, escape_xml);", "    print(m, escape_html);"),
    ]),
    *listed("template", "generator/template/context.c", ["unit template"], [
        ("scheme written by the theme", "escape_url_is_safe(str_from(c->value)) ? URL_FIXED : URL_BAD", "URL_FIXED"),
    ]),
]

PATH = listed("path", "generator/base/path.c", ["unit path"], [
    ("control characters", "(unsigned char)c < 0x20 || ", ""),
    ("delete", "c == 0x7F || ", ""),
    ("backslash", " || c == '\\\\'", ""),
    ("colon", " || c == ':';", ";"),
    *((f"device {name}", f'"{name}", ', "") for name in ("con", "prn", "aux", "nul", "conin$", "conout$")),
    ("device with an extension", "str_trim(str_from_to(part, 0, str_find_char(part, '.')))", "str_trim(part)"),
    ("device with a space", "str_trim(str_from_to(part, 0, str_find_char(part, '.')))",
     "str_from_to(part, 0, str_find_char(part, '.'))"),
    ("device in capitals", "strncasecmp(stem.ptr, *d, stem.len) == 0", "memcmp(stem.ptr, *d, stem.len) == 0"),
    ("device com", "strncasecmp(stem.ptr, \"com\", 3) == 0 || ", ""),
    ("device lpt", " || strncasecmp(stem.ptr, \"lpt\", 3) == 0", ""),
    ("number of a device", "           stem.ptr[3] >= '0' && stem.ptr[3] <= '9';", "           true;"),
    ("empty part", "str_empty(part) || part.len", "part.len && part.len"),
    ("long part", " || part.len > PART_BYTES", ""),
    ("devices", " || is_device(part))", ")"),
    ("full stop at the end", "part.ptr[part.len - 1] != '.' && ", ""),
    ("space at the end", " && part.ptr[part.len - 1] != ' ';", ";"),
    ("empty path", "if (str_empty(path) || path.len > PATH_BYTES)", "if (path.len > PATH_BYTES)"),
    ("long path", "if (str_empty(path) || path.len > PATH_BYTES)", "if (str_empty(path))"),
])

PATH_CALLERS = [
    Mutation("path of a field", "generator/record/decode.c", "    if (!path_is_safe(path)) {\n", "    if (false) {\n",
             ["unit decode", "bad path-invalid"]),
    Mutation("path of a published file", "generator/output/publish.c", "    if (!path_is_safe(path)) {\n",
             "    if (false) {\n", ["unit publish"]),
    Mutation("path of a line of the ledger", "generator/output/ledger.c", " && path_is_safe(line);", ";",
             ["unit publish"]),
    Mutation("path of a link in a text", "generator/page/text.c", "    if (!path_is_safe(path)) {\n",
             "    if (false) {\n", ["bad path-invalid link-"]),
    Mutation("path of a file of a manifest", "generator/monitor/claims.c", "    if (!path_is_safe(file->url)) {\n",
             "    if (false) {\n", ["site monitoring"]),
    Mutation("path of a page of a manifest", "generator/monitor/claims.c",
             "int fd = path_is_safe(page) ? open_file(c, page, &st) : -1;", "int fd = open_file(c, page, &st);",
             ["site monitoring"]),
    Mutation("path that is a device of Windows", "generator/document/file_name.c", "    if (!path_is_safe(whole))",
             "    if (false)", ["unit file"]),
]

VERDICTS = ["unit required", "unit verdict", "check"]

REQUIRED = [
    *listed("status", "generator/check/required.c", VERDICTS, [
        ("held", "    if (item->must == MUST_HELD) {", "    if (false) {"),
        ("acts are looked at", "    required_judge_acts(section, v);\n", ""),
        ("registers are looked at", "    required_judge_register(section, v);\n", ""),
        ("waived", "    waive(section, v);\n    doubt", "    doubt"),
        ("doubted", "    doubt(v);\n", ""),
        ("doubt leaves what was found", "!v->unread || v->status != STATUS_ABSENT", "!v->unread"),
        ("deadline", "    required_judge_due(section, v);\n", ""),
        ("unread file of acts", "    v->unread = section_is_unread(section, &act_type);\n", ""),
        ("waiver of an absent item only", "v->status == STATUS_ABSENT ? waiver_for(section, v->item->id) : NULL",
         "waiver_for(section, v->item->id)"),
        ("waiver is for one item", "str_eq(w->requirement, id) && ", ""),
        ("waiver expires", " && date_compare(w->until, section->world->today) >= 0)\n            return w;",
         ")\n            return w;"),
        ("waived is not stale", "    v->stale = false;\n    v->mend = waiver", "    v->mend = waiver"),
        ("level", "return has_choice(&item->levels, o->level);", "return true;"),
        ("kind", "return !item->kinds.count || has_choice(&item->kinds, o->kind);", "return true;"),
        ("since", "date_given(item->since) && date_compare(item->since, today) > 0", "false"),
        ("until", "    return !date_given(item->until) || date_compare(item->until, today) >= 0;", "    return true;"),
        ("overridden item", "applies(item, section) && !is_taken(&items, item->id)", "applies(item, section)"),
        ("extended profile", "        add_profile(section, *parent, profiles);", "        (void)parent;"),
        ("ring of profiles", "        if (taken == p)\n            return;\n", "        (void)taken;\n"),
        ("required items are counted", "        if (v->item->must != MUST_REQUIRED)\n            continue;\n", ""),
    ]),
    *listed("file", "generator/record/facts.c", ["unit required"], [
        ("published", "    if (!file->present)\n        return \"не опубликован\";\n", ""),
        ("examined", "    if (!facts || facts->status != FACTS_EXAMINED)", "    if (!facts)"),
        ("opens", "    if (!facts->opens)\n", "    if (false)\n"),
        ("opens without a password", "facts->locked ?", "false ?"),
    ]),
    *listed("act", "generator/check/required_acts.c", ["unit verdict", "unit required", "check"], [
        ("covers and nothing else", "    if (act->covers.count)\n        return covers(act, item->id);",
         "    if (covers(act, item->id))\n        return true;"),
        ("own", "return act->own && by", "return by"),
        ("kind", " && has_kind(&by->kinds, act->kind)", ""),
        ("title", " &&\n           title_has_one_of(act->folded_title, &item->folded_titles);", ";"),
        ("file opens", "        if (!file_fault(file))\n", "        if (file)\n"),
        ("file that does not open", "        const char *fault = act->withheld ? NULL : file_fault(file);",
         "        const char *fault = NULL;"),
        ("one of several files", "        judge_files(section, v, act);\n", "        (void)act;\n"),
        ("address", "    return !str_empty(act->url);", "    return false;"),
        ("file of the whole paper", "has_file(act) || (whole && has_file(whole))", "has_file(act)"),
        ("order of August", "d.month >= 8", "d.month >= 9"),
        ("first day in force", "    if (date_given(act->valid_from))\n        return act->valid_from;\n", ""),
        ("school year as written",
         "    if (!str_empty(act->school_year))\n        return atoi(act->school_year.ptr) == year;\n", ""),
        ("in force for several years", "date_given(act->valid_until) && date_compare(act->valid_until, start) >= 0",
         "false"),
        ("not in force before its first day", "return !date_given(from) || date_compare(from, end) <= 0;",
         "return true;"),
        ("date of the whole paper", "    return !has_year(act) && whole ? whole : act;", "    return act;"),
        ("yearly item", "item->yearly && !is_of_year(act, year)", "false"),
        ("newest of other years", "!found.stale || year_of(act) > year_of(found.stale) ? act : found.stale", "act"),
        ("archived", "else if (act->archived)", "else if (false)"),
        ("cannot be opened", "else if (can_be_opened(act))", "else if (true)"),
        ("appendix of another order", "if (ours && satisfies", "if (satisfies"),
        ("appendix in the archive", " && !act->archived && can_be_opened(act))", " && can_be_opened(act))"),
        ("appendix that cannot be opened", " && !act->archived && can_be_opened(act))", " && !act->archived)"),
        ("order without its appendix", "        v->status = STATUS_PARTIAL;\n        v->mend = ((const",
         "        v->mend = ((const"),
        ("one of two without a file", "    if (closed) {", "    if (false) {"),
        ("record without a file",
         "    v->status = STATUS_PARTIAL;\n    v->mend = closed->part.where;\n    judge_files",
         "    v->mend = closed->part.where;\n    judge_files"),
        ("withheld paper", "    if (closed->withheld)\n        v->reason", "    if (false)\n        v->reason"),
        ("stale is marked", "    v->stale = true;\n    v->mend = stale", "    v->mend = stale"),
        ("archived is marked", "    v->stale = true;\n    v->mend = archived", "    v->mend = archived"),
        ("paper without a year", "    if (year)\n        v->reason =", "    if (true)\n        v->reason ="),
    ]),
    *listed("register", "generator/check/required_registers.c", VERDICTS, [
        ("current pairs", "        if (pair->current)\n            fill.filled += pair_count(pair);",
         "        fill.filled += pair_count(pair);"),
        ("programmes of current pairs", "        if (!pair->current)\n            continue;\n", ""),
        ("pair without a programme", "pair_has_programme(pair) ? pair_count(pair) : 0;", "pair_count(pair);"),
        ("mentors", "p->role == ROLE_MENTOR", "true"),
        ("news", "fill.filled += page->news;", "fill.filled++;"),
        ("partly filled", "const bool partial = fill.filled < fill.wanted;", "const bool partial = false;"),
        ("makes up for a stale paper", "    v->stale = v->doubted = false;", "    v->doubted = false;"),
        ("leaves what is published", "    if (v->status == STATUS_PUBLISHED)\n        return;\n", ""),
        ("empty register leaves the reason", "v->status != STATUS_ABSENT || !str_empty(v->reason)",
         "v->status != STATUS_ABSENT"),
        ("pairs of past years", "v->stale = section->pairs.count > 0;", "v->stale = false;"),
        ("unread file", " || (row->type && section_is_unread(section, row->type))", ""),
        ("where to mend", "            return pair->part.where;\n    return required_file(section, &pair_type);",
         "            break;\n    return required_file(section, &pair_type);"),
    ]),
    *listed("due", "generator/check/required_due.c", ["unit verdict", "check"], [
        ("29 February", "    if (out->month == 2 && out->day == 29 && !leap)\n        out->day = 28;\n", ""),
        ("September begins the year", "out->month >= 9 ? year : year + 1", "year"),
        ("before the item was in force", "date_given(item->since) && date_compare(day, item->since) < 0 && "
         "date_compare(day, today) < 0", "false"),
        ("the first of several", "if (!date_given(first) || date_compare(day, first) < 0)", "if (true)"),
        ("late", "v->late = date_compare(v->due_day, today) < 0;", "v->late = false;"),
        ("late from the next day on", "v->late = date_compare(v->due_day, today) < 0;",
         "v->late = date_compare(v->due_day, today) <= 0;"),
        ("open items only", "v->status != STATUS_ABSENT && v->status != STATUS_PARTIAL", "false"),
    ]),
    *listed("indicator", "generator/model/indicator_judge.c", ["unit indicator"], [
        ("counted share is rounded", "(p->numerator * 200 + p->denominator) / (p->denominator * 2)",
         "p->numerator * 100 / p->denominator"),
        ("printed share is rounded", "(amount.hundredths + 50) / 100", "amount.hundredths / 100"),
        ("lower end of a band", "whole * 100 >= from.hundredths", "whole * 100 > from.hundredths"),
        ("upper end of a band", "whole * 100 <= until.hundredths", "whole * 100 < until.hundredths"),
        ("tolerance in percent only", "amount.percent ? amount.hundredths : 0", "amount.hundredths"),
        ("tolerance is its last value too", "value.part * 10000 >= floor", "value.part * 10000 > floor"),
        ("points of a share", "(target.hundredths - tolerance) * 10000", "target.hundredths * (10000 - tolerance)"),
    ]),
    *listed("profile", "generator/check/required_profiles.c", ["unit verdict", "bad profile- override-"], [
        ("ring", "        report_ring(world, p, ds);\n", ""),
        ("override without a reason", "            report_override(world, p, item, ds);\n", ""),
        ("override with a reason", "str_empty(item->reason) ? item_below(world, p, item->id, 0) : NULL",
         "item_below(world, p, item->id, 0)"),
        ("due that is no day", "            report_due(item, ds);\n", ""),
        ("unknown appendix", "            report_appendices(world, p, item, ds);\n", ""),
    ]),
    *listed("item name", "generator/check/required_name.c", ["bad requirement-elsewhere requirement-unknown"], [
        ("the nearer list", "(!best || fit_of(item, o) > fit_of(best, o))", "true"),
        ("kind", "fit_of(own, &section->organization) == FIT_BOTH", "fit_of(own, &section->organization) != FIT_NOTHING"),
        ("imposed list", "!section->world->profile_file && ", "", "check"),
        ("organisation without a kind", " && o->level && o->kind", "", "bad requirement-elsewhere"),
        ("nearest", "        nearest_offer(&near, str_cstr(item->id, section->arena));", "        (void)item;"),
        ("not all of a long list", "        if (n == MOST_OFFERED)\n            break;\n", ""),
    ]),
    *listed("waiver", "generator/check/waive.c", ["bad pair-dates waiver- requirement-"], [
        ("of one code", "!str_is(w->code, diag_info(d->code)->slug) || ", ""),
        ("expires", " || date_compare(w->until, section->world->today) < 0", ""),
        ("of one record", "    return id && str_eq(*id, w->record);", "    return true;"),
        ("of every record", "    if (str_empty(w->record))\n        return true;\n", ""),
        ("lowers", "                diag_waive(ds, d, w->reason);", "                (void)d;"),
    ]),
]

ADDRESSES = ["bad-kit csv- address- url-invalid-kit", "site kit round_trip half gone", "site kit saved_meanwhile"]
KIT = [
    *listed("table", "generator/input/csv.c", ["unit csv_read"], [
        ("open quote", "    if (str_empty(r->rest)) {\n        diag_add(r->ds, DIAG_CSV_QUOTE, opening",
         "    if (false) {\n        diag_add(r->ds, DIAG_CSV_QUOTE, opening"),
        ("doubled quote", "        if (r->rest.ptr[0] == '\"')\n            skip(r);\n        take(r, b);",
         "        take(r, b);"),
        ("text behind a quote", "    if (at_cell_end(r))\n        return true;", "    if (true)\n        return true;"),
        ("empty rows", "    if (!is_empty_row(row))\n", "    if (true)\n"),
        ("quoted separators", "count += !quoted && line.ptr[i] == separator;", "count += line.ptr[i] == separator;"),
    ]),
    *listed("addresses", "generator/output/kit_addresses.c", ADDRESSES, [
        ("second column", "        if (r->heading[c])\n            diag_add", "        if (false)\n            diag_add"),
        ("cell without a heading", "        if (known || str_empty(cell->text))\n            continue;",
         "        if (true)\n            continue;"),
        ("no address", "    if (!escape_url_is_web(row->address)) {", "    if (false) {"),
        ("one address twice", "    if (!other)\n        return true;", "    if (true)\n        return true;"),
        ("one file twice", "    if (map_put(&r->to->places, row->name, place)) {",
         "    if (map_put(&r->to->places, row->name, place) && false) {"),
        ("address of nothing", "        if (!str_empty(row->address))\n            diag_add", "        if (false)\n            diag_add"),
        ("what is gone is kept", "        list_add(&all, row, a);\n    }\n    return write_table",
         "    }\n    return write_table"),
        ("what is gone is told", "        report_gone(addresses, row, rows, ds);\n", ""),
        ("empty rows are not kept", "if (str_empty(row->address) || map_get(&known, row->name))",
         "if (map_get(&known, row->name))"),
        ("saved meanwhile", "    if (folder < 0 || is_as_it_was(addresses, folder))", "    if (folder < 0 || true)"),
        ("the same is not rewritten", "    if (addresses->existed && str_eq(table, write_table(&addresses->rows, a)))\n"
         "        return true;\n", ""),
    ]),
    *listed("kit", "generator/output/kit_section.c", ["site kit school example"], [
        ("links inside stay inside", "    if (s->in_one && part)", "    if (false && part)"),
        ("pictures inside", "data = map_get(&s->pictures, path);", "data = NULL;"),
        ("tables stay out", "    if (!str_ends(path, STR(\".html\")))\n        return true;\n    path = str_copy",
         "    path = str_copy"),
        ("only files that pages lead to", "    return map_get(&s->files, href) != NULL;", "    return true;"),
        ("letters show", "    BUF_PUT(&out, BOM);\n", ""),
    ]),
    *listed("kit names", "generator/output/kit_title.c", ["unit kit"], [
        ("long names", "    if (name.len + extension.len + 1 <= NAME_BYTES)\n        return name;\n", "    return name;\n"),
        ("files elsewhere", "        BUF_PUT(&b, ELSEWHERE);", "        (void)0;"),
    ]),
    *listed("archive", "generator/output/zip.c", ["site kit example"], [
        ("times", "zip_file_set_dostime(zip, (zip_uint64_t)index, 0, DOS_DATE, 0) == 0", "true"),
    ]),
    *listed("plain text", "generator/input/markdown_html.c", ["unit markdown"], [
        ("headings", "    if (writer_is_plain(w))\n        buf_format(&w->out, \"<h%d>\"", "    if (false)\n        buf_format(&w->out, \"<h%d>\""),
        ("notes", "    if (writer_is_plain(w)) {\n        put_plain_notes(w);", "    if (false) {\n        put_plain_notes(w);"),
        ("code", "    if (writer_is_plain(w)) {\n        plain_code_block", "    if (false) {\n        plain_code_block"),
        ("rules", "    if (!writer_is_plain(w))\n        BUF_PUT(&w->out, \"<hr>", "    if (true)\n        BUF_PUT(&w->out, \"<hr>"),
    ]),
    *listed("plain links", "generator/input/markdown_html_link.c", ["unit markdown"], [
        ("unknown addresses", "    if (unknown)\n", "    if (false)\n"),
        ("pictures", "    if (leads && writer_is_plain(w) && !target.embedded)", "    if (false)"),
    ]),
]

READ = ["unit reading"]
READING = [
    *listed("requisites", "generator/check/reading_requisites.c", READ, [
        ("heading: word of an order", 'return text_is_word(t, i, "приказ") || text_is_word(t, i, "распоряжение");',
         'return text_is_word(t, i, "распоряжение");'),
        ("heading: word of a directive", 'return text_is_word(t, i, "приказ") || text_is_word(t, i, "распоряжение");',
         'return text_is_word(t, i, "приказ");'),
        ("heading: word of a protocol", 'return text_is_word(t, i, "протокол") || text_is_word(t, i, "протокола");',
         'return text_is_word(t, i, "протокола");'),
        ("heading: word of an extract", 'return text_is_word(t, i, "протокол") || text_is_word(t, i, "протокола");',
         'return text_is_word(t, i, "протокол");'),
        ("heading: at the beginning of a line", "(!text_at(t, i)->starts_line && !text_at(t, i)->is_capitals)",
         "!text_at(t, i)->is_capitals"),
        ("heading: capitals in a line", "(!text_at(t, i)->starts_line && !text_at(t, i)->is_capitals)",
         "!text_at(t, i)->starts_line"),
        ("heading: neither", "(!text_at(t, i)->starts_line && !text_at(t, i)->is_capitals)", "false"),
        ("heading: alone", "return text_at(t, i + 1)->starts_line || ", "return "),
        ("heading: with its number", "text_is_sign(t, i + 1, NUMERO) || text_is_word(t, i + 1, \"от\") ||",
         "text_is_word(t, i + 1, \"от\") ||"),
        ("heading: with «от»", "text_is_sign(t, i + 1, NUMERO) || text_is_word(t, i + 1, \"от\") ||",
         "text_is_sign(t, i + 1, NUMERO) ||"),
        ("heading: of a sitting", 'text_is_stem(t, i + 1, "заседани") || ', ""),
        ("heading: with its date", " || requisites_date(t, i + 1, &date) > 0;", ";"),
        ("citation in the heading", "    return at != SIZE_MAX && at != heading;", "    return false;"),
        ("heading is no citation", "at != SIZE_MAX && at != heading;", "at != SIZE_MAX;"),
        ("citation near by", "q->first > NEAR ? q->first - NEAR : 0;\n    size_t at", "0;\n    size_t at"),
        ("item ends the heading", "    return text_at(t, i)->starts_line && text_at(t, i)->kind == TOKEN_NUMBER",
         "    return false && text_at(t, i)->kind == TOKEN_NUMBER"),
        ("item at the beginning of a line", "return text_at(t, i)->starts_line && text_at(t, i)->kind == TOKEN_NUMBER",
         "return text_at(t, i)->kind == TOKEN_NUMBER"),
        ("item with a word", " &&\n           text_at(t, i + 2)->kind == TOKEN_WORD;", ";"),
        ("body ends the heading", "!text_is_stem(t, i, BODY) && ", ""),
        ("far end of the heading", "while (i < heading + ZONE && ", "while (i < t->count && "),
        ("first number of the heading", "if (str_empty(out->number.number) && !str_empty(q.number))",
         "if (!str_empty(q.number))"),
        ("first date of the heading", "if (!date_given(out->date.date) && date_given(q.date))",
         "if (date_given(q.date))"),
        ("citations are left out", "        if (is_cited(t, &q, at))\n            continue;\n", ""),
        ("orders", "return act->kind == ACT_ORDER || act->kind == ACT_DIRECTIVE;", "return act->kind == ACT_DIRECTIVE;"),
        ("directives", "return act->kind == ACT_ORDER || act->kind == ACT_DIRECTIVE;", "return act->kind == ACT_ORDER;"),
        ("protocols", "(is_order(r->paper->act) || r->paper->act->kind == ACT_PROTOCOL) &&", "is_order(r->paper->act) &&"),
        ("other kinds have no heading", "(is_order(r->paper->act) || r->paper->act->kind == ACT_PROTOCOL) &&", ""),
        ("own papers only", "return reading_is_own(r) && ", "return "),
        ("longer number", " || requisites_same_number(q->longer, number);", ";"),
        ("number elsewhere on the page", " || is_on_page(r, recorded))", ")"),
        ("number of another day", "            !is_of_another_day(r, i, i + n - 1))", "            true)"),
        ("number of any day", "            !is_of_another_day(r, i, i + n - 1))", "            false)"),
        ("record without a number", "if (str_empty(act->number) || !can_compare(r, &heading) || ", "if (!can_compare(r, &heading) || "),
        ("number that fits", "number_fits(&heading.number, recorded) || is_on_page", "is_on_page"),
        ("number: how sure", ".is_likely = !same_day };", ".is_likely = true };"),
        ("number: how unsure", ".is_likely = !same_day };", ".is_likely = false };"),
        ("record without a date", "if (!date_given(act->date) || !can_compare(r, &heading) ||", "if (!can_compare(r, &heading) ||"),
        ("heading without a date", " || !date_given(heading.date.date))", ")"),
        ("same date", "    if (date_compare(heading.date.date, act->date) == 0)\n        return;\n", ""),
        ("date: how sure", ".is_likely = !same_number };", ".is_likely = true };"),
        ("date: how unsure", ".is_likely = !same_number };", ".is_likely = false };"),
        ("grif at the beginning of a line", "(text_at(t, i)->starts_line || text_at(t, i)->is_capitals);",
         "text_at(t, i)->is_capitals;"),
        ("grif in capitals", "(text_at(t, i)->starts_line || text_at(t, i)->is_capitals);", "text_at(t, i)->starts_line;"),
        ("grif amid a sentence", " && (text_at(t, i)->starts_line || text_at(t, i)->is_capitals);", ";"),
        ("title ends the approval", "at < i + GRIF && !is_grif(t, at, TITLES); at++", "at < i + GRIF; at++"),
        ("far end of the approval", "at < i + GRIF && !is_grif(t, at, TITLES); at++", "at < t->count && !is_grif(t, at, TITLES); at++"),
        ("approval: «Приказ»", 'if (text_is_word(t, at, "приказ") || ', "if ("),
        ("approval: «приказом»", 'text_is_stem(t, at, "приказом|распоряжением")', 'text_is_stem(t, at, "распоряжением")'),
        ("approval: «распоряжением»", 'text_is_stem(t, at, "приказом|распоряжением")', 'text_is_stem(t, at, "приказом")'),
        ("appendix", '    if (is_grif(t, i, "приложен"))\n', "    if (false)\n"),
        ("appendix: «к приказу»", '"приказу|распоряжению");', '"распоряжению");'),
        ("appendix: «к распоряжению»", '"приказу|распоряжению");', '"приказу");'),
        ("appendix: near its title", "i + 1 + TITLE, ", "t->count, "),
        ("approval: «утверждено»", '"утвержден|утверждаю")', '"утверждаю")'),
        ("approval: «утверждаю»", '"утвержден|утверждаю")', '"утвержден")'),
        ("title amid the name of the order", " && !is_amid_name(t, i))\n            return i;", ")\n            return i;"),
        ("title before «от» on its line", "text_at(t, i + 1)->starts_line && text_is_word(t, i + 1, \"от\");",
         "text_is_word(t, i + 1, \"от\");"),
        ("title behind the name of the order", "if (is_grif(t, i, TITLES) && !is_amid_name(t, i))", "if (false)"),
        ("far end of the name", "i < from + APPENDIX_ZONE && i < t->count; i++", "i < t->count; i++"),
        ("order without a number", "if (str_empty(q.number) || !date_given(q.date) || ", "if (!date_given(q.date) || "),
        ("order without a date", "if (str_empty(q.number) || !date_given(q.date) || ", "if (str_empty(q.number) || "),
        ("protocol is no order", " || is_of_protocol(t, &q))\n", ")\n"),
        ("protocol close by", "q->first > BESIDE ? q->first - BESIDE : 0, q->first", "0, q->first"),
        ("order of the record", "return act->appendix_of.target ? act->appendix_of.target : is_order(act) ? act : NULL;",
         "return is_order(act) ? act : NULL;"),
        ("order itself", "act->appendix_of.target : is_order(act) ? act : NULL;", "act->appendix_of.target : NULL;"),
        ("others' orders", "        if (!act->own || !same_date(q, act)", "        if (!same_date(q, act)"),
        ("orders of the day", "!act->own || !same_date(q, act) || ", "!act->own || "),
        ("order that is named", "        *named = *named || same_number(r, q, act);\n", ""),
        ("papers of the day that are no orders", "        if (is_order(act)) {\n            found", "        if (true) {\n            found"),
        ("one order of the day", "    return count == 1 ? found : NULL;", "    return found;"),
        ("meant: without a number", "if (str_empty(meant->number) || !date_given(meant->date) || ", "if (!date_given(meant->date) || "),
        ("meant: without a date", "if (str_empty(meant->number) || !date_given(meant->date) || ", "if (str_empty(meant->number) || "),
        ("meant: both fit", " || (number && date))\n        return;", ")\n        return;"),
        ("meant: one fits", "    if (number || date || r->paper->act->appendix_of.target)", "    if (r->paper->act->appendix_of.target)"),
        ("meant: neither fits", "    if (number || date || r->paper->act->appendix_of.target)", "    if (number || date)"),
        ("meant: another order", "    if (number || date || r->paper->act->appendix_of.target)", "    if (true)"),
        ("meant: how sure", "q, meant, !number && !date, ds)", "q, meant, true, ds)"),
        ("meant: how unsure", "q, meant, !number && !date, ds)", "q, meant, false, ds)"),
        ("almost: its number", "return !str_empty(act->number) && date_given(act->date) && same_number", "return date_given(act->date) && same_number"),
        ("almost: its date", "date_given(act->date) && same_number(r, q, act) != ", "same_number(r, q, act) != "),
        ("almost", "same_number(r, q, act) != same_date(q, act);", "true;"),
        ("unknown order of the day", "    else if (of_day && !named)\n", "    else if (false)\n"),
        ("known order of the day", "    else if (of_day && !named)\n", "    else if (of_day)\n"),
        ("approved by another", "    else if (!named && approves_almost(r, q))", "    else if (false)"),
        ("approved by one that is named", "    else if (!named && approves_almost(r, q))", "    else if (approves_almost(r, q))"),
        ("appendices of own papers", "    if (!reading_is_own(r))\n        return;\n", ""),
    ]),
    *listed("blank", "generator/check/reading_blank.c", READ, [
        ("forms", "        if (!is_form(&r->pages[page]))\n", ""),
        ("form at the beginning of a line", "if (t->tokens[i].starts_line && text_is_stem(t, i, SAMPLES)", "if (text_is_stem(t, i, SAMPLES)"),
        ("form of mentoring", ' && !text_is_stem(t, i + 1, "наставнич"))', ")"),
        ("number", "return text_is_sign(t, i, NUMERO) && text_at(t, i + 1)->kind == TOKEN_BLANK &&", "return false &&"),
        ("number: its sign", "return text_is_sign(t, i, NUMERO) && text_at(t, i + 1)->kind == TOKEN_BLANK &&",
         "return text_at(t, i + 1)->kind == TOKEN_BLANK &&"),
        ("number on its line", " &&\n           text_at(t, i + 2)->kind != TOKEN_NUMBER;", ";"),
        ("short year", "token->kind == TOKEN_NUMBER && str_starts(token->text, STR(\"20\")) && token->text.len < 4 &&", "false &&"),
        ("short year: this century", 'str_starts(token->text, STR("20")) && ', ""),
        ("short year: short", "token->text.len < 4 &&", "true &&"),
        ("short year: blank", " &&\n           text_at(t, i + 1)->kind == TOKEN_BLANK;\n}\n\n// «201_", ";\n}\n\n// «201_"),
        ("year: its word", 'return is_short_year(t, i) && text_is_stem(t, i + 2, "г");', "return is_short_year(t, i);"),
        ("day: blank", "i > 0 && text_at(t, i)->kind == TOKEN_BLANK && text_is_sign(t, i - 1", "i > 0 && text_is_sign(t, i - 1"),
        ("day: opening quotation mark", "text_is_sign(t, i - 1, '\"') &&\n           text_is_sign(t, i + 1", "text_is_sign(t, i + 1"),
        ("day: closing quotation mark", "text_is_sign(t, i + 1, '\"') && year->kind", "year->kind"),
        ("day: year", "year->kind == TOKEN_NUMBER && year->text.len == 4;", "true;"),
        ("day: whole year", "year->kind == TOKEN_NUMBER && year->text.len == 4;", "year->kind == TOKEN_NUMBER;"),
        ("school year at the head", "return i < HEAD && is_short_year", "return is_short_year"),
        ("school year: stroke", "(text_is_sign(t, i + 2, '/') || text_is_sign(t, i + 2, '-')) &&", "text_is_sign(t, i + 2, '-') &&"),
        ("school year: dash", "(text_is_sign(t, i + 2, '/') || text_is_sign(t, i + 2, '-')) &&", "text_is_sign(t, i + 2, '/') &&"),
        ("school year: second half", "is_short_year(t, i + 3) && ", ""),
        ("school year: its word", ' && text_is_stem(t, i + 5, "уч");', ";"),
        ("school year of the first page", "if (is_first && is_school_year_blank(t, i))", "if (is_school_year_blank(t, i))"),
        ("number left out", "    if (is_number_blank(t, i) || is_number_left_out(t, i))", "    if (is_number_blank(t, i))"),
        ("number left out: «от»", 'text_is_sign(t, i, NUMERO) && text_is_word(t, i + 1, "от") &&', "text_is_sign(t, i, NUMERO) &&"),
        ("number left out: date", ' &&\n           text_at(t, i + 2)->kind != TOKEN_WORD;', ";"),
        ("bracketed: opening", "text_is_sign(t, i - 1, '(') && text_is_sign(t, end, ')')", "text_is_sign(t, end, ')')"),
        ("bracketed: closing", "text_is_sign(t, i - 1, '(') && text_is_sign(t, end, ')')", "text_is_sign(t, i - 1, '(')"),
        ("bracketed: below a line", "text_at(t, i - 2)->kind == TOKEN_WORD && !is_signing", "!is_signing"),
        ("bracketed: beside a signature", "text_at(t, i - 2)->kind == TOKEN_WORD && !is_signing(t, i);", "text_at(t, i - 2)->kind == TOKEN_WORD;"),
        ("bracketed: few words", "while (end < i + BRACKETED && text_at", "while (text_at"),
        ("placeholder: «наименование»", 'if (!text_is_stem(t, i, "наименован|названи") ||', "if ("),
        ("placeholder: whose", '        !text_is_stem(t, i + 1, "образовательн|оо|доу|школы|учрежден|организац"))', "        false)"),
        ("placeholder: quoted", "(i > 0 && text_is_sign(t, i - 1, '\"') &&\n", "(i > 0 &&\n"),
        ("placeholder: «далее»", 'text_find_stem(t, i, i + PLACEHOLDER, "далее") != SIZE_MAX', "true"),
        ("name: «ФИО»", 'return text_is_word(t, i, "фио") && i > 1 &&', "return i > 1 &&"),
        ("name: opening bracket", "i > 1 && text_is_sign(t, i - 1, '(') && text_is_sign(t, i + 1, ')') &&", "i > 1 && text_is_sign(t, i + 1, ')') &&"),
        ("name: closing bracket", "i > 1 && text_is_sign(t, i - 1, '(') && text_is_sign(t, i + 1, ')') &&", "i > 1 && text_is_sign(t, i - 1, '(') &&"),
        ("name: blank", " &&\n           text_at(t, i - 2)->kind == TOKEN_BLANK;", ";"),
        ("name", 'return is_name_blank(t, i) ? "имя не вписано" : NULL;', "return NULL;"),
        ("signatures", "    if (!cause || is_signing(t, i))", "    if (!cause)"),
        ("own requisites", "is_name_blank(t, i) || !has_before(t, i, BEFORE, OWN_PLACE);", "is_name_blank(t, i);"),
        ("name is only likely", "*is_likely = is_name_blank(t, i) || !has_before", "*is_likely = !has_before"),
        ("dates elsewhere", "if (*is_likely && !is_number_blank(t, i) && !is_name_blank(t, i))", "if (false)"),
        ("numbers elsewhere", "if (*is_likely && !is_number_blank(t, i) && !is_name_blank(t, i))", "if (*is_likely && !is_name_blank(t, i))"),
        ("names elsewhere", "if (*is_likely && !is_number_blank(t, i) && !is_name_blank(t, i))", "if (*is_likely && !is_number_blank(t, i))"),
        ("one message for a grif", "told == SIZE_MAX || i > told + APART ? cause_at", "true ? cause_at"),
        ("messages for two grifs", "told == SIZE_MAX || i > told + APART ? cause_at", "told == SIZE_MAX ? cause_at"),
        ("own papers only", "    if (!reading_is_own(r))\n        return;\n", ""),
    ]),
    *listed("organization", "generator/check/reading_organization.c", READ, [
        ("adjectives", " && !text_is_stem(t, i, adjectives);", ";"),
        ("order of a school: «по»", 'return text_is_word(t, kind - 1, "по") || ', "return "),
        ("order of a school: «приказ»", 'text_find_stem(t, from, kind, "приказ") != SIZE_MAX ||', "false ||"),
        ("order near by", "kind > ORDER_BEFORE ? kind - ORDER_BEFORE : 0;", "0;"),
        ("order of a school: «от»", '(text_is_word(t, behind, "от") && requisites_date', "(false && requisites_date"),
        ("order of a school: its date", 'text_is_word(t, behind, "от") && requisites_date(t, behind + 1, &date) &&', 'text_is_word(t, behind, "от") &&'),
        ("school of an order", " &&\n            !text_is_sign(t, kind + 1, NUMERO));", ");"),
        ("quotation mark in the name", "return text_is_sign(t, i, '\"') || text_is_sign(t, i, '-') ||", "return text_is_sign(t, i, '-') ||"),
        ("dash in the name", "return text_is_sign(t, i, '\"') || text_is_sign(t, i, '-') ||", "return text_is_sign(t, i, '\"') ||"),
        ("words in the name", "(text_at(t, i)->kind == TOKEN_WORD && !is_kind_word(t, i, stems));", "false;"),
        ("numbers of papers: stroke", "return text_is_sign(t, i, '/') || text_is_sign(t, i, '\\\\') ||", "return text_is_sign(t, i, '\\\\') ||"),
        ("numbers of papers: dash", "(text_is_sign(t, i, '-') && !text_at(t, i)->spaced);", "false;"),
        ("dash behind a school", "(text_is_sign(t, i, '-') && !text_at(t, i)->spaced);", "text_is_sign(t, i, '-');"),
        ("prepositions", "if (text_is_word(t, i, words[k]))\n            return true;", "if (false)\n            return true;"),
        ("«в дальнейшем»", 'i - text_is_word(t, i - 1, "в") - 1;', "i - 1;"),
        ("«именуемое» with a mark", '    if (text_is_stem(t, i, "именуем"))\n        return is_marked;\n', '    if (text_is_stem(t, i, "именуем"))\n        return true;\n'),
        ("«именуемое»", '    if (text_is_stem(t, i, "именуем"))\n        return is_marked;\n', '    if (text_is_stem(t, i, "именуем"))\n        return false;\n'),
        ("«далее» in brackets", "return text_is_sign(t, before, '(') || text_is_stem", "return text_is_stem"),
        ("«именуемое в дальнейшем»", 'text_is_stem(t, before, "именуем") ||', "false ||"),
        ("«далее» behind a comma", "(is_marked && text_is_sign(t, before, ','));", "false;"),
        ("«далее» without a mark", "(is_marked && text_is_sign(t, before, ','));", "text_is_sign(t, before, ',');"),
        ("«далее» close by", "i-- > 0 && kind - i <= CALLED_BEFORE;", "i-- > 0;"),
        ("dash behind «далее»", "if (text_is_sign(t, i, '-') || text_is_sign(t, i, '\"'))\n            is_marked", "if (text_is_sign(t, i, '\"'))\n            is_marked"),
        ("quotation mark behind «далее»", "if (text_is_sign(t, i, '-') || text_is_sign(t, i, '\"'))\n            is_marked", "if (text_is_sign(t, i, '-'))\n            is_marked"),
        ("signs behind «далее»", "text_at(t, i)->kind != TOKEN_WORD || is_preposition(t, i))", "is_preposition(t, i))"),
        ("prepositions behind «далее»", "text_at(t, i)->kind != TOKEN_WORD || is_preposition(t, i))", "text_at(t, i)->kind != TOKEN_WORD)"),
        ("long names", "while (at <= i + NAME_WORDS && is_in_name(t, at, stems))", "while (at <= i + 1 && is_in_name(t, at, stems))"),
        ("names that are too long", "while (at <= i + NAME_WORDS && is_in_name(t, at, stems))", "while (is_in_name(t, at, stems))"),
        ("number behind its sign", "if (!text_is_sign(t, at, NUMERO) || number->kind", "if (number->kind"),
        ("number in figures", "number->kind != TOKEN_NUMBER || is_carried_on(t, at + 2) ||", "is_carried_on(t, at + 2) ||"),
        ("number that is carried on", "number->kind != TOKEN_NUMBER || is_carried_on(t, at + 2) ||", "number->kind != TOKEN_NUMBER ||"),
        ("number of an order", "        is_of_order(t, i, at + 2))\n", "        false)\n"),
        ("kindergartens", "o->kind == KIND_KINDERGARTEN ? GARDENS : ", ""),
        ("schools", "o->kind == KIND_SCHOOL ? SCHOOLS : NULL;", "NULL;"),
        ("short name", "r->section->organization.name, r->section->organization.short_name };", "r->section->organization.name };"),
        ("own number", "    if (str_eq(m->number, own)) {", "    if (false) {"),
        ("own number is counted", "        out->own++;\n", ""),
        ("those who concur", "    if (text_find_stem(t, from, m->first, \"согласован|", "    if (false && text_find_stem(t, from, m->first, \"согласован|"),
        ("those who concur, close by", "size_t from = m->first > reach ? m->first - reach : 0;", "size_t from = 0;"),
        ("full name in front of «далее»", "CONCUR_BEFORE + (m->is_called ? FULL_NAME : 0);", "CONCUR_BEFORE;"),
        ("full name only there", "CONCUR_BEFORE + (m->is_called ? FULL_NAME : 0);", "CONCUR_BEFORE + FULL_NAME;"),
        ("first other", "    if (out->others++ == 0) {", "    if (++out->others) {"),
        ("title of the first page", "out->is_in_title = m->page == 0 && m->first < TITLE_ZONE;", "out->is_in_title = m->first < TITLE_ZONE;"),
        ("title is at the head", "out->is_in_title = m->page == 0 && m->first < TITLE_ZONE;", "out->is_in_title = m->page == 0;"),
        ("several others", "        out->are_several = true;", "        (void)0;"),
        ("whose paper", "return text_find_stem(&r->pages[m->page], from, m->first,\n", "return true || text_find_stem(&r->pages[m->page], from, m->first,\n"),
        ("whose paper, close by", "m->first > OWNER_BEFORE ? m->first - OWNER_BEFORE : 0;", "0;"),
        ("called at all", "return named->call.is_called && named->calls == 1;", "return named->call.is_called;"),
        ("called otherwise", "    if (calls_itself_other(named))\n        return true;\n", ""),
        ("a list of others", "    if (named->are_several)\n        return false;\n", ""),
        ("without its own", "    if (named->own == 0)\n", "    if (false)\n"),
        ("head or twice", "return named->is_in_title || named->others > 1;", "return true;"),
        ("head", "return named->is_in_title || named->others > 1;", "return named->others > 1;"),
        ("twice", "return named->is_in_title || named->others > 1;", "return named->is_in_title;"),
        ("beside its own at the head", "return named->is_in_title && names_owner", "return names_owner"),
        ("beside its own", "return named->is_in_title && names_owner(r, &named->other);", "return named->is_in_title;"),
        ("own papers only", "if (!reading_is_own(r) || !stems", "if (!stems"),
        ("agreements", " || r->paper->act->kind == ACT_AGREEMENT)", ")"),
        ("names with a number", "    if (str_empty(own)) {", "    if (true) {"),
        ("names without a number", "        reading_own_name(r, ds);\n", ""),
        ("whom it names", "calls_itself_other(&named) ? &named.call : &named.other;", "&named.other;"),
        ("sure of a head", ".is_likely = named.own > 0 || !named.is_in_title };", ".is_likely = true };"),
        ("unsure beside its own", ".is_likely = named.own > 0 || !named.is_in_title };", ".is_likely = !named.is_in_title };"),
        ("unsure of the rest", ".is_likely = named.own > 0 || !named.is_in_title };", ".is_likely = named.own > 0 };"),
    ]),
    *listed("own name", "generator/check/reading_own_name.c", READ, [
        ("long words", "return text_at(t, i)->text.len > 2 * ENDING && ", "return "),
        ("words of every name", " && !text_is_stem(t, i, GENERAL);", ";"),
        ("quoted on the line", "i <= kind + NAME_WORDS && !text_at(t, i)->starts_line; i++", "i <= kind + NAME_WORDS; i++"),
        ("quoted close by", "i <= kind + NAME_WORDS && !text_at(t, i)->starts_line; i++", "!text_at(t, i)->starts_line; i++"),
        ("quoted", "if (text_is_sign(t, i, '\"') && is_telling(t, i + 1))", "if (is_telling(t, i + 1))"),
        ("in front, words only", " && text_at(t, i)->kind == TOKEN_WORD;)", ";)"),
        ("adjectives", 'return str_find(text_at(t, i)->text, STR("ск")) == SIZE_MAX ? SIZE_MAX : i;', "return i;"),
        ("kindergartens", "if (kind == KIND_KINDERGARTEN && text_is_stem", "if (text_is_stem"),
        ("schools", "if (kind == KIND_SCHOOL && text_is_stem", "if (text_is_stem"),
        ("head", "first_telling(r->pages, HEAD, o->kind)", "first_telling(r->pages, r->pages->count, o->kind)"),
        ("said in any case", "str_from_to(word, 0, word.len - ENDING);", "word;"),
        ("another name", "    if (other == SIZE_MAX || is_said", "    if (is_said"),
        ("said", " || is_said(r, text_at(&name, own)->text))", ")"),
    ]),
]

MUTATIONS = [*rule_rows(), *KIT, *GATE, *CONSENT, *ESCAPE, *CSV, *JSON, *TEMPLATE, *PATH, *PATH_CALLERS, *REQUIRED,
             *READING]
