"""A message as the words that patterns are compared with, each with its place in the original message.

Documented forms: a contraction is two words, "he's", "hes" and "he s" -> ``he 's``, "hasn't" -> ``has n't``, "can't"
and "cannot" -> ``can n't``, "won't" -> ``will n't``, "he'll" -> ``he 'll``, "my mum's" -> ``my mum 's``; times are
``#time`` (7pm), numbers below 100 and other numbers that no pattern names are ``#number``; "knife-edge" is two words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

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
    """Parallel lists: word, original start and end, first and end (exclusive) of its sentence, pause before it."""

    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    sentence_end: list[int] = field(default_factory=list)
    pause: list[bool] = field(default_factory=list)


# A word as written, its start and end in the normalised text, and what stands between it and the word before.
_Written = tuple[str, int, int, str]


def tokens_of(message: str, spelling: Spelling) -> Tokens:
    """The words of any string; linear in its length, never raises."""
    normalised = normalise(message)
    written = _join_letters(list(_written(normalised.text, spelling)), spelling)
    return _read(written, normalised, spelling)


def _written(text: str, spelling: Spelling) -> Iterator[_Written]:
    last = 0
    masked: dict[str, bool] = {}
    for match in _WORD.finditer(text):
        word, (start, end) = match.group(1) or match.group(), match.span()
        whole = word.isalnum() or "'" in word or masked.get(word)
        if whole is None:
            whole = masked[word] = word in spelling.spellings or _is_masked(word, spelling)
        if whole:
            yield word, start, end, text[last:start]
        else:
            for part in _PLAIN_WORD.finditer(word):
                begin, last_end = start + part.start(), last
                last = start + part.end()
                yield part.group(), begin, last, text[last_end:begin]
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
        if first[0] in spelling.letters:
            end = _letters_end(written, position, spelling)
        if end > position + 1:
            word = "".join(part[0] for part in written[position:end])
            first = (word, first[1], written[end - 1][2], first[3])
        joined.append(first)
        position = end
    return joined


def _letters_end(written: list[_Written], position: int, spelling: Spelling) -> int:
    word, best, end = written[position][0], position + 1, position + 1
    while word in spelling.beginnings and end < len(written):
        text, _, _, before = written[end]
        if len(text) != 1 or len(before) > 3:
            break
        word += text
        end += 1
        if len(word) > 2 and word in spelling.vocabulary:
            best = end
    return best


def _read(written: list[_Written], normalised: Normalised, spelling: Spelling) -> Tokens:
    tokens = Tokens()
    known: dict[str, tuple[str, ...]] = {}
    between = {"": (False, False), " ": (False, False), "-": (False, False)}
    sentence, position, last, repeated = 0, 0, "", 0
    add_word, add_start, add_end = tokens.words.append, tokens.starts.append, tokens.ends.append
    add_sentence, add_pause = tokens.sentence.append, tokens.pause.append
    written.append(("", 0, 0, ""))
    while position < len(written) - 1:
        text, start, end, before = written[position]
        position += 1
        repeated = repeated + 1 if text == last else 0
        if repeated > _MOST_REPEATED:
            continue
        following, _, following_end, gap = written[position]
        words = known.get(text)
        if words is None:
            words = known[text] = spelling.read(text)
        if following in _SHORT_ENDINGS and gap == " ":
            if text + following in CONTRACTIONS or (following == "ll" and text + "ll" in _WILL):
                words = CONTRACTIONS.get(text + following) or (text, "'ll")
                end = following_end
                position += 1
        elif text in _WILL and following in _WILL_VERBS:
            words = (_WILL[text], "'ll")
        if before not in between:
            between[before] = bool(before.strip() or "\n" in before), bool(_SENTENCE_END.search(before))
        pause, stop = between[before]
        if stop and last not in _ABBREVIATIONS:
            sentence = len(tokens.words)
        for word in words:
            add_word(word)
            add_start(normalised.starts[start])
            add_end(normalised.ends[end - 1])
            add_sentence(sentence)
            add_pause(pause)
            pause = False
        last = text
    end = len(tokens.words)
    for index in range(end - 1, -1, -1):
        tokens.sentence_end.append(end)
        if tokens.sentence[index] == index:
            end = index
    tokens.sentence_end.reverse()
    return tokens
