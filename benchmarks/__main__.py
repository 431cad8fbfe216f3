"""Runs all benchmarks, each in a process of its own: `python -m benchmarks`, or some by name."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

_NOT_BENCHMARKS = {"__init__", "__main__", "side_by_side"}


def main() -> int:
    names = _asked_for(sorted({path.stem for path in Path(__file__).parent.glob("*.py")} - _NOT_BENCHMARKS))
    print(f"{'ours / theirs':<44} {'ours':>9} {'theirs':>9}")
    return max(subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode for name in names)


def _asked_for(known: list[str]) -> list[str]:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Run benchmarks, each in a process.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"all if none is named: {', '.join(known)}")
    names: list[str] = parser.parse_args().names
    if unknown := [name for name in names if name not in known]:
        parser.error(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(known)}")
    return names or known


if __name__ == "__main__":
    sys.exit(main())
