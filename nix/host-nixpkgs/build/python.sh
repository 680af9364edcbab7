# An interpreter of the host that can make virtual environments.
source "$host"
home=$(hostVariable HOME)

candidates() {
  local name
  for name in $programs; do
    type -aP "$name" || true
    ls -d "$home"/.pyenv/versions/"${name#python}".*/bin/"$name" 2>/dev/null || true
    ls -d "$home"/.local/share/uv/python/cpython-"${name#python}".*/bin/"$name" 2>/dev/null || true
  done
}

isComplete() {
  # A shim answers for whatever the folder asks for, which is none here.
  [[ $1 != */shims/* ]] && "$1" -c 'import ensurepip, sqlite3, ssl, venv' 2>/dev/null
}

mkdir -p "$out/bin"
while read -r candidate; do
  if isComplete "$candidate"; then
    for name in python python3 "python$pythonVersion"; do
      ln -s "$candidate" "$out/bin/$name"
    done
    exit
  fi
done < <(candidates)
echo "No complete Python $pythonVersion on this machine (looked for $programs)" >&2
exit 1
