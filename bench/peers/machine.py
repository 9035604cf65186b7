"""What the machine can do at best, measured in the same run by bench/machine."""
import json
import os
import subprocess
from dataclasses import dataclass

from side_by_side import ROOT, say


@dataclass
class Limits:
    """What the machine can do at best with so many threads, a second; measured by bench/machine."""
    bytes_: float
    distances: float
    multiply_adds: float

    def seconds(self, bytes_=0, distances=0, multiply_adds=0):
        """The time that so much work takes at least: that of the slowest part, as all can go on side by side."""
        return max(bytes_ / self.bytes_, distances / self.distances, multiply_adds / self.multiply_adds)


def machine_limits(threads_list, program=ROOT / "build/release/bench/grono_machine_limits"):
    """threads -> Limits; empty where the program is not built."""
    if not os.access(program, os.X_OK):
        say(f"{program} is not built: without the machine's limits")
        return {}
    made = {}
    for threads in threads_list:
        say(f"what the machine can do with {threads} threads")
        told = json.loads(subprocess.run([str(program), str(threads)], capture_output=True, text=True, check=True).stdout)
        made[threads] = Limits(told["bytes_per_second"], told["distances_per_second"], told["multiply_adds_per_second"])
    return made
