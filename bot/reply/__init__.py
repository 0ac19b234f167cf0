"""What the assistant says: fixed texts, answers from the guidance base, and the reply contract. Imports no Rasa."""

from bot.reply.contract import SCHEMA, Turn, write
from bot.reply.message import CARDS, NEAREST, SITUATION, Button, Message, Reply, Said, Situation, Told
from bot.reply.responder import Responder
from bot.reply.situation import answered, meaning, verdict_of
from bot.reply.texts import Text, Texts
from bot.reply.wire import decode, encode

__all__ = [
    "CARDS",
    "NEAREST",
    "SCHEMA",
    "SITUATION",
    "Button",
    "Message",
    "Reply",
    "Responder",
    "Said",
    "Situation",
    "Text",
    "Texts",
    "Told",
    "Turn",
    "answered",
    "decode",
    "encode",
    "meaning",
    "verdict_of",
    "write",
]
