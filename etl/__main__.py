"""`python -m etl` is the command `etl`."""

import sys

from etl.cli.main import main

sys.exit(main())
