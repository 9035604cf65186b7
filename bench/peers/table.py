"""The one table in which a comparison ends."""
import os
import sys

from side_by_side import Disagreement, Run


class Table:
    """Lines of a comparison, printed at its end as Markdown."""
    COLUMNS = ("workload", "threads", "program", "seconds", "ratio", "CPU s", "bytes each", "answers")

    def __init__(self):
        self._lines = []
        self._failures = []

    def add(self, workload, threads, program, run=None, ratio=None, size=None, answers=""):
        """@param ratio  the program's seconds over ours; None = does not apply. @param size  what the peak is divided by"""
        self._lines.append((workload, str(threads), program, _figure(run.seconds) if run else "",
                            f"{ratio:.3g}x" if ratio is not None else "",
                            _figure(run.cpu_seconds) if run and run.cpu_seconds is not None else "",
                            f"{run.peak_bytes / size:,.0f}" if run and size else "", answers))

    def add_peers(self, workload, threads, contest, check, size=None, targets=None):
        """The peers of a contest beside ours, which was run with `threads`.

        @param check  of a peer: what to say of its answers; raises Disagreement
        @param size  what the peak is divided by @param targets  name of a peer -> the ratio that is wanted"""
        ours = contest.best["grono"][0]
        for peer in contest.peers:
            run, its_threads = contest.best[peer.name]
            try:
                answers = check(peer)
            except Disagreement as wrong:
                answers = f"**DIFFERENT**: {wrong}"
                self._failures.append(f"{workload}, {threads} threads, {peer.name}: {wrong}")
            ratio = run.seconds / ours.seconds
            if target := (targets or {}).get(peer.name):
                answers += f"; {judged(f'target {target:g}x', ratio >= target, threads)}"
            used = its_threads if peer.is_parallel else 1
            name = peer.name if used == threads else f"{peer.name} ({used} thread{'s' * (used > 1)})"
            self.add(workload, threads, name, run, ratio, size, answers)

    def add_limit(self, workload, threads, limits, ours, **work):
        """The machine's limit as a line: the ratio is below 1, the part of our time that no program could save."""
        if threads not in limits or threads > (os.cpu_count() or 1):
            return
        least = limits[threads].seconds(**work)
        self.add(workload, threads, "machine's limit", Run(least, 0), least / ours.seconds,
                 answers="; ".join(f"{value:.3g} {name.strip('_').replace('_', '-')}" for name, value in work.items()))

    def add_skipped(self, workload, contest):
        for peer, reason in contest.skipped:
            self.add(workload, "", peer.name, answers=reason)
            if "FAILED" in reason:
                self._failures.append(f"{workload}, {peer.name}: {reason}")

    def end(self):
        """Prints it. @return the code to exit with: 1 where answers differ or a peer failed"""
        lines = [self.COLUMNS, *self._lines]
        widths = [max(len(line[column]) for line in lines) for column in range(len(self.COLUMNS))]
        right = {1, 3, 4, 5, 6}
        for number, line in enumerate(lines):
            print("| " + " | ".join(cell.rjust(width) if column in right else cell.ljust(width)
                                    for column, (cell, width) in enumerate(zip(line, widths))) + " |")
            if number == 0:
                print("|" + "|".join("-" * (width + 1) + (":" if column in right else "-") for column, width in enumerate(widths)) + "|")
        print(f"\n{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end; ratio = seconds of the program / seconds of grono; "
              "CPU s = of all threads, reading and writing among it")
        for failure in self._failures:
            print(f"not as it must be: {failure}", file=sys.stderr)
        return 1 if self._failures else 0


def judged(target, is_met, threads):
    """A target with what came of it; where threads are more than cores it can't be judged."""
    if threads > (os.cpu_count() or 1):
        return f"{target} asks for {threads} cores, here are {os.cpu_count()}"
    return f"{target} {'met' if is_met else 'missed'}"


def _figure(seconds):
    return f"{seconds:.3f}" if seconds < 10 else f"{seconds:,.1f}"
