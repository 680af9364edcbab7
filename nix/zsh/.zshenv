# zsh reads its startup files from this directory when .hearth/enter starts it;
# each hands over to the user's own, in the user's own ZDOTDIR.
_hearth_zdotdir=$ZDOTDIR
if [[ -n ${HEARTH_ZDOTDIR+set} ]]; then
  ZDOTDIR=$HEARTH_ZDOTDIR
else
  unset ZDOTDIR
fi
[[ -f ${ZDOTDIR:-$HOME}/.zshenv ]] && . "${ZDOTDIR:-$HOME}/.zshenv"
if [[ -n ${ZDOTDIR+set} ]]; then
  HEARTH_ZDOTDIR=$ZDOTDIR
else
  unset HEARTH_ZDOTDIR
fi
ZDOTDIR=$_hearth_zdotdir
