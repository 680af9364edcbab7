# shellcheck shell=bash
#
# Completion of hearth, start and stop in bash, with names as they are now.
# Entering the workspace loads it; elsewhere, where these are on PATH:
#   source <(hearth completions bash)

_hearth_complete() {
  local words=() word line join=0 stem
  # Bash takes "llama3.1:latest" for three words.
  for word in "${COMP_WORDS[@]:1:COMP_CWORD}"; do
    if [[ $word == [:=] || $join -eq 1 ]] && ((${#words[@]})); then
      words[${#words[@]} - 1]+=$word
      join=0
      [[ $word != [:=] ]] || join=1
    else
      words+=("$word")
    fi
  done
  case ${COMP_WORDS[0]##*/} in
    start | stop) words=("${COMP_WORDS[0]##*/}" "${words[@]}") ;;
  esac
  word=${words[${#words[@]} - 1]-}
  stem=''
  [[ $word != *[:=]* ]] || stem=${word%"${word##*[:=]}"}
  COMPREPLY=()
  while IFS= read -r line; do
    line=${line%%$'\t'*}
    # Bash inserts the text as it is, and a server chooses its models' names.
    printf -v line %q "${line#"$stem"}"
    COMPREPLY+=("$line")
  done < <(hearth completions propose -- "${words[@]}" 2>/dev/null)
}
complete -o default -F _hearth_complete hearth start stop
