# What "nix flake check" looks at beside the shells of Hearth's own flake.
{ nixpkgs, system }:

let
  pkgs = nixpkgs.legacyPackages.${system};
in
{
  scripts = pkgs.runCommand "scripts" { nativeBuildInputs = [ pkgs.shellcheck ]; } ''
    mkdir -p lib/shell/completions
    ln -s ${./.} nix
    ln -s ${../lib/shell/completions/hearth.bash} lib/shell/completions/hearth.bash
    shellcheck -x nix/*.bash lib/shell/completions/hearth.bash
    touch $out
  '';
} // import ./revisions.nix { inherit nixpkgs pkgs system; }
