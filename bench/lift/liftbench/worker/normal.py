"""Outputs in a form in which two runs of the same code are equal."""

from __future__ import annotations

from typing import Any

from .scrub import Scrubber


def merge_stdout(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The events with neighbouring pieces of stdout joined and empty ones left out."""
    merged: list[dict[str, Any]] = []
    for event in events:
        if event["t"] == "stdout":
            if not event["text"]:
                continue
            if merged and merged[-1]["t"] == "stdout":
                merged[-1] = {"t": "stdout", "text": merged[-1]["text"] + event["text"]}
                continue
        merged.append(event)
    return merged


def normal_event(message: str, content: dict[str, Any], scrub: Scrubber) -> dict[str, Any] | None:
    """One iopub message as an event, `None` when it is not compared.

    `execute_result` and `display_data` keep their own `t`; comparing decides whether that matters.
    """
    if message == "stream":
        return {"t": "stdout", "text": content["text"]} if content["name"] == "stdout" else None
    if message in ("execute_result", "display_data", "update_display_data"):
        kind = {"execute_result": "result", "display_data": "display"}.get(message, "update")
        return {"t": kind, "data": scrub.bundle(content["data"])}
    if message == "error":
        return {"t": "error", "name": content["ename"], "text": scrub.text(content["evalue"])[:300]}
    if message == "clear_output":
        return {"t": "clear"}
    return None


def finish(events: list[dict[str, Any]], scrub: Scrubber) -> list[dict[str, Any]]:
    """Joined and scrubbed events of one cell."""
    done = merge_stdout(events)
    return [{**e, "text": scrub.text(e["text"])} if e["t"] == "stdout" else e for e in done]
