"""The guidance base: what may be said, by whom it was said, when, and what has changed since. Imports no Rasa."""

from bot.guidance.advice import Advice
from bot.guidance.base import Guidance
from bot.guidance.local import Local, LocalContact
from bot.guidance.look_up import Found, by_number, by_topic, look_up, names_recommendation, numbered
from bot.guidance.model import Change, Contact, Document, Force, SelfSource, Statement, cite
from bot.guidance.recommendations import Answer, Body, Recommendation, Recommendations
from bot.guidance.retrieval import Near
from bot.guidance.review import review_due
from bot.guidance.wording import advice_text, as_text, change_lines, number_notes, present_first, source_lines

__all__ = [
    "Advice",
    "Answer",
    "Body",
    "Change",
    "Contact",
    "Document",
    "Force",
    "Found",
    "Guidance",
    "Local",
    "LocalContact",
    "Near",
    "Recommendation",
    "Recommendations",
    "SelfSource",
    "Statement",
    "advice_text",
    "as_text",
    "by_number",
    "by_topic",
    "change_lines",
    "cite",
    "look_up",
    "names_recommendation",
    "number_notes",
    "numbered",
    "present_first",
    "review_due",
    "source_lines",
]
