"""Python alone: int over a common denominator, and fractions.Fraction."""

from fractions import Fraction

import loops
from recursion import arguments, timed


def main():
    kind, width, depth, order, d = arguments()
    if kind == "symbolic":
        return
    show = lambda values: [str(values[1]), str(values[order])]
    timed("int, common denominator",
          lambda: loops.integers(int, Fraction, width, depth, order, d), show)
    if order * depth <= 1000:
        timed("Fraction", lambda: loops.fractions(Fraction, width, depth, order, d), show)


main()
