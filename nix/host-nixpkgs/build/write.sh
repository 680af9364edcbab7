# A file with a given text.
source "$host"
target=$out${destination-}
mkdir -p "$(dirname "$target")"
if [ -n "${textPath-}" ] && [ -e "$textPath" ]; then
  cp "$textPath" "$target"
else
  printf %s "$text" >"$target"
fi
[ -z "${executable-}" ] || chmod +x "$target"
