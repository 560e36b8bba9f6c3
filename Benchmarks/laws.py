#!/usr/bin/env python3
"""Times of the laws on the command line, and how they grow with width, depth and digits.

    swift build -c release --product layerlaw
    python3 Benchmarks/laws.py [path of layerlaw]

Each row is one process, start-up included, the median of three runs. No other system has these laws;
the second table sets beside ours what a user of one has to program for a single density
(peers/laws_peers.py), CPU seconds of ours being those of the whole process. Products of chi-squares
alone are in special.py.
"""
import json
import pathlib
import resource
import statistics
import subprocess
import sys
import time

TOOL = sys.argv[1] if len(sys.argv) > 1 else ".build/release/layerlaw"
PEERS = pathlib.Path(__file__).resolve().parent / "peers" / "laws_peers.py"
LIMIT = 60
GRID = "x=1/50..4:1/50"
ROWS = [
    ("width 3, depth 2", "density(1)", 50, "--width 3 --depth 2"),
    ("width 200, depth 1", "density(1)", 50, "--width 200 --depth 1"),
    ("width 200, depth 10", "density(1)", 50, "--width 200 --depth 10"),
    ("width 200, depth 100", "density(1)", 50, "--width 200 --depth 100"),
    ("width 200, depth 1000", "density(1)", 50, "--width 200 --depth 1000"),
    ("width 1000, depth 50", "density(1)", 50, "--width 1000 --depth 50"),
    ("width 50, depth 5", "density(1)", 50, "--width 50 --depth 5"),
    ("width 50, depth 5", "density(1)", 200, "--width 50 --depth 5"),
    ("width 50, depth 5", "density(1)", 1000, "--width 50 --depth 5"),
    ("width 200, depth 10, 200 points", "density(x)", 50, f"--width 200 --depth 10 --for {GRID}"),
    ("width 200, depth 10, 200 points", "cdf(x)", 50, f"--width 200 --depth 10 --for {GRID}"),
    ("width 200, depth 10", "quantile(1/2)", 50, "--width 200 --depth 10"),
    ("width 3, depth 2, bias 1/10", "density(1)", 50, "--width 3 --depth 2 --bias-variance 1/10"),
    ("width 3, depth 20, bias 1/10", "density(1)", 50, "--width 3 --depth 20 --bias-variance 1/10"),
    ("width 10, depth 5, bias 1/10", "density(1)", 50, "--width 10 --depth 5 --bias-variance 1/10"),
    ("width 3, depth 2, bias 1/10", "survival(10^7)", 30,
     "--width 3 --depth 2 --bias-variance 1/10"),
    ("width 3, depth 2, bias 1/10", "density(10^-300)", 30,
     "--width 3 --depth 2 --bias-variance 1/10"),
    ("width 10, stationary, bias 1/10", "density(1)", 30,
     "--width 10 --depth inf --weight-variance 1/10 --bias-variance 1/10"),
    ("width 3, depth 5, bias 1/10", "mellin(1)", 30, "--width 3 --depth 5 --bias-variance 1/10"),
    ("width 3, depth 2, bias 1/10", "joint_cdf([1/2,1])", 30,
     "--width 3 --depth 2 --bias-variance 1/10"),
    ("width 10, depth 3, leaky 1/100", "density(1)", 50,
     "--width 10 --depth 3 --activation leaky:1/100"),
    ("width 200, depth 10, leaky 1/100", "density(1)", 50,
     "--width 200 --depth 10 --activation leaky:1/100"),
    ("width 10, depth 3, leaky 1/100", "density(1)", 200,
     "--width 10 --depth 3 --activation leaky:1/100"),
    ("width 10, depth 3, orthogonal", "density(1)", 50,
     "--width 10 --depth 3 --ensemble orthogonal"),
    ("width 200, depth 10, orthogonal", "density(1)", 50,
     "--width 200 --depth 10 --ensemble orthogonal"),
    ("width 10, depth 3, orthogonal, 200 points", "density(x)", 50,
     f"--width 10 --depth 3 --ensemble orthogonal --for {GRID}"),
    ("width 50, depth 5, orthogonal", "density(1)", 1000,
     "--width 50 --depth 5 --ensemble orthogonal"),
]


def run(formula, digits, options):
    start = time.perf_counter()
    subprocess.run(
        [TOOL, "eval", formula, "--digits", str(digits), "--quiet", *options.split()],
        check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def cpu_seconds(command):
    """CPU seconds of a command, and what it printed; None when it fails or takes too long."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    try:
        done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=LIMIT)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired, FileNotFoundError):
        return None, None
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before, done.stdout.strip()


def digits_in_common(ours, theirs):
    """How many leading digits two decimals near 1 share."""
    theirs = theirs.strip("[]").split(" ")[0]
    count = 0
    for left, right in zip(ours, theirs):
        if left != right:
            break
        count += left.isdigit()
    return count


COMPARED = [
    ("width 3, depth 2", 50, "--width 3 --depth 2",
     ["flint mellin 3 2", "mpmath mellin 3 2", "mpmath mixture 3 2", "pari mixture 3 2"]),
    ("width 10, depth 3", 50, "--width 10 --depth 3",
     ["flint mellin 10 3", "mpmath mellin 10 3", "mpmath mixture 10 3", "pari mixture 10 3"]),
    ("width 10, depth 3", 200, "--width 10 --depth 3",
     ["flint mellin 10 3", "mpmath mellin 10 3", "pari mixture 10 3"]),
    ("width 200, depth 10", 50, "--width 200 --depth 10",
     ["flint mellin 200 10", "mpmath mellin 200 10"]),
    ("width 50, depth 5", 1000, "--width 50 --depth 5", ["flint mellin 50 5"]),
    ("width 3, depth 2, bias 1/10", 50,
     "--width 3 --depth 2 --bias-variance 1/10", ["flint biased 3"]),
]


def compare():
    print("\n| `density(1)` | digits | ours, CPU s | " + "others: CPU s, digits in common |")
    print("|---|---|---|---|")
    for name, digits, options, peers in COMPARED:
        command = [TOOL, "eval", "density(1)", "--digits", str(digits), *options.split()]
        runs = [cpu_seconds(command) for _ in range(3)]
        value = runs[0][1]
        cells = []
        for peer in peers:
            _, text = cpu_seconds([sys.executable, str(PEERS), *peer.split(), "1", str(digits)])
            if text is None:
                cells.append(f"{peer}: none within {LIMIT} s")
                continue
            answer = json.loads(text)
            common = digits_in_common(value, answer["value"])
            cells.append(f"{peer}: {answer['seconds']:.3f}, {common}")
        ours = statistics.median(seconds for seconds, _ in runs)
        print(f"| {name} | {digits} | {ours:.3f} | " + "; ".join(cells) + " |", flush=True)


def main():
    print("| law | quantity | digits | seconds |")
    print("|---|---|---|---|")
    for name, formula, digits, options in ROWS:
        seconds = statistics.median(run(formula, digits, options) for _ in range(3))
        print(f"| {name} | `{formula}` | {digits} | {seconds:.3f} |", flush=True)
    compare()


if __name__ == "__main__":
    main()
