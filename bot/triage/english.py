"""English words and their forms, from spaCy's lookup table of lemmas (package ``spacy-lookups-data``).

The table is read as a file: importing spaCy takes seconds, and triage must work when nothing else does.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

# The verbs whose short forms the tokens keep apart ("he 's"); the table knows them only partly.
_SHORT_FORMS = {
    "be": ("be", "is", "are", "am", "was", "were", "been", "being", "'s", "'re", "'m"),
    "have": ("have", "has", "had", "having", "'s", "'ve", "'d"),
    "will": ("will", "'ll"),
}
# A short form in a message stands for each of these words in a pattern.
SAME_AS = {
    "is": ("'s",), "has": ("'s",), "are": ("'re",), "am": ("'m",), "have": ("'ve",),
    "had": ("'d",), "would": ("'d",), "will": ("'ll",), "not": ("n't",),
}  # fmt: skip


@lru_cache(maxsize=1)
def _lemmas() -> dict[str, str]:
    spec = find_spec("spacy_lookups_data")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("spacy-lookups-data is not installed")
    with gzip.open(Path(spec.origin).parent / "data" / "en_lemma_lookup.json.gz", "rt", encoding="utf-8") as file:
        table = json.load(file)
    return {str(form).lower(): str(lemma).lower() for form, lemma in table.items()}


@lru_cache(maxsize=1)
def _forms_of() -> dict[str, set[str]]:
    forms: defaultdict[str, set[str]] = defaultdict(set)
    for form, lemma in _lemmas().items():
        forms[lemma].add(form)
    return forms


@lru_cache(maxsize=1)
def english_words() -> frozenset[str]:
    """Every form and lemma of the table: what is among them is no typing error."""
    return frozenset(_lemmas()) | frozenset(_lemmas().values())


def forms(word: str) -> frozenset[str]:
    """Every form with the lemma of ``word``, itself included; regular endings where the table has none."""
    lemma = _lemmas().get(word, word)
    if lemma in _SHORT_FORMS:
        return frozenset(_SHORT_FORMS[lemma])
    known = _forms_of().get(lemma, set()) | {lemma, word}
    if len(known) > 2 or not word.isascii():
        return frozenset(known)
    return frozenset(known | _regular(lemma))


def _regular(lemma: str) -> set[str]:
    if lemma.endswith("e"):
        return {lemma + "s", lemma + "d", lemma[:-1] + "ing"}
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return {lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"}
    if lemma.endswith(("s", "x", "ch", "sh")):
        return {lemma + "es", lemma + "ed", lemma + "ing"}
    return {lemma + "s", lemma + "ed", lemma + "ing"}
