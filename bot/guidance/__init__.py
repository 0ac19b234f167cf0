"""The guidance base: what may be said, by whom it was said, when, and what has changed since. Imports no Rasa."""

from bot.guidance.advice import Advice
from bot.guidance.base import Guidance
from bot.guidance.local import Local, LocalContact
from bot.guidance.model import Change, Contact, Document, Force, Statement, cite
from bot.guidance.review import review_due
from bot.guidance.wording import advice_text, as_text, number_notes, present_first

__all__ = [
    "Advice",
    "Change",
    "Contact",
    "Document",
    "Force",
    "Guidance",
    "Local",
    "LocalContact",
    "Statement",
    "advice_text",
    "as_text",
    "cite",
    "number_notes",
    "present_first",
    "review_due",
]
