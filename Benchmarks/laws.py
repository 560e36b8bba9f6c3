#!/usr/bin/env python3
"""Times of the laws on the command line, and how they grow with width, depth and digits.

    swift build -c release --product layerlaw
    python3 Benchmarks/laws.py [path of layerlaw]

Each row is one process, start-up included, the median of three runs. No other system evaluates these
laws: the comparison with mpmath, python-flint and PARI on a single product density is in special.py.
"""
import statistics
import subprocess
import sys
import time

TOOL = sys.argv[1] if len(sys.argv) > 1 else ".build/release/layerlaw"
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


print("| law | quantity | digits | seconds |")
print("|---|---|---|---|")
for name, formula, digits, options in ROWS:
    seconds = statistics.median(run(formula, digits, options) for _ in range(3))
    print(f"| {name} | `{formula}` | {digits} | {seconds:.3f} |", flush=True)
