"""A message as the words that patterns are compared with, each with its place in the original message.

Documented forms: a contraction is two words, "he's", "hes" and "he s" -> ``he 's``, "hasn't" -> ``has n't``, "can't"
and "cannot" -> ``can n't``, "won't" -> ``will n't``, "he'll" -> ``he 'll``, "my mum's" -> ``my mum 's``; times are
``#time`` (7pm), numbers below 100 and other numbers that no pattern names are ``#number``; "knife-edge" is two words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.triage.normalise import Normalised, normalise
from bot.triage.spelling import CONTRACTIONS, Spelling

_PLAIN = r"[^\W_]+(?:'[^\W_]+)*'?"
_CJK = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(
    rf"[{_CJK}]|[a-z0-9]+(?:[!@$*€|]+[a-z0-9]+)+|[^\W_{_CJK}]+(?:'[^\W_]+)*'?|([\u2190-\u2bff\U0001f000-\U0001faff])\1*"
)
_PLAIN_WORD = re.compile(_PLAIN)
_SENTENCE_END = re.compile(r"[!?](?=\W*\s)|(?<!\.)\.(?!\.)(?=[\"')\]]*\s)|\n\s*\n|[。؟।॥۔]")
_ABBREVIATIONS = frozenset("mr mrs ms dr cllr st rd ave no nr jan feb sept oct nov dec approx e.g i.e".split())
_SHORT_ENDINGS = frozenset(("t", "s", "re", "ve", "ll", "m"))
_MOST_REPEATED = 12  # of one word in a row: more say nothing new
_WILL = {"hell": "he", "ill": "i", "well": "we", "shell": "she"}
_WILL_VERBS = frozenset("be kill come get do have find burn make put hurt see stab shoot send bring".split())


@dataclass
class Tokens:
    """Parallel lists: word, original start and end, where its sentence begins (index), comma or the like before it."""

    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    pause: list[bool] = field(default_factory=list)


class _Written(NamedTuple):
    text: str
    start: int  # in the normalised text
    end: int
    before: str  # what stands between it and the word before


def tokens_of(message: str, spelling: Spelling) -> Tokens:
    """The words of any string; linear in its length, never raises."""
    normalised = normalise(message)
    written = _join_letters(list(_written(normalised.text, spelling)), spelling)
    return _read(written, normalised, spelling)


def _written(text: str, spelling: Spelling) -> Iterator[_Written]:
    last = 0
    for match in _WORD.finditer(text):
        word, (start, end) = match.group(1) or match.group(), match.span()
        if word.isalnum() or "'" in word or word in spelling.spellings or _is_masked(word, spelling):
            yield _Written(word, start, end, text[last:start])
        else:
            for part in _PLAIN_WORD.finditer(word):
                yield _Written(
                    part.group(), start + part.start(), start + part.end(), text[last : start + part.start()]
                )
                last = start + part.end()
            continue
        last = end


def _is_masked(word: str, spelling: Spelling) -> bool:
    """Whether symbols stand for letters in ``word`` ("k!ll"), and not between words ("hi!there")."""
    return len(word) > 1 and spelling.read(word) != (word,)


def _join_letters(written: list[_Written], spelling: Spelling) -> list[_Written]:
    """Joins "k n i f e" and "k.n.i.f.e" where the letters make a word of the patterns."""
    joined: list[_Written] = []
    position = 0
    while position < len(written):
        first = written[position]
        end = position + 1
        if len(first.text) == 1 and first.text.isalpha():
            end = _letters_end(written, position, spelling)
        if end == position + 1:
            joined.append(first)
        else:
            word = "".join(part.text for part in written[position:end])
            joined.append(_Written(word, first.start, written[end - 1].end, first.before))
        position = end
    return joined


def _letters_end(written: list[_Written], position: int, spelling: Spelling) -> int:
    word, best, end = written[position].text, position + 1, position + 1
    while end < len(written) and len(written[end].text) == 1 and len(written[end].before) <= 3:
        word += written[end].text
        end += 1
        if word not in spelling.beginnings:
            break
        if len(word) > 2 and word in spelling.vocabulary:
            best = end
    return best


def _read(written: list[_Written], normalised: Normalised, spelling: Spelling) -> Tokens:
    tokens = Tokens()
    known: dict[str, tuple[str, ...]] = {}
    sentence, position, last, repeated = 0, 0, "", 0
    while position < len(written):
        part = written[position]
        repeated = repeated + 1 if part.text == last else 0
        if repeated > _MOST_REPEATED:
            position += 1
            continue
        following = written[position + 1] if position + 1 < len(written) else None
        end, words = part.end, known.get(part.text)
        if words is None:
            words = known[part.text] = spelling.read(part.text)
        if following is not None and following.text in _SHORT_ENDINGS and following.before == " ":
            if part.text + following.text in CONTRACTIONS or (following.text == "ll" and part.text + "ll" in _WILL):
                short = CONTRACTIONS.get(part.text + following.text) or (part.text, "'ll")
                words, end = short, following.end
                position += 1
        elif part.text in _WILL and following is not None and following.text in _WILL_VERBS:
            words = (_WILL[part.text], "'ll")
        pause = part.before not in ("", " ", "-")
        if pause and last not in _ABBREVIATIONS and _SENTENCE_END.search(part.before):
            sentence = len(tokens.words)
        for word in words:
            tokens.words.append(word)
            tokens.starts.append(normalised.starts[part.start])
            tokens.ends.append(normalised.ends[end - 1])
            tokens.sentence.append(sentence)
            tokens.pause.append(pause and bool(part.before.strip() or "\n" in part.before))
            pause = False
        last = part.text
        position += 1
    return tokens
