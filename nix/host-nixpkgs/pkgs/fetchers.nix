# Sources from elsewhere. They evaluate anywhere; building one needs the
# network.
{ lib, packages, ... }:

let
  # The whole closure of Nix's own downloader.
  fetch = { url, hash, unpack, name }:
    let
      drv = builtins.derivation {
        inherit name url unpack;
        system = "builtin";
        builder = "builtin:fetchurl";
        outputHashMode = if unpack then "recursive" else "flat";
        outputHashAlgo = if lib.hasInfix "-" hash then null else "sha256";
        outputHash = hash;
        executable = false;
        preferLocalBuild = true;
        urls = [ url ];
        impureEnvVars = [ "http_proxy" "https_proxy" "all_proxy" "no_proxy" ];
      };
    in
    drv // { meta = { }; hearth = { inherit name; }; };

  hashOf = args: args.hash or args.sha256 or lib.fakeHash;

  archive = base: { name ? "source", ... }@args: fetch {
    url = base args;
    hash = hashOf args;
    unpack = true;
    inherit name;
  } // { rev = revisionOf args; };

  revisionOf = args: args.rev or args.tag or "HEAD";
in
{
  fetchurl = args: fetch {
    url = args.url or (lib.head args.urls);
    hash = hashOf args;
    unpack = false;
    name = args.name or (baseNameOf (args.url or (lib.head args.urls)));
  };
  fetchzip = archive (args: args.url);
  fetchTarball = archive (args: args.url);
  fetchFromGitHub = archive (args:
    "https://github.com/${args.owner}/${args.repo}/archive/${revisionOf args}.tar.gz");
  fetchFromGitLab = archive (args:
    "https://${args.domain or "gitlab.com"}/${args.owner}/${args.repo}/-/archive/${revisionOf args}.tar.gz");
  fetchPypi = { pname, version, ... }@args: fetch {
    url = "mirror://pypi/${lib.substring 0 1 pname}/${pname}/${pname}-${version}.tar.gz";
    hash = hashOf args;
    unpack = false;
    name = "${pname}-${version}.tar.gz";
  };
  fetchgit = archive (args: "${lib.removeSuffix ".git" args.url}/archive/${revisionOf args}.tar.gz");
}
