"""Reads the YAML that editors change, and says where it is wrong.

Every mapping remembers its line, so that a mistake in the data is reported as ``file:line: reason``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


class DataError(Exception):
    """A data file that must not be used: names the file, the line (from 1) and the reason."""

    def __init__(self, file: Path, line: int, reason: str) -> None:
        super().__init__(f"{file}:{line}: {reason}")
        self.file = file
        self.line = line
        self.reason = reason


class Mapped(dict[str, Any]):
    """A mapping read from YAML; ``line`` is where it starts, counted from 1."""

    line: int = 1


# The parser in C is several times as fast. A build of PyYAML without it reads the same, more slowly.
_SafeLoader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _LineLoader(_SafeLoader):  # type: ignore[misc, valid-type]
    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> Any:
        """A mapping without a repeated key: plain YAML would keep the last one and say nothing."""
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for position, key in enumerate(keys):
            if key in keys[:position]:
                mark = node.value[position][0].start_mark
                raise yaml.MarkedYAMLError(problem=f"the key {key!r} occurs twice", problem_mark=mark)
        return super().construct_mapping(node, deep=deep)


def _construct_mapped(loader: _LineLoader, node: yaml.MappingNode) -> Any:
    mapped = Mapped()
    yield mapped
    mapped.update(loader.construct_mapping(node))
    mapped.line = node.start_mark.line + 1


_LineLoader.add_constructor("tag:yaml.org,2002:map", _construct_mapped)


def read_yaml(path: Path) -> Mapped:
    """The mapping in ``path``.

    Raises DataError when the file is missing, is not YAML, is not a mapping, or has a key twice.
    """
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_LineLoader)  # noqa: S506 (a SafeLoader)
    except OSError as error:
        raise DataError(path, 1, error.strerror or "cannot be read") from error
    except UnicodeDecodeError as error:
        raise DataError(path, 1, "is not UTF-8") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise DataError(path, line, error.problem or "is not YAML") from error
    except yaml.YAMLError as error:
        raise DataError(path, 1, "is not YAML") from error
    if not isinstance(content, Mapped):
        raise DataError(path, 1, "must be a mapping")
    return content


def field(path: Path, mapped: Mapped, name: str, kind: type, default: Any = ...) -> Any:
    """``mapped[name]``, which must be of type ``kind``; ``default`` makes it optional. Raises DataError."""
    if name not in mapped:
        if default is ...:
            raise DataError(path, mapped.line, f"{name!r} is missing")
        return default
    value = mapped[name]
    if not isinstance(value, kind):
        raise DataError(path, mapped.line, f"{name!r} must be {kind.__name__}, not {type(value).__name__}")
    return value


def only(path: Path, mapped: Mapped, names: set[str]) -> None:
    """Raises DataError when ``mapped`` has a key that is not among ``names``: a typing error must not pass."""
    for name in mapped:
        if name not in names:
            raise DataError(path, mapped.line, f"unknown key {name!r}; known are {', '.join(sorted(names))}")
