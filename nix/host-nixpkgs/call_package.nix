# `callPackage` of a set with names that may be no packages at all: an argument
# that has a default is not given one of these. If that was wrong, a failure that
# follows proves nothing.
{ lib, guesses, report }: available: file: args:
let
  function = if builtins.isFunction file then file else import file;
  arguments = builtins.functionArgs function;
  guessed = builtins.attrNames (removeAttrs
    (lib.filterAttrs (name: hasDefault: hasDefault && guesses ? ${name}) arguments)
    (builtins.attrNames args));
  called = lib.callPackageWith (builtins.removeAttrs available guessed) function args;
in
if guessed == [ ] then called
else report "loose" "the default of ${lib.concatStringsSep ", " guessed}" called
