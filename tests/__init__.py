"""Tests of planself, a folder a room; what several share stands beside this file."""

import os
import sys

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # else each of the processes that tests start compiles planself anew
sys.dont_write_bytecode = False

# Half of what a short-lived JVM computes is its own second compiler and its collectors' threads.
os.environ.setdefault("SPARK_LAUNCHER_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
os.environ.setdefault("SPARK_SUBMIT_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
