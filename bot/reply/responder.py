"""Chooses the reply to an intent: the one place that knows what the assistant says when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache

from bot.guidance import Guidance
from bot.reply import danger, fixed
from bot.reply.incident import advise
from bot.reply.message import Message, Reply, Situation
from bot.reply.question import answer_question
from bot.reply.situation import meaning, verdict_of
from bot.reply.texts import Texts
from bot.settings import DATA, settings
from bot.triage import Level, Verdict

HELD_INTENTS = ("police_have_it", "false_alarm", "cannot_call", "danger_passing", "not_reached")
INCIDENT_LEVELS = {"police": Level.POLICE, "platform": Level.PLATFORM, "lawful": Level.LAWFUL}
_ASK = "ask_"


class Responder:
    """Replies from the texts and the guidance base; ``today`` gives the date, for numbers checked long ago."""

    def __init__(self, texts: Texts, guidance: Guidance, today: Callable[[], date]) -> None:
        self.texts = texts
        self._guidance = guidance
        self._today = today

    @classmethod
    def default(cls) -> Responder:
        """The responder of this process, from ``data`` and the settings. Raises DataError or SettingError."""
        return _default()

    def respond(self, intent: str, situation: Situation, verdict: Verdict = Verdict.nothing) -> Reply:
        """The reply to a message that means ``intent`` in this situation."""
        intent = meaning(intent, situation.asked)
        verdict = verdict.higher(verdict_of(intent))
        if verdict.level in (Level.EMERGENCY, Level.CRISIS):
            return self.danger(verdict)
        if intent.startswith(_ASK) and self._guidance.topic(intent.removeprefix(_ASK)):
            return answer_question(self._guidance, intent.removeprefix(_ASK), self._today())
        if intent in INCIDENT_LEVELS:
            return self._advise(verdict.higher(Verdict(INCIDENT_LEVELS[intent])))
        if intent == "should_i_call":
            return danger.danger_question(self.texts)
        if intent == "other_language":
            return fixed.other_language(self.texts)
        if intent in HELD_INTENTS or situation.held:
            return self._hold(intent, situation)
        return self._talk(intent)

    def danger(self, verdict: Verdict) -> Reply:
        """The reply to an emergency or a crisis."""
        if verdict.level is Level.CRISIS:
            return danger.crisis(self.texts)
        return danger.emergency(self.texts, verdict)

    def without_verdict(self, verdict: Verdict, pressed: str | None) -> Reply:
        """The reply while the model's verdict is missing: says so, then what rules or a button alone can add."""
        level = INCIDENT_LEVELS.get(pressed or "") or verdict.level
        if level not in INCIDENT_LEVELS.values():
            return fixed.without_verdict(self.texts)
        advice = self._advise(verdict.higher(Verdict(level)))
        return replace(fixed.without_verdict(self.texts, *advice.messages), sources=advice.sources)

    def fallback(self) -> Reply:
        """The reply when a turn brought nothing or came too late."""
        return fixed.fallback(self.texts)

    def _advise(self, verdict: Verdict) -> Reply:
        return advise(self._guidance, verdict, self._today())

    def _hold(self, intent: str, situation: Situation) -> Reply:
        if intent == "cannot_call":
            return danger.emergency(self.texts, verdict_of("in_danger"), unfold=("cannot_speak", "cannot_hear"))
        if intent in ("police_have_it", "false_alarm") and situation.held:
            return danger.released(self.texts, "released" if intent == "police_have_it" else "false_alarm")
        if situation.held:
            return danger.held(self.texts)
        return danger.danger_question(self.texts)

    def _talk(self, intent: str) -> Reply:
        texts = self.texts
        if intent == "greet":
            first, then = texts["first_words"].message, texts["greet"].message
            return Reply((Message(f"{first.text}\n{then.text}", then.buttons),), Level.SMALLTALK)
        if intent in ("out_of_scope", "harmful_request"):
            return Reply((texts[intent].message,), Level.OUT_OF_SCOPE)
        if intent == "ask_not_covered":
            return Reply((texts["not_covered"].message,), Level.INFO)
        if intent == "not_in_danger":
            return Reply((texts["not_in_danger"].message,), Level.CLARIFY)
        if intent in texts:
            return Reply((texts[intent].message,), Level.SMALLTALK)
        return danger.danger_question(texts)


@cache
def _default() -> Responder:
    chosen = settings()
    return Responder(
        Texts.load(DATA / "texts"), Guidance.load(DATA / "guidance", chosen.local_file, chosen.members_only), date.today
    )
