/**
 * Logs that stay below a size.
 *
 * A small shell beside the service reads what it writes from a pipe and begins a
 * new file when one is full. It ends when the last process that writes into the
 * pipe has ended, so nothing of what was written is lost.
 *
 * @module
 */
import { earlierPath, readerPath, turnedPath } from "./service_log.ts";

const BYTES_PER_MEGABYTE = 1_000_000;

/** The pipe into which a service with a limit writes. */
export function pipePath(log: string): string {
  return `${log}.pipe`;
}

/** Bytes of one of the two files that make a log. */
function halfOf(megabytes: number): number {
  return Math.floor(megabytes * BYTES_PER_MEGABYTE / 2);
}

/**
 * Reads standard input into the file `$1`, and renames it to `$2` when it has
 * `$3` bytes. A line that is being written then is moved to the new file,
 * unless it is longer than 64 kB. `dd` waits for no more than there is, and reads
 * no more than it writes. What comes while the disk is full is thrown away, so
 * that the service need not wait, and a line says so afterwards. While `$4` has
 * the pid of a reader, it makes `$5` at each new file and begins no further one
 * until the reader has removed that: at most ten seconds, in case it sleeps.
 */
const KEEP_LOG = `
log=$1 earlier=$2 half=$3 reader=$4 turned=$5 block=4096 lost=
PATH=/usr/bin:/bin:$PATH
umask 077
trap "" TERM INT HUP QUIT USR1 USR2
size() { wc -c <"$log" || echo 0; }
in_line() { [ -s "$log" ] && [ "$(tail -c 1 "$log" | wc -l)" -eq 0 ]; }
say_lost() {
  { ! in_line || echo; echo "hearth: the disk was full, and output is missing here"; } >>"$log"
}
wait_for_reader() {
  tries=1000
  while [ -e "$turned" ] && [ $tries -gt 0 ] &&
    read -r pid <"$reader" && kill -0 "$pid"; do
    sleep 0.01
    tries=$((tries - 1))
  done
  [ ! -e "$turned" ] || rm -f "$reader" "$turned"
}
begin_anew() {
  wait_for_reader
  if in_line &&
    tail -n 1 "$log" >"$log.new" && line=$(($(wc -c <"$log.new"))) &&
    [ $line -le 65536 ]; then
    mv -f "$log" "$earlier" && mv -f "$log.new" "$log" &&
      dd if=/dev/null of="$earlier" bs=1 seek=$(($1 - line))
  else
    rm -f "$log.new"
    mv -f "$log" "$earlier" && : >"$log"
  fi
  [ ! -e "$reader" ] || : >"$turned"
}
while :; do
  now=$(($(size)))
  if [ $now -ge $half ]; then begin_anew $now; now=$(($(size))); fi
  count=$(((half - now + block - 1) / block))
  [ $count -gt 0 ] || count=1
  [ -z "$lost" ] || { say_lost && lost=; }
  said=$(LC_ALL=C dd bs=$block count=$count 2>&1 >>"$log")
  code=$?
  if [ $code -ne 0 ]; then
    lost=1
    said=$(LC_ALL=C dd bs=$block count=64 of=/dev/null 2>&1) count=64
  fi
  # "3+10 records in", whole and partial ones; fewer than asked for at the end.
  read=\${said%% records in*} read=\${read##*[!0-9+]}
  [ $((\${read:-0})) -ge $count ] || break
done
[ -z "$lost" ] || say_lost
`;

/**
 * Becomes the service, with a shell that keeps its log. That one is no child of
 * the service, which may wait for all of its own.
 */
const WITH_LIMIT = `
keep=$1 log=$2 earlier=$3 half=$4 pipe=$5 reader=$6 turned=$7
shift 7
rm -f "$pipe"
mkfifo -m 600 "$pipe" || exec "$@"
( (exec /bin/sh -c "$keep" hearth "$log" "$earlier" "$half" "$reader" "$turned" <"$pipe" >/dev/null 2>&1) & )
exec "$@" >"$pipe" 2>&1
`;

/**
 * The command with a limit on its log, in megabytes; the command itself when
 * there is none.
 */
export function withLogLimit(
  command: readonly string[],
  { log, logLimit }: {
    readonly log: string;
    readonly logLimit?: number | undefined;
  },
): readonly string[] {
  if (logLimit === undefined) return command;
  return [
    "/bin/sh",
    "-c",
    WITH_LIMIT,
    "hearth",
    KEEP_LOG,
    log,
    earlierPath(log),
    `${halfOf(logLimit)}`,
    pipePath(log),
    readerPath(log),
    turnedPath(log),
    ...command,
  ];
}

/** The command that keeps the log of what it reads from standard input. */
export function keepLogCommand(log: string, logLimit: number): string[] {
  const half = `${halfOf(logLimit)}`;
  const files = [log, earlierPath(log), half, readerPath(log), turnedPath(log)];
  return ["/bin/sh", "-c", KEEP_LOG, "hearth", ...files];
}
