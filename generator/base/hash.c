// SPDX-License-Identifier: MIT
// The only file that includes Nettle and libxxhash.
#include "base/hash.h"

#include <nettle/sha2.h>
#include <xxhash.h>

struct str hash_sha256(struct str bytes, struct arena *a)
{
    static const char digits[] = "0123456789abcdef";
    uint8_t digest[SHA256_DIGEST_SIZE];
    struct sha256_ctx context;

    sha256_init(&context);
    sha256_update(&context, bytes.len, (const uint8_t *)bytes.ptr);
    sha256_digest(&context, sizeof digest, digest);
    char *text = arena_alloc(a, 2 * sizeof digest + 1, 1);
    for (size_t i = 0; i < sizeof digest; i++) {
        text[2 * i] = digits[digest[i] >> 4];
        text[2 * i + 1] = digits[digest[i] & 15];
    }
    return (struct str){ text, 2 * sizeof digest };
}

uint64_t hash_quick(struct str bytes)
{
    return XXH3_64bits(bytes.ptr, bytes.len);
}

uint64_t hash_mix(uint64_t seed, uint64_t number)
{
    uint64_t h = (seed ^ number) * 0x9e3779b97f4a7c15u;

    return h ^ h >> 29;
}
