// SPDX-License-Identifier: MIT
#include "output/places.h"

#include "base/buf.h"
#include "base/letter.h"
#include "base/utf8.h"

struct places places_new(struct arena *a, struct arena *scratch)
{
    return (struct places){ .taken = map_new(a), .arena = a, .scratch = scratch };
}

// Nearly every address is: then it is its own key.
static bool is_folded(struct str path)
{
    for (size_t i = 0; i < path.len; i++)
        if ((unsigned char)path.ptr[i] >= 0x80 || (path.ptr[i] >= 'A' && path.ptr[i] <= 'Z'))
            return false;
    return true;
}

static struct str folded(struct str path, struct arena *a)
{
    struct buf b = buf_new(a, 4 * path.len + 1); // no letter takes more than four bytes
    struct letter letter;

    while (letter_next(&path, &letter))
        utf8_put(&b, letter.lower);
    return buf_str(&b);
}

static struct str key_of(struct str path, struct arena *a)
{
    return is_folded(path) ? path : folded(path, a);
}

// The place that has the folded [path] already, or NULL when it is ours now.
static const struct place *take(struct places *p, struct str path, bool is_folder)
{
    struct str key = key_of(path, p->scratch);
    const struct place *had = map_get(&p->taken, key);

    if (!had) {
        struct place *place = ARENA_NEW(p->arena, struct place);
        *place = (struct place){ path, is_folder };
        map_put(&p->taken, key.ptr == path.ptr ? path : str_copy(key, p->arena), place);
    }
    arena_reset(p->scratch);
    return had;
}

// Goes up from the file and stops at the first folder that is known, because
// the folders above it are known too.
static const struct place *take_folders(struct places *p, struct str path)
{
    for (size_t i = path.len; i-- > 0;) {
        struct str folder = str_from_to(path, 0, i);
        if (path.ptr[i] != '/')
            continue;
        const struct place *had = take(p, folder, true);
        if (had)
            return had->is_folder && str_eq(had->path, folder) ? NULL : had;
    }
    return NULL;
}

const struct place *places_take(struct places *p, struct str path)
{
    const struct place *had = take(p, path, false);

    return had ? had : take_folders(p, path);
}

const struct place *places_clash(const struct places *p, struct str path)
{
    const struct place *clash = NULL;
    bool known = true; // so far every folder on the way

    for (size_t i = 0; i < path.len && known && !clash; i++) {
        struct str folder = str_from_to(path, 0, i);
        if (path.ptr[i] != '/')
            continue;
        const struct place *had = map_get(&p->taken, key_of(folder, p->scratch));
        known = had != NULL;
        if (had && !(had->is_folder && str_eq(had->path, folder)))
            clash = had;
    }
    if (known && !clash)
        clash = map_get(&p->taken, key_of(path, p->scratch));
    arena_reset(p->scratch);
    return clash;
}
