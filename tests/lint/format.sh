#!/bin/sh
# clang-format decides how C looks; `make format` applies it.
set -u
cd "$(dirname "$0")/../.."

passed=0
failed=0
for file in $(git ls-files --cached --others --exclude-standard '*.c' '*.h'); do
    [ -f "$file" ] || continue
    if clang-format --dry-run -Werror --ferror-limit=1 "$file" 2>/dev/null; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        line=$(clang-format --dry-run -Werror --ferror-limit=1 "$file" 2>&1 | sed -n 's/^[^:]*:\([0-9]*\):.*/\1/p' | head -n 1)
        echo "$file:${line:-1}: not as clang-format writes it (make format)"
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" != 0 ]
