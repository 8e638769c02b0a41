"""Which voices people hold to be one, and which not: decisions on pairs, in their order, never against a "not the same".

Where two who did not know of each other differ, the two stay apart.
"""

from __future__ import annotations

from collections.abc import Iterable

from testimonia.domain import digest
from testimonia.judgement import Judgement, Verb, effective, live


class Joins:
    """The voices as people joined and parted them.

    A judgement's `subject` is two voice ids, or, for "not the same", a voice id and the id of a report in which somebody else bears the name.
    """

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        """Take in all judgements on voices."""
        self._root: dict[str, str] = {}
        pairs: dict[frozenset[str], list[Judgement]] = {}
        found = tuple(judgements)
        for judgement in effective(found):
            if judgement.verb in (Verb.SAME, Verb.APART):
                pairs.setdefault(frozenset(judgement.subject), []).append(judgement)
        held = {pair: live(on_pair) for pair, on_pair in pairs.items()}
        self._apart = [pair for pair, on_pair in held.items() if any(j.verb is Verb.APART for j in on_pair)]
        self._parted = {(voice, report) for pair in self._apart for voice in pair for report in pair if _is_voice(voice) and not _is_voice(report)}
        for pair in held:
            if pair not in self._apart:
                self._join(pair)

    def bearer(self, voice: str, report_id: str) -> str:
        """The voice of this name in this report: its own, where somebody else bears the name there."""
        return own_voice(voice, report_id) if (voice, report_id) in self._parted else voice

    def root(self, voice: str) -> str:
        """The voice that stands for this one."""
        return self._root.get(voice, voice)

    def members(self, voice: str) -> tuple[str, ...]:
        """All voices that stand together with this one, itself included."""
        root = self.root(voice)
        return tuple(sorted({v for v, r in self._root.items() if r == root} | {root, voice}))

    def _join(self, pair: frozenset[str]) -> None:
        together = {member for voice in pair for member in self.members(voice)}
        if any(apart <= together for apart in self._apart):
            return
        root = min(together)
        self._root.update(dict.fromkeys(together, root))


def _is_voice(subject: str) -> bool:
    return subject.startswith("v-")


def own_voice(voice: str, report_id: str) -> str:
    """The id of the voice of this name in this one report, where a person said it is somebody else."""
    return f"v-{digest(voice, report_id)}"
