if [[ -n ${HEARTH_ZDOTDIR+set} ]]; then
  export ZDOTDIR=$HEARTH_ZDOTDIR
else
  unset ZDOTDIR
fi
# The system's file may have put the history beside the startup files.
[[ ${HISTFILE-} == $_hearth_zdotdir/* ]] &&
  HISTFILE=${ZDOTDIR:-$HOME}/${HISTFILE##*/}
_hearth_kit=${_hearth_zdotdir%/nix/zsh}
unset HEARTH_ZDOTDIR _hearth_zdotdir
[[ -f ${ZDOTDIR:-$HOME}/.zshrc ]] && . "${ZDOTDIR:-$HOME}/.zshrc"

[[ $PATH == ${HEARTH_PATH-}* ]] || PATH=$HEARTH_PATH$PATH
unset HEARTH_PATH
# zsh's own prompt says little; one that the user chose stays.
if [[ $PROMPT == '%m%# ' || $PROMPT == '%n@%m %1~ %# ' ]]; then
  PROMPT='%n@%m:%~%# '
fi
PROMPT="(.venv) $PROMPT"

# With ksh's or sh's options, which the user's file may have set, zsh reads
# $+functions[compdef] as something else.
if [[ -n ${VIRTUAL_ENV-} ]] && typeset -f compdef >/dev/null; then
  . "$_hearth_kit/lib/shell/completions/hearth.zsh"
fi
unset _hearth_kit
