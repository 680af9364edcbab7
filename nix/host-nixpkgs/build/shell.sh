# What is left of a development shell that is built rather than entered.
source "$host"
echo "A development shell: enter it with nix develop." >"$out"
