"""Desks to sit at: a small case with every kind of report, and somebody who sits there with the token."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factories import FakeTagger, marked
from starlette.testclient import TestClient

from testimonia import actions, shelf
from testimonia.case.store import Case, open_case
from testimonia.judgement import Standing
from testimonia.pipeline import Pipeline
from testimonia.views import Line, Page
from testimonia.web.app import build
from testimonia.web.desk import Desk

PORT = 8321
SENTENCES = (
    "{S:Governor Tom Berek} {Q:said}: {C:“We left {E:the town} because {K:the bread was gone}.”}",
    "{S:Tom Berek} {Q:said} {C:the road was open}.",
    "{C:“The ward was full”} – {S:Dr Lena Karr} {Q:told reporters} – {C:“and nobody came.”}",
    "{S@.4:An officer} {Q@.4:claimed} {C@.4:nobody had been shot}.",
    "{S:Ana Moll} {Q:said} {C:she had seen the trucks}.",
)
HTML = (
    "<html><head><title>Road open</title><LINK rel='preconnect' href='//ads.example'><link rel=stylesheet href=x.css></head>"
    "<body><article><p>{}</p></article></body></html>"
)
TABLE = "id,title,text,outlet,date\n1,Full ward,{},Harbour Post,2031-03-02\n2,,{},Hill Radio,2031-03-05\n"
INTERVIEW = "interview: Ana Moll\ndate: 2031-03-04\nterms: background\nmay be named: no\n\n{}\n"


def plain(sentence: str) -> str:
    """A marked sentence without its marks."""
    return marked(sentence).text


def pile(folder: Path) -> Path:
    """A folder with a text, a page, a table, an interview, and a file that cannot be read."""
    governor, road, ward, officer, moll = (plain(sentence) for sentence in SENTENCES)
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text(f"{governor}\n\nThe night was long. {officer}\n", "utf-8")
    (folder / "b.html").write_text(HTML.format(f"{road} It was the third day of the siege, and the bakers had no flour left in town."), "utf-8")
    (folder / "c.csv").write_text(TABLE.format(ward, governor), "utf-8")
    (folder / "d.txt").write_text(INTERVIEW.format(moll), "utf-8")
    (folder / "empty.txt").write_text("", "utf-8")
    return folder


@dataclass(slots=True)
class Sitting:
    """A desk, somebody who sits at it, and what they can ask of it."""

    desk: Desk
    client: TestClient

    def post(self, address: str, *, json: bool = False, **fields: str | list[str]) -> Any:
        """Send a form of this desk."""
        headers = {"Accept": "application/json"} if json else {}
        return self.client.post(address, data={"csrf": self.desk.csrf, **fields}, headers=headers, follow_redirects=False)

    def case(self) -> Case:
        """The case on disk."""
        return open_case(self.desk.folder)

    def page(self, file: str) -> Page:
        """The report of this file as it stands."""
        with self.case() as case:
            return next(shelf.page(case, row.report.id) for row in shelf.reports(case).rows if row.report.file == file)

    def standing(self, file: str, finding: str) -> Standing:
        """How a finding stands."""
        page = self.page(file)
        return next(item.standing for item in (*page.shown, *page.struck) if item.id == finding)

    def claim(self, file: str, words: str = "") -> Line:
        """The claim of the report of this file that holds these words."""
        return next(line for line in self.page(file).lines if words in line.claim.words)

    def sit_as(self, who: str, *, blind: bool = False) -> None:
        """Somebody else sits down."""
        self.desk.who, self.desk.blind = who, blind


def sit(folder: Path, **more: Any) -> Sitting:
    """Sit down at a desk on this case, with the token."""
    desk = Desk(folder=folder, who="Reviewer One", port=PORT, **more)
    client = TestClient(build(desk), base_url=f"http://127.0.0.1:{PORT}")
    assert client.get("/", params={"token": desk.token}).status_code == 200
    return Sitting(desk, client)


def make(folder: Path) -> Path:
    """A case that was read, with a question."""
    with Case(folder / "case") as case:
        actions.add(case, [pile(folder / "pile")], Pipeline(FakeTagger(*SENTENCES)))
        actions.ask(case, "Why did they leave the town?")
    return folder / "case"
