"""Runs all benchmarks, each in a process of its own: `python -m benchmarks`, or some by name."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_NOT_BENCHMARKS = {"__init__", "__main__", "side_by_side"}


def main() -> int:
    names = sys.argv[1:] or sorted({path.stem for path in Path(__file__).parent.glob("*.py")} - _NOT_BENCHMARKS)
    print(f"{'ours / theirs':<44} {'ours':>9} {'theirs':>9}")
    return max(subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode for name in names)


if __name__ == "__main__":
    sys.exit(main())
