# SPDX-License-Identifier: MIT
# bash completion for nastavnik

_nastavnik()
{
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}
    local options='' words=''

    COMPREPLY=()
    if [ "$COMP_CWORD" = 1 ]; then
        COMPREPLY=($(compgen -W 'init build kit check explain schema --help --version --limits' -- "$cur"))
        return
    fi
    case $prev in
    --level) words='school municipality region' ;;
    --kind) words='school kindergarten extra college authority methodical-centre operator' ;;
    --format)
        words='text json junit github'
        [ "$command" = check ] && words="$words csv html"
        ;;
    --profile | --since) COMPREPLY=($(compgen -f -- "$cur")); return ;;
    --jobs) words='1 2 4 8' ;;
    --out | --published) compopt -o nospace; COMPREPLY=($(compgen -d -S / -- "$cur")); return ;;
    --name | --today) return ;;
    esac
    if [ -n "$words" ]; then
        COMPREPLY=($(compgen -W "$words" -- "$cur"))
        return
    fi
    case $command in
    init) options='--level --kind --name --today --yes --help' ;;
    build) options='--out --whole --today --jobs --format --notes --no-facts --quiet --help' ;;
    kit) options='--out --inline-styles --today --jobs --format --notes --no-facts --quiet --help' ;;
    check) options='--profile --since --published --whole --today --jobs --format --notes --no-facts --quiet --help' ;;
    explain) options='--markdown --help'; words=$(nastavnik explain 2>/dev/null | cut -d ' ' -f 1) ;;
    schema) options='--markdown --theme --help'; words=$(nastavnik schema 2>/dev/null | cut -d ' ' -f 1) ;;
    esac
    case $cur in
    -*) COMPREPLY=($(compgen -W "$options" -- "$cur")) ;;
    *)
        if [ -n "$words" ]; then
            COMPREPLY=($(compgen -W "$words" -- "$cur"))
        else
            compopt -o nospace
            COMPREPLY=($(compgen -d -S / -- "$cur"))
        fi
        ;;
    esac
}
complete -F _nastavnik nastavnik
