# What a package set says on standard error of how far it can be trusted, when
# settings.json asks for it:
#
# - refused: the real nixpkgs refuses this too, and why
# - unknown: only the real nixpkgs can tell
# - loose: the value is this machine's, so a failure that follows proves nothing
{ settings }:

kind: what: value:
if settings.reports or false
then builtins.trace "hearth-${kind}: ${builtins.toJSON what}" value
else value
