"""Chooses the reply to an intent: the one place that knows what the assistant says when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache

from bot.guidance import Guidance, cite
from bot.reply import danger, fixed
from bot.reply.incident import advise
from bot.reply.message import Message, Reply, Situation
from bot.reply.question import answer_question
from bot.reply.situation import meaning, verdict_of
from bot.reply.texts import Texts
from bot.settings import DATA, settings
from bot.triage import Level, Verdict

RELEASES = {"police_have_it": "released", "false_alarm": "false_alarm"}
HELD_INTENTS = frozenset({*RELEASES, "cannot_call", "danger_passing", "not_reached"})
INCIDENT_LEVELS = {level.value: level for level in (Level.POLICE, Level.PLATFORM, Level.LAWFUL)}
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
        topic = intent.removeprefix(_ASK)
        if intent.startswith(_ASK) and self._guidance.topic(topic):
            return answer_question(self._guidance, topic, self._today())
        if intent in INCIDENT_LEVELS:
            return self._advise(verdict.higher(Verdict(INCIDENT_LEVELS[intent])), situation)
        if intent == "other_language":
            return fixed.other_language(self.texts)
        if intent in HELD_INTENTS or situation.held:
            return self._hold(intent, situation)
        return self._talk(intent)

    def danger(self, verdict: Verdict, said: str = "") -> Reply:
        """The reply to an emergency or a crisis; ``said`` is the user's message."""
        if verdict.level is Level.CRISIS:
            return danger.crisis(self.texts)
        ids = [danger.RED_FLAG_STATEMENTS[flag] for flag in verdict.red_flags if flag in danger.RED_FLAG_STATEMENTS]
        sources = tuple(cite(self._guidance.statement(id)) for id in ids)
        return danger.emergency(self.texts, verdict, said, sources)

    def without_verdict(self, verdict: Verdict, pressed: str | None, situation: Situation) -> Reply:
        """The reply while the model's verdict is missing: says so, then what rules or a pressed button alone can add.

        What a pressed button or a short answer says about danger needs no model and is answered as ever.
        """
        if pressed in HELD_INTENTS:
            return self.respond(pressed, situation)
        level = INCIDENT_LEVELS.get(pressed or "") or verdict.level
        if level in INCIDENT_LEVELS.values():
            added = self._advise(verdict.higher(Verdict(level)), situation)
        elif pressed and pressed.startswith(_ASK):
            added = self.respond(pressed, situation)
        else:
            return fixed.without_verdict(self.texts)
        return replace(fixed.without_verdict(self.texts, *added.messages), sources=added.sources)

    def fallback(self) -> Reply:
        """The reply when a turn brought nothing or came too late."""
        return fixed.fallback(self.texts)

    def _advise(self, verdict: Verdict, situation: Situation) -> Reply:
        return advise(self._guidance, verdict, situation.held, self._today())

    def _hold(self, intent: str, situation: Situation) -> Reply:
        if intent == "cannot_call":
            return replace(self.danger(verdict_of("in_danger")), unfold=("cannot_speak", "cannot_hear"))
        if not situation.held:
            return danger.danger_question(self.texts)
        if intent in RELEASES:
            return danger.released(self.texts, RELEASES[intent])
        return danger.held(self.texts)

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
    guidance = Guidance.load(DATA / "guidance", chosen.local_file, chosen.members_only)
    return Responder(Texts.load(DATA / "texts"), guidance, date.today)
