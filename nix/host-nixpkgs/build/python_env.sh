# An environment with packages of PyPI.
source "$host"

# How this user reaches PyPI, and where downloads are kept.
while IFS= read -r -d '' entry; do
  case ${entry%%=*} in
  HOME | XDG_CACHE_HOME | XDG_CONFIG_HOME | UV_* | PIP_* | SSL_CERT_* | REQUESTS_CA_BUNDLE | *_proxy | *_PROXY)
    export "${entry?}"
    ;;
  esac
done < <(cat "/proc/$PPID/environ" 2>/dev/null || true)

# Where nothing can be read of it: what the machine knows of the user.
if [ ! -d "${HOME-}" ]; then
  unset HOME
  HOME=~
  export HOME
fi

# Not the packages of the nix that runs this, and none of a project around it.
unset UV_PROJECT_ENVIRONMENT VIRTUAL_ENV PYTHONPATH
uv=$(hostProgram uv)
interpreter=$python/bin/python3

if [ -n "$uv" ]; then
  "$uv" --quiet venv --no-project --no-config --python "$interpreter" "$out"
else
  "$interpreter" -m venv "$out"
fi

if [ -n "$requirements" ]; then
  # Modification times do not survive in the store, so that compiled files go
  # by no time. The cache keeps its own copies: the store alters what it takes.
  export UV_LINK_MODE=copy PYC_INVALIDATION_MODE=UNCHECKED_HASH
  if [ -n "$uv" ]; then
    "$uv" --quiet pip install --python "$out/bin/python" --compile-bytecode \
      --override "$overrides" $requirements
  else
    # Slower, and without a way to leave anything out.
    "$out/bin/python" -m pip install --quiet --no-compile $requirements
  fi
fi

if [ -z "$uv" ]; then
  "$out/bin/python" -m compileall -q --invalidation-mode unchecked-hash "$out/lib" || true
fi

mkdir -p "$out/nix-support"
if [ -n "$empties" ]; then
  printf '%s\n' $empties >"$out/nix-support/empty-packages"
fi
if [ -n "${onPath-}" ]; then
  "$out/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))' >"$out/nix-support/python-path"
  echo "$python" >"$out/nix-support/propagated-build-inputs"
fi
