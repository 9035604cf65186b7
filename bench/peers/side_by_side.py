"""What all comparisons share: commands that are run beside one another, the least seconds of several runs, the peak of memory.

A peer is a command for the shell. Before it is run these words in it are replaced:

    {input}    the file (or folder) with the data        {output}   where its answer goes
    {threads}  how many it may use                       and the parameters that each comparison names in its --help

The last line that it prints may be the seconds it computed, without reading and writing, and behind a blank the bytes it
held at most; without the first its time on the clock counts, without the second what the system saw of it.
"""
import argparse
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
COMMANDS = HERE / "commands"

# A small process between this one and the peer: the system counts into the peak of a program what its parent held when it
# was started, and this program holds the data.
_BETWEEN = """import resource, subprocess, sys
code = subprocess.call(sys.argv[2:])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
with open(sys.argv[1], "w") as told: told.write(f"{used.ru_maxrss * 1024} {used.ru_utime + used.ru_stime}")
sys.exit(code if code >= 0 else 128 - code)"""


class Disagreement(Exception):
    """Two programs have different answers to one question."""


class Failed(Exception):
    """A program ended with an error."""


@dataclass
class Run:
    """One run of a program."""
    seconds: float                             # of computing, on the clock
    peak_bytes: int
    cpu_seconds: float | None = None           # of all its threads, reading and writing among it; None = not known
    told: dict = field(default_factory=dict)   # what --timings says, of ours


@dataclass
class Peer:
    """A program that the same question is put to."""
    name: str
    command: str                      # see above
    is_parallel: bool = False         # whether {threads} changes anything
    at_most: int | None = None        # the largest size that it is asked for; None = any
    missing: str = ""                 # why it can't be run here


def options(doc, threads="1,2,4", repeats=3):
    """The options that every comparison has; the first line of `doc` and all below it become the help."""
    made = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--threads", type=numbers, default=numbers(threads), help=f"comma-separated; {threads} if not given")
    made.add_argument("--repeats", type=int, default=repeats, help="runs of each program, the least counts")
    made.add_argument("--repeat-below", type=float, default=20, metavar="SECONDS", help="what takes longer is run once")
    made.add_argument("--peer", action="append", default=[], metavar="NAME=COMMAND", help="one more program, see above")
    made.add_argument("--without", action="append", default=[], metavar="NAME", help="leave out the peer of this name")
    made.add_argument("--at-most", action="append", default=[], metavar="NAME=SIZE", help="largest size for a peer; NAME=0: any")
    made.add_argument("--grono", default=str(ROOT / "build/release/grono"), help="the program to measure")
    return made


def numbers(text):
    return [int(each) for each in text.split(",") if each]


def chosen_peers(packaged, given):
    """Those that the distribution has and those named by the user, without those left out."""
    peers = [peer for peer in packaged if peer.name not in given.without]
    for name, _, command in (each.partition("=") for each in given.peer):
        if not command:
            sys.exit(f"--peer {name}: no command: give NAME=COMMAND")
        peers.append(Peer(name, command, is_parallel="{threads}" in command))
    sizes = dict(each.rsplit("=", 1) for each in given.at_most)
    for peer in peers:
        if peer.name in sizes:
            peer.at_most = int(sizes[peer.name]) or None
    return peers


def r_peer(name, script, arguments, packages=(), **more):
    """A peer that is an R script of ours around functions of R."""
    return Peer(name, f"Rscript {COMMANDS / script} {arguments}", missing=missing_in_r(packages), **more)


def python_peer(name, script, arguments, modules=(), **more):
    """A peer that is a Python script of ours around functions of a module."""
    return Peer(name, f"/usr/bin/python3 {COMMANDS / script} {arguments}", missing=missing_in_python(modules), **more)


def missing_in_r(packages):
    if not shutil.which("Rscript"):
        return "not installed (r-base-core)"
    for package in packages:
        asked = subprocess.run(["Rscript", "-e", f'cat(requireNamespace("{package}", quietly=TRUE))'], capture_output=True, text=True)
        if asked.stdout != "TRUE":
            return f"not installed (r-cran-{package})"
    return ""


def missing_in_python(modules):
    from importlib.util import find_spec
    return next((f"not installed (python3-{name})" for name in modules if find_spec(name) is None), "")


def run_shell(command, **words):
    """Runs a peer's command with its words replaced. @return its Run"""
    for word, value in words.items():
        command = command.replace("{" + word + "}", shlex.quote(str(value)))
    return _run(["sh", "-c", command])


def run_grono(given, arguments, threads):
    """Runs `grono map …`. @return its Run, the seconds those of computing"""
    if not os.access(given.grono, os.X_OK):
        sys.exit(f"{given.grono} is not there: build it (script/bench does), or name another with --grono")
    run = _run([given.grono, "map", *map(str, arguments), "--threads", str(threads), "--timings"])
    run.told |= json.loads(run.told["errors"].splitlines()[-1])
    run.seconds, run.peak_bytes = run.told["seconds"]["computing"], run.told["peak_bytes"]
    return run


def _run(command):
    with tempfile.NamedTemporaryFile() as used:
        begin = time.perf_counter()
        done = subprocess.run([sys.executable, "-S", "-c", _BETWEEN, used.name, *command], capture_output=True, text=True)
        seconds = time.perf_counter() - begin
        if done.returncode != 0:
            raise Failed(f"{shlex.join(command)} ended with {done.returncode}:\n{done.stderr.strip()[-1000:]}")
        peak, cpu_seconds = Path(used.name).read_text().split()
        run = Run(seconds, int(peak), float(cpu_seconds), {"errors": done.stderr, "output": done.stdout})
    last = done.stdout.strip().splitlines()[-1:]
    try:
        told = [float(word) for word in last[0].split()] if last else []
    except ValueError:
        told = []
    if len(told) in (1, 2):
        run.seconds = told[0]
    if len(told) == 2:
        run.peak_bytes, run.cpu_seconds = int(told[1]), None  # a server's work is not seen from here
    return run


def race(given, runners):
    """Runs programs in turn, again and again. @param runners name -> function that makes a Run. @return name -> the quickest"""
    best = {}
    for repeat in range(max(1, given.repeats)):
        for name, runner in runners.items():
            if repeat > 0 and best[name].seconds > given.repeat_below:
                continue
            say(f"{name}, run {repeat + 1}")
            run = runner()
            if name not in best or run.seconds < best[name].seconds:
                best[name] = run
    return best


class Contest:
    """Ours and its peers on one workload, with more and more threads. A peer that more threads do not help keeps its best."""

    def __init__(self, given, peers, size=0):
        self._given = given
        self.peers = [peer for peer in peers if not reason_to_skip(peer, size)]
        self.skipped = [(peer, reason_to_skip(peer, size)) for peer in peers if reason_to_skip(peer, size)]
        self.best = {}  # name of a peer -> its quickest Run up to now, and with how many threads

    def run(self, threads, ours, of_peer):
        """@param ours  makes our Run. @param of_peer  makes that of a peer, given it. @return our quickest"""
        runners = {"grono": ours}
        for peer in self.peers:
            if peer.name not in self.best or (peer.is_parallel and threads <= (os.cpu_count() or 1)):
                runners[peer.name] = lambda peer=peer: self._run_peer(peer, of_peer)
        for name, run in race(self._given, runners).items():
            if name not in self.best or name == "grono" or run.seconds < self.best[name][0].seconds:
                self.best[name] = run, threads
        return self.best["grono"][0]

    def _run_peer(self, peer, of_peer):
        """A peer that fails is out of the contest, which goes on."""
        try:
            return of_peer(peer)
        except Failed as failure:
            say(failure)
            self.peers.remove(peer)
            self.skipped.append((peer, f"**FAILED**: {str(failure).splitlines()[-1]}"))
            return Run(float("inf"), 0)


def scale(run, factor):
    """A run of a part of the work as one of all of it; its CPU seconds, which hold reading, can't be scaled."""
    run.seconds *= factor
    run.cpu_seconds = None


def say(text):
    """What is going on, for those who wait."""
    print(f"  … {text}", file=sys.stderr, flush=True)


def reason_to_skip(peer, size):
    """Why a peer is not asked at this size; empty where it is."""
    if peer.missing:
        return peer.missing
    if peer.at_most is not None and size > peer.at_most:
        return f"not asked above {peer.at_most:,} (--at-most '{peer.name}=0' asks it)"
    return ""
