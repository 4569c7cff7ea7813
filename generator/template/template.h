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
// as nothing and is false.
#ifndef TEMPLATE_TEMPLATE_H
#define TEMPLATE_TEMPLATE_H

#include "base/buf.h"
#include "record/field.h"

struct template;

// Where template sources come from: a theme of the site over the default theme.
struct template_loader {
    // The source of [name] ("home.html", "default/home.html"), or NULL when
    // there is none. It has to live as long as the messages about it.
    const struct source *(*load)(void *context, struct str name);
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
// makes paths relative to it. [scratch] holds intermediate values and may be
// reset afterwards. False when a limit (steps, page size) was met; [ds] says so.
bool template_render(const struct template *t, const void *record, struct str page, struct arena *scratch,
                     struct buf *out, struct diags *ds);

#endif
