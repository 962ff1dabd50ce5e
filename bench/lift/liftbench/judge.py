"""What became of one lift: preserved, refused, loud, silent, crash or not measured."""

from __future__ import annotations

from typing import Any

from .bed import Bed
from .client import NotMeasured, RunFailed
from .compare import compare_files, compare_outputs, compare_states
from .module_check import check_module
from .moved import Movement
from .notebook_check import check_notebook
from .notebooks import code_of
from .rewrite import Rewrite, align
from .units import Unit

Json = dict[str, Any]
NOT_MEASURED = "not measured"


def judge(bed: Bed, rewrite: Rewrite, unit: Unit) -> Json:
    """`outcome`, `differences` and the share of moved statements for one accepted rewrite."""
    found = static_faults(bed, rewrite, unit)
    try:
        found = dynamic_faults(bed, rewrite) + found + import_faults(bed, rewrite)
    except NotMeasured as error:
        found.append({"class": NOT_MEASURED, "cell": None, "detail": str(error)})
    except RunFailed as error:
        found.insert(0, {"class": "loud", "cell": None, "detail": f"the run failed: {error}"})
    return {**verdict(found), **_share(bed, rewrite, unit)}


def verdict(found: list[Json]) -> Json:
    """The outcome that a list of differences amounts to: what was seen counts before what could not be seen."""
    classes = list(dict.fromkeys(f["class"] for f in found))
    if not classes:
        return {"outcome": "preserved", "classes": [], "differences": []}
    outcome = "loud" if "loud" in classes else NOT_MEASURED if classes == [NOT_MEASURED] else "silent"
    return {"outcome": outcome, "classes": classes, "differences": found[:12]}


def dynamic_faults(bed: Bed, rewrite: Rewrite) -> list[Json]:
    """Runs the rewritten notebook and compares everything that can be observed; raises `RunFailed`."""
    run = bed.run(code_of(rewrite.new), rewrite.files, rewrite.modules)
    second = bed.second(run.start)
    old_positions = [c.index for c in bed.old if c.kind == "code"]
    new_positions = [c.index for c in rewrite.new if c.kind == "code"]
    old = {i: cell["events"] for i, cell in zip(old_positions[run.start:], bed.base.cells[run.start:])}
    new = {i: cell["events"] for i, cell in zip(new_positions[run.start:], run.cells)}
    unstable = {old_positions[i] for i in bed.unstable(second)}
    found = compare_outputs(old, new, align(bed.old, rewrite), rewrite, unstable)
    found += compare_states(bed.base.state, run.state, rewrite, second.state)
    return found + compare_files(bed.base.files, run.files, rewrite, second.files, bed.prefix)


def static_faults(bed: Bed, rewrite: Rewrite, unit: Unit) -> list[Json]:
    """Faults that can be seen without running: of the modules, of what moved, of the notebook."""
    found = [f for path, text in rewrite.files.items() for f in check_module(path, text, rewrite.before[path])]
    if any("does not parse" in f["detail"] for f in found):
        return found
    return found + Movement(bed.old, rewrite, unit, bed.executed).faults() + check_notebook(bed.notebook, bed.old, rewrite, unit)


def import_faults(bed: Bed, rewrite: Rewrite) -> list[Json]:
    """Each module imported alone must raise, print, change and write nothing."""
    found: list[Json] = []
    for path in rewrite.files:
        module = path.removesuffix(".py").replace("/", ".")
        seen = bed.import_alone(module, rewrite.files)
        said = [e for e in seen["events"] if e["t"] != "clear"]
        if said or seen["changed"]:
            found.append({"class": "module-effect", "cell": None, "detail": f"{path}: {said[:2]} {seen['changed']}"})
    return found


def _share(bed: Bed, rewrite: Rewrite, unit: Unit) -> Json:
    try:
        share = Movement(bed.old, rewrite, unit, bed.executed).share()
    except SyntaxError:
        return {"selected": 0, "moved": 0, "core_selected": 0, "core_moved": 0, "functions": 0}
    return {"selected": share.selected, "moved": share.moved, "core_selected": share.core_selected,
            "core_moved": share.core_moved, "functions": len(rewrite.functions)}
