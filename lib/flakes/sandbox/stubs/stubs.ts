/**
 * Programs that come before the machine's own while a flake is confined: a
 * browser that only notes what it is asked for, and what an emulated platform
 * has.
 *
 * @module
 */

/** A machine as a flake shall see it. */
export interface SeenMachine {
  /** For instance `aarch64-darwin`. */
  readonly system: string;
  /** Whether that is another platform than the real one. */
  readonly emulated: boolean;
  /** Whether there is a graphics card that `nvidia-smi` answers for. */
  readonly nvidiaSmi: boolean;
}

/** Programs to put first, and names to hide. */
export interface Stubs {
  /** Shell scripts by name. */
  readonly programs: Readonly<Record<string, string>>;
  readonly hidden: readonly string[];
}

/** Where the browser notes, inside, what it was asked to open, line by line. */
export const OPENED = "/tmp/hearth/opened";

/** The release of Darwin that is emulated: macOS 14. */
const DARWIN = "23.6.0";

const BROWSER = `#!/bin/sh
printf '%s\\n' "$*" >>${OPENED}
`;

const LINUX_BROWSERS = [
  "xdg-open",
  "wslview",
  "sensible-browser",
  "x-www-browser",
  "www-browser",
  "gnome-open",
];

const NVIDIA_SMI = `#!/bin/sh
echo "NVIDIA-SMI 550.54  Driver Version: 550.54  CUDA Version: 12.4"
`;

/** What comes before the machine's own programs. */
export function stubsFor(
  { system, emulated, nvidiaSmi }: SeenMachine,
): Stubs {
  const [arch = "", os = ""] = system.split("-");
  const isDarwin = os === "darwin";
  const browsers = isDarwin ? ["open"] : LINUX_BROWSERS;
  return {
    programs: {
      ...Object.fromEntries(browsers.map((name) => [name, BROWSER])),
      hearth_browser: BROWSER,
      ...(emulated && { uname: unameOf(arch, isDarwin) }),
      ...(emulated && isDarwin && { sw_vers: SW_VERS }),
      ...(nvidiaSmi && { "nvidia-smi": NVIDIA_SMI }),
    },
    hidden: [
      ...(isDarwin ? LINUX_BROWSERS : []),
      ...(nvidiaSmi ? [] : ["nvidia-smi"]),
    ],
  };
}

const SW_VERS = `#!/bin/sh
case \${1-} in
*roductName) echo macOS ;;
*roductVersion) echo 14.6.1 ;;
*uildVersion) echo 23G93 ;;
*) printf 'ProductName:\\t\\tmacOS\\nProductVersion:\\t\\t14.6.1\\nBuildVersion:\\t\\t23G93\\n' ;;
esac
`;

/** Answers for the flags that scripts ask with; the real one for the rest. */
function unameOf(arch: string, isDarwin: boolean): string {
  const machine = isDarwin && arch === "aarch64" ? "arm64" : arch;
  const name = isDarwin ? "Darwin" : "Linux";
  const release = isDarwin ? DARWIN : "6.1.0";
  const all = `${name} localhost ${release} ${name} ${machine}`;
  return `#!/bin/sh
case \${1--s} in
-s | --kernel-name) echo ${name} ;;
-r | --kernel-release) echo ${release} ;;
-m | -p | --machine) echo ${machine} ;;
-n | --nodename) echo localhost ;;
-o | --operating-system) echo ${isDarwin ? name : "GNU/Linux"} ;;
-sm | -ms) echo ${name} ${machine} ;;
-rs | -sr) echo ${name} ${release} ;;
*) echo ${all} ;;
esac
`;
}
