# What fish reads when .hearth/enter starts it, after the user's own files.
set --local wanted (string split --no-empty : -- $HEARTH_PATH)
if test (count $wanted) -gt 0; and test "$PATH[1]" != "$wanted[1]"
    set --export PATH $wanted $PATH
end
set --erase HEARTH_PATH
functions --copy fish_prompt _hearth_users_prompt
function _hearth_give --argument-names code
    return $code
end
function fish_prompt
    # Many prompts show how the last command ended.
    set --local code $status
    printf '(.venv) '
    _hearth_give $code
    _hearth_users_prompt
end

if set --query VIRTUAL_ENV
    source (string replace --regex '/nix/[^/]*$' '' -- $HEARTH_INIT)/lib/shell/completions/hearth.fish
end
set --erase HEARTH_INIT
