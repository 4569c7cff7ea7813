// SPDX-License-Identifier: MIT
#include "cmd/answer.h"

#include "base/buf.h"
#include "base/hash.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/path.h"
#include "output/content.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define NAME       ".nastavnik-check"
#define FIRST_LINE "nastavnik-check 1 %016" SCNx64 " %016" SCNx64 " %d %zu %zu %zu%n"

static const char *path_of(const char *project, const char *name, struct arena *a)
{
    return path_join(str_from(project), str_from(name), a).ptr;
}

static struct str cut(struct str *rest, size_t length)
{
    struct str piece = str_from_to(*rest, 0, length);

    *rest = str_after(*rest, length);
    return piece;
}

// The second number of the first line is the hash of all that follows it.
static bool parse(struct str text, uint64_t question, struct answer *out)
{
    size_t messages, answer, totals;
    uint64_t hash;
    int end = 0;

    if (sscanf(text.ptr, FIRST_LINE, &out->question, &hash, &out->status, &messages, &answer, &totals,
               &end) != 6 ||
        end <= 0 || (size_t)end >= text.len)
        return false;
    struct str rest = str_after(text, (size_t)end + 1);
    if (out->question != question || hash != hash_quick(rest) || messages > rest.len ||
        answer > rest.len - messages || totals != rest.len - messages - answer)
        return false;
    out->messages = cut(&rest, messages);
    out->text = cut(&rest, answer);
    out->totals = rest;
    return true;
}

bool answer_read(const char *project, uint64_t question, struct arena *a, struct answer *out)
{
    int fd = open(path_of(project, NAME, a), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    struct str text;

    if (fd < 0)
        return false;
    bool ok = io_read(fd, LIMIT_LEDGER_BYTES, a, &text);
    close(fd);
    // A copy with an end: sscanf stops there.
    return ok && parse(str_copy(text, a), question, out);
}

void answer_write(const char *project, const struct answer *answer)
{
    struct arena *a = arena_new();
    struct str rest = STR_CAT(a, answer->messages, answer->text, answer->totals);
    struct buf text = buf_new(a, LIMIT_LEDGER_BYTES);
    const char *path = path_of(project, NAME, a), *next = path_of(project, NAME "-next", a);

    buf_format(&text, "nastavnik-check 1 %016" PRIx64 " %016" PRIx64 " %d %zu %zu %zu\n", answer->question,
               hash_quick(rest), answer->status, answer->messages.len, answer->text.len, answer->totals.len);
    buf_put(&text, rest);
    if (text.overflowed || content_replace(AT_FDCWD, path, next, buf_str(&text), CONTENT_PRIVATE))
        unlink(path);
    arena_free(a);
}
