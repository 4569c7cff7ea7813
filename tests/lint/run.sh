#!/bin/sh
# Every lint; the last line is the sum of what they counted.
set -u
cd "$(dirname "$0")/../.."
python="${PYTHON:-/usr/bin/python3 -B}"

passed=0
failed=0

# run NAME COMMAND…: prints the findings and adds up the closing line.
run() {
    name=$1
    shift
    output=$("$@" 2>&1)
    status=$?
    last=$(printf '%s\n' "$output" | tail -n 1)
    good=${last%% passed,*}
    bad=${last##*, }
    bad=${bad%% failed*}
    case "$good-$bad" in
    *[!0-9-]* | -* | *-) good=0 bad=1 ;;
    esac
    [ "$status" = 0 ] || [ "$bad" != 0 ] || bad=1
    if [ "$bad" != 0 ]; then
        printf '%s\n' "$output" | sed '$d'
        [ "$good" != 0 ] || printf '%s\n' "$last"
    fi
    echo "$name: $good passed, $bad failed"
    passed=$((passed + good))
    failed=$((failed + bad))
}

for lint in layers codes functions english machine manual readme hardened; do
    run "$lint" $python "tests/lint/$lint.py"
done
run mutations $python tests/mutation/run.py --places
run cppcheck $python tests/analyse/run.py cppcheck
run format sh tests/lint/format.sh
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
