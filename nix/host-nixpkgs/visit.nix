# Goes through the shells of many flakes, and reports each on standard error when
# it begins and when it ends.

# call: from the index of a flake to what it is.
call:
let
  inherit (builtins) attrNames deepSeq elem elemAt filter foldl' seq toJSON trace
    tryEval;

  say = kind: value: trace "hearth-${kind}: ${toJSON value}";

  # Keeps no result: a history has many thousands.
  each = function: foldl' (_: item: seq (function item) null) null;

  # An old `devShell` counts as a set of one shell.
  shellsOf = output: value:
    if output == "devShell" then { default = value; } else value;

  wanted = names: filter (name: names == null || elem name names);

  # What a target is: all systems of an output, all shells of a system, or one
  # shell. `null` says that the flake has no such output.
  valueOf = plan: index: output: system: shell:
    let flake = call index; in
    if system == null then
      if flake ? ${output} && flake.${output} ? hearth
      then throw "the names of its systems are unknown"
      else if flake ? ${output} then wanted plan.systems (attrNames flake.${output}) else null
    else
      let shells = shellsOf output flake.${output}.${system}; in
      # An unknown package has every name that it could have.
      if shells ? hearth.assumed then throw "the names of its shells are unknown" else
      if shells.type or "" == "derivation"
      then throw "${output}.${system} is a derivation, not a set of derivations: name it ${output}.${system}.default" else
      if shell == null then wanted plan.shells (attrNames shells)
      else shells.${shell}.drvPath;

  visit = plan: index: target:
    let
      output = elemAt target 0;
      system = elemAt target 1;
      shell = elemAt target 2;
      value = valueOf plan index output system shell;
      forced = deepSeq value value;
      # Without this, what a flake throws ends the process, and is told in full.
      result = if plan.catch then tryEval forced else { success = true; value = forced; };
      found = if result.success then result.value else false;
      below =
        if shell != null || found == null || found == false then [ ]
        else if system == null then map (name: [ output name null ]) found
        else map (name: [ output system name ]) found;
    in
    say "begin" [ index target ]
      (seq result.success
        (say "end" [ index target found ] (each (visit plan index) below)));
in
plan: each ({ index, targets }: each (visit plan index) targets) plan.members
