"""``python -m bot.chat``: talk to a running assistant in the terminal, over HTTP, with everything a client gets.

A number presses a button, ``sources`` shows where the last answer comes from, an empty line or Ctrl-D ends.
"""

from __future__ import annotations

import sys
from typing import Any

import requests

from bot.settings import settings

_TIMEOUT_SECONDS = 15
_NO_ANSWER = "The assistant cannot be reached. If anyone is in danger, call 999."


def main() -> int:
    """Runs until the user ends it; 1 when the assistant cannot be reached."""
    address = f"http://{settings().host}:{settings().port}"
    try:
        sender = requests.post(f"{address}/conversations", timeout=_TIMEOUT_SECONDS).json()["sender"]
    except requests.RequestException:
        print(f"{_NO_ANSWER}\nIs it running at {address}? `make run` starts it.", file=sys.stderr)
        return 1
    print(f"Connected to {address}. An empty line ends.\n")
    answer: list[dict[str, Any]] = []
    for line in iter(_read, ""):
        if line == "sources":
            print(_sources(answer))
            continue
        answer = _send(address, sender, _button(answer, line) or line)
        print(render(answer))
    requests.delete(f"{address}/conversations/{sender}", timeout=_TIMEOUT_SECONDS)
    print("This conversation has been erased from the assistant's memory.")
    return 0


def render(answer: list[dict[str, Any]]) -> str:
    """The answer as the terminal shows it: card, texts, numbered buttons."""
    lines: list[str] = []
    number = 0
    for message in answer:
        custom = message.get("custom") or {}
        if custom.get("card"):
            lines.append(f"[{custom['card'].upper()}]")
        lines.append(message.get("text", ""))
        for button in message.get("buttons", []):
            number += 1
            lines.append(f"  {number}. {button['title']}")
    return "\n".join(lines) + "\n"


def _read() -> str:
    try:
        return input("> ").strip()
    except (EOFError, KeyboardInterrupt):
        print()
        return ""


def _send(address: str, sender: str, text: str) -> list[dict[str, Any]]:
    try:
        response = requests.post(
            f"{address}/webhooks/rest/webhook", json={"sender": sender, "message": text}, timeout=_TIMEOUT_SECONDS
        )
        body = response.json()
    except requests.RequestException:
        return [{"text": _NO_ANSWER}]
    if isinstance(body, dict):
        return [{"text": f"{body['error']['message']} {body['error']['if_in_danger']}"}]
    answer: list[dict[str, Any]] = body
    return answer


def _button(answer: list[dict[str, Any]], line: str) -> str | None:
    buttons = [button for message in answer for button in message.get("buttons", [])]
    if line.isdecimal() and 1 <= int(line) <= len(buttons):
        return str(buttons[int(line) - 1]["payload"])
    return None


def _sources(answer: list[dict[str, Any]]) -> str:
    sources = [source for message in answer for source in (message.get("custom") or {}).get("sources", [])]
    lines = [
        f"- {source['publisher']}, {source['title']}, {source['locator']} ({source['as_of']})" for source in sources
    ]
    return "\n".join(dict.fromkeys(lines)) + "\n" if lines else "No sources: nothing in the last answer is guidance.\n"


if __name__ == "__main__":
    sys.exit(main())
