# SPDX-License-Identifier: MIT
# fish completion for nastavnik

complete -c nastavnik -f

function __nastavnik_first
    test (count (commandline -opc)) -eq 1
end

function __nastavnik_in
    set -l words (commandline -opc)
    test (count $words) -gt 1; and contains -- $words[2] $argv
end

complete -c nastavnik -n __nastavnik_first -a init -d 'сделать готовый раздел-пример'
complete -c nastavnik -n __nastavnik_first -a build -d 'проверить записи и собрать раздел'
complete -c nastavnik -n __nastavnik_first -a kit -d 'сложить набор для сайта, который не принимает папок'
complete -c nastavnik -n __nastavnik_first -a check -d 'проверить записи, не собирая раздела'
complete -c nastavnik -n __nastavnik_first -a explain -d 'объяснить сообщение по его коду'
complete -c nastavnik -n __nastavnik_first -a schema -d 'описание записей для редакторов и для людей'
complete -c nastavnik -n __nastavnik_first -l version -d 'версия'
complete -c nastavnik -n __nastavnik_first -l limits -d 'пределы программы'
complete -c nastavnik -l help -d 'справка'

complete -c nastavnik -n '__nastavnik_in init build kit check' -a '(__fish_complete_directories)'
complete -c nastavnik -n '__nastavnik_in init' -l level -x -a 'school municipality region' -d 'уровень'
complete -c nastavnik -n '__nastavnik_in init' -l kind -x -d 'вид организации' \
    -a 'school kindergarten extra college authority methodical-centre operator'
complete -c nastavnik -n '__nastavnik_in init' -l name -x -d 'полное название организации'
complete -c nastavnik -n '__nastavnik_in init' -l yes -d 'не задавать вопросов'
complete -c nastavnik -n '__nastavnik_in init build kit check' -l today -x -d 'считать, что сегодня этот день'

complete -c nastavnik -n '__nastavnik_in build' -l out -x -a '(__fish_complete_directories)' -d 'куда собрать раздел'
complete -c nastavnik -n '__nastavnik_in build' -l whole -d 'собрать всё заново'
complete -c nastavnik -n '__nastavnik_in build kit check' -l jobs -x -a '1 2 4 8' -d 'сколько организаций сразу'
complete -c nastavnik -n '__nastavnik_in kit' -l out -x -a '(__fish_complete_directories)' -d 'куда сложить набор'
complete -c nastavnik -n '__nastavnik_in kit' -l inline-styles -d 'рамки таблиц в самих страницах'
complete -c nastavnik -n '__nastavnik_in build kit' -l format -x -a 'text json junit github' -d 'вид сообщений'
complete -c nastavnik -n '__nastavnik_in check' -l format -x -a 'text json junit github csv html' -d 'вид ответа'
complete -c nastavnik -n '__nastavnik_in check' -l profile -r -F -d 'перечень, с которым сверять всех'
complete -c nastavnik -n '__nastavnik_in check' -l since -r -F -d 'JSON прошлой проверки'
complete -c nastavnik -n '__nastavnik_in check' -l published -x -a '(__fish_complete_directories)' -d 'готовые разделы вместо записей'
complete -c nastavnik -n '__nastavnik_in check' -l whole -d 'проверить всё заново'
complete -c nastavnik -n '__nastavnik_in build kit check' -l notes -d 'показать и заметки'
complete -c nastavnik -n '__nastavnik_in build kit check' -l no-facts -d 'не заглядывать внутрь документов'
complete -c nastavnik -n '__nastavnik_in build kit check' -l quiet -d 'без строки итогов'

complete -c nastavnik -n '__nastavnik_in explain' -a "(nastavnik explain 2>/dev/null | string replace -r ' .*' '')"
complete -c nastavnik -n '__nastavnik_in schema' -a "(nastavnik schema 2>/dev/null | string replace -r ' .*' '')"
complete -c nastavnik -n '__nastavnik_in explain schema' -l markdown -d 'справка для людей'
complete -c nastavnik -n '__nastavnik_in schema' -l theme -d 'имена для шаблонов темы'
