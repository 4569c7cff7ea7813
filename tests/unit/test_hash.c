// SPDX-License-Identifier: MIT
#include "base/hash.h"
#include "unit.h"

// The vectors of FIPS 180-2, appendix B, and the digest of nothing.
static void sha256_agrees_with_the_published_vectors(void **state)
{
    assert_text(hash_sha256(STR(""), *state),
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_text(hash_sha256(STR("abc"), *state),
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_text(hash_sha256(STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"), *state),
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    assert_text(hash_sha256((struct str){ 0 }, *state),
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

// From the specification of XXH3: the empty input, and that every byte counts.
static void the_quick_hash_is_xxh3(void **state)
{
    (void)state;
    assert_true(hash_quick(STR("")) == 0x2d06800538d394c2);
    assert_true(hash_quick((struct str){ 0 }) == 0x2d06800538d394c2);
    assert_true(hash_quick(STR("abc")) == 0x78af5f94892f3950);
    assert_true(hash_quick(STR("a\0b")) != hash_quick(STR("a\0c")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sha256_agrees_with_the_published_vectors),
        cmocka_unit_test(the_quick_hash_is_xxh3),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
