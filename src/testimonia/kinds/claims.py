"""Who said what: source, cue and content, and who speaks."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from testimonia.domain import Claim, Extraction, Manner
from testimonia.judgement import Draft
from testimonia.kinds.kind import Choice, Kind, Part
from testimonia.names import is_pronoun, name_parts

BY_A_PERSON = "decided by a person"


def _draft(claim: Claim) -> Draft:
    speaker = (claim.speaker,) if claim.speaker is not None and claim.speaker not in claim.source[:1] else ()
    parts = {"content": claim.content, "source": claim.source, "cue": claim.cue, "speaker": speaker}
    return Draft(id=claim.id, kind="claim", parts=parts, values={"manner": claim.manner.value})


def _build(draft: Draft) -> Claim:
    """The claim a person has put together: nothing in it is doubtful to the tool any more, but who is not named stays so."""
    content, source = draft.parts["content"], draft.parts.get("source", ())
    if not content:
        raise ValueError("a claim without words")
    speaker = next(iter((*draft.parts.get("speaker", ()), *source)), None)
    return Claim(
        id=draft.id,
        source=source,
        cue=draft.parts.get("cue", ()),
        content=content,
        manner=Manner(draft.values.get("manner", Manner.INDIRECT)),
        speaker=speaker,
        score=1.0,
        sure=speaker is not None,
        doubts=() if speaker is not None else ("the text names nobody who says it",),
        basis=BY_A_PERSON,
    )


def _apart(drafts: tuple[Draft, ...]) -> str | None:
    """Claims of two people are no one claim: the words of the second would stand under the name of the first."""
    named = [name for draft in drafts if (name := _speaker(draft)) and not is_pronoun(name)]
    if all(name_parts(one) & name_parts(other) for one, other in pairwise(named)):
        return None
    return f"claims of different speakers ({'; '.join(dict.fromkeys(named))})"


def _speaker(draft: Draft) -> str:
    return next((p.text for name in ("speaker", "source") for p in draft.parts.get(name, ())), "")


def _put(extraction: Extraction, findings: tuple[Claim, ...]) -> Extraction:
    return replace(extraction, claims=findings)


CLAIM = Kind(
    name="claim",
    many="claims",
    label="Who said what",
    main="content",
    parts=(
        Part(name="content", label="What is said", css="w", needed=True),
        Part(name="source", label="Who says it", css="s"),
        Part(name="cue", label="The word of saying", css="q"),
        Part(name="speaker", label="Who is named elsewhere as the speaker", css="p", many=False),
    ),
    choices=(Choice(name="manner", label="How the words are given", options=(Manner.INDIRECT, Manner.DIRECT, Manner.MIXED)),),
    found=lambda extraction: extraction.claims,
    put=_put,
    draft=_draft,
    build=_build,
    apart=_apart,
    is_sure=lambda claim: bool(claim.sure),
)
