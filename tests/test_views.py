"""What an account shows of a case: its voices, its reasons, what bears on the question."""

from __future__ import annotations

import pytest
from factories import FakeTagger, marked, reading

from testimonia.case.store import Case
from testimonia.domain import Unread
from testimonia.pipeline import Pipeline
from testimonia.views import BEARS, NOBODY, REPORTER, Account, account


def seen(*reports: str, questions: tuple[str, ...] = ()) -> Account:
    """The account of a case with these reports, in this order; each is a marked text."""
    with Case() as case:
        for number, text in enumerate(reports):
            read = reading(marked(text).text, report_id=f"r{number}", file=f"{number}.txt")
            case.add(read, Pipeline(FakeTagger(text)).read(read.document), "original")
        for question in questions:
            case.ask(question)
        return account(case)


def said(who: str, what: str = "nobody came", number: int = 1) -> str:
    return f"{{S{number}:{who}}} {{Q{number}:said}} {{C{number}:{what}}}."


def voices(*reports: str) -> dict[str, tuple[set[str], int]]:
    """Each voice by its name, with the other forms it goes by and the number of its claims."""
    return {voice.name: (set(voice.also), len(voice.lines)) for voice in seen(*reports).voices}


class TestOneVoiceInOneReport:
    def test_a_shorter_form_joins_the_one_longer_name_that_holds_it(self) -> None:
        assert voices(f"{said('Governor Talal Barazi')} {said('Barazi', 'help came', 2)}") == {"Governor Talal Barazi": ({"Barazi"}, 2)}

    def test_it_does_not_matter_which_form_comes_first(self) -> None:
        assert voices(f"{said('Barazi')} {said('Governor Talal Barazi', 'help came', 2)}") == {"Governor Talal Barazi": ({"Barazi"}, 2)}

    def test_a_form_that_two_longer_names_share_joins_neither(self) -> None:
        text = f"{said('Talal Barazi')} {said('Omar Barazi', 'help came', 2)} {said('Barazi', 'it rained', 3)}"
        assert voices(text) == {"Talal Barazi": (set(), 1), "Omar Barazi": (set(), 1), "Barazi": (set(), 1)}

    def test_two_brothers_are_two_voices(self) -> None:
        assert set(voices(f"{said('Talal Barazi')} {said('Omar Barazi', 'help came', 2)}")) == {"Talal Barazi", "Omar Barazi"}

    @pytest.mark.parametrize(
        ("one", "other"), [("Ahmed al-Nour", "Omar al-Nour"), ("Ahmed al Nour", "Omar al Nour"), ("Ali bin Sadr", "Hadi bin Sadr")]
    )
    def test_two_brothers_with_a_particle_in_their_name_are_two_voices(self, one: str, other: str) -> None:
        assert set(voices(f"{said(one)} {said(other, 'help came', 2)}")) == {one, other}

    def test_a_name_with_and_without_its_title_is_one_voice(self) -> None:
        assert voices(f"{said('Talal Barazi')} {said('Governor Talal Barazi', 'help came', 2)}") == {"Governor Talal Barazi": ({"Talal Barazi"}, 2)}

    def test_accents_and_case_do_not_part_a_name(self) -> None:
        assert len(voices(f"{said('Zoë Wałęsa')} {said('ZOE WALESA', 'help came', 2)}")) == 1

    @pytest.mark.parametrize("pronoun", ["he", "She"])
    def test_he_or_she_is_the_speaker_named_before(self, pronoun: str) -> None:
        shown = seen(f"{said('Tom Berek')} {said(pronoun, 'help came', 2)}")
        assert [(line.teller, line.stands_for) for line in shown.pages[0].lines] == [("Tom Berek", None), (pronoun, "Tom Berek")]
        assert [voice.name for voice in shown.voices] == ["Tom Berek"]

    @pytest.mark.parametrize("pronoun", ["they", "it", "who", "we"])
    def test_any_other_pronoun_is_nobody(self, pronoun: str) -> None:
        shown = seen(f"{said('Tom Berek')} {said(pronoun, 'help came', 2)}")
        assert [(line.voice is None, line.stands_for) for line in shown.pages[0].lines] == [(False, None), (True, None)]

    def test_a_pronoun_before_anybody_is_named_is_nobody(self) -> None:
        shown = seen(f"{said('He')} {said('Tom Berek', 'help came', 2)}")
        assert [line.voice is None for line in shown.pages[0].lines] == [True, False]

    def test_a_pronoun_far_from_the_last_speaker_is_nobody(self) -> None:
        near, far = (f"{said('Tom Berek')}{gap}{said('He', 'help came', 2)}" for gap in ("\n", "\nThe river rose.\n"))
        assert [line.stands_for for line in seen(near).pages[0].lines] == [None, "Tom Berek"]
        assert [line.stands_for for line in seen(far).pages[0].lines] == [None, None]

    def test_an_office_without_a_name_is_a_voice_of_its_own(self) -> None:
        assert set(voices(f"{said('the governor')} {said('Talal Barazi', 'help came', 2)}")) == {"the governor", "Talal Barazi"}

    def test_a_claim_that_names_nobody_has_no_voice(self) -> None:
        shown = seen("{Q:Asked}, {C:nobody came}.")
        assert ([line.teller for line in shown.lines], shown.voices) == ([NOBODY], ())


class TestOneVoiceAcrossReports:
    def test_the_same_full_name_is_one_voice(self) -> None:
        shown = seen(said("Talal Barazi"), said("Governor Talal Barazi", "help came"))
        ((voice),) = shown.voices
        assert (voice.name, [report.id for report in voice.reports]) == ("Governor Talal Barazi", ["r0", "r1"])

    @pytest.mark.parametrize("name", ["Ilka", "Abu Omar", "the governor", "Dr Karr’s driver", "a nurse"])
    def test_less_than_a_full_name_stays_a_voice_of_its_report(self, name: str) -> None:
        assert [len(voice.reports) for voice in seen(said(name), said(name, "help came")).voices] == [1, 1]

    def test_a_bare_family_name_is_not_joined_with_a_full_name_elsewhere(self) -> None:
        assert len(seen(said("Talal Barazi"), said("Barazi", "help came")).voices) == 2

    @pytest.mark.parametrize(("one", "other"), [("Ahmed al-Nour", "Omar al-Nour"), ("Mohammed bin Salman", "Khalid bin Salman")])
    def test_two_people_who_share_all_but_the_first_name_stay_two(self, one: str, other: str) -> None:
        assert {voice.name for voice in seen(said(one), said(other, "help came")).voices} == {one, other}

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Ahmed Hassan Barazi", "Omar Hassan Barazi"),
            ("Ana García López", "José García López"),
            ("Mohammed bin Salman al Saud", "Khalid bin Salman al Saud"),
        ],
    )
    @pytest.mark.parametrize("reports", [1, 2])
    def test_two_people_of_three_names_who_share_the_last_two_stay_two(self, one: str, other: str, reports: int) -> None:
        texts = (said(one), said(other, "help came", 2))
        shown = seen(*texts) if reports == 2 else seen(" ".join(texts))
        assert {voice.name for voice in shown.voices} == {one, other}

    def test_a_name_with_a_particle_is_one_voice_across_reports(self) -> None:
        assert [voice.name for voice in seen(said("Ahmed al-Nour"), said("Ahmed al Nour", "help came")).voices] == ["Ahmed al-Nour"]

    def test_voices_with_more_claims_come_first(self) -> None:
        shown = seen(f"{said('Ana Karr')} {said('Tom Berek', 'help came', 2)} {said('Tom Berek', 'it rained', 3)}")
        assert [voice.name for voice in shown.voices] == ["Tom Berek", "Ana Karr"]

    def test_every_line_leads_to_its_voice(self) -> None:
        shown = seen(said("Tom Berek"), said("Ana Karr"))
        names = {voice.id: voice.name for voice in shown.voices}
        assert [names[line.voice or ""] for line in shown.lines] == [line.teller for line in shown.lines]
        assert len(names) == 2

    def test_a_voice_counts_what_is_quoted_and_what_is_unsure(self) -> None:
        (voice,) = seen("{S1:Tom Berek} {Q1:said}: {C1:“Nobody came.”} {S2@.5:Tom Berek} {Q2:said} {C2:help came}.").voices
        assert (len(voice.lines), voice.direct, voice.unsure) == (2, 1, 1)


class TestReasons:
    OWN = "{K:The bridge fell}, {G:so} {E:the city was lost}."
    TOLD = "{S1:Tom Berek} {Q1:said}: {C1:“{K1:The bridge fell}, {G1:so} {E1:the city was lost}.”}"

    def test_a_reason_in_a_claim_is_told_by_its_speaker_and_another_by_the_report(self) -> None:
        assert [reason.teller for reason in seen(self.TOLD).reasons] == ["Tom Berek"]
        assert [reason.teller for reason in seen(self.OWN).reasons] == [REPORTER]

    def test_a_reason_told_by_a_pronoun_is_told_by_whom_it_stands_for(self) -> None:
        text = f"{said('Tom Berek', number=3)} {self.TOLD.replace('Tom Berek', 'He')}"
        assert [reason.teller for reason in seen(text).reasons] == ["Tom Berek"]

    def test_a_reason_comes_with_the_sentence_it_stands_in(self) -> None:
        (reason,) = seen(f"It rained. {self.OWN} Nobody came.").reasons
        assert reason.sentence == "The bridge fell, so the city was lost."

    def test_what_bears_on_the_question_comes_first(self) -> None:
        other = "{K2:It rained}, {G2:so} {E2:the river rose}."
        shown = seen(f"{other} {self.OWN}", questions=("Why was the city lost?",))
        assert [reason.explanation.effect.text for reason in shown.reasons] == ["the city was lost", "the river rose"]
        assert shown.reasons[0].bearing > shown.reasons[1].bearing

    def test_what_is_only_wanted_bears_less_than_what_was_so(self) -> None:
        aim = "{K2:to win time}, {G2:so} {E2:the city was lost}."
        first, second = seen(f"{aim} {self.OWN}", questions=("Why was the city lost?",)).reasons
        assert (first.is_purpose, second.is_purpose) == (False, True)
        assert first.bearing > second.bearing > 0

    def test_the_same_sentence_in_somebodys_mouth_bears_at_least_as_far_as_in_the_reports_own(self) -> None:
        told, own = (seen(text, questions=("Why was the city lost?",)).reasons[0].bearing for text in (self.TOLD, self.OWN))
        assert told >= own > 0


class TestBearing:
    def test_claims_that_bear_on_the_question_come_first_and_are_gathered(self) -> None:
        text = f"{said('Tom Berek', 'it rained')} {said('Ana Karr', 'the city was lost', 2)}"
        shown = seen(text, questions=("Why was the city lost?",))
        assert [line.teller for line in shown.lines] == ["Ana Karr", "Tom Berek"]
        assert [line.teller for line in shown.bearing] == ["Ana Karr"]
        assert shown.lines[0].bearing >= BEARS > shown.lines[1].bearing

    def test_without_a_question_nothing_bears(self) -> None:
        shown = seen(said("Ana Karr", "the city was lost"))
        assert (shown.questions, [line.bearing for line in shown.lines], shown.bearing) == ((), [0.0], ())

    def test_with_several_questions_the_best_counts(self) -> None:
        shown = seen(said("Ana Karr", "the city was lost"), questions=("Who drove the bus?", "Why was the city lost?"))
        assert shown.lines[0].bearing == 1.0


class TestPages:
    def test_a_page_holds_its_report_its_text_and_what_was_found_in_it(self) -> None:
        (page,) = seen(said("Tom Berek")).pages
        assert (page.report.id, page.document.text, page.files, page.was_read) == ("r0", "Tom Berek said nobody came.", ("0.txt",), True)
        assert [line.teller for line in page.lines] == ["Tom Berek"]

    def test_a_report_that_could_not_be_read_is_a_page_without_lines(self) -> None:
        with Case() as case:
            case.add(reading("Die Stadt fiel."), None, "original")
            (page,) = account(case).pages
        assert (page.was_read, page.lines, page.reasons) == (False, (), ())

    def test_every_receipt_is_named_with_its_row(self) -> None:
        with Case() as case:
            for row in ("3", "4"):
                case.add(reading("We left.", file="pile.csv", row=row), None, "original")
            (page,) = account(case).pages
        assert page.files == ("pile.csv, row 3", "pile.csv, row 4")

    def test_what_could_not_be_read_is_part_of_the_account(self) -> None:
        unread = Unread(file="x.bin", row=None, reason="no reader")
        with Case() as case:
            case.add_unread(unread)
            assert account(case).unread == (unread,)

    def test_an_empty_case_has_an_empty_account(self) -> None:
        with Case() as case:
            assert account(case) == Account(questions=(), pages=(), voices=(), reasons=(), lines=(), unread=())
