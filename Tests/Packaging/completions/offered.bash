# bash offered.bash FILE LINE: prints what bash offers after LINE with the completion in FILE.
# shellcheck source=/dev/null
source "$1"

# As readline does, each = is a word.
read -ra COMP_WORDS <<<"${2//=/ = }"
[[ $2 == *" " ]] && COMP_WORDS+=("")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))

function=$(complete -p nmemid | sed 's/.*-F \([^ ]*\) .*/\1/')
"$function" nmemid "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
((${#COMPREPLY[@]} == 0)) || printf '%s\n' "${COMPREPLY[@]}"
