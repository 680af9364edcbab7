# A package: links to programs and libraries of this machine. A program that is
# not there gets a link that leads nowhere. A shell passes over it, and it
# comes to life when the program is installed.
source "$host"

isMissing() {
  local program
  for program in $programs; do
    [ -n "$(hostProgram "$program")" ] || return 0
  done
  return 1
}

# Allowed when this nixpkgs was made ready; only root can.
if [ -n "${apt-}" ] && [ "$(id -u)" = 0 ] && [ -n "$(hostProgram apt-get)" ] && isMissing; then
  for name in http_proxy https_proxy no_proxy; do
    export "$name=$(hostVariable "$name")"
  done
  DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=600 \
    install -y --no-install-recommends "$apt" >&2 || echo "$apt cannot be installed" >&2
fi

mkdir -p "$out/bin"
for program in $programs; do
  found=$(hostProgram "$program")
  ln -s "${found:-/usr/bin/$program}" "$out/bin/$program"
done

for library in $libraries; do
  found=$(hostLibrary "$library")
  [ -n "$found" ] || continue
  mkdir -p "$out/lib"
  ln -s "$found" "$out/lib/$library"
done
