"""What readers are told beside a link to another site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.library.link_states import Notice

if TYPE_CHECKING:
    from openshelf.library.link_states import KnownLink
    from openshelf.site.i18n import Words


def notice(link: KnownLink, words: Words) -> str:
    """Return what readers are told of a link, in a few words; empty where there is nothing to tell."""
    _ = words.gettext
    since = words.date(link.since) if link.since else ""
    person = words.date(link.person) if link.person else ""
    sentences = {
        Notice.DEAD: _("May be dead since %(date)s"),
        Notice.CERTIFICATE: _("Certificate problem since %(date)s; following the link may be unsafe"),
        Notice.OFTEN_DOWN: _("Often down; try again later"),
        Notice.BLOCKED: _("Blocked in the country of our checker"),
        Notice.UNCHECKED: _("Not machine-checked; last checked by a person on %(person)s")
        if person
        else _("Not machine-checked"),
    }
    return sentences[link.notice] % {"date": since, "person": person} if link.notice else ""


def copy_notice(link: KnownLink, words: Words) -> str:
    """Return the words that lead to the archived copy of a link."""
    if link.copy is None or link.copy.day is None:
        return words.gettext("archived copy")
    return words.gettext("archived copy of %(date)s") % {"date": words.date(link.copy.day)}
