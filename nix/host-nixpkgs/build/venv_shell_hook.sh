# Makes a virtual environment where `venvDir` says, and enters it.

venvShellHook() {
  runHook preShellHook
  if [ -d "$venvDir" ]; then
    echo "Skipping venv creation, '$venvDir' already exists"
    source "$venvDir/bin/activate"
  else
    echo "Creating new venv environment in path: '$venvDir'"
    python -m venv "$venvDir"
    source "$venvDir/bin/activate"
    runHook postVenvCreation
  fi
  runHook postShellHook
}

if [ -z "${dontUseVenvShellHook-}" ] && [ -z "${shellHook-}" ]; then
  if [ -z "${venvDir-}" ]; then
    echo "Error: \`venvDir\` should be set when using \`venvShellHook\`." >&2
    exit 1
  fi
  shellHook=venvShellHook
fi
