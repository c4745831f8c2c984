"""What a program uses: for the other scripts here. Runs on Unix, whose `wait4` tells what a single process used."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass


@dataclass
class Usage:
    """What a program used: seconds, seconds of all processors together, bytes at the peak."""

    wall: float
    cpu: float
    peak: int


def run(command: list[str], cwd: str | None = None) -> Usage:
    """Runs a program without showing what it says; ends with it where it fails."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"`{' '.join(map(str, command))}` failed with status {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Usage(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * unit)


def least(runs: list[Usage]) -> Usage:
    """The least times of some runs, and the highest peak."""
    return Usage(min(run.wall for run in runs), min(run.cpu for run in runs), max(run.peak for run in runs))
