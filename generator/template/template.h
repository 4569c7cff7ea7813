// SPDX-License-Identifier: MIT
// Templates: a strict Jinja subset, compiled once to a flat program.
//
// Every name is checked against the field tables when a theme is compiled: an
// unknown field, filter, test or block, an override that overrides nothing, a
// path printed without `url`, an unbalanced tag are errors with file:line:col
// and the nearest right name. At run time nothing can fail but the limits: a
// field is an offset, escaping was chosen by context (text, attribute, URL,
// JSON in a script) at compile time, and only VALUE_HTML goes out unescaped.
//
// The types of all expressions are known while compiling, because every name
// comes from a field table: include and macro are compiled where they are used,
// with the types that they meet there. A field that the author left out prints
// as nothing and is false; so is every field of a record that is not there.
//
// The language: {{ value | filter(args) }}; if elif else; for … else with
// loop.index index0 first last length; set; include; extends, block, super();
// macro; comments; == != < <= > >= in and or not ~ + - and x if c else y. Lines
// are trimmed as Jinja does with trim_blocks and lstrip_blocks. Where it parts
// from Jinja, it refuses what Jinja would let pass:
//   - both sides of else, of a comparison, of `set` in branches have one type;
//   - lists, records, dates, paths and booleans are not printed as they are;
//   - in a template with a parent, nothing stands outside of blocks, and each
//     block of it fills one that the parent has;
//   - macros and super() are called in a tag of their own, {{ row(act) }}.
// Beyond Jinja: `act.kind.key` is the stable key of a choice; a macro is known
// from where its definition was met, in an included file and a parent too, and
// the first definition of a name wins, so that a child's goes before its parent's.
#ifndef TEMPLATE_TEMPLATE_H
#define TEMPLATE_TEMPLATE_H

#include "base/buf.h"
#include "base/map.h"
#include "record/field.h"

struct template;

// Where template sources come from: a theme of the site over the default theme.
struct template_loader {
    // The source of [name] ("home.html", "default/home.html"), or NULL when
    // there is none. It has to live as long as the messages about it.
    const struct source *(*load)(void *context, struct str name);
    void *context;
    // Empty at first, kept for the next template of the same theme: what has been
    // parsed, by name, and which mistakes have been reported.
    struct map *files, *reports;
};

// Where pages and files are when the section is published page by page on a platform that keeps no
// folders. Without a book they lie as they were built, and addresses are relative.
struct address_book {
    // The address, in [a], of what lies at [path] from the root of the built site; empty when it is not
    // known.
    struct str (*find)(void *context, struct str path, struct arena *a);
    // The picture there as a data: address; empty where pages show no pictures.
    struct str (*picture)(void *context, struct str path, struct arena *a);
    void *context;
};

enum escape_mode { ESCAPE_HTML, ESCAPE_XML, ESCAPE_NONE };

// Compiles [name] for data of type [data]; messages go to [ds]. Everything is
// allocated in [a] and const afterwards: threads may share it. NULL on error.
const struct template *template_compile(struct str name, const struct record_type *data,
                                        const struct template_loader *loader, enum escape_mode escape,
                                        struct arena *a, struct diags *ds);

// Renders [t] for [record] (of the type it was compiled for) into [out]. [page]
// is the path of the page from the root of the built site: the filter `url`
// makes paths relative to it, or looks them up in [book] when there is one.
// [scratch] holds intermediate values and may be reset afterwards. False when a
// limit (steps, page size) was met; [ds] says so.
bool template_render(const struct template *t, const void *record, struct str page,
                     const struct address_book *book, struct arena *scratch, struct buf *out,
                     struct diags *ds);

#endif
