{
  description = "Python and nothing else";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-24.05";

  outputs = { nixpkgs, ... }: {
    devShells = nixpkgs.lib.genAttrs [ "x86_64-linux" "aarch64-darwin" ] (system:
      let
        pkgs = import nixpkgs { inherit system; };
      in
      {
        default = pkgs.mkShell {
          packages = [ pkgs.python311 ];
          shellHook = ''
            echo "Welcome: Python on ${system}"
            python --version
            echo "Start the interpreter with: python"
          '';
        };
      });
  };
}
