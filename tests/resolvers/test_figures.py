"""Every count a text claims: its bounds, what is counted, what became of it, and how numbers hang together."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from testimonia.domain import Bounds, Figure
from testimonia.readers.textbuilder import as_given
from testimonia.resolvers.figures import find_figures, read_number


def found(text: str) -> tuple[Figure, ...]:
    return find_figures(as_given(text, "report"))


def only(text: str) -> Figure:
    figures = found(text)
    assert len(figures) == 1, [figure.text for figure in figures]
    return figures[0]


# ------------------------------------------------------------------ numbers


@pytest.mark.parametrize(
    ("words", "low", "high", "bounds"),
    [
        ("26", 26, 26, "exact"),
        ("twenty-five", 25, 25, "exact"),
        ("Fifty nine", 59, 59, "exact"),
        ("one hundred and five", 105, 105, "exact"),
        ("one hundred and five thousand", 105_000, 105_000, "exact"),
        ("three thousand five hundred", 3500, 3500, "exact"),
        ("two hundred thousand", 200_000, 200_000, "exact"),
        ("1.5 million", 1_500_000, 1_500_000, "exact"),
        ("half a million", 500_000, 500_000, "exact"),
        ("a quarter of a million", 250_000, 250_000, "exact"),
        ("12,000", 12_000, 12_000, "exact"),
        ("12.000", 12_000, 12_000, "exact"),
        ("12 000", 12_000, 12_000, "exact"),
        ("12\u00a0000", 12_000, 12_000, "exact"),
        ("12'000", 12_000, 12_000, "exact"),
        ("1,00,000", 100_000, 100_000, "exact"),
        ("two lakh", 200_000, 200_000, "exact"),
        ("٢٥", 25, 25, "exact"),
        ("at least 12", 12, None, "at least"),
        ("no fewer than 12", 12, None, "at least"),
        ("12 or more", 12, None, "at least"),
        ("12 at least", 12, None, "at least"),
        ("at least another 12", 12, None, "at least"),
        ("100+", 100, None, "at least"),
        ("more than 170", 170, None, "more than"),
        ("over a hundred", 100, None, "more than"),
        ("more than a dozen", 12, None, "more than"),
        ("up to 30", None, 30, "at most"),
        ("as many as thirty", None, 30, "at most"),
        ("no more than 30", None, 30, "at most"),
        ("fewer than 40", None, 40, "less than"),
        ("under forty", None, 40, "less than"),
        ("nearly 300", None, 300, "about"),
        ("some 300", 300, 300, "about"),
        ("an estimated 300", 300, 300, "about"),
        ("300 or so", 300, 300, "about"),
        ("at least some 300", 300, None, "at least"),
        ("half a dozen", 6, 6, "about"),
        ("two dozen", 24, 24, "about"),
        ("5 to 8", 5, 8, "between"),
        ("5-8", 5, 8, "between"),
        ("5–8", 5, 8, "between"),
        ("two or three", 2, 3, "between"),
        ("two or three hundred", 200, 300, "between"),
        ("between five and thirty", 5, 30, "between"),
        ("between 200 and 300 thousand", 200_000, 300_000, "between"),
        ("several", 3, 9, "vague"),
        ("several hundred", 300, 900, "vague"),
        ("a few thousand", 2000, 9000, "vague"),
        ("dozens", 24, None, "vague"),
        ("scores", 40, None, "vague"),
        ("hundreds", 200, None, "vague"),
        ("tens of thousands", 20_000, None, "vague"),
        ("hundreds of thousands", 200_000, None, "vague"),
        ("no", 0, 0, "exact"),
    ],
)
def test_words_are_read_to_a_low_and_a_high(words: str, low: float | None, high: float | None, bounds: str) -> None:
    number = read_number(words)
    assert number is not None
    assert (number.low, number.high, number.bounds.value) == (low, high, bounds)


@pytest.mark.parametrize("words", ["", "many", "the soldiers", "7.62", "first", "١٢٣٤٥٦٧٨٩٠١٢٣٤٥"])
def test_what_is_no_number_reads_as_none(words: str) -> None:
    assert read_number(words) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("At least 12 miners were killed.", "At least 12"),
        ("Shelling killed nearly 300 villagers.", "nearly 300"),
        ("Between five and eight boats sank.", "Between five and eight"),
        ("The council put the toll at at least 85.", "at least 85"),
    ],
)
def test_the_hedge_is_among_the_words(text: str, words: str) -> None:
    assert only(text).text == words


# ------------------------------------------------------------------ no counts


@pytest.mark.parametrize(
    "text",
    [
        "The price of bread rose 40 percent.",
        "About 15 per cent of the town is in ruins.",
        "The siege lasted 400 days.",
        "They waited for more than five years.",
        "The shells fell 12 km south of Ordell.",
        "Guards fired 82-mm mortars and a 7.62mm gun.",
        "A T-72 and an F-16 were seen over Ordell.",
        "On 12 May 2031 the mayor left.",
        "On May 12 the mayor left.",
        "The talks of May 12 and 13 failed.",
        "In 2031 the truce broke.",
        "Between 2031 and 2033 nobody came.",
        "The 2031 elections were put off.",
        "It began at 6:30 and ended at 7 p.m. in the rain.",
        "The boat left at 1800 GMT.",
        "A 34-year-old teacher spoke.",
        "Ada Brill, 34, spoke to us.",
        "The children were between six and nine years old.",
        "A girl aged six spoke.",
        "They were held in Camp 1070.",
        "The 4th Division left Ordell.",
        "Resolution 2254 was read aloud.",
        "Article 12 of the pact was ignored.",
        "See page 12.",
        "He paid $5 million for it.",
        "He paid 200 dollars.",
        "A two-day truce and a three-storey house.",
        "The two sides met again.",
        "No one can say why.",
        "It aims at zero waste.",
        "One of the mayors spoke.",
        "One day the road will open.",
        "No longer did they wait.",
        "A call to 0712345678901 went unanswered.",
        "He stood at 36.2N 37.1E.",
    ],
)
def test_measures_dates_ages_and_names_are_no_counts(text: str) -> None:
    assert [figure.text for figure in found(text)] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("On March 5 300 people fled Ordell.", "300"),
        ("In May 2031 12 miners were killed.", "12"),
        ("Militants killed 2000 villagers.", "2000"),
        ("At least one miner was hurt.", "At least one"),
        ("They breached the truce 3 times.", "3"),
        ("One of them was killed.", "One"),
    ],
)
def test_a_count_beside_a_date_is_kept(text: str, words: str) -> None:
    assert only(text).text == words


# ------------------------------------------------------------------ what is counted, what became of it


def counts(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(figure.text, figure.unit, figure.outcome) for figure in found(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("13 killed and 25 injured.", [("13", "people", "killed"), ("25", "people", "wounded")]),
        ("13 killed 25 injured in Ordell.", [("13", "people", "killed"), ("25", "people", "wounded")]),
        ("Three soldiers and two civilians were killed.", [("Three", "soldiers", "killed"), ("two", "civilians", "killed")]),
        ("Shells killed 12 miners and injured three.", [("12", "miners", "killed"), ("three", "miners", "wounded")]),
        (
            "The raid destroyed 13 huts seven boats and two wells.",
            [("13", "huts", "destroyed"), ("seven", "boats", "destroyed"), ("two", "wells", "destroyed")],
        ),
        ("The raid destroyed a mill, two barns and three lorries.", [("two", "barns", "destroyed"), ("three", "lorries", "destroyed")]),
        ("Eight dead miners were found.", [("Eight", "dead miners", "killed")]),
        ("The clinic treated 30 wounded children.", [("30", "wounded children", "wounded")]),
        ("Gunmen abducted 27 students of the college.", [("27", "students", "abducted")]),
        ("12 gunmen abducted a nurse.", [("12", "gunmen", None)]),
        ("At least 35 fighters from the northern hills were killed.", [("At least 35", "fighters", "killed")]),
        ("The blast left 10 people dead.", [("10", "people", "killed")]),
        ("The death toll from the two-day storm of shells over the old harbour rose to 32.", [("32", "people", "killed")]),
        ("The number of towns in the pact rose to 83.", [("83", "towns", None)]),
        ("Dozens fled.", [("Dozens", "people", "displaced")]),
        ("Some 300 families are trapped in Ordell.", [("Some 300", "families", "trapped")]),
        ("The army released 40 detainees.", [("40", "detainees", "released")]),
        ("Two US destroyers left.", [("Two", "US destroyers", None)]),
        ("Police arrested 12 women and children.", [("12", "women and children", "arrested")]),
        ("12 people were killed or wounded.", [("12", "people", "killed or wounded")]),
        ("Two of the 17 miners were freed.", [("Two", "miners", "released"), ("17", "miners", None)]),
        ("Two of the 17 miners who were abducted spoke.", [("Two", "miners", "abducted"), ("17", "miners", "abducted")]),
        ("Air strikes on two hospitals went on.", [("two", "hospitals", "targeted")]),
        (
            "30 rebels were killed near Ordell and another five outside Moreth.",
            [("30", "rebels", "killed"), ("five", "rebels", "killed")],
        ),
        ("Four nurses died; 20 others were hurt.", [("Four", "nurses", "killed"), ("20", "nurses", "wounded")]),
    ],
)
def test_unit_and_outcome(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert counts(text) == expected


def test_a_word_of_death_in_a_name_kills_nobody() -> None:
    text = "TARN FERRY (Civil Toll Monitor) -- Between 2,290 and 2,340 people left the city, about 900 of them carrying weapons."
    assert [figure.outcome for figure in found(text)] == [None, None]
    assert only("Death Toll Rises To 40 In Market Strike").outcome == "killed"
    assert only("The death toll rose to 40, the office said.").outcome == "killed"


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("Up to 30 people a week were shot, depending on who counts.", "week"),
        ("Three shells per day hit Ordell.", "day"),
        ("Five people died a week later.", None),
    ],
)
def test_per(text: str, per: str | None) -> None:
    assert only(text).per == per


# ------------------------------------------------------------------ how numbers hang together


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("12 miners were killed, including three women and two boys.", [None, 0, 0]),
        ("12 miners were killed, among them three women.", [None, 0]),
        ("Guards seized 12 miners, two of whom died.", [None, 0]),
        ("Three women and two boys were among 12 people killed.", [2, 2, None]),
        ("Five of the 40 captives were freed.", [1, None]),
        ("12 miners were killed. Among them were three women.", [None, 0]),
        ("12 miners were killed and three women were hurt.", [None, None]),
    ],
)
def test_a_part_points_to_its_whole(text: str, parts: list[int | None]) -> None:
    assert [figure.of for figure in found(text)] == parts


def test_a_part_meets_what_its_whole_meets() -> None:
    assert counts("Shells killed 12 miners, including three women.") == [("12", "miners", "killed"), ("three", "women", "killed")]


@pytest.mark.parametrize(
    ("text", "low", "negated"),
    [
        ("No soldiers died in the raid.", 0, False),
        ("There were no casualties.", 0, False),
        ("No one was killed.", 0, False),
        ("The patrol did not kill five men.", 5, True),
        ("The patrol killed five men.", 5, False),
        ("The army denied killing five men.", 5, True),
    ],
)
def test_none_is_nought_and_denied_is_marked(text: str, low: float, negated: bool) -> None:  # noqa: FBT001
    figure = only(text)
    assert (figure.low, figure.negated) == (low, negated)


@pytest.mark.parametrize(
    ("text", "tally"),
    [
        ("The death toll rose to 45.", True),
        ("More than 900 people have been killed since March 2031.", True),
        ("So far 43 people have died.", False),
        ("Rescuers have counted 43 dead so far.", True),
        ("The raid killed 12 people.", False),
        ("The raid killed 12 miners, as officials confirmed.", False),
        ("The raid killed 12 soldiers in allied towns.", False),
    ],
)
def test_a_running_total(text: str, tally: bool) -> None:  # noqa: FBT001
    assert only(text).tally is tally


@pytest.mark.parametrize(
    ("text", "disputed"),
    [
        ("Between five and thirty a week were shot, depending on who counts.", [True]),
        ("Estimates differ: two ferries sank, or five.", [True, True]),
        ("Figures vary: 12 miners died by one account.", [True]),
        ("The mayor reported eight dead while the council gave a toll of 12.", [True, True]),
        ("Shells killed 12 miners.", [False]),
        ("Shells killed 12 miners, their brothers said.", [False]),
        ("Shells killed 12 miners; rival counts were not printed.", [True]),
        ("Shells killed 12 miners, but others said it was fewer.", [True]),
    ],
)
def test_what_the_text_calls_contested(text: str, disputed: list[bool]) -> None:
    assert [figure.disputed for figure in found(text)] == disputed


@pytest.mark.parametrize(
    ("text", "giver"),
    [
        ("The mayor of Ordell said 12 miners died.", "The mayor of Ordell"),
        ("Shells killed 12 miners, the Harbour Watch group said.", "the Harbour Watch group"),
        ("Shells killed 12 miners the Harbour Watch group said.", "the Harbour Watch group"),
        ("Shells killed 12 miners, said Ada Brill.", "Ada Brill"),
        ("According to two nurses, 12 miners died.", None),
        ("12 miners died, according to the Harbour Watch.", "the Harbour Watch"),
        ("Ada Brill, a former judge, said 12 miners died.", "Ada Brill"),
        ("The council, which relies on clerks, said 12 miners died.", "The council"),
        ("He added that 12 miners died.", "He"),
        ("Shells killed 12 miners.", None),
        ("The storm claimed 12 lives.", None),
    ],
)
def test_who_gives_it(text: str, giver: str | None) -> None:
    figure = next(figure for figure in found(text) if figure.low == 12)
    assert (figure.giver.text if figure.giver else None) == giver


def test_each_number_of_a_sentence_has_its_own_giver() -> None:
    figures = found("The mayor said eight miners died, but Harbour Watch put the toll at 12.")
    assert [figure.giver.text for figure in figures if figure.giver] == ["The mayor", "Harbour Watch"]


def test_every_figure_says_why() -> None:
    figure = only("At least 12 were killed.")
    assert figure.basis.rule == "at least"
    assert figure.basis.why == "“At least” beside the number: no upper bound is claimed. What is counted is left out; only people are killed."


# ------------------------------------------------------------------ properties


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=200)
    | st.lists(
        st.sampled_from(
            [
                "12",
                "twelve",
                "a",
                "no",
                "one",
                "of",
                "half",
                "-",
                "to",
                "and",
                "or",
                "at",
                "least",
                ".",
                ",",
                "killed",
                "(",
                ")",
                "$",
                "May",
                "1,2",
                "3.4",
                "٣",
                "²",
                "hundred",
                "dozens",
            ]
        )
    ).map(" ".join)
)
def test_no_text_makes_it_raise_and_every_passage_holds_its_words(text: str) -> None:
    figures = found(text)
    for figure in figures:
        for passage in (figure, *figure.basis.used, *([figure.giver] if figure.giver else [])):
            assert text[passage.start : passage.end] == passage.text
        assert figure.of is None or 0 <= figure.of < len(figures)
        assert figure.low is None or figure.high is None or figure.low <= figure.high
        assert figure.low is not None or figure.high is not None
    assert [figure.start for figure in figures] == sorted(figure.start for figure in figures)
    read_number(text)


_HEDGED = {"": Bounds.EXACT, "at least ": Bounds.AT_LEAST, "more than ": Bounds.MORE_THAN, "up to ": Bounds.AT_MOST, "about ": Bounds.ABOUT}


@settings(max_examples=200, deadline=None)
@given(st.integers(min_value=3, max_value=9_999_999), st.sampled_from(sorted(_HEDGED)), st.sampled_from(["{}", "{:,}"]), st.data())
def test_a_generated_count_is_found_with_the_number_in_it(value: int, hedge: str, form: str, data: st.DataObject) -> None:
    noun = data.draw(st.sampled_from(["miners", "villagers", "soldiers"]))
    figure = only(f"Shells killed {hedge}{form.format(value)} {noun} in Ordell.")
    assert figure.bounds is _HEDGED[hedge]
    assert value in (figure.low, figure.high)
    assert (figure.unit, figure.outcome) == (noun, "killed")


@settings(max_examples=100, deadline=None)
@given(
    st.integers(min_value=1, max_value=999),
    st.integers(min_value=1, max_value=999),
    st.sampled_from(["{} to {}", "between {} and {}", "{}-{}", "{}–{}"]),
)
def test_a_generated_range_holds_both_ends(low: int, more: int, form: str) -> None:
    number = read_number(form.format(low, low + more))
    assert number is not None
    assert (number.low, number.high, number.bounds) == (low, low + more, Bounds.BETWEEN)
