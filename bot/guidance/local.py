"""What the deployer adds in ``local.yml``: council, party, police force and four contacts. See docs/local.md."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot import datafile
from bot.datafile import DataError, Mapped, only, read_yaml
from bot.guidance import fields
from bot.guidance.model import NATIONS, Force

CONTACT_KINDS = ("adviser", "election_contact", "monitoring_officer", "party_officer")
POSITIONS = ("show", "hide")
_CONTACT_KEYS = {
    "name", "role", "phone", "other_way", "url", "email", "audience", "hours", "nation", "instead_if_conflict"
}  # fmt: skip
_MOBILE = re.compile(r"(?:\+44|0044)[ ()-]*(?:0[ )-]*)?7[\d ()-]{7}|(?<!\d)0[ ()-]*7[\d ()-]{7}")
_EMAIL = re.compile(r"\S@\S")
_PHONE = re.compile(r"\+?[\d ()-]{3,20}")


@dataclass(frozen=True)
class LocalContact:
    """A person or desk the deployer names. ``audience`` is public or members."""

    name: str
    role: str
    audience: str
    nation: str
    hours: str
    phone: str | None = None
    other_way: str | None = None
    url: str | None = None
    email: str | None = None
    instead_if_conflict: str | None = None

    @property
    def spoken(self) -> str:
        """The contact as one line for an answer."""
        phone = f"{self.phone} ({self.other_way})" if self.phone else None
        ways = ", ".join(way for way in (phone, self.url, self.email) if way)
        line = f"{self.name}, {self.role}: {ways}. {self.hours}."
        if self.instead_if_conflict:
            line += f" If this is about that person, use {self.instead_if_conflict}."
        return line


@dataclass(frozen=True)
class Local:
    """What is known of the place where the assistant runs; empty means general wording.

    ``hide_positions``: no party's position is told; ``party_responses`` is where they can be read instead.
    """

    council: str | None = None
    party: str | None = None
    force: Force | None = None
    contacts: Mapping[str, LocalContact] = field(default_factory=dict)
    hide_positions: bool = False
    party_responses: str | None = None

    @property
    def nation(self) -> str | None:
        """The nation of the force, None while no force is named."""
        return self.force.nation if self.force else None

    @property
    def words(self) -> dict[str, str]:
        """What ``{force}``, ``{force-website}``, ``{council}``, ``{party}`` and ``{party-responses}`` stand for."""
        return {
            "force": self.force.name if self.force else "your police force",
            "force-website": f"the {self.force.name} website ({self.force.website})"
            if self.force
            else "your force’s website (find it at www.police.uk)",
            "council": self.council or "your council",
            "party": self.party or "your party",
            "party-responses": self.party_responses or "what that party has published",
        }

    def lines(self, kinds: tuple[str, ...], members_only: bool) -> tuple[str, ...]:
        """The named contacts as lines; those for members are left out unless ``members_only``."""
        found = (self.contacts[kind] for kind in kinds if kind in self.contacts)
        return tuple(contact.spoken for contact in found if members_only or contact.audience == "public")

    @classmethod
    def load(cls, path: Path, forces: Mapping[str, Force]) -> Local:
        """What ``path`` says. Raises DataError with file, line and reason on anything that must not be used."""
        content = read_yaml(path)
        only(path, content, {"council", "party", "force", "contacts", "party_positions", "party_responses"})
        force = fields.optional_text(path, content, "force")
        if force is not None and force not in forces:
            raise DataError(path, content.line, f"unknown force {force!r}; data/guidance/forces.yml lists them")
        contacts = datafile.field(path, content, "contacts", Mapped, default=Mapped())
        only(path, contacts, set(CONTACT_KINDS))
        return cls(
            fields.optional_text(path, content, "council"),
            fields.optional_text(path, content, "party"),
            forces[force] if force else None,
            {kind: _contact(path, datafile.field(path, contacts, kind, Mapped)) for kind in contacts},
            "party_positions" in content and fields.choice(path, content, "party_positions", POSITIONS) == POSITIONS[1],
            fields.link(path, content, "party_responses"),
        )


def _contact(path: Path, entry: Mapped) -> LocalContact:
    only(path, entry, _CONTACT_KEYS)
    contact = LocalContact(
        fields.text(path, entry, "name"),
        fields.text(path, entry, "role"),
        fields.choice(path, entry, "audience", ("public", "members")),
        fields.choice(path, entry, "nation", NATIONS),
        fields.text(path, entry, "hours").rstrip("."),
        fields.optional_text(path, entry, "phone"),
        fields.optional_text(path, entry, "other_way"),
        fields.link(path, entry, "url"),
        fields.optional_text(path, entry, "email"),
        fields.optional_text(path, entry, "instead_if_conflict"),
    )
    if not (contact.phone or contact.url or contact.email):
        raise DataError(path, entry.line, "a contact needs a phone, url or email")
    if contact.phone and not _PHONE.fullmatch(contact.phone):
        raise DataError(path, entry.line, f"'phone' must be a telephone number in quotes, not {contact.phone!r}")
    if contact.phone and not contact.other_way:
        raise DataError(path, entry.line, "a phone needs 'other_way': how to text or sign to it, or 'no text line'")
    if contact.email and not _EMAIL.search(contact.email):
        raise DataError(path, entry.line, f"'email' must be an e-mail address, not {contact.email!r}")
    if contact.audience == "public":
        for name, value in entry.items():
            if isinstance(value, str) and (_MOBILE.search(value) or _EMAIL.search(value)):
                reason = f"{name!r}: a mobile number or an e-mail address is refused unless audience is members"
                raise DataError(path, entry.line, reason)
    return contact
