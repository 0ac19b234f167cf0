"""The action behind every rule: tracker in, the responder asked, messages and slots out."""

from __future__ import annotations

import logging
from dataclasses import asdict
from typing import Any, Dict, List, Text

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.guidance import Near
from bot.reply import NEAREST, SITUATION, Responder, Said, Situation, Told, encode
from bot.triage import decode_verdict

logger = logging.getLogger(__name__)


class ReplyToMessage(Action):
    """Answers the latest message by its intent. Never raises: a failure becomes the fixed fallback."""

    def name(self) -> Text:
        """Its name in the domain and the rules."""
        return "action_reply"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[Text, Any]
    ) -> List[Dict[Text, Any]]:
        """Called by Rasa in its own process, or by the action server."""
        situation = _situation(tracker)
        responder = Responder.default()
        try:
            message = tracker.latest_message
            verdict = decode_verdict(message["triage"])
            reply = responder.respond(str(message["intent"]["name"]), situation, verdict, _said(message))
        except Exception:
            logger.exception("no reply could be made")
            reply = responder.fallback()
        for utterance in encode(reply.known(situation)):
            dispatcher.utter_message(**utterance)
        after = reply.after(situation)
        told = asdict(after.told) if after.told else None
        return [SlotSet("held", after.held), SlotSet("asked", after.asked), SlotSet("told", told)]


def _said(message: Dict[Text, Any]) -> Said:
    near = tuple(Near(**entry) for entry in message.get(NEAREST) or ())
    return Said(str(message.get("text") or ""), near, float(message["intent"]["confidence"]))


def _situation(tracker: Tracker) -> Situation:
    """What the channel knows, else what the slots say: in `rasa shell`, after a restart, in another process."""
    known = tracker.latest_message.get(SITUATION)
    if known:
        return Situation.read(known)
    told = Told.read(tracker.get_slot("told"))
    return Situation(bool(tracker.get_slot("held")), tracker.get_slot("asked"), told)
