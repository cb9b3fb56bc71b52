"""What holds for every test: hypothesis without a clock, because the speed of a machine is no law."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "planself",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    max_examples=60,
    derandomize=os.environ.get("CI") == "true",  # a change is judged by the same examples each time
)
settings.load_profile("planself")
