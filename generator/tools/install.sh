#!/bin/sh
# Installs the Debian packages named on the command line that are not there yet:
# as root, or through sudo; when neither works, prints the line to run.
set -eu

# Whoever has a Node or a Java of his own needs no other, and Debian's would not stand beside it.
is_there_otherwise() {
    case $1 in
    nodejs) command -v node ;;
    npm) command -v npm ;;
    default-jre-headless) command -v java ;;
    *) false ;;
    esac >/dev/null
}

missing=
for package in "$@"; do
    ! is_there_otherwise "$package" || continue
    status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$status" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

line="apt-get install -y --no-install-recommends$missing"
if [ "$(id -u)" = 0 ]; then
    run=
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    run=sudo
elif command -v sudo >/dev/null && [ -t 0 ]; then
    run=sudo
else
    echo "Не хватает пакетов, а права их поставить нет. Выполните от имени администратора:" >&2
    echo "    $line" >&2
    exit 3
fi
echo "Ставлю недостающее:$missing"
$run apt-get update -q >/dev/null
DEBIAN_FRONTEND=noninteractive
export DEBIAN_FRONTEND
if ! $run $line >/dev/null; then
    echo "Установить не удалось. Выполните сами и посмотрите, что ответит система:" >&2
    echo "    $line" >&2
    exit 3
fi
