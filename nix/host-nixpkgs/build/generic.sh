# The phases of a simple package.
source "$stdenv/setup"
source "$host"
PATH=$(for one in ${nativeBuildInputs-} ${buildInputs-}; do printf '%s/bin:' "$one"; done)$PATH
set -e

if [ -n "${buildCommand-}" ]; then
  eval "$buildCommand"
  exit
fi

unpackPhase() {
  [ -n "${src-}" ] || return 0
  if [ -d "$src" ]; then
    cp -r "$src" source
    chmod -R u+w source
  else
    mkdir source
    tar -C source --strip-components=1 -xf "$src" 2>/dev/null || cp "$src" source/
  fi
  cd "${sourceRoot:-source}"
}

patchPhase() {
  local patch
  for patch in ${patches-}; do patch -p1 <"$patch"; done
}

configurePhase() {
  [ ! -x configure ] || ./configure --prefix="$out" ${configureFlags-}
}

buildPhase() {
  if [ -e Makefile ] || [ -e makefile ]; then make ${makeFlags-} ${buildFlags-}; fi
}

checkPhase() {
  if [ -e Makefile ]; then make ${makeFlags-} "${checkTarget:-check}"; fi
}

installPhase() {
  if [ -e Makefile ] || [ -e makefile ]; then make install prefix="$out" PREFIX="$out" ${makeFlags-}; fi
}

substituteInPlace() {
  local file=$1 text
  shift
  text=$(<"$file")
  while [ $# -gt 0 ]; do
    case $1 in
    --replace | --replace-fail | --replace-quiet | --replace-warn)
      text=${text//"$2"/$3}
      shift 3
      ;;
    *) shift ;;
    esac
  done
  printf '%s\n' "$text" >"$file"
}

wrapProgram() {
  local hidden
  hidden=$(dirname "$1")/.$(basename "$1")-wrapped
  mv "$1" "$hidden"
  makeWrapper "$hidden" "$@"
}

makeWrapper() {
  local target=$1 wrapper=$2
  shift 2
  mkdir -p "$(dirname "$wrapper")"
  {
    echo '#!/bin/bash'
    while [ $# -gt 0 ]; do
      case $1 in
      --set) printf 'export %s=%q\n' "$2" "$3" && shift 3 ;;
      --set-default) printf 'export %s="${%s-%s}"\n' "$2" "$2" "$3" && shift 3 ;;
      --prefix) printf 'export %s=%q"${%s:+%s$%s}"\n' "$2" "$4" "$2" "$3" "$2" && shift 4 ;;
      --suffix) printf 'export %s="${%s:+$%s%s}"%q\n' "$2" "$2" "$2" "$3" "$4" && shift 4 ;;
      --unset) printf 'unset %s\n' "$2" && shift 2 ;;
      --add-flags) printf 'set -- %s "$@"\n' "$2" && shift 2 ;;
      *) shift ;;
      esac
    done
    printf 'exec %q "$@"\n' "$target"
  } >"$wrapper"
  chmod +x "$wrapper"
}

for phase in ${phases:-unpackPhase patchPhase configurePhase buildPhase checkPhase installPhase}; do
  flag=${phase%Phase}
  skip="dont${flag^}"
  [ -z "${!skip-}" ] || continue
  [ "$phase" != checkPhase ] || [ -n "${doCheck-}" ] || continue
  runHook "pre${flag^}"
  own=${!phase-}
  if [ -n "$own" ]; then eval "$own"; else "$phase"; fi
  runHook "post${flag^}"
done

for output in ${outputs:-out}; do
  mkdir -p "${!output}"
done
for kind in propagatedBuildInputs propagatedNativeBuildInputs; do
  [ -n "${!kind-}" ] || continue
  mkdir -p "$out/nix-support"
  echo "${!kind}" >>"$out/nix-support/propagated-build-inputs"
done
