// SPDX-License-Identifier: MIT
#include "base/embedded.h"

const struct embedded *embedded_find(struct str name)
{
    for (const struct embedded *e = embedded_files; e->name; e++)
        if (str_is(name, e->name))
            return e;
    return NULL;
}
