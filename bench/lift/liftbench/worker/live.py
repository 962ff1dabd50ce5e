"""Observes a real kernel: executed in it, silently, with `request` (`here`, `out`, `modules`, `folder`, `temporary`) given."""

import json
import sys

from IPython import get_ipython

sys.path.insert(0, request["here"])  # noqa: F821
try:
    from liftbench.worker.scrub import Scrubber
    from liftbench.worker.state import observe, user_names
finally:
    sys.path.remove(request["here"])  # noqa: F821

with open(request["out"], "w", encoding="utf-8") as file:  # noqa: F821
    scrub = Scrubber(request["modules"], request["folder"], request["temporary"])  # noqa: F821
    json.dump(observe(user_names(get_ipython()), scrub), file)
