#!/bin/sh
# clang-format decides how C looks; `make format` applies it.
set -u
cd "$(dirname "$0")/../.."

files=$(git ls-files --cached --others --exclude-standard '*.c' '*.h' |
    while read -r file; do [ ! -f "$file" ] || echo "$file"; done)
all=$(printf '%s\n' "$files" | grep -c .)
[ "$all" != 0 ] || exit 1
said=$(clang-format --dry-run $files 2>&1)
status=$?
bad=$(printf '%s\n' "$said" | sed -n 's/^\([^ :]*:[0-9]*\):[0-9]*: .*clang-format-violations.*/\1/p' |
    sort -t : -k 1,1 -u)
failed=$(printf '%s' "$bad" | grep -c .)
if [ "$status" != 0 ]; then # clang-format itself is not there or broken
    printf '%s\n' "$said" | head -n 3
    failed=$all
fi
[ -z "$bad" ] || printf '%s\n' "$bad" | sed 's/$/: not as clang-format writes it (make format)/'
echo "$((all - failed)) passed, $failed failed"
[ "$failed" = 0 ]
