lib: {
  inherit (builtins) head tail length isList elemAt concatLists filter elem
    genList map all any sort partition groupBy concatMap foldl';

  singleton = value: [ value ];
  toList = value: if builtins.isList value then value else [ value ];
  forEach = list: function: map function list;
  optional = condition: value: if condition then [ value ] else [ ];
  optionals = condition: values: if condition then values else [ ];

  # Unlike foldl', this one asks for nothing that is not used.
  foldl = combine: start: list:
    let
      until = index:
        if index < 0 then start else combine (until (index - 1)) (builtins.elemAt list index);
    in
    until (builtins.length list - 1);
  foldr = combine: start: list:
    let
      count = builtins.length list;
      from = index:
        if index == count then start
        else combine (builtins.elemAt list index) (from (index + 1));
    in
    from 0;
  fold = lib.foldr;
  imap0 = function: list:
    builtins.genList (index: function index (builtins.elemAt list index))
      (builtins.length list);
  imap1 = function: lib.imap0 (index: function (index + 1));
  flatten = value:
    if builtins.isList value then builtins.concatMap lib.flatten value else [ value ];
  remove = value: builtins.filter (other: other != value);
  count = test: list: builtins.length (builtins.filter test list);
  findFirst = test: fallback: list:
    let index = lib.lists.findFirstIndex test null list;
    in if index == null then fallback else builtins.elemAt list index;
  findSingle = test: none: many: list:
    let found = builtins.filter test list;
    in if found == [ ] then none
    else if builtins.length found > 1 then many else builtins.head found;
  # A loop, because recursion as deep as a list is long ends Nix. What is behind
  # the first one is not looked at.
  findFirstIndex = test: fallback: list:
    let
      step = state: value:
        if state.found then state
        else if test value then { found = true; inherit (state) index; }
        else { found = false; index = builtins.add state.index 1; };
      end = builtins.foldl' (state: value: let next = step state value; in builtins.seq next.index next) { found = false; index = 0; } list;
    in
    if end.found then end.index else fallback;
  last = list: builtins.elemAt list (builtins.length list - 1);
  init = list: lib.take (builtins.length list - 1) list;
  take = count: lib.sublist 0 count;
  drop = count: list: lib.sublist count (builtins.length list) list;
  sublist = start: count: list:
    let available = lib.max 0 (builtins.length list - start);
    in builtins.genList (index: builtins.elemAt list (start + index))
      (lib.min count available);
  range = first: end: builtins.genList (index: first + index) (lib.max 0 (end - first + 1));
  replicate = count: value: builtins.genList (_: value) count;
  reverseList = list:
    let count = builtins.length list;
    in builtins.genList (index: builtins.elemAt list (count - index - 1)) count;
  unique = builtins.foldl'
    (seen: value: if builtins.elem value seen then seen else seen ++ [ value ]) [ ];
  subtractLists = without: builtins.filter (value: !builtins.elem value without);
  intersectLists = first: builtins.filter (value: builtins.elem value first);
  mutuallyExclusive = first: second: lib.intersectLists first second == [ ];
  zipListsWith = function: first: second:
    builtins.genList
      (index: function (builtins.elemAt first index) (builtins.elemAt second index))
      (lib.min (builtins.length first) (builtins.length second));
  zipLists = lib.zipListsWith (fst: snd: { inherit fst snd; });
  crossLists = function: builtins.foldl'
    (functions: values: builtins.concatMap (f: map f values) functions) [ function ];
  cartesianProduct = sets: builtins.foldl'
    (products: name: builtins.concatMap
      (product: map (value: product // { ${name} = value; }) sets.${name})
      products) [{ }] (builtins.attrNames sets);
  cartesianProductOfSets = lib.cartesianProduct;
  sortOn = key: builtins.sort (first: second: key first < key second);
  ifilter0 = test: list: map (one: one.value) (builtins.filter
    (one: test one.index one.value)
    (lib.imap0 (index: value: { inherit index value; }) list));
  groupBy' = combine: start: key: list:
    builtins.mapAttrs (_: builtins.foldl' combine start) (builtins.groupBy key list);
  uniqueStrings = list: builtins.attrNames (builtins.groupBy lib.id list);
  replaceElemAt = list: at: value:
    if at < 0 || at >= builtins.length list then throw "lists.replaceElemAt: the list has no such index"
    else lib.imap0 (index: old: if index == at then value else old) list;
  commonPrefix = first: second:
    let
      most = lib.min (builtins.length first) (builtins.length second);
      differs = index: builtins.elemAt first index != builtins.elemAt second index;
      until = index: if index >= most || differs index then index else until (index + 1);
    in
    lib.take (until 0) first;
  compareLists = compare: first: second:
    if first == [ ] || second == [ ] then lib.compare (builtins.length first) (builtins.length second)
    else
      let order = compare (builtins.head first) (builtins.head second); in
      if order == 0 then lib.compareLists compare (builtins.tail first) (builtins.tail second) else order;
  # Follows what comes before the first of a list, to the very first or a cycle.
  listDfs = stops: before: list:
    let
      go = at: visited: rest:
        let
          loops = builtins.filter (one: before one at) visited;
          split = builtins.partition (one: before one at) rest;
        in
        if stops && loops != [ ] then { cycle = at; inherit loops visited rest; }
        else if split.right == [ ] then { minimal = at; inherit visited rest; }
        else go (builtins.head split.right) ([ at ] ++ visited) (builtins.tail split.right ++ split.wrong);
    in
    go (builtins.head list) [ ] (builtins.tail list);
  toposort = before: list:
    let
      first = lib.listDfs true before list;
      others = lib.toposort before (first.visited ++ first.rest);
    in
    if builtins.length list < 2 then { result = list; }
    else if first ? cycle
    then { cycle = lib.reverseList ([ first.cycle ] ++ first.visited); inherit (first) loops; }
    else if others ? cycle then others
    else { result = [ first.minimal ] ++ others.result; };
  allUnique = list: builtins.length (lib.unique list) == builtins.length list;
  takeEnd = count: list: lib.drop (lib.max 0 (builtins.length list - count)) list;
  dropEnd = count: list: lib.take (lib.max 0 (builtins.length list - count)) list;
  concatAttrValues = set: builtins.concatLists (builtins.attrValues set);
  naturalSort = builtins.sort (first: second: builtins.compareVersions first second < 0);
}
