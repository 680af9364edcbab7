# A package: links to programs and libraries of this machine. A program that is
# not there gets a link that leads nowhere. A shell passes over it, and it
# comes to life when the program is installed.
source "$host"

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
