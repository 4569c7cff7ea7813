// SPDX-License-Identifier: MIT
#include "record/digest.h"

#include "base/hash.h"

static uint64_t mix_text(uint64_t seed, struct str text)
{
    return hash_mix(seed, text.len ? hash_quick(text) : 0);
}

static uint64_t mix_texts(uint64_t seed, const struct list *texts)
{
    seed = hash_mix(seed, texts->count);
    for (LIST_EACH(const struct str, text, *texts))
        seed = mix_text(seed, *text);
    return seed;
}

static uint64_t mix_date(uint64_t seed, struct date d)
{
    return hash_mix(seed, (uint64_t)(d.year * 10000 + d.month * 100 + d.day));
}

static uint64_t mix_records(uint64_t seed, const struct record_type *type, const struct list *records)
{
    seed = hash_mix(seed, records->count);
    for (LIST_EACH(const void, record, *records))
        seed = record_digest(type, record, seed);
    return seed;
}

static uint64_t mix_field(uint64_t seed, const struct field *f, const void *at)
{
    switch (f->type) {
    case FIELD_BOOL:
        return hash_mix(seed, *(const bool *)at);
    case FIELD_INT:
        return hash_mix(seed, (uint64_t) * (const int64_t *)at);
    case FIELD_CHOICE:
        return hash_mix(seed, (uint64_t) * (const int *)at);
    case FIELD_DATE:
        return mix_date(seed, *(const struct date *)at);
    case FIELD_TEXTS:
        return mix_texts(seed, at);
    case FIELD_RECORDS:
        return mix_records(seed, f->record, at);
    case FIELD_FILE:
        return record_digest(&file_type, at, seed);
    case FIELD_POINTER:
        return *(void *const *)at ? record_digest(f->record, *(void *const *)at, seed) : hash_mix(seed, 0);
    case FIELD_COMPUTED:
        return seed;
    default:
        return mix_text(seed, *(const struct str *)at);
    }
}

uint64_t record_digest(const struct record_type *type, const void *record, uint64_t seed)
{
    for (const struct field *f = type->fields; f < type->fields + type->count; f++)
        seed = mix_field(seed, f, (const char *)record + f->offset);
    return seed;
}
