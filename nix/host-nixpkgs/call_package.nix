# `callPackage` of a set with names that may be no packages at all: an argument
# that has a default is not given one of these.
{ lib, guesses }: available: file: args:
let
  function = if builtins.isFunction file then file else import file;
  arguments = builtins.functionArgs function;
  guessed = lib.filterAttrs (name: hasDefault: hasDefault && guesses ? ${name}) arguments;
in
lib.callPackageWith (builtins.removeAttrs available (builtins.attrNames guessed)) function args
