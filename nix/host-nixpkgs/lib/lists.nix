lib: {
  inherit (builtins) head tail length isList elemAt concatLists filter elem
    genList map all any sort partition groupBy concatMap foldl';

  singleton = value: [ value ];
  toList = value: if builtins.isList value then value else [ value ];
  forEach = list: function: map function list;
  optional = condition: value: if condition then [ value ] else [ ];
  optionals = condition: values: if condition then values else [ ];

  foldl = builtins.foldl';
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
    let found = builtins.filter test list;
    in if found == [ ] then fallback else builtins.head found;
  findSingle = test: none: many: list:
    let found = builtins.filter test list;
    in if found == [ ] then none
    else if builtins.length found > 1 then many else builtins.head found;
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
  allUnique = list: builtins.length (lib.unique list) == builtins.length list;
  takeEnd = count: list: lib.drop (lib.max 0 (builtins.length list - count)) list;
  dropEnd = count: list: lib.take (lib.max 0 (builtins.length list - count)) list;
  concatAttrValues = set: builtins.concatLists (builtins.attrValues set);
  naturalSort = builtins.sort (first: second: builtins.compareVersions first second < 0);
}
