# Completion of hearth, start and stop in fish, with names as they are now.
# Entering the workspace loads it; elsewhere, where these are on PATH:
#   hearth completions fish | source

function _hearth_complete
    set --local asked (commandline --tokenize --current-process --cut-at-cursor)
    set --local first (string replace --regex '.*/' '' -- $asked[1])
    set --erase asked[1]
    contains -- $first start stop; and set --prepend asked $first
    hearth completions propose -- $asked (commandline --current-token --cut-at-cursor) 2>/dev/null
end
for name in hearth start stop
    complete --command $name --no-files --arguments '(_hearth_complete)'
end
