# Fails as modules do that do not fit. The real module system may take what this
# one does not, so it says nothing of a flake.
what:
builtins.trace "hearth-unknown: ${builtins.toJSON "the module system: ${what}"}" (throw what)
