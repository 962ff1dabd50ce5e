"""Takes what differs from run to run out of texts: addresses, generated ids, scratch paths."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from typing import Any

_SCRUBS = [
    # A task names itself by a counter that every cell moves, and its coroutine by file and line.
    (re.compile(r"(<Task \w+ name='Task-)\d+"), r"\1"),
    (re.compile(r"(\bcoro=<[\w.<>]+\(\) (?:running|done, defined) at )[^\n]*?:\d+(?=>)"), r"\1<file>"),
    (re.compile(r"\b0x[0-9a-fA-F]{6,}\b"), "0x"),
    (re.compile(r"[^\s'\"<>]*ipykernel_\d+[/\\]\d+\.py"), "<cell>"),
    (re.compile(r"<ipython-input-[\w-]+>"), "<cell>"),
    (re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"), "<uuid>"),
    (re.compile(r"\b[0-9a-f]{32}\b"), "<uuid>"),
    (re.compile(r"(?<=/)tmp[a-z0-9_]{8}\b"), "<tmp>"),
    (re.compile(r"^(CPU times: user|Wall time:) .*$", re.MULTILINE), r"\1"),
    (re.compile(r"\bT_[0-9a-f]{5}(?![0-9a-f])"), "T_"),
    (re.compile(r"sk-(container|estimator)-id-\d+"), r"sk-\1-id-"),
    (re.compile(r"altair-viz-[0-9a-f]{32}"), "altair-viz-"),
    (re.compile(r"\bid=(['\"])\d{10,}\1"), "id="),
    (re.compile(r"\bid=\d{10,}"), "id="),
]
_IMAGE = re.compile(r"^(image/(?!svg)|application/pdf)")
_SVG_IDS = re.compile(r'(id="|#)[A-Za-z]\w*?[0-9a-f]{6,}')
_SVG_DATE = re.compile(r"<dc:date>[^<]*</dc:date>")


class Scrubber:
    """Takes what differs from run to run out of texts and MIME bundles.

    `modules`: names of lifted modules, which inside a repr mean the same as `__main__`.
    `folder`: the scratch folder, written as `<folder>`; `temporary`: the run's own, written as `/tmp`.
    """

    def __init__(self, modules: list[str], folder: str, temporary: str = "") -> None:
        names = "|".join(re.escape(name) for name in ["__main__", *modules])
        self._owner = re.compile(rf"(?<![\w.])(?:{names})\.(?!py\b)(?=[A-Za-z_])")
        self._generated = re.compile("(" + re.escape(os.path.join(tempfile.gettempdir(), "")) + r")tmp[a-z0-9_]{8}\b")
        self._paths = [(folder, "<folder>"), (temporary, "/tmp")]

    def text(self, text: str) -> str:
        """The text without addresses, generated ids, scratch paths and the owner of a name."""
        text = self.paths(text)
        for pattern, mark in _SCRUBS:
            text = pattern.sub(mark, text)
        return self._owner.sub("", text)

    def is_own(self, module: str) -> bool:
        """The module is the notebook or a lifted one."""
        return self._owner.sub("", f"{module}.x") == "x"

    def is_project(self, path: str) -> bool:
        """The path leads into the scratch folder."""
        folder = self._paths[0][0]
        return bool(folder) and path.startswith((folder, os.path.realpath(folder)))

    def paths(self, text: str) -> str:
        """The text with the folders of the run as every run may call them."""
        for path, mark in self._paths:
            text = text.replace(path, mark) if path else text
        return self._generated.sub(r"\1<tmp>", text)

    def bundle(self, data: dict[str, Any]) -> dict[str, str]:
        """Each MIME type with comparable content; images as a hash of their bytes."""
        return {mime: self._content(mime, content) for mime, content in sorted(data.items())}

    def _content(self, mime: str, content: Any) -> str:
        if not isinstance(content, str):
            content = json.dumps(content, sort_keys=True, default=str)
        if _IMAGE.match(mime):
            return "hash:" + hashlib.sha1(content.encode()).hexdigest()
        if mime.startswith("image/svg"):
            content = _SVG_DATE.sub("", _SVG_IDS.sub(r"\1", content))
        content = self.text(content)
        if len(content) > 60_000:
            return content[:200] + "…hash:" + hashlib.sha1(content.encode()).hexdigest()
        return content
