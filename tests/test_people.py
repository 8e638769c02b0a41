"""Who is named: by what rule of the language a name is found, what is no name, and which names are one person. No text is from a war in the pile."""

from __future__ import annotations

import pytest
from factories import marked

from testimonia.domain import BlockKind, Claim, Manner, Passage
from testimonia.people import NameMention, grouped, is_ordinary, names_in, names_in_words, people, person_id
from testimonia.readers.textbuilder import as_given


def forms(text: str, *claims: Claim) -> list[str]:
    return [mention.form for mention in names_in(as_given(text, "r1"), claims)]


def said_by(text: str, speaker: str) -> Claim:
    start = text.index(speaker)
    passage = Passage(start=start, end=start + len(speaker), text=speaker)
    content = Passage(start=0, end=1, text=text[0])
    return Claim(
        id="c", source=(passage,), cue=(), content=(content,), manner=Manner.INDIRECT, speaker=passage, score=1, sure=True, doubts=(), basis="rule"
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Governor Talma Berrazi spoke on Monday.", ["Talma Berrazi"]),
        ("The bridge is open, Col. Ruvo Dastan said.", ["Ruvo Dastan"]),
        ("Prime Minister Dr. Wadil al-Hakri condemned it.", ["Wadil al-Hakri"]),
        ("It was written by Dr Ysa Kerr of the town hospital.", ["Ysa Kerr"]),
        ("The order came from Abu Zorin.", ["Abu Zorin"]),
        ("Umm Kelva hid the keys.", ["Umm Kelva"]),
        ("Tolgan, 34, a nurse, stayed behind.", ["Tolgan"]),
        ("Tolgan, a retired surveyor, stayed behind.", ["Tolgan"]),
        ("Nobody believed Tolgan, who had run the post.", ["Tolgan"]),
        ("They shot nurse Ilvka Moreth at the gate.", ["Ilvka Moreth"]),
        ("Her brother Tolm was taken.", ["Tolm"]),
        ("A baker named Samvo opened the door.", ["Samvo"]),
        ("Merrik’s sister heard the shots.", ["Merrik"]),
        ("“No,” said Livka.", ["Livka"]),
        ("According to Pedrik, nobody fired.", ["Pedrik"]),
        ("Photo by J. K. Tarnow", ["J. K. Tarnow"]),
        ("The killing of Jorvin Hask changed the town.", ["Jorvin Hask"]),
        ("They let Fatima go.", ["Fatima"]),
        ("Juan de la Cruz went home.", ["Juan de la Cruz"]),
        ("Nguyen Thi Hoa ran.", ["Nguyen Thi Hoa"]),
        ("The letter names Ольга Петрова.", ["Ольга Петрова"]),
        ("It was Ze\u0301 Wał\u00adęsa-Strauß.", ["Ze\u0301 Wał\u00adęsa-Strauß"]),
        ("Her lawyers, Anton Mirsk and Dovid Karp, left.", ["Anton Mirsk", "Dovid Karp"]),
        ("The activist Hasan Abu a-Zarin spoke.", ["Hasan Abu a-Zarin"]),
        ("They shot Bebrus a-Talvi at dawn.", ["Bebrus a-Talvi"]),
        ("Then 19-year-old Aniva Blancar was taken.", ["Aniva Blancar"]),
        ("The physician He Jankvi fled.", ["He Jankvi"]),
        ("Director Cheng Kim-hung was held.", ["Cheng Kim-hung"]),
        ("TOLGAN: I stayed.\nTOLGAN: They left.", ["TOLGAN", "TOLGAN"]),
        ("They took Idris Kam, Aimvol, Faruk Sen and Muhammad Salvan.", ["Idris Kam", "Aimvol", "Faruk Sen", "Muhammad Salvan"]),
        ("Her brother Merrik ‘Ox’ Dolenov left.", ["Merrik ‘Ox’ Dolenov"]),
        ("Kenyan police spokesman Carles Owenyo declined.", ["Carles Owenyo"]),
        ("They asked Merrik Dole and Ana Wrench.", ["Merrik Dole", "Ana Wrench"]),
        ("They shot nurse Wrench at the gate.", ["Wrench"]),
        ("Her brother Dole was taken.", ["Dole"]),
        ("Wrench, 34, a nurse, stayed behind.", ["Wrench"]),
        ("“No,” said Wrench.", ["Wrench"]),
        ("They met Merrik Wrench. Nobody else came.", ["Merrik Wrench"]),
        ("Lama Farikh, a lawyer, was there.", ["Lama Farikh"]),
        ("Fan Haze, a citizen of the town, was taken.", ["Fan Haze"]),
        ("They wrote to Ilvka Moreth Executive Director of the ward.", ["Ilvka Moreth"]),
        ("On the wall stood Manoj CT of the union.", ["Manoj CT"]),
    ],
)
def test_a_person_is_found_by_a_rule_of_the_language(text: str, names: list[str]) -> None:
    assert forms(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "The Third Brigade left Aden on Monday.",
        "Shells fell in North Kivu and at the Upper Mills.",
        "The Ministry of Health denied it.",
        "Doctors Without Borders said it would stay.",
        "Activists in the city said on 3 March that nobody came.",
        "Russian and Turkish officers met in Geneva.",
        "UN and NATO officials told AFP.",
        "He slept in Addis Ababa that night.",
        "Gunmen from the Liwa al-Fath fired first.",
        "The Zorin regime shelled Old Town Square.",
        "Heavy Shelling Kills Twelve As Talks Collapse Again",
        "The Sea of Reeds is calm.",
        "KARSA: For months nobody came.",
        "KNA Video Shows Killing In Karsa",
        "Casualties Reported As Shelling Hits Karsa Neighborhoods",
        "They fought KNA Terrorists and KSDF KVDX units.",
        "Sun Jun 4 2034 shells fell there.",
        "It rained Jun 4.",
        "The army held Vietnams Karvo province.",
    ],
)
def test_places_bodies_and_ordinary_words_are_nobody(text: str) -> None:
    assert forms(text) == []


class TestWithinAReport:
    def test_a_family_name_alone_is_found_again(self) -> None:
        assert forms("Benno Tarsek spoke first. In the end Tarsek wept.") == ["Benno Tarsek", "Tarsek"]

    def test_a_headline_in_capitals_gives_no_names_but_those_with_a_title(self) -> None:
        document = as_given("Captain Dravo Shot Dead As Rebels Enter Town", "r1")
        blocks = tuple(type(b)(start=b.start, end=b.end, kind=BlockKind.HEADLINE, location=b.location) for b in document.blocks)
        headed = type(document)(id="d", report_id="r1", reader="r", text=document.text, blocks=blocks, sentences=document.sentences)
        assert all("Dravo" in mention.form for mention in names_in(headed, ()))

    def test_plain_words_end_a_name_where_a_title_stands_beside_it(self) -> None:
        text = "TVK World Fatima Moreth Reported Killed In Karsa Neighborhoods\nThe reported killing was denied. Moreth was killed, they said."
        assert forms(text) == ["Fatima Moreth", "Moreth"]

    def test_a_text_that_lost_its_apostrophes_names_one_person_and_not_two(self) -> None:
        text = "Governor Talma al-Berrazi came. Berrazi left. Talma al-Berrazis house burned. They called Berrazis sister."
        assert {mention.name for mention in names_in(as_given(text, "r1"), ())} == {("talma", "al-berrazi"), ("berrazi",)}

    def test_a_row_of_many_words_is_a_name_only_with_a_given_name_in_it(self) -> None:
        assert forms("They shelled Karvo Tolvo Bresk Hamvo Dolk Farv Mesk.") == []
        assert forms("They buried Mohammad Tolvo Bresk Ahmad Dolk Farv Mesk.") != []

    def test_who_says_something_is_somebody(self) -> None:
        text = "In Karsa nobody came. Bosrun gave it up, it was heard."
        assert forms(text, said_by(text, "Bosrun")) == ["Bosrun"]

    def test_a_body_that_says_something_is_nobody(self) -> None:
        text = "The Hill Guard gave it up, it was heard."
        assert forms(text, said_by(text, "The Hill Guard")) == []

    def test_a_word_that_is_a_place_elsewhere_is_a_place(self) -> None:
        assert forms("Karsa said nothing. Shells fell in Karsa all day.") == []

    def test_places_are_where_the_mentions_stand(self) -> None:
        text = "Governor Talma Berrazi came. Berrazi left."
        assert [text[m.start : m.start + len(m.form)] for m in names_in(as_given(text, "r1"), ())] == ["Talma Berrazi", "Berrazi"]


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Governor Talma Berrazi came.", "Governor Talma Berrazi"),
        ("Talma Berrazi, the governor of Karsa, came.", "Talma Berrazi, the governor of Karsa"),
        ("It was denied by Mila Sarvant, spokeswoman for the Front.", "Mila Sarvant, spokeswoman for the Front"),
        ("Corvo Aldan, head of the party’s political bureau, agreed.", "Corvo Aldan, head of the party’s political bureau"),
        ("Police spokesman Carles Owenyo declined.", "spokesman Carles Owenyo"),
        ("Nurse Ilvka Moreth came.", None),
        ("Orlo Penvik, head of the bakers’ club, agreed.", None),
        ("Tolgan, 34, a teacher, agreed.", None),
    ],
)
def test_an_office_of_state_command_or_party_is_told_with_its_words(text: str, office: str | None) -> None:
    assert [mention.office for mention in names_in(as_given(text, "r1"), ())] == [office]


class TestLines:
    @pytest.mark.parametrize(
        ("byline", "names"),
        [
            ("By Nadja Ferrov", ["Nadja Ferrov"]),
            ("Nadja Ferrov and Jost Hellwar, Karsa", ["Nadja Ferrov", "Jost Hellwar"]),
            ("nadja ferrov", ["Nadja Ferrov"]),
            ("State news desk", []),
            ("Reuters staff", []),
        ],
    )
    def test_a_byline_names_its_authors(self, byline: str, names: list[str]) -> None:
        found = [mention.form for mention in names_in_words(byline, is_byline=True)]
        assert [name for name in names if name not in found] == []
        assert names or found == []

    def test_a_question_names_whom_it_asks_for(self) -> None:
        assert [mention.form for mention in names_in_words("Why did Zoe Walesa leave?")] == ["Zoe Walesa"]
        assert names_in_words("Why did the defenders give up the city?") == ()


def mention(*name: str) -> NameMention:
    return NameMention(name=name, form=" ".join(name).title(), office=None, start=0)


class TestPeople:
    def test_a_full_name_is_one_person_everywhere(self) -> None:
        (person,) = people([("a", mention("talma", "berrazi")), ("b", mention("talma", "al-berrazi"))])
        assert person.reports == ("a", "b")
        assert person.id == person_id(("talma", "berrazi"))
        assert person.name == "Talma Al-Berrazi"

    def test_a_shorter_form_is_the_one_longer_name_of_its_report(self) -> None:
        (person,) = people([("a", mention("talma", "berrazi")), ("a", mention("berrazi"))])
        assert person.forms == ("Berrazi", "Talma Berrazi")

    def test_a_shorter_form_of_two_is_somebody_else(self) -> None:
        found = people([("a", mention("talma", "berrazi")), ("a", mention("ana", "berrazi")), ("a", mention("berrazi"))])
        assert len(found) == 3

    def test_a_lone_name_is_somebody_of_its_own_in_each_report(self) -> None:
        found = people([("a", mention("petra")), ("b", mention("petra")), ("c", mention("petra", "voss"))])
        assert len({person.id for person in found}) == 3

    def test_the_groups_hold_every_mention(self) -> None:
        found = [("a", mention("talma", "berrazi")), ("a", mention("berrazi")), ("b", mention("petra"))]
        assert sorted(pair[1].form for pairs in grouped(found).values() for pair in pairs) == sorted(one.form for _, one in found)


class TestWords:
    @pytest.mark.parametrize("word", ["reported", "killings", "casualties", "shelled", "heavily", "stopping", "neighborhoods", "syrias", "walls"])
    def test_words_of_the_language_and_their_forms_are_ordinary(self, word: str) -> None:
        assert is_ordinary(word)

    @pytest.mark.parametrize("word", ["hassan", "harding", "sayed", "rashed", "fatima", "moreth", "ahmed", "petrov", "idris"])
    def test_names_are_not(self, word: str) -> None:
        assert not is_ordinary(word)

    def test_the_lists_are_small(self) -> None:
        from testimonia.people.words import _data

        assert len(_data("common.txt").encode()) <= 150_000


def test_the_lists_hold_no_mark() -> None:
    """A slip in the file of words would go unseen."""
    assert marked("x").text == "x"
    from testimonia.people.words import _lists

    assert {"titles", "offices", "roles", "orgs", "lands", "given", "countries"} <= set(_lists())
    assert all(word == word.lower() for words in _lists().values() for word in words)
