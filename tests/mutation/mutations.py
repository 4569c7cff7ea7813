# SPDX-License-Identifier: MIT
"""What can be broken: a rule, the exact text that holds it, what stands there instead, who should notice.

The rows of the rule tables are found in the sources, so a new rule is here from its
first day. Everything else is listed. Tests are named as run.py understands them:
«unit NAME», «bad CASE …» (beginnings of names), «bad-kit CASE …», «site NAME» with what it is to
try, «check»; the fastest first.
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
    ("paper whose people are not said", "if (people.count && !people.unwilling)", "if (!people.unwilling)"),
    ("paper that names the unwilling", "if (people.count && !people.unwilling)", "if (people.count)"),
    ("paper of a pair: mentors", "            found.unwilling = first_unwilling(&pair->mentors, today);",
     "            (void)0;"),
    ("paper of a pair: mentees", "            found.unwilling = first_unwilling(&pair->mentees, today);",
     "            (void)0;"),
    ("paper's own list", "{ first_unwilling(&act->names, today), act->names.count }", "{ NULL, act->names.count }"),
    ("paper's links", "        withhold(section, file);\n", "        (void)file;\n"),
    ("paper's signature in links", "    withhold(section, &act->signature);\n", ""),
    ("paper's files", "    act->files = (struct list){ 0 };\n", ""),
    ("paper's signature", "    act->signature = (struct file_ref){ 0 };\n", ""),
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
        ("&", "['&'] = true, "), ("<", "['<'] = true, "), (">", "['>'] = true, "), ('"', "['\"'] = true, "),
        ("'", ", ['\\''] = true"))),
    *((f"replacement of {sign}", f'BUF_PUT(out, "{entity}");', f"BUF_PUT(out, \"{sign}\");".replace('"""', '"\\""'))
      for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&#34;"), ("'", "&#39;"))),
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
    ("empty path", "    if (str_empty(path))\n        return false;\n    while", "    while"),
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
        ("headings", "    if (is_plain(w))\n        buf_format(&w->out, \"<h%d>\"", "    if (false)\n        buf_format(&w->out, \"<h%d>\""),
        ("notes", "    if (is_plain(w)) {\n        put_plain_notes(w);", "    if (false) {\n        put_plain_notes(w);"),
        ("code", "    if (is_plain(w)) {\n        plain_code_block", "    if (false) {\n        plain_code_block"),
        ("rules", "    if (!is_plain(w))\n        BUF_PUT(&w->out, \"<hr>", "    if (true)\n        BUF_PUT(&w->out, \"<hr>"),
        ("unknown addresses", "    if (unknown)\n", "    if (false)\n"),
        ("pictures", "    if (leads && is_plain(w) && !target.embedded)", "    if (false)"),
    ]),
]

MUTATIONS = [*rule_rows(), *KIT, *GATE, *CONSENT, *ESCAPE, *CSV, *JSON, *TEMPLATE, *PATH, *PATH_CALLERS, *REQUIRED]
