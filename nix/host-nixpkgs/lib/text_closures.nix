# Pieces of text that need others before them.
lib:
let
  collect = predefined:
    let
      step = { texts, seen }: name:
        if builtins.isAttrs name then
          let before = lib.foldl step { inherit texts seen; } name.deps; in
          before // { texts = before.texts ++ [ name.text ]; }
        else if seen ? ${name} then { inherit texts seen; }
        else step { inherit texts; seen = seen // { ${name} = true; }; } predefined.${name};
    in
    names: (lib.foldl step { texts = [ ]; seen = { }; } names).texts;
in
{
  textClosureList = collect;
  textClosureMap = function: predefined: names:
    lib.concatMapStringsSep "\n" function (collect predefined names);
  noDepEntry = text: { inherit text; deps = [ ]; };
  fullDepEntry = text: deps: { inherit text deps; };
  packEntry = deps: { inherit deps; text = ""; };
  stringAfter = deps: text: { inherit text deps; };
}
