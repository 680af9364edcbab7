# One folder with links to the files of several packages. The first one that
# has a file wins.
source "$host"
mkdir -p "$out"
for path in $paths; do
  for part in ${pathsToLink:-/}; do
    [ -d "$path$part" ] || continue
    (cd "$path" && find ".$part" -type d) | while IFS= read -r folder; do
      mkdir -p "$out/$folder"
    done
    (cd "$path" && find ".$part" ! -type d) | while IFS= read -r file; do
      [ -e "$out/$file" ] || [ -L "$out/$file" ] || ln -s "$path/${file#./}" "$out/$file"
    done
  done
done
eval "${postBuild-}"
