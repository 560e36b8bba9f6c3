#!/usr/bin/env python3
"""Times special functions and integrals here and in other systems, and prints the ratios.

    make benchmark-special
    python3 Benchmarks/special.py --tables confluent,product,integral --limit 60

Ours runs in one process (the package in this folder), medians of CPU seconds after a first run,
which is shown apart; so does every peer, each case in a process of its own that is ended at the
limit. Every value is compared with ours.
"""

import argparse
import json
import pathlib
import statistics
import subprocess
import sys
import time

sys.set_int_max_str_digits(0)

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "peers"))


class Fraction:
    """p/q without the standard library's normalisation, as the peers take it."""

    def __init__(self, text):
        top, _, bottom = text.partition("/")
        self.p, self.q = int(top), int(bottom or "1")

    def __float__(self):
        return self.p / self.q


def child(system, name, arguments):
    """Runs in a process of its own: prints median CPU seconds, first seconds and the value."""
    module = __import__(f"special_{system}")
    work = getattr(module, name)
    times, spent = [], 0.0
    while not times or (spent < 1.0 and len(times) < 31):
        start = time.process_time()
        value = work(*arguments)
        times.append(time.process_time() - start)
        spent += times[-1]
    later = times[1:] or times
    digits = arguments[-1]
    if system == "flint":
        text = value.str(digits + 5, radius=True)
    else:
        module.mpmath.mp.dps = digits
        text = module.mpmath.nstr(value, digits, min_fixed=1, max_fixed=0)
    # mpmath keeps what it computed: its first run is the one that a user waits for.
    seconds = times[0] if system == "mpmath" else statistics.median(later)
    print(json.dumps({"seconds": seconds, "value": text}))


def parsed(kind, words):
    if kind == "meijerg":
        return int(words[0]), Fraction(words[1]), int(words[2])
    if kind == "product":
        return [int(k) for k in words[0].split(",")], int(words[1]), int(words[2])
    return Fraction(words[0]), int(words[1])


def peer(system, name, kind, words, limit):
    """(seconds, value) or (None, reason)."""
    try:
        if system == "pari":
            import special_pari
            program = getattr(special_pari, name)(*parsed(kind, words))
            done = subprocess.run(
                ["gp", "-q", "-f"], input=program, capture_output=True, text=True, timeout=limit)
            lines = done.stdout.splitlines()
            if len(lines) < 2:
                return None, "error"
            return float(lines[0]), lines[1].replace(" ", "")
        done = subprocess.run(
            [sys.executable, __file__, "--child", system, name, kind, *words],
            capture_output=True, text=True, timeout=limit)
        if done.returncode != 0:
            return None, done.stderr.strip().splitlines()[-1].split(":")[0]
        answer = json.loads(done.stdout)
        return answer["seconds"], answer["value"]
    except subprocess.TimeoutExpired:
        return None, f"> {limit} s"
    except FileNotFoundError:
        return None, "not installed"


class Ours:
    def __init__(self):
        subprocess.run(
            ["swift", "build", "-c", "release", "--package-path", str(HERE)], check=True,
            stdout=subprocess.DEVNULL)
        self.process = subprocess.Popen(
            [str(HERE / ".build" / "release" / "LayerLawBenchmarks")], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True)

    def run(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


def plain(text):
    """Mantissa digits and exponent of a decimal in any of the peers' notations."""
    text = text.strip("[]").split(" ")[0].split("+/-")[0].lower().replace("*10^", "e")
    mantissa, _, exponent = text.partition("e")
    sign = mantissa.startswith("-")
    whole, _, fraction = mantissa.lstrip("-+").partition(".")
    digits = (whole + fraction).lstrip("0")
    leading = len((whole + fraction)) - len(digits)
    return sign, digits, int(exponent or 0) + len(whole) - leading


def agreeing(left, right):
    """How many leading digits two decimals share, a last digit one apart aside."""
    a, b = plain(left), plain(right)
    if a[0] != b[0] or a[2] != b[2]:
        return 0
    size = min(len(a[1]), len(b[1]))
    x, y = int(a[1][:size] or 0), int(b[1][:size] or 0)
    return size - len(str(abs(x - y))) + (x == y) if x != y else size


def row(ours, workload, kind, words, peers, limit):
    mine = ours.run(workload)
    if "error" in mine:
        print(f"  {workload}: {mine['error']}")
        return
    cells = [f"{1000 * mine['seconds']:9.3f} ms (first {1000 * mine['first']:.1f}; {mine['method']})"]
    for system, name in peers:
        seconds, value = peer(system, name, kind, words, limit)
        label = f"{system} {name}"
        if seconds is None:
            cells.append(f"{label}: {value}")
            continue
        shared = agreeing(mine["value"].split(";")[0], value)
        ratio = seconds / max(mine["seconds"], 1e-9)
        cells.append(f"{label}: {1000 * seconds:.1f} ms, x{ratio:.1f}, {shared} digits agree")
    print(f"  {workload}: " + " | ".join(cells), flush=True)


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--tables", default="confluent,product,integral")
    options.add_argument("--limit", type=float, default=60, help="seconds for one peer's case")
    options.add_argument("--quick", action="store_true", help="fewer cases")
    options.add_argument("--child", nargs="+", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.child:
        system, name, kind, *words = chosen.child
        return child(system, name, parsed(kind, words))
    ours = Ours()
    tables = chosen.tables.split(",")
    if "confluent" in tables:
        print("Confluent G^{L,0}_{0,L}(z | 0, ..., 0), one value")
        for digits in (50, 200, 1000, 5000):
            for factors in ((2, 10) if chosen.quick else (2, 3, 5, 10)):
                for z in (("5",) if chosen.quick else ("1/2", "5", "10000")):
                    peers = [("flint", "residue_series"), ("flint", "second_residue_series")]
                    if digits <= 200:
                        peers += [("flint", "confluent_integral"), ("pari", "meijerg")]
                        if z == "5":
                            peers.append(("mpmath", "meijerg"))
                    row(ours, f"meijerg {factors} {z} {digits}", "meijerg",
                        [str(factors), z, str(digits)], peers, chosen.limit)
    if "product" in tables:
        print("Density of a product of chi-squares, 200 points from mean/10 to 10 mean, 50 digits")
        for degrees in ("200,200", "4,4,4", "3,3,3,3,3", ",".join(["200"] * 10), "3,4,4,6,7"):
            peers = [("pari", "product_density")]
            if not chosen.quick:
                peers += [("flint", "product_integral"), ("mpmath", "product_density")]
            row(ours, f"product {degrees} 200 50", "product", [degrees, "200", "50"], peers,
                chosen.limit)
    if "integral" in tables:
        print("The integral of x^(s-1) 2 K_0(2 sqrt x) over x > 0")
        for s in ("3", "1/2"):
            for digits in (50, 100) if chosen.quick else (50, 100, 500):
                formula = f"integrate(x^({s}-1)*2*besselk(0,2*sqrt(x)),x,0,inf)"
                row(ours, f"evaluate {formula} {digits}", "integral", [s, str(digits)],
                    [("flint", "mellin_of_bessel"), ("pari", "mellin_of_bessel"),
                     ("mpmath", "mellin_of_bessel")], chosen.limit)


if __name__ == "__main__":
    main()
