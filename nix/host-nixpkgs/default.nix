# Takes what the real nixpkgs takes. Packages are links to the host's programs
# and environments made from PyPI; README.md says which, and how to add some.
import ./set.nix (builtins.fromJSON (builtins.readFile ./settings.json))
