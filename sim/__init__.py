"""What a sold customer record really costs: data policies compared on the same simulated people.

import sim

magazine = sim.load("magazine")
comparison = sim.compare(magazine, ["sell-quietly", "golden-rule"])
comparison.table()
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.inputs.scenario import load as load
    from sim.study.compare import compare as compare
    from sim.study.robustness import robustness as robustness
    from sim.study.run import run as run
    from sim.study.search import search as search
    from sim.study.sensitivity import sensitivity as sensitivity
    from sim.study.sweeps.results import Results as Results
    from sim.study.sweeps.sweep import sweep as sweep

__version__ = "0.1.0"
__all__ = ["Results", "__version__", "compare", "load", "robustness", "run", "search", "sensitivity", "sweep"]

# Imported when first used: `import sim` stays light, and the command can list scenarios without the compiler.
_DOORS = {
    "load": "sim.inputs.scenario",
    "compare": "sim.study.compare",
    "robustness": "sim.study.robustness",
    "run": "sim.study.run",
    "search": "sim.study.search",
    "sensitivity": "sim.study.sensitivity",
    "sweep": "sim.study.sweeps.sweep",
    "Results": "sim.study.sweeps.results",
}


def __getattr__(name: str) -> Any:
    if name in _DOORS:
        return getattr(import_module(_DOORS[name]), name)
    raise AttributeError(f"module 'sim' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted([*globals(), *_DOORS])
