# The first process of namespaces of its own: makes a machine in which a flake
# can do as it likes, and runs COMMAND there. Nothing that is written here
# outlives it, and nothing of the real machine can be written.
#
#     sh sandbox.sh STAGE COMMAND...
#
# STAGE is a directory of the real machine: `room` is where a file system in memory
# goes, `bin` holds programs that replace the machine's, `hidden` the
# names of those that shall seem absent, `nix-db` what the Nix store knows when
# it belongs to this user. OVERLAY holds further mount options for overlays.
set -eu
stage=$1
shift
room=$stage/room
mounts=$(cat /proc/self/mountinfo)

# A tree of its own in memory, for everything that is written.
mount -t tmpfs -o mode=0755 tmpfs "$room"

# Everything else becomes read-only, each file system for itself. One that this
# user may not write anyway, a FUSE mount of somebody else for instance, is left.
while read -r _ _ _ _ point _; do
  case $point in /proc | /proc/* | /dev | /dev/* | "$room") continue ;; esac
  mount -o remount,bind,ro "$point" || [ ! -w "$point" ]
done <<MOUNTS
$mounts
MOUNTS
if [ -w /proc/sys ]; then
  mount --bind /proc/sys /proc/sys
  mount -o remount,bind,ro /proc/sys
fi

# Devices: the harmless ones, and terminals of its own.
mkdir -p "$room/dev/pts" "$room/dev/shm"
for device in null zero full random urandom tty; do
  : >"$room/dev/$device"
  mount --bind "/dev/$device" "$room/dev/$device"
done
mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts "$room/dev/pts"
ln -s pts/ptmx "$room/dev/ptmx"
ln -s /proc/self/fd "$room/dev/fd"
ln -s /proc/self/fd/0 "$room/dev/stdin"
ln -s /proc/self/fd/1 "$room/dev/stdout"
ln -s /proc/self/fd/2 "$room/dev/stderr"
chmod 1777 "$room/dev/shm"
mount --rbind "$room/dev" /dev

# Shows a directory as it is and keeps in memory what is written to it.
overlay() {
  mkdir -p "$room/$2/upper" "$room/$2/work"
  chmod "$3" "$room/$2/upper"
  mount -t overlay -o "lowerdir=$1,upperdir=$room/$2/upper,workdir=$room/$2/work$OVERLAY" \
    overlay "$1"
}
if [ -e "$stage/nix-db" ]; then
  overlay /nix/store nix-store 1775
  mount -t tmpfs -o mode=0755 tmpfs /nix/var
  nix-store --load-db <"$stage/nix-db"
fi
mkdir -p "$room/programs/upper"
cp "$stage/bin/"* "$room/programs/upper/"
overlay /usr/bin programs 0755
while read -r name; do rm -f "/usr/bin/$name"; done <"$stage/hidden"
mount -t tmpfs -o mode=1777 tmpfs /var/tmp
if ! overlay /tmp tmp 1777; then
  # An ordinary user may not look under a file system that is in there, as
  # an overlay would: then what is there is shown as it is.
  cd "$room"
  mkdir -p beneath
  mount --rbind /tmp beneath
  mount -t tmpfs -o mode=1777 tmpfs /tmp
  for entry in beneath/*; do
    copy=/tmp/${entry##*/}
    if [ -h "$entry" ]; then
      cp -P "$entry" "$copy"
      continue
    fi
    if [ -d "$entry" ]; then mkdir "$copy"; else : >"$copy"; fi
    # Its path leads nowhere by now: it is not to be looked up. Temporary files
    # come and go.
    mount --no-canonicalize --rbind "$entry" "$copy" || [ ! -e "$entry" ]
  done
  cd /
fi
mkdir -p /tmp/hearth/bin /tmp/hearth/home /tmp/hearth/tmp /tmp/hearth/asks
mkdir -m 0700 /tmp/hearth/tmux
cp "$stage/bin/"* /tmp/hearth/bin/

# The user that the shell belongs to, before any of the same number.
for table in passwd:"hearth:x:1000:1000::/tmp/hearth/home:/bin/bash" group:"hearth:x:1000:"; do
  file=/etc/${table%%:*}
  { echo "${table#*:}" && cat "$file"; } >"/tmp/hearth/${file##*/}"
  mount --bind "/tmp/hearth/${file##*/}" "$file"
done

ip link set lo up
echo confined
if [ -n "$NETWORK" ]; then
  # slirp4netns answers for names at this address.
  echo "nameserver 10.0.2.3" >/tmp/hearth/resolv.conf
  mount --bind /tmp/hearth/resolv.conf "$(readlink -f /etc/resolv.conf)"
  waited=0
  until ip -4 -o address show tap0 2>/dev/null | grep -q inet; do
    # Five seconds are far more than it takes; without it, all is offline.
    [ "$waited" -lt 500 ] || break
    waited=$((waited + 1))
    sleep 0.01
  done
fi
exec "$@"
