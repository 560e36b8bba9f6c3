#!/usr/bin/env python3
"""Times exact moments here and in other systems, checks that all agree, prints the ratios.

    make benchmark                      # builds first
    python3 Benchmarks/moments.py       # .build/release/layerlaw has to be there
    python3 Benchmarks/moments.py --quick

Ours is the whole process, start to exit, with printing; a peer is timed inside its process around
the computation alone, without start-up and without printing. Both in CPU seconds, medians.
"""

import argparse
import json
import os
import pathlib
import resource
import statistics
import subprocess
import sys
from fractions import Fraction

HERE = pathlib.Path(__file__).resolve().parent
TOOL = HERE.parent / ".build" / "release" / "layerlaw"
MODULES = {"flint": "python-flint", "gmpy2": "gmpy2", "fractions": "Python", "sympy": "SymPy"}
# Width, depth, order, 1/sb2. The first is the case that the README quotes.
EXACT = [
    (200, 100, 50, 100), (200, 100, 10, 100), (200, 100, 25, 100), (200, 25, 50, 100),
    (200, 50, 50, 100), (200, 200, 50, 100),
]
SYMBOLIC = [(200, 10, 10, 100), (200, 10, 20, 100), (200, 10, 30, 100)]
# The methods that take the step which makes ours fast; shown, and compared apart.
SAME_ALGORITHM = "Pascal by additions"
# The recursion as one writes it first: rational matrices and rational scalars.
RATIONAL = {
    "fmpq_mat times vector", "fmpq_mat power", "fmpq scalars", "mpq",
    "rational matrix times vector", "rational matrix power",
}


def ours(kind, width, depth, order, d, runs=5):
    """(median CPU seconds, value of the moment as text or None)."""
    quantity = f"moment({order})"
    command = [str(TOOL)]
    if kind == "exact":
        command += ["eval", quantity, "--width", str(width), "--depth", str(depth),
                    "--bias-variance", f"1/{d}", "--digits", "300", "--format", "json"]
    else:
        command += ["derive", quantity, "--width", "N", "--depth", str(depth),
                    "--bias-variance", "2/N", "--format", "json"]
    seconds = []
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip() or done.returncode}")
        seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        if sum(seconds) > 10:
            break
    value = json.loads(done.stdout)["results"][0]["exact"] if kind == "exact" else None
    return statistics.median(seconds), value


def peers(kind, case, limit):
    """Yields (system, line of JSON) and, for a system that cannot run, (system, reason)."""
    environment = dict(os.environ, PYTHONPATH=str(HERE / "peers"))
    for module, name in MODULES.items():
        if subprocess.run([sys.executable, "-c", f"import {module}"], capture_output=True).returncode:
            yield name, f"skipped: the Python module {module} is not installed"
            continue
        command = [sys.executable, str(HERE / "peers" / f"peer_{module}.py"), kind, *map(str, case)]
        yield from lines(name, command, limit, environment)
    try:
        subprocess.run(["gp", "--version-short"], capture_output=True, stdin=subprocess.DEVNULL)
    except FileNotFoundError:
        yield "PARI/GP", "skipped: gp is not installed"
        return
    width, depth, order, d = case
    head = f'kind = "{kind}"; N = {width}; L = {depth}; M = {order}; d = {d}; runs = 5;\n'
    program = head + (HERE / "peers" / "peer_pari.gp").read_text()
    yield from lines("PARI/GP", ["gp", "-f", "-q", "-s", "1G"], limit, environment, program)


def lines(name, command, limit, environment, text=""):
    try:
        done = subprocess.run(command, capture_output=True, text=True, input=text,
                              env=environment, timeout=limit)
        output, failed = done.stdout, done.returncode != 0
        error = done.stderr
    except subprocess.TimeoutExpired as expired:
        output, failed = (expired.stdout or b"").decode(), False
        error = ""
        yield name, f"stopped after {limit} s"
    for line in output.splitlines():
        if line.startswith("{"):
            yield name, json.loads(line)
    if failed or (error and not output):
        yield name, f"failed: {error.strip().splitlines()[-1] if error.strip() else 'no message'}"


def row(system, method, seconds, ratio, note=""):
    ratio = "" if ratio is None else f"{ratio:8.2f}"
    print(f"  {system:14} {method:44} {seconds * 1000:10.1f} ms {ratio:>8} {note}".rstrip(), flush=True)


def run(kind, case, limit, have_ours):
    """Prints the table of one case; returns (ours, best peer, best of the same algorithm)."""
    width, depth, order, d = case
    bias = f"sb2 = 1/{d}" if kind == "exact" else "sb2 = 2/N, symbolic N"
    print(f"\n{kind}: E z_{depth}^{order}, N = {width if kind == 'exact' else 'N'}, {bias}")
    print(f"  {'system':14} {'method':44} {'CPU':>13} {'/ ours':>8}")
    mine, value = None, None
    if have_ours:
        try:
            mine, value = ours(kind, *case)
            row("LayerLaw", "whole process", mine, 1.0)
        except (RuntimeError, KeyError, ValueError) as error:
            print(f"  LayerLaw       failed: {error}")
    values = {} if value is None else {"LayerLaw": Fraction(value)}
    best = same = plain = None
    for name, line in peers(kind, case, limit):
        if isinstance(line, str):
            print(f"  {name:14} {line}")
            continue
        seconds = max(line["seconds"], 1e-6)
        row(name, line["method"], seconds, None if not mine else seconds / mine)
        if SAME_ALGORITHM in line["method"]:
            same = seconds if same is None else min(same, seconds)
        elif best is None or seconds < best[0]:
            best = (seconds, f"{name}, {line['method']}")
        if line["method"] in RATIONAL and (plain is None or seconds < plain[0]):
            plain = (seconds, f"{name}, {line['method']}")
        result = line["value"]
        if kind == "exact":
            if Fraction(result[0]) != mean(depth, d, width):
                sys.exit(f"{name}, {line['method']}: E z_{depth} is {result[0]}")
            result = result[1]
        values[f"{name}, {line['method']}"] = Fraction(result)
    if len(set(values.values())) > 1:
        sys.exit(f"the systems disagree on {case}: " + "; ".join(
            f"{name}: {float(value)}" for name, value in values.items()))
    if kind == "exact" and values:
        numerator = next(iter(values.values())).numerator
        print(f"  all equal; the numerator has {numerator.bit_length()} bits")
        if case == EXACT[0] and numerator.bit_length() != 33484:
            sys.exit("the numerator of E z_100^50 should have 33484 bits")
    elif values:
        print("  all equal at N = 200")
    if mine and best:
        print(f"  best peer: {best[1]}, {best[0] / mine:.2f} times ours")
    if mine and plain:
        print(f"  best in rationals: {plain[1]}, {plain[0] / mine:.2f} times ours")
    if mine and same:
        print(f"  best peer with our algorithm: {same / mine:.2f} times ours")
    return mine, best and best[0], same


def mean(depth, d, width):
    """E z_l = E z_{l-1} + N / (2 d), by hand."""
    return 1 + Fraction(depth * width, 2 * d)


def main():
    sys.set_int_max_str_digits(0)
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="the first case of each kind only")
    parser.add_argument("--limit", type=int, default=120, help="seconds for a system and case")
    options = parser.parse_args()
    have_ours = TOOL.exists()
    if not have_ours:
        print(f"LayerLaw skipped: {TOOL} is not built (make build)")
    table = []
    for kind, cases in (("exact", EXACT), ("symbolic", SYMBOLIC)):
        for case in cases[:1] if options.quick else cases:
            table.append((kind, case, run(kind, case, options.limit, have_ours)))
    print("\nGrowth (CPU ms): depth L and order m, ours, the best peer, its ratio to ours, and the")
    print(f"best peer with our algorithm ({SAME_ALGORITHM})")
    for kind, (_, depth, order, _), (mine, best, same) in sorted(table, key=lambda t: t[:2]):
        cells = [f"{x * 1000:10.1f}" if x else f"{'-':>10}" for x in (mine, best)]
        cells.append(f"{best / mine:8.2f}" if best and mine else f"{'-':>8}")
        cells.append(f"{same * 1000:10.1f}" if same else f"{'-':>10}")
        print(f"  {kind:9} L = {depth:<4} m = {order:<3}", *cells)


if __name__ == "__main__":
    main()
