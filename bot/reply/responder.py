"""Chooses the reply to an intent: the one place that knows what the assistant says when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache

from bot.guidance import Guidance, by_topic, cite, look_up, names_recommendation
from bot.reply import danger, fixed
from bot.reply.follow_up import follow_up
from bot.reply.incident import advise
from bot.reply.message import Message, Reply, Said, Situation
from bot.reply.nearest import UNSURE_INTENT, nearest
from bot.reply.question import tell, tell_more
from bot.reply.situation import meaning, verdict_of
from bot.reply.texts import Texts
from bot.settings import DATA, settings
from bot.triage import Level, Verdict
from bot.triage.decide import UNSURE_BELOW

RELEASES = {"police_have_it": "released", "false_alarm": "false_alarm"}
HELD_INTENTS = frozenset({*RELEASES, "cannot_call", "danger_passing", "not_reached"})
INCIDENT_LEVELS = {level.value: level for level in (Level.POLICE, Level.PLATFORM, Level.LAWFUL)}
MORE = "more"
_ASK = "ask_"
_UNTYPED = Said()
_NO_TOPIC = ("ask_not_covered", "out_of_scope")


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

    def respond(
        self, intent: str, situation: Situation, verdict: Verdict = Verdict.nothing, said: Said = _UNTYPED
    ) -> Reply:
        """The reply to a message that means ``intent`` in this situation; ``said``: what was typed."""
        intent = meaning(intent, situation.asked)
        verdict = verdict.higher(verdict_of(intent))
        if verdict.level in (Level.EMERGENCY, Level.CRISIS):
            return self.danger(verdict)
        answer = self._follow_up(situation, verdict, said) or self._answer(intent, situation, said)
        if answer:
            return answer
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
        elif pressed and (pressed.startswith(_ASK) or pressed == MORE):
            added = self.respond(pressed, situation)
        else:
            return fixed.without_verdict(self.texts)
        reply = fixed.without_verdict(self.texts, *added.messages)
        return replace(reply, sources=added.sources, told=added.told)

    def fallback(self) -> Reply:
        """The reply when a turn brought nothing or came too late."""
        return fixed.fallback(self.texts)

    def _advise(self, verdict: Verdict, situation: Situation) -> Reply:
        return advise(self._guidance, verdict, situation.held, self._today())

    def _follow_up(self, situation: Situation, verdict: Verdict, said: Said) -> Reply | None:
        """Not while the conversation is held, a question of ours is open, or the rules found an incident."""
        if situation.told is None or situation.held or situation.asked or verdict.reasons:
            return None
        return follow_up(self._guidance, self.texts, situation.told, said.text, self._today())

    def _answer(self, intent: str, situation: Situation, said: Said) -> Reply | None:
        """The answer to a question; None when the intent is none that the guidance base answers."""
        guidance, topic = self._guidance, intent.removeprefix(_ASK)
        if intent == MORE and not situation.held:
            return tell_more(guidance, self.texts, situation.told, self._today())
        is_topic = intent.startswith(_ASK) and bool(guidance.topic(topic))
        if not is_topic and (intent not in _NO_TOPIC or situation.held):
            return None
        asks = topic in guidance.asking.topics or names_recommendation(said.text)
        found = look_up(guidance, topic, said.text) if asks else None
        unforeseen = not is_topic or said.confidence < UNSURE_INTENT
        if found is None and unforeseen and not situation.held:
            offered = intent != "out_of_scope"
            reply = nearest(guidance, self.texts, said.near, topic if is_topic else None, self._today(), offered)
            if reply:
                return reply
        if is_topic and found is None and (said.confidence >= UNSURE_BELOW or situation.held):
            found = by_topic(guidance, topic)
        return tell(guidance, self.texts, found, self._today(), situation.held) if found else None

    def _hold(self, intent: str, situation: Situation) -> Reply:
        if intent == "cannot_call":
            return replace(self.danger(verdict_of("in_danger")), unfold=("cannot_speak", "cannot_hear"))
        if not situation.held and intent != "false_alarm":
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
