// SPDX-License-Identifier: MIT
// The only file that includes OpenSSL's digests and libxxhash.
#include "base/hash.h"

#include <openssl/evp.h>
#include <xxhash.h>

// Every build of the library has this digest: only memory can be lacking.
static unsigned digest_of(struct str bytes, unsigned char digest[EVP_MAX_MD_SIZE])
{
    unsigned length = 0;

    if (EVP_Digest(bytes.ptr, bytes.len, digest, &length, EVP_sha256(), NULL) != 1)
        arena_exhausted();
    return length;
}

void hash_prepare(void)
{
    unsigned char digest[EVP_MAX_MD_SIZE];

    digest_of(STR(""), digest);
}

struct str hash_sha256(struct str bytes, struct arena *a)
{
    static const char digits[] = "0123456789abcdef";
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned length = digest_of(bytes, digest);

    char *text = arena_alloc(a, 2 * length + 1, 1);
    for (unsigned i = 0; i < length; i++) {
        text[2 * i] = digits[digest[i] >> 4];
        text[2 * i + 1] = digits[digest[i] & 15];
    }
    return (struct str){ text, 2 * length };
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
