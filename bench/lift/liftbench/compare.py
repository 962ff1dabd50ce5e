"""Compares what two runs showed and left behind.

A difference is `{"class", "cell", "detail"}`; `cell` is a position in the original notebook or `None`.
Classes: loud, error, display, figure, stdout, order, value, missing-name, extra-name, alias, rng, setting, file.
"""

from __future__ import annotations

from typing import Any

from .rewrite import Group, Rewrite
from .worker.files import Listing, contents
from .worker.normal import merge_stdout

Json = dict[str, Any]
Events = list[Json]
_SHOWN = ("result", "display")


def plain(events: Events) -> Events:
    """Events without what does not matter: how a value came to be shown, and the text of an error."""
    found = []
    for event in events:
        if event["t"] in _SHOWN:
            event = {**event, "t": "shown"}
        elif event["t"] == "error":
            event = {"t": "error", "name": event["name"]}
        found.append(event)
    return merge_stdout(found)


def compare_outputs(old: dict[int, Events], new: dict[int, Events], groups: list[Group], rewrite: Rewrite,
                    unstable: set[int]) -> list[Json]:
    """Differences between the outputs of corresponding cells.

    `old`, `new`: events by position among all cells, code cells only. Groups with an unstable cell count only
    for errors; displays that the plan lists as dropped may be missing.
    """
    dropped = {entry["cell"] for entry in rewrite.displays if not entry["kept"]}
    found: list[Json] = []
    for group in groups:
        before: list[tuple[Json, bool]] = []
        for i in group.old:
            before += [(e, i in dropped and e["t"] in (*_SHOWN, "update")) for e in old.get(i, [])]
        after = plain([e for i in group.new for e in new.get(i, [])])
        difference = _compare_group(before, after, any(i in unstable for i in group.old))
        if difference:
            found.append({**difference, "cell": group.old[0]})
    return found


def _compare_group(before: list[tuple[Json, bool]], after: Events, unstable: bool) -> Json | None:
    expected = plain([event for event, _ in before])
    if expected == after or _without_optional(before, after):
        return None
    difference = _explain(expected, after)
    return None if unstable and difference["class"] not in ("loud", "error") else difference


def _without_optional(before: list[tuple[Json, bool]], after: Events) -> bool:
    """Whether leaving out some of the optional events gives `after`."""
    optional = [i for i, (_, may_go) in enumerate(before) if may_go]
    if not optional or len(optional) > 12:
        return False
    for choice in range(1, 2 ** len(optional)):
        gone = {position for bit, position in enumerate(optional) if choice >> bit & 1}
        if plain([event for i, (event, _) in enumerate(before) if i not in gone]) == after:
            return True
    return False


def _explain(expected: Events, after: Events) -> Json:
    old_errors = [e["name"] for e in expected if e["t"] == "error"]
    new_errors = [e["name"] for e in after if e["t"] == "error"]
    if new_errors != old_errors:
        return {"class": "loud" if len(new_errors) >= len(old_errors) else "error",
                "detail": f"raised {old_errors} -> {new_errors}"}
    old_shown = [e for e in expected if e["t"] not in ("stdout", "error")]
    new_shown = [e for e in after if e["t"] not in ("stdout", "error")]
    detail = f"{_brief(expected)} -> {_brief(after)}"
    if old_shown != new_shown:
        parts = [e for e in old_shown + new_shown if old_shown.count(e) != new_shown.count(e)]
        if not parts:
            return {"class": "order", "detail": detail}
        image = any(mime.startswith("image/") for e in parts for mime in e.get("data", {}))
        return {"class": "figure" if image else "display", "detail": detail}
    printed = ["".join(e["text"] for e in events if e["t"] == "stdout") for events in (expected, after)]
    return {"class": "order" if printed[0] == printed[1] else "stdout", "detail": detail}


def _brief(events: Events) -> str:
    parts = []
    for event in events:
        shown = event.get("data", {}).get("text/plain") or event.get("text") or event.get("name") or ""
        parts.append(f"{event['t']} {shown[:120]!r}")
    return "[" + "; ".join(parts[:8]) + "]"


def compare_states(old: Json, new: Json, rewrite: Rewrite, second: Json) -> list[Json]:
    """Differences between the names, aliases and settings at the end.

    `second`: the same state of another run of the original: what differs there is not compared.
    """
    names = _compare_names(old["names"], new["names"], rewrite, second["names"])
    return names + _compare_aliases(old, new, rewrite, second) + _compare_settings(old, new, second)


def _compare_names(old: Json, new: Json, rewrite: Rewrite, second: Json) -> list[Json]:
    found = []
    for name, (digest, short) in old.items():
        if name not in new:
            if name not in rewrite.dropped:
                found.append(_about("missing-name", f"{name} ({short})"))
        elif digest != new[name][0] and digest == second.get(name, [None])[0]:
            found.append(_about("value", f"{name}: {short} -> {new[name][1]}"))
    lifted = rewrite.lifted
    found += [_about("extra-name", f"{name} ({new[name][1]})") for name in new if name not in old and name not in lifted]
    return found


def _compare_aliases(old: Json, new: Json, rewrite: Rewrite, second: Json) -> list[Json]:
    both = set(old["names"]) & set(new["names"]) - rewrite.lifted
    flipping = set(old["aliases"]) ^ set(second["aliases"])

    def relevant(pairs: list[str]) -> set[str]:
        return {p for p in pairs if {p.split()[0], p.split()[2]} <= both and p not in flipping}

    cut = relevant(old["aliases"]) - relevant(new["aliases"])
    made = relevant(new["aliases"]) - relevant(old["aliases"])
    return [_about("alias", f"no longer: {p}") for p in sorted(cut)] + [
        _about("alias", f"newly: {p}") for p in sorted(made)]


def _compare_settings(old: Json, new: Json, second: Json) -> list[Json]:
    found = []
    for key, value in old["settings"].items():
        stable = value == second["settings"].get(key)
        if stable and key in new["settings"] and new["settings"][key] != value:
            found.append(_about("rng" if key.startswith("rng") else "setting", key))
    return found


def compare_files(old: Listing, new: Listing, rewrite: Rewrite, second: Listing, prefix: str) -> list[Json]:
    """Files that the run wrote otherwise; the lifted modules, under `prefix`, left out."""
    before, after, again = contents(old), contents(new), contents(second)
    own = {prefix + path for path in rewrite.files}
    paths = (set(before) | set(after)) - own
    changed = [p for p in sorted(paths) if before.get(p) != after.get(p) and before.get(p) == again.get(p)]
    return [_about("file", path) for path in changed]


def _about(kind: str, detail: str) -> Json:
    return {"class": kind, "cell": None, "detail": detail}
