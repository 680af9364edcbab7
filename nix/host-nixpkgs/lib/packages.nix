lib: {
  getExe = package:
    lib.getExe' package (package.meta.mainProgram or (lib.getName package));
  getExe' = package: program: "${lib.getBin package}/bin/${program}";
  addMetaAttrs = attributes: package:
    package // { meta = package.meta or { } // attributes; };
  setName = name: package: package // { inherit name; };
  setPrio = priority: lib.addMetaAttrs { inherit priority; };
  lowPrio = lib.setPrio 10;
  hiPrio = lib.setPrio (-10);
  availableOn = platform: package:
    !(package.meta ? platforms) || builtins.elem platform.system package.meta.platforms;
}
