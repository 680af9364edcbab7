"""Starts and stops what a flake all in bash serves, with the scripts of its hook.

Runs as the first process of namespaces of its own, in the revision's directory and
with its .venv on PATH. Prints milliseconds and how many processes were left.
"""

import glob
import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request

PATIENCE = 60
"""Seconds within which all must answer."""

GRACE = 15
"""Seconds after which a process counts as left behind."""

BUSY = "print('busy', flush=True)\nwhile True: pass"


def runtime_file(pattern):
    """The newest of JupyterLab's own notes of that name."""
    found = glob.glob(os.path.join(os.environ["JUPYTER_RUNTIME_DIR"], pattern))
    return max(found, key=os.path.getmtime, default=None)


def answers(url):
    try:
        with urllib.request.urlopen(url, timeout=5):
            return True
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False


def wait_for(condition, seconds):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.005)
    return True


def others():
    """Living processes beside this one; zombies are dead."""
    count = 0
    for stat in glob.glob("/proc/[0-9]*/stat"):
        try:
            with open(stat) as file:
                text = file.read()
        except OSError:
            continue
        alive = text.rpartition(")")[2].split()[0] != "Z"
        count += alive and int(text.split(" ", 1)[0]) != os.getpid()
    return count


def timed(command, done, seconds):
    begun = time.monotonic()
    subprocess.run([command], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)
    in_time = wait_for(done, seconds)
    return (time.monotonic() - begun) * 1000, in_time


def keep_busy():
    """Starts a kernel through JupyterLab and has it compute for ever."""
    with open(runtime_file("jpserver-*.json")) as file:
        server = json.load(file)
    request = urllib.request.Request(
        f"{server['url']}api/kernels", b"{}",
        {"Authorization": f"token {server['token']}"})
    with urllib.request.urlopen(request) as answer:
        kernel = json.load(answer)["id"]
    from jupyter_client import BlockingKernelClient

    wait_for(lambda: runtime_file(f"kernel-{kernel}.json"), PATIENCE)
    client = BlockingKernelClient(
        connection_file=runtime_file(f"kernel-{kernel}.json"))
    client.load_connection_file()
    client.start_channels()
    client.wait_for_ready(timeout=PATIENCE)
    client.execute(BUSY)
    while client.get_iopub_msg(timeout=PATIENCE)["msg_type"] != "stream":
        pass
    client.stop_channels()


def all_answer():
    return all(map(answers, ["http://localhost:8888/api", "http://localhost:5001/"]))


started, ready = timed("start", all_answer, PATIENCE)
if not ready:
    sys.exit("the services did not answer")
if "busy" in sys.argv:
    keep_busy()
stopped, _ = timed("stop", lambda: others() == 0, GRACE)
print(json.dumps({"startMs": started, "stopMs": stopped, "left": others()}))
