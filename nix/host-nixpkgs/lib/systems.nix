lib:
let
  known = builtins.fromJSON (builtins.readFile ./platforms.json);
  inherit (known) flakeExposed platforms;

  elaborate = value:
    let
      system = if builtins.isString value then value else value.system;
      parts = lib.splitString "-" system;
      processor = builtins.elemAt parts 0;
      kernel = builtins.elemAt parts 1;
    in
    rec {
      inherit system;
      config = if isDarwin then "${processor'}-apple-darwin" else if isFreeBSD then "${processor}-unknown-freebsd" else "${processor}-unknown-linux-gnu";
      processor' = if processor == "aarch64" && isDarwin then "arm64" else processor;
      isLinux = kernel == "linux";
      isDarwin = kernel == "darwin";
      isMacOS = isDarwin;
      isFreeBSD = kernel == "freebsd";
      isBSD = isFreeBSD || isDarwin;
      isUnix = true;
      isWindows = false;
      isi686 = processor == "i686";
      isRiscV = lib.hasPrefix "riscv" processor;
      isRiscV64 = processor == "riscv64";
      isPower = lib.hasPrefix "powerpc" processor;
      isArmv7 = processor == "armv7l";
      isx86_64 = processor == "x86_64";
      isx86 = isx86_64 || isi686;
      isAarch64 = processor == "aarch64";
      isAarch32 = lib.hasPrefix "armv" processor;
      isAarch = isAarch64 || isAarch32;
      is32bit = isAarch32 || isi686;
      is64bit = !is32bit;
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
    inherit elaborate flakeExposed;
    doubles = platforms;
    supported.hydra = flakeExposed;
    equals = first: second: first.system == second.system;
    inspect.predicates = lib.genAttrs
      [ "isLinux" "isDarwin" "isx86_64" "isAarch64" "isUnix" ]
      (name: platform: (elaborate platform.system).${name});
  };
  inherit platforms;
}
