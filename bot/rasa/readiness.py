"""Is the model that is loaded the one we tested? Rasa itself answers 200 with a broken one."""

from __future__ import annotations

import logging

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from bot.rasa.guard import TRIAGE

logger = logging.getLogger(__name__)

CANARIES = {
    "what are the red flags?": "ask_red_flags",
    "there is a man with a knife at my door": "emergency",
    "thank you very much": "thank",
}
"""Sentences and the intent that a working model gives them."""


async def readiness(agent: Agent | None) -> str:
    """``ready``, ``missing`` (no model: the rules alone answer) or ``broken`` (a canary came back wrong)."""
    if agent is None or agent.processor is None:
        return "missing"
    for text, intent in CANARIES.items():
        try:
            parse = await agent.processor.parse_message(UserMessage(text, sender_id="canary"))
        except Exception:
            logger.exception("a canary sentence failed")
            return "broken"
        if TRIAGE not in parse or parse["intent"]["name"] != intent:
            logger.error("the model takes a canary sentence for %s, not %s", parse["intent"]["name"], intent)
            return "broken"
    return "ready"
