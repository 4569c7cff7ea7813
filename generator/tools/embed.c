// SPDX-License-Identifier: MIT
// A build tool: prints C source that holds the named files as arrays, so that
// the program carries its default theme, profiles and examples inside itself.
#include <stdio.h>
#include <stdlib.h>

static void print_bytes(FILE *f)
{
    int c;

    for (size_t n = 0; (c = getc(f)) != EOF; n++)
        printf("%s%d,", n % 24 == 0 ? "\n    " : "", c);
}

static void print_file(int index, const char *path)
{
    FILE *f = fopen(path, "rb");

    if (!f) {
        perror(path);
        exit(1);
    }
    printf("static const unsigned char file_%d[] = {", index);
    print_bytes(f);
    printf("\n    0\n};\n\n");
    if (fclose(f) != 0)
        exit(1);
}

int main(int argc, char **argv)
{
    puts("#include \"base/embedded.h\"\n");
    for (int i = 1; i < argc; i++)
        print_file(i, argv[i]);
    puts("const struct embedded embedded_files[] = {");
    for (int i = 1; i < argc; i++)
        printf("    { \"%s\", (const char *)file_%d, sizeof file_%d - 1 },\n", argv[i], i, i);
    puts("    { 0, 0, 0 },\n};");
    return ferror(stdout) || fflush(stdout) != 0;
}
