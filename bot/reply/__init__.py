"""What the assistant says: fixed texts, answers from the guidance base, and the reply contract. Imports no Rasa."""

from bot.reply.contract import SCHEMA, Turn, write
from bot.reply.message import CARDS, SITUATION, Button, Message, Reply, Situation
from bot.reply.responder import Responder
from bot.reply.situation import answered, meaning, verdict_of
from bot.reply.texts import Text, Texts
from bot.reply.wire import decode, encode

__all__ = [
    "CARDS",
    "SCHEMA",
    "SITUATION",
    "Button",
    "Message",
    "Reply",
    "Responder",
    "Situation",
    "Text",
    "Texts",
    "Turn",
    "answered",
    "decode",
    "encode",
    "meaning",
    "verdict_of",
    "write",
]
