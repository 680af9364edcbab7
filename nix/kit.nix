# Hearth's own files as one store path: what runs, without tests and docs, so
# that nothing changes when only these do.
let
  # Put together: a path literal would count as reading the whole tree.
  root = ./. + "/..";
  prefix = builtins.stringLength (toString root) + 1;
  topOf = path:
    builtins.head (builtins.split "/" (builtins.substring prefix (-1) path));
  kept = [
    "bin"
    "lib"
    "tasks"
    "nix"
    "bench"
    "main.ts"
    "mod.ts"
    "install.ts"
    "deno.json"
    "deno.lock"
    "CHANGELOG.md"
  ];
in
builtins.path {
  path = root;
  name = "hearth";
  filter = path: _: builtins.elem (topOf path) kept;
}
