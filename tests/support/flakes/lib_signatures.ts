/**
 * What the functions of nixpkgs' library take.
 *
 * @module
 */

/** A kind of argument. */
export type LibArgument =
  | "bool"
  | "combine"
  | "digits"
  | "empty"
  | "flags"
  | "ini"
  | "int"
  | "ints"
  | "key"
  | "keys"
  | "name"
  | "nat"
  | "nested"
  | "pair"
  | "path"
  | "predicate"
  | "sections"
  | "string"
  | "strings"
  | "unary"
  | "values"
  | "version";

const text = (signatures: string): Record<string, readonly LibArgument[]> =>
  Object.fromEntries(
    signatures.trim().split("\n").map((line) => {
      const [name = "", ...kinds] = line.trim().split(/\s+/);
      return [name, kinds as LibArgument[]];
    }),
  );

/** The arguments of each function whose result can be written as JSON. */
export const LIB_SIGNATURES = text(`
  all predicate ints
  allUnique ints
  and bool bool
  any predicate ints
  assertMsg bool string
  attrsets.longestValidPathPrefix path nested
  attrByPath path values nested
  attrsToList nested
  boolToString bool
  boolToYesNo bool
  cmakeBool name bool
  cmakeFeature name string
  compare int int
  concatLines strings
  concatMapStrings key ints
  concatMapStringsSep string key ints
  concatStrings strings
  concatStringsSep string strings
  count predicate ints
  debug.testAllTrue ints
  defaultTo values values
  drop nat ints
  dropEnd nat ints
  enableFeature bool name
  enableFeatureAs bool name string
  escape strings string
  strings.escapeNixIdentifier name
  strings.escapeNixString string
  escapeRegex string
  escapeShellArg string
  escapeShellArgs strings
  escapeURL string
  escapeXML string
  filter predicate ints
  findFirst predicate values ints
  findSingle predicate values values ints
  fixedWidthNumber nat nat
  fixedWidthString nat version string
  flatten values
  foldl combine int ints
  foldl' combine int ints
  foldr combine int ints
  forEach ints unary
  cli.toGNUCommandLine empty flags
  cli.toGNUCommandLineShell empty flags
  generators.toGitINI sections
  generators.toINI empty ini
  generators.toKeyValue empty keys
  generators.toPretty empty values
  genAttrs strings unary
  genList unary nat
  getName name
  getVersion version
  groupBy key ints
  groupBy' combine int key ints
  hasAttrByPath path nested
  hasInfix string string
  hasPrefix string string
  hasSuffix string string
  imap0 combine ints
  imap1 combine ints
  intersectLists ints ints
  intersperse int ints
  strings.isConvertibleWithToString values
  isStorePath values
  isStringLike values
  isValidPosixName name
  lists.commonPrefix ints ints
  lists.findFirstIndex predicate values ints
  lists.hasPrefix ints ints
  lists.replicate nat int
  makeBinPath strings
  makeLibraryPath strings
  mapAttrs pair nested
  mapAttrsRecursive pair nested
  mapAttrsToList pair nested
  mapAttrsToListRecursive pair nested
  mapNullable unary values
  matchAttrs nested nested
  max int int
  mergeAttrs nested nested
  mesonBool name bool
  mesonEnable name bool
  min int int
  mutuallyExclusive ints ints
  naturalSort strings
  nameValuePair name values
  optional bool values
  optionalAttrs bool nested
  optionals bool ints
  optionalString bool string
  overrideExisting nested nested
  partition predicate ints
  range int int
  recursiveUpdate nested nested
  remove int ints
  removePrefix string string
  removeSuffix string string
  replaceElemAt ints nat values
  replaceString name string string
  reverseList ints
  setAttrByPath path values
  showAttrPath path
  singleton values
  splitString name string
  splitVersion version
  strings.commonPrefixLength string string
  strings.commonSuffixLength string string
  strings.normalizePath string
  strings.replicate nat string
  strings.sanitizeDerivationName string
  stringToCharacters string
  sublist nat nat ints
  subtractLists ints ints
  take nat ints
  takeEnd nat ints
  toCamelCase string
  toHexString nat
  toInt digits
  toIntBase10 digits
  toList values
  toLower string
  toSentenceCase string
  toShellVar name keys
  toUpper string
  trim string
  unique ints
  uniqueStrings strings
  versionAtLeast version version
  versionOlder version version
  versions.major version
  versions.majorMinor version
  versions.minor version
  versions.pad nat version
  versions.patch version
  withFeature bool name
  withFeatureAs bool name string
  xor bool bool
  zipLists ints strings
  zipListsWith combine ints ints
`);
