"""Tests of planself, a folder a room; what several share stands beside this file."""

import os
import sys

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # else each of the processes that tests start compiles planself anew
sys.dont_write_bytecode = False
