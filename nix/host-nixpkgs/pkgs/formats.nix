# Files of settings: each format has the type of its values, and writes one.
{ lib, packages, ... }:

let
  format = _: _: {
    type = lib.types.attrsOf lib.types.anything;
    generate = name: value: packages.writeText name (builtins.toJSON value);
    lib = { };
  };
in
{
  formats = lib.genAttrs [
    "elixirConf"
    "gitIni"
    "hocon"
    "ini"
    "iniWithGlobalSection"
    "javaProperties"
    "json"
    "keyValue"
    "libconfig"
    "lua"
    "php"
    "pythonVars"
    "systemd"
    "toml"
    "xml"
    "yaml"
    "yaml_1_1"
    "yaml_1_2"
  ]
    format;
}
