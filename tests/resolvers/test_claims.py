"""From marks to claims: what is one claim, which words are its content, and who says them."""

from __future__ import annotations

import pytest
from factories import marked
from hypothesis import given
from hypothesis import strategies as st

from testimonia.domain import Claim, Link, LinkKind, Manner, Mention, MentionKind
from testimonia.readers.textbuilder import as_given
from testimonia.resolvers.claims import LONELY, find_claims

LONG = "“We left on the Friday because nobody came for us.”"


def claims(text: str) -> tuple[Claim, ...]:
    given = marked(text)
    return find_claims(given.document, given.mentions, given.links)


def told(text: str) -> list[tuple[str | None, str, list[str]]]:
    """Speaker, cue and content of every claim."""
    return [(c.speaker.text if c.speaker else None, " ".join(p.text for p in c.cue), [p.text for p in c.content]) for c in claims(text)]


class TestGrouping:
    def test_source_cue_and_content_of_one_tie_are_one_claim(self) -> None:
        assert told("{S:Tom Berek} {Q:said} {C:nobody had come}.") == [("Tom Berek", "said", ["nobody had come"])]

    def test_several_contents_of_one_cue_are_one_claim_in_text_order(self) -> None:
        text = "{C:“We left,”} {S:Berek} {Q:said}, {C:“and nobody came.”}"
        assert told(text) == [("Berek", "said", ["“We left,”", "“and nobody came.”"])]

    def test_two_cues_are_two_claims_each_with_its_own_source(self) -> None:
        text = "{S1:Berek} {Q1:said} {C1:nobody came} and {S2:Karr} {Q2:said} {C2:somebody had come}."
        assert told(text) == [("Berek", "said", ["nobody came"]), ("Karr", "said", ["somebody had come"])]

    def test_a_cue_that_continues_another_belongs_to_its_claim(self) -> None:
        assert told("{S:Berek} {Q:was quoted} by an agency {Q:as saying} {C:nobody came}.") == [("Berek", "was quoted as saying", ["nobody came"])]

    def test_a_source_and_a_cue_without_content_are_no_claim(self) -> None:
        assert told("{S:Berek} {Q:said} nothing.") == []

    def test_claims_come_in_text_order(self) -> None:
        text = "{S2:Karr} {Q2:told} us, long after {S1:Berek} {Q1:said} {C1:nobody came}, {C2:that somebody had come}."
        assert [content for _, _, content in told(text)] == [["nobody came"], ["somebody had come"]]


class TestWords:
    @pytest.mark.parametrize(
        ("text", "cue"),
        [
            ("{S:Berek} did not {Q:deny} {C:that nobody came}.", "did not deny"),
            ("{S:Berek} hasn’t {Q:denied} {C:that nobody came}.", "hasn’t denied"),
            ("{S:Berek} never really {Q:said} {C:that nobody came}.", "never really said"),
            ("It was not he. {S:Berek} {Q:said} {C:that nobody came}.", "said"),
        ],
    )
    def test_a_negation_is_part_of_its_cue(self, text: str, cue: str) -> None:
        assert [words for _, words, _ in told(text)] == [cue]

    @pytest.mark.parametrize(
        ("text", "content"),
        [
            ("{S:Berek} {Q:said} {C:that nobody had come}.", "nobody had come"),
            ("{S:Berek} {Q:said}{C:, that nobody had come,} on Friday.", "nobody had come"),
            ("{S:Berek} {Q:said}{C:: nobody had come} .", "nobody had come"),
            ("{S:Berek} {Q:described} it {C:as a lost cause}.", "a lost cause"),
            ("{S:Berek} {Q:said} {C:nobody had come and} then left.", "nobody had come"),
            ("{S:Berek} {Q:said} {C:nobody had com}e.", "nobody had come"),
            ("{S:Berek} {Q:said} n{C:obody had come}.", "nobody had come"),
            ("{S:Berek} {Q:said} {C:thatched roofs burned}.", "thatched roofs burned"),
        ],
    )
    def test_content_is_whole_words_without_what_ties_it_to_its_cue(self, text: str, content: str) -> None:
        assert [words for _, _, words in told(text)] == [[content]]

    @pytest.mark.parametrize(
        ("text", "speaker"),
        [
            ("{S:Tom Berek, who left in May,} {Q:said} {C:nobody came}.", "Tom Berek"),
            ("{S:a baker who left in May} {Q:said} {C:nobody came}.", "a baker"),
            ("{S:Relief, the body that will bring flour,} {Q:said} {C:nobody came}.", "Relief, the body"),
            ("{S:the council, which sits in Halmere,} {Q:said} {C:nobody came}.", "the council"),
            ("{S:Tom Ber}ek {Q:said} {C:nobody came}.", "Tom Berek"),
            ("{Q:said} {S:Tom Berek, the mayor}, {C:nobody came}.", "Tom Berek, the mayor"),
            ("{Q:according to} {S:by Berek and}, {C:nobody came}.", "by Berek"),
        ],
    )
    def test_the_source_is_whole_words_without_its_relative_clause(self, text: str, speaker: str) -> None:
        assert [who for who, _, _ in told(text)] == [speaker]

    @pytest.mark.parametrize("content", ["it", ",", "that", "…", "—"])
    def test_a_content_that_says_nothing_is_no_claim(self, content: str) -> None:
        assert told(f"{{S:Berek}} {{Q:said}} {{C:{content}}} .") == []

    def test_a_content_that_holds_most_of_a_quotation_is_widened_to_all_of_it(self) -> None:
        assert told("{S:Berek} {Q:said}: “We left, {C:and nobody ever came for us}.”")[0][2] == ["“We left, and nobody ever came for us.”"]

    def test_a_content_that_holds_little_of_a_quotation_is_left_as_it_is(self) -> None:
        text = "{S:Berek} {Q:said} {C:he “left} the city before anybody else had thought of leaving it”."
        assert told(text)[0][2] == ["he “left"]

    def test_two_pieces_of_one_quotation_become_one(self) -> None:
        text = "{S:Berek} {Q:said}: {C:“We left the city on Friday,} yes, {C:and nobody came.”}"
        assert told(text)[0][2] == ["“We left the city on Friday, yes, and nobody came.”"]

    def test_the_writers_words_far_from_the_quotation_are_no_part_of_it(self) -> None:
        text = "{S:Berek} {Q:said}: {C:“Nobody came.”} The bridge had been closed for a week, and {C:the river rose}."
        assert told(text)[0][2] == ["“Nobody came.”"]


class TestSpeaker:
    @pytest.mark.parametrize(
        "text",
        [
            "{S:Residents} are {Q:advised} {C:to leave the town}.",
            "{S:Residents} {Q:were urged} {C:to leave the town}.",
            "{S:The mayor} is {Q:believed} {C:to have left the town}.",
            "{S:Tom Berek} has been {Q:told} {C:to leave the town}.",
        ],
    )
    def test_whoever_is_spoken_to_or_of_is_no_speaker(self, text: str) -> None:
        (claim,) = claims(text)
        assert (claim.speaker, claim.source, claim.sure) == (None, (), False)

    def test_a_source_after_the_passive_speaks(self) -> None:
        assert told("Residents were {Q:told} by {S:the army} {C:to leave the town}.")[0][0] == "the army"

    def test_an_active_cue_keeps_its_source(self) -> None:
        assert told("{S:The army} {Q:told} residents {C:to leave the town}.")[0][0] == "The army"

    def test_a_long_quotation_nobody_claimed_is_a_claim_of_the_speaker_of_the_paragraph_before(self) -> None:
        first, second = claims(f"{{S:Tom Berek}} {{Q:said}} {{C:nobody had come}}.\n{LONG}")
        assert second.words == LONG
        assert second.speaker == first.speaker
        assert (second.source, second.cue, second.sure) == ((), (), False)

    def test_the_speaker_is_handed_on_from_one_standing_quotation_to_the_next(self) -> None:
        found = told(f"{{S:Tom Berek}} {{Q:said}} {{C:nobody had come}}.\n{LONG}\n{LONG}")
        assert [who for who, _, _ in found] == ["Tom Berek"] * 3

    def test_a_quotation_after_a_paragraph_where_nobody_speaks_has_no_speaker(self) -> None:
        found = told(f"{{S:Tom Berek}} {{Q:said}} {{C:nobody had come}}.\nThe river rose.\n{LONG}")
        assert [who for who, _, _ in found] == ["Tom Berek", None]

    def test_a_quotation_in_the_middle_of_a_paragraph_does_not_take_the_speaker_before(self) -> None:
        filler = "The walls of the old school were painted with a line that anybody who passed on the road could read:"
        found = told(
            f"{{S:Tom Berek}} {{Q:said}} {{C:nobody had come}}.\n{filler} “We will never ever leave this place to anyone.” The river rose, too."
        )
        assert [who for who, _, _ in found] == ["Tom Berek", None]

    def test_a_short_quotation_nobody_claimed_is_a_scare_quote_or_a_title(self) -> None:
        just_short, just_long = (f"“{' '.join(['word'] * count)}”" for count in (LONELY - 1, LONELY))
        assert [told(text) == [] for text in (f"The {just_short} fell.", f"The {just_long} fell.")] == [True, False]

    def test_every_turn_of_a_transcript_is_a_sure_claim_of_its_speaker_and_questions_are_none(self) -> None:
        found = claims("Q: Why did you leave?\nMORETH: Nobody came.\nQ: And then?\nMORETH: We left.")
        assert [(c.speaker.text if c.speaker else None, c.words, c.manner, c.sure) for c in found] == [
            ("MORETH", "Nobody came.", Manner.DIRECT, True),
            ("MORETH", "We left.", Manner.DIRECT, True),
        ]

    def test_what_somebody_in_a_transcript_tells_of_another_is_the_others_claim(self) -> None:
        found = told("Q: Why?\nMORETH: {S:The driver} {Q:told} me {C:that nobody would come}.\nQ: And?\nMORETH: {S2:I} {Q2:think} {C2:we left}.")
        assert sorted((who or "", content[0]) for who, _, content in found) == [
            ("MORETH", "I think we left."),
            ("MORETH", "The driver told me that nobody would come."),
            ("The driver", "nobody would come"),
        ]


class TestManner:
    @pytest.mark.parametrize(
        ("text", "manner"),
        [
            ("{S:Berek} {Q:said}: {C:“Nobody came.”}", Manner.DIRECT),
            ("{S:Berek} {Q:said} {C:nobody came}.", Manner.INDIRECT),
            ("{S:Berek} {Q:said} {C:the town was “lost” from the day the bridge fell}.", Manner.MIXED),
            ("{C:“We left the city,”} {S:Berek} {Q:said}, {C:“and nobody came.”}", Manner.DIRECT),
        ],
    )
    def test_manner_is_how_much_stands_between_quotation_marks(self, text: str, manner: Manner) -> None:
        assert [claim.manner for claim in claims(text)] == [manner]


class TestIds:
    def test_the_same_text_gives_the_same_ids(self) -> None:
        text = f"{{S:Tom Berek}} {{Q:said}} {{C:nobody had come}}.\n{LONG}"
        assert [claim.id for claim in claims(text)] == [claim.id for claim in claims(text)]

    def test_the_same_words_in_another_report_have_another_id(self) -> None:
        given = marked("{S:Berek} {Q:said} {C:nobody came}.")
        ids = {find_claims(as_given(given.text, report), given.mentions, given.links)[0].id for report in ("one", "two")}
        assert len(ids) == 2

    def test_the_ids_of_one_report_differ(self) -> None:
        text = "{S1:Berek} {Q1:said} {C1:nobody came}. {S2:Berek} {Q2:said} {C2:nobody came}."
        first, second = claims(text)
        assert first.id != second.id

    def test_a_better_network_that_scores_otherwise_gives_the_same_id(self) -> None:
        sure, unsure = claims("{S:Berek} {Q@.99:said} {C:nobody came}."), claims("{S:Berek} {Q@.6:said} {C:nobody came}.")
        assert sure[0].id == unsure[0].id
        assert sure[0].score > unsure[0].score


@st.composite
def marked_anywhere(draw: st.DrawFn) -> tuple[str, tuple[Mention, ...], tuple[Link, ...]]:
    """A text and mentions at any places in it, tied in any way that fits their kinds."""
    text = draw(st.text(alphabet=st.sampled_from("ab .,\n“”\"'’:{é\u0301\u200fש🏚️\r\xad"), min_size=2, max_size=80))
    place = st.integers(0, len(text) - 1)
    spans = draw(st.lists(st.tuples(place, st.integers(1, 12)), max_size=8))
    kinds = draw(st.lists(st.sampled_from([MentionKind.SOURCE, MentionKind.CUE, MentionKind.CONTENT]), min_size=len(spans), max_size=len(spans)))
    bounds = sorted((start, min(len(text), start + length)) for start, length in spans)
    mentions = tuple(Mention(start=a, end=b, text=text[a:b], kind=kind, score=0.9) for (a, b), kind in zip(bounds, kinds, strict=True))
    cues = [n for n, mention in enumerate(mentions) if mention.kind is MentionKind.CUE]
    ties = {MentionKind.SOURCE: LinkKind.SOURCE_OF, MentionKind.CONTENT: LinkKind.CONTENT_OF}
    tied = [n for n, mention in enumerate(mentions) if cues and mention.kind in ties]
    links = tuple(Link(kind=ties[mentions[n].kind], of=n, to=draw(st.sampled_from(cues)), score=0.9) for n in tied)
    return text, mentions, links


@given(marked_anywhere())
def test_whatever_is_marked_the_claims_hold_exactly_the_words_at_their_places(example: tuple[str, tuple[Mention, ...], tuple[Link, ...]]) -> None:
    text, mentions, links = example
    for claim in find_claims(as_given(text, "report"), mentions, links):
        pieces = [*claim.source, *claim.cue, *claim.content, *([claim.speaker] if claim.speaker else [])]
        assert all(text[piece.start : piece.end] == piece.text for piece in pieces)
        assert claim.content
        assert all(one.end <= other.start for one, other in zip(claim.content, claim.content[1:], strict=False))
        assert claim.sure == (not claim.doubts)
