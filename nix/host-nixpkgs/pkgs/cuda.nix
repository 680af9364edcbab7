# NVIDIA's packages: refused as in the real nixpkgs unless unfree ones are
# allowed, and empty.
{ lib, package, ... }:

let
  cuda = prefix: name: package.empty {
    pname = name;
    suffix = "empty";
    hearth.name = "${prefix}${name}";
    meta = {
      position = toString ./cuda.nix;
      license = lib.licenses.nvidiaCuda;
      platforms = [ "x86_64-linux" "aarch64-linux" ];
    };
  };

  members = [
    "cudatoolkit"
    "cudnn"
    "nccl"
    "cuda_nvcc"
    "cuda_cudart"
    "cuda_cccl"
    "cuda_nvtx"
    "libcublas"
    "libcufft"
    "libcurand"
    "libcusolver"
    "libcusparse"
    "tensorrt"
    "cutensor"
  ];

  setOf = prefix: lib.genAttrs members (cuda "${prefix}.");

  # Which of its variants an ollama is.
  ollama = acceleration: package.linked {
    pname = "ollama";
    programs = [ "ollama" ];
    suffix = if acceleration == "cuda" then "cuda" else null;
    hearth.name = "ollama${lib.optionalString (acceleration != null) " (${toString acceleration})"}";
    meta.mainProgram = "ollama";
  } // {
    override = changes: ollama (changes.acceleration or acceleration);
  };
in
lib.genAttrs [ "cudatoolkit" "cudnn" "nccl" ] (cuda "")
// lib.genAttrs [ "cudaPackages" "cudaPackages_12" "cudaPackages_13" "cudaPackages_13_0" ] setOf
  // {
  ollama = ollama null;
  ollama-cuda = ollama "cuda";
  ollama-rocm = ollama "rocm";
}
