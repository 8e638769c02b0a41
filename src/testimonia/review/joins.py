"""Which voices people hold to be one, and which not: decisions on pairs, applied in the order they were made, never against a "not the same"."""

from __future__ import annotations

from collections.abc import Iterable

from testimonia.domain import digest
from testimonia.judgement import Judgement, Verb, effective


class Joins:
    """The voices as people joined and parted them.

    A judgement's `subject` is two voice ids, or, for "not the same", a voice id and the id of a report in which somebody else bears the name.
    """

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        """Take in all judgements on voices."""
        self._root: dict[str, str] = {}
        self._parted: set[tuple[str, str]] = set()
        verdicts: dict[frozenset[str], Verb] = {}
        for judgement in effective(judgements):
            if judgement.verb in (Verb.SAME, Verb.APART):
                one, other = judgement.subject
                pair = frozenset([one, other])
                verdicts.pop(pair, None)
                verdicts[pair] = judgement.verb
                if judgement.verb is Verb.APART and not other.startswith("v-"):
                    self._parted.add((one, other))
        self._apart = [pair for pair, verb in verdicts.items() if verb is Verb.APART]
        for pair, verb in verdicts.items():
            if verb is Verb.SAME:
                self._join(pair)

    def of(self, voice: str, report_id: str) -> str:
        """The voice that stands for this one in this report."""
        return self.root(own_voice(voice, report_id) if (voice, report_id) in self._parted else voice)

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


def own_voice(voice: str, report_id: str) -> str:
    """The id of the voice of this name in this one report, where a person said it is somebody else."""
    return f"v-{digest(voice, report_id)}"
