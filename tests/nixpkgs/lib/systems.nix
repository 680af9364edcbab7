lib:
let
  linux = [ "x86_64-linux" "aarch64-linux" ];
  darwin = [ "x86_64-darwin" "aarch64-darwin" ];
  # The four that the packages here can present.
  ours = linux ++ darwin;

  elaborate = value:
    let
      system = if builtins.isString value then value else value.system;
      parts = lib.splitString "-" system;
      processor = builtins.elemAt parts 0;
      kernel = builtins.elemAt parts 1;
    in
    rec {
      inherit system;
      config = if isDarwin then "${processor'}-apple-darwin" else "${processor}-unknown-linux-gnu";
      processor' = if processor == "aarch64" && isDarwin then "arm64" else processor;
      isLinux = kernel == "linux";
      isDarwin = kernel == "darwin";
      isMacOS = isDarwin;
      isUnix = true;
      isWindows = false;
      isx86_64 = processor == "x86_64";
      isx86 = isx86_64;
      isAarch64 = processor == "aarch64";
      isAarch = isAarch64;
      isAarch32 = false;
      is64bit = true;
      is32bit = false;
      isMusl = false;
      isStatic = false;
      isGnu = isLinux;
      libc = if isDarwin then "libSystem" else "glibc";
      parsed = {
        cpu.name = processor;
        kernel.name = kernel;
      };
      uname = {
        system = if isDarwin then "Darwin" else "Linux";
        processor = processor';
      };
      linuxArch = if isAarch64 then "arm64" else processor;
      darwinArch = processor';
      extensions = {
        sharedLibrary = if isDarwin then ".dylib" else ".so";
        staticLibrary = ".a";
        executable = "";
      };
      rust = rec {
        rustcTarget = if isDarwin then "${processor}-apple-darwin" else "${processor}-unknown-linux-gnu";
        rustcTargetSpec = rustcTarget;
        cargoShortTarget = rustcTarget;
        cargoEnvVarTarget = lib.toUpper (builtins.replaceStrings [ "-" ] [ "_" ] rustcTarget);
      };
      canExecute = other: other.system == system;
    };
in
{
  systems = {
    inherit elaborate;
    flakeExposed = ours;
    doubles = {
      all = ours;
      inherit linux darwin;
      unix = ours;
      x86_64 = [ "x86_64-linux" "x86_64-darwin" ];
      aarch64 = [ "aarch64-linux" "aarch64-darwin" ];
    };
    supported.hydra = ours;
    equals = first: second: first.system == second.system;
    inspect.predicates = lib.genAttrs
      [ "isLinux" "isDarwin" "isx86_64" "isAarch64" "isUnix" ]
      (name: platform: (elaborate platform.system).${name});
  };
  platforms = {
    all = ours;
    inherit linux darwin;
    unix = ours;
    x86_64 = [ "x86_64-linux" "x86_64-darwin" ];
    aarch64 = [ "aarch64-linux" "aarch64-darwin" ];
  };
}
