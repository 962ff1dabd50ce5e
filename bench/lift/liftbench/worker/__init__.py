"""What runs inside the notebook's own Python: standard library, IPython and ipykernel only.

How a state is observed is the product's own (`src/host/agent/observe`): its modules are found as if they stood here.
"""

from pathlib import Path

__path__.append(str(Path(__file__).resolve().parents[4] / "src" / "host" / "agent" / "observe"))
