"""One Document in, one Extraction out; every passage of it holds the words at its place."""

from __future__ import annotations

import dataclasses

import pytest
from factories import FakeTagger, marked
from hypothesis import example, given
from hypothesis import strategies as st

from testimonia import readers
from testimonia.domain import Document, Extraction, Link, LinkKind, Mention, MentionKind, Passage, Reading
from testimonia.errors import UnreadableError
from testimonia.pipeline import Pipeline, check_words, passages
from testimonia.readers.received import Received
from testimonia.readers.textbuilder import as_given

SENTENCE = "{S:Tom Berek} {Q:said}: {C:“{E:We left} {G:because} {K:nobody came}.”}"
TEXT = marked(SENTENCE).text

# Seven sentences each, plainly of one language.
GERMAN = "Die Stadt wurde nach acht Wochen Belagerung aufgegeben, sagte der Bürgermeister am Freitag vor der zerstörten Brücke. " * 7
FRENCH = "La ville a été abandonnée après huit semaines de siège, a déclaré le maire vendredi devant le pont détruit. " * 7
ENGLISH = "The city was given up after eight weeks of siege, the mayor said on Friday in front of the ruined bridge. " * 7


class TestReading:
    def test_an_extraction_names_its_document_and_the_network_that_made_it(self) -> None:
        document = as_given(TEXT, "report")
        extraction = Pipeline(FakeTagger(SENTENCE, version="fake 7")).extract(document)
        assert (extraction.document_id, extraction.network) == (document.id, "fake 7")

    def test_mentions_claims_and_reasons_are_all_kept(self) -> None:
        extraction = Pipeline(FakeTagger(SENTENCE)).extract(as_given(TEXT, "report"))
        assert len(extraction.mentions) == 6
        (claim,) = extraction.claims
        assert [(x.cause.text, x.effect.text, x.claim) for x in extraction.explanations] == [("nobody came", "We left", claim.id)]

    def test_the_same_document_gives_the_same_extraction(self) -> None:
        pipeline, document = Pipeline(FakeTagger(SENTENCE)), as_given(TEXT, "report")
        assert pipeline.extract(document) == pipeline.extract(document)


class TestLanguage:
    @pytest.mark.parametrize(("text", "language"), [(GERMAN, "de"), (FRENCH, "fr")])
    def test_a_text_surely_in_another_language_is_refused_and_the_language_named(self, text: str, language: str) -> None:
        with pytest.raises(UnreadableError, match=rf"text in language '{language}'; needed: one the network reads \(en\)"):
            Pipeline(FakeTagger()).extract(as_given(text, "report"))

    def test_a_text_in_a_language_the_network_reads_is_read(self) -> None:
        assert Pipeline(FakeTagger()).extract(as_given(ENGLISH, "report")).claims == ()
        assert Pipeline(FakeTagger(), languages=("en", "de")).extract(as_given(GERMAN, "report")).claims == ()

    @pytest.mark.parametrize("text", ["Die Stadt fiel.", "12 345 678 901 234", "", "Bürgermeister Klöß"])
    def test_a_text_too_short_to_tell_is_read(self, text: str) -> None:
        assert Pipeline(FakeTagger()).extract(as_given(text, "report")).claims == ()

    def test_reading_without_the_check_reads_any_language(self) -> None:
        assert Pipeline(FakeTagger()).read(as_given(GERMAN, "report")).claims == ()


class TestCheckWords:
    @pytest.fixture
    def document(self) -> Document:
        return as_given(TEXT, "report")

    @pytest.fixture
    def extraction(self, document: Document) -> Extraction:
        return Pipeline(FakeTagger(SENTENCE)).read(document)

    def test_true_words_pass(self, document: Document, extraction: Extraction) -> None:
        check_words(document, extraction)

    @pytest.mark.parametrize("part", ["source", "cue", "content", "speaker"])
    def test_a_claim_with_other_words_is_refused(self, document: Document, extraction: Extraction, part: str) -> None:
        other = Passage(start=0, end=3, text="Tim")
        (claim,) = extraction.claims
        wrong = dataclasses.replace(claim, **{part: other if part == "speaker" else (other,)})
        with pytest.raises(ValueError, match=f"passage 0-3 of document {document.id} does not hold"):
            check_words(document, dataclasses.replace(extraction, claims=(wrong,)))

    @pytest.mark.parametrize("part", ["cause", "effect", "signals"])
    def test_a_reason_with_other_words_is_refused(self, document: Document, extraction: Extraction, part: str) -> None:
        other = Passage(start=0, end=3, text="Tim")
        (explanation,) = extraction.explanations
        wrong = dataclasses.replace(explanation, **{part: (other,) if part == "signals" else other})
        with pytest.raises(ValueError, match="passage 0-3"):
            check_words(document, dataclasses.replace(extraction, explanations=(wrong,)))

    def test_a_mention_past_the_end_of_the_text_is_refused(self, document: Document, extraction: Extraction) -> None:
        past = Mention(start=len(TEXT), end=len(TEXT) + 2, text="..", kind=MentionKind.CUE, score=1.0)
        with pytest.raises(ValueError, match="does not hold the words"):
            check_words(document, dataclasses.replace(extraction, mentions=(past,)))

    def test_whatever_a_tagger_gives_is_checked_before_it_is_kept(self, document: Document) -> None:
        class Liar(FakeTagger):
            def tag(self, _: Document) -> tuple[tuple[Mention, ...], tuple[Link, ...]]:
                return (Mention(start=0, end=3, text="Tim", kind=MentionKind.CUE, score=1.0),), ()

        with pytest.raises(ValueError, match="passage 0-3"):
            Pipeline(Liar()).read(document)

    def test_every_kind_of_passage_is_walked(self, extraction: Extraction) -> None:
        assert [p.text for p in passages(extraction)[-3:]] == ["nobody came", "We left", "because"]
        assert len(passages(extraction)) == 6 + 4 + 3


# ------------------------------------------------------------------ any text at all, from its bytes to its claims

ODD = "\u0301\u0308שלום\u202bمُحَمَّد\u202c🏚️👩\u200d⚕️\u00ad\ufeff\r\n\x00\x85\u2028ﬁİ"
TEXTS = st.text(alphabet=st.sampled_from(list("abé .,:“”‘’'\"A" + ODD)), max_size=120)


class ByShares(FakeTagger):
    """Marks the stretches of a document that lie at the given shares of its length: where these fall, no rule expects."""

    def __init__(self, shares: list[tuple[float, float, MentionKind]]) -> None:
        super().__init__()
        self._shares = shares

    def tag(self, document: Document) -> tuple[tuple[Mention, ...], tuple[Link, ...]]:
        size = len(document.text)
        places = [(int(a * (size - 1)), kind, b) for a, b, kind in self._shares]
        spans = sorted((start, min(size, start + 1 + int(b * 30)), kind) for start, kind, b in places)
        mentions = tuple(Mention(start=a, end=b, text=document.text[a:b], kind=kind, score=0.9) for a, b, kind in spans)
        return mentions, self._links([mention.kind for mention in mentions])

    @staticmethod
    def _links(kinds: list[MentionKind]) -> tuple[Link, ...]:
        """Everything to the first of its counterparts."""
        to = {
            MentionKind.SOURCE: (LinkKind.SOURCE_OF, MentionKind.CUE),
            MentionKind.CONTENT: (LinkKind.CONTENT_OF, MentionKind.CUE),
            MentionKind.CAUSE: (LinkKind.CAUSE_OF, MentionKind.EFFECT),
            MentionKind.SIGNAL: (LinkKind.SIGNAL_OF, MentionKind.CAUSE),
        }
        return tuple(
            Link(kind=to[kind][0], of=place, to=kinds.index(to[kind][1]), score=0.9)
            for place, kind in enumerate(kinds)
            if kind in to and to[kind][1] in kinds
        )


SHARE = st.floats(0, 1, allow_nan=False)


@given(TEXTS, st.lists(st.tuples(SHARE, SHARE, st.sampled_from(MentionKind)), max_size=8))
@example("e\u0301 because \u202b“ש\u200f\r\n“\x00…\u00ad”", [(0.0, 0.5, MentionKind.CONTENT), (0.4, 0.1, MentionKind.CUE)])
def test_from_bytes_to_claims_every_passage_holds_the_words_at_its_place(text: str, shares: list[tuple[float, float, MentionKind]]) -> None:
    """Whatever the text and wherever the marks, `text[start:end] == passage.text` all the way through the plain reader."""
    received = Received(file="odd.txt", data=f"Tom Berek said: “We left because nobody came.”\n\n{text}".encode())
    (item,) = readers.read(received)
    assert isinstance(item, Reading)
    document = item.document
    extraction = Pipeline(ByShares(shares)).read(document)
    assert all(document.text[p.start : p.end] == p.text for p in passages(extraction))
    assert {claim.id for claim in extraction.claims} >= {x.claim for x in extraction.explanations if x.claim}
