"""Prints the most anonymous memory in KiB that a command had in any of several runs: file pages, which
can be dropped, do not count. It is looked at as often as it goes, so that no peak escapes that lasts.

    python3 peak.py RUNS COMMAND
"""
import shlex
import subprocess
import sys


def anonymous(status):
    for line in status:
        if line.startswith("RssAnon:"):
            return int(line.split()[1])
    return 0


peak = 0
for _ in range(int(sys.argv[1])):
    process = subprocess.Popen(
        shlex.split(sys.argv[2]), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while process.poll() is None:
        try:
            with open(f"/proc/{process.pid}/status") as status:
                peak = max(peak, anonymous(status))
        except (FileNotFoundError, ProcessLookupError):
            pass
    if process.returncode < 0:
        sys.exit(f"{sys.argv[2]} was ended by signal {-process.returncode}")
print(peak)
