# What builders learn from this machine. They run without a sandbox, in an
# empty environment; where programs are and how PyPI is reached is known to the
# process that runs them, the user's own nix.

# Folders of programs that stay where they are come first.
hostFolders=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin:/usr/games:/opt/homebrew/bin:/run/current-system/sw/bin

# A variable of the process that runs this builder; empty where it has none.
hostVariable() {
  local entry
  [ -r "/proc/$PPID/environ" ] || return 0
  while IFS= read -r -d '' entry; do
    [[ $entry == "$1="* ]] && printf %s "${entry#*=}"
  done <"/proc/$PPID/environ" || true
}

# Without what Nix itself put there.
hostPath() {
  local folder IFS=: path=$hostFolders
  for folder in $(hostVariable PATH); do
    [[ $folder == "${NIX_STORE:-/nix/store}"/* ]] || path=$path:$folder
  done
  printf %s "$path"
}

PATH=$(hostPath)
export PATH

# The absolute path of a program; empty where there is none.
hostProgram() {
  type -P "$1" || true
}

hostLibraryFolders="/usr/local/lib
$(for kind in x86_64 aarch64; do echo "/usr/lib/$kind-linux-gnu"; done)
/usr/lib64
/usr/lib
/lib64
/opt/homebrew/lib"

# The absolute path of a library; empty where there is none.
hostLibrary() {
  local folder
  for folder in $hostLibraryFolders; do
    if [ -e "$folder/$1" ]; then
      printf %s "$folder/$1"
      return
    fi
  done
}

# On recent kernels an older Nix kills a builder that is still on its way out
# when its output has ended. Holding the output open keeps it waiting.
trap 'sleep 0.1 &' EXIT
