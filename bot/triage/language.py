"""Is a message English? Only what decides between "I do not follow" and "I can only read English well"."""

from __future__ import annotations

import re
import unicodedata

from bot.triage.english import english_words

_WORD = re.compile(r"[^\W\d_]{2,}")
# The lemma table lists only words that have several forms.
_FORMLESS = frozenset(
    """about above across after again against all almost alone along already also although always and another any
    anybody anyone anything anywhere around at away back because before behind below between beyond both but by
    cannot cos could down during each either else enough even ever every everybody everyone everything
    everywhere few for from he her here hers herself hes hi him himself his how however if im in inside instead
    into it its itself ive just later least less like many maybe me mine more most much must my myself near
    neither never no nobody none nor not nothing now nowhere of off often on once only onto or other others our
    ours out outside over own past perhaps please police quite rather really same she shes should since so some
    somebody someone something sometimes somewhere soon still such than that thats the their theirs them
    themselves then there therefore these they theyre theyve this those though through till to today together
    tomorrow tonight too toward towards twice under until up upon us very via was we well were what whatever
    when where whether which while who whoever whole whom whose why will with within without wont would yes
    yesterday yet you your youre yours yourself""".split()
)
_FEWEST_WORDS = 3
_ENGLISH_SHARE = 0.5
"""Of the 3,666 English texts of ``data/nlu`` when this was chosen, 9 fell below it, and 61 of 64 others."""


def is_english(text: str) -> bool:
    """False when most words of ``text`` are in no English list, or in another script. True when too short to tell."""
    words = _WORD.findall(text.casefold())
    if any(not _latin(word) for word in words):
        return sum(map(_latin, words)) > len(words) / 2
    if len(words) < _FEWEST_WORDS:
        return True
    known = sum(word in _FORMLESS or word in english_words() for word in words)
    return known / len(words) >= _ENGLISH_SHARE


def _latin(word: str) -> bool:
    return unicodedata.name(word[0], "").startswith("LATIN")
