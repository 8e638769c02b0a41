"""Desks to sit at: a small case with every kind of report, an empty one, and one with more than a page of everything."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from factories import FakeTagger
from starlette.testclient import TestClient

from testimonia import actions, shelf
from testimonia.case.store import Case, open_case
from testimonia.judgement import Standing
from testimonia.pipeline import Pipeline
from testimonia.views import Page, Shown
from testimonia.web.app import build
from testimonia.web.desk import Desk

PORT = 8321
SENTENCES = (
    "{S:Governor Tom Berek} {Q:said}: {C:“We left {E:the town} because {K:the bread was gone}.”}",
    "{S:Tom Berek} {Q:said} {C:the road was open}.",
    "{C:“The ward was full,”} {S:Dr Lena Karr} {Q:told reporters}, {C:“and nobody came.”}",
    "{S@.4:An officer} {Q@.4:claimed} {C@.4:nobody had been shot}.",
    "{S:Ana Moll} {Q:said} {C:she had seen the trucks}.",
)
HTML = "<html><head><title>Road open</title><LINK rel='preconnect' href='//ads.example'><link rel=stylesheet href=x.css></head><body><article><p>{}</p></article></body></html>"
INTERVIEW = "interview: Ana Moll\ndate: 2031-03-04\nterms: background\nmay be named: no\n\n{}\n"


def plain(sentence: str) -> str:
    """A marked sentence without its marks."""
    from factories import marked

    return marked(sentence).text


def pile(folder: Path) -> Path:
    """A folder with a text, a page, a table, an interview, and a file that cannot be read."""
    governor, road, ward, officer, moll = (plain(sentence) for sentence in SENTENCES)
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text(f"{governor}\n\nThe night was long. {officer}\n", "utf-8")
    (folder / "b.html").write_text(HTML.format(f"{road} It was the third day of the siege, and the bakers had no flour left for anybody in town."), "utf-8")
    (folder / "c.csv").write_text(f'id,title,text,outlet,date\n1,Full ward,"{ward.replace(chr(34), chr(39))}",Harbour Post,2031-03-02\n2,,"{governor}",Hill Radio,2031-03-05\n', "utf-8")
    (folder / "d.txt").write_text(INTERVIEW.format(moll), "utf-8")
    (folder / "empty.txt").write_text("", "utf-8")
    return folder


@dataclass(slots=True)
class Sitting:
    """A desk, somebody who sits at it, and what they can ask of it."""

    desk: Desk
    client: TestClient

    def post(self, address: str, *, json: bool = False, follow: bool = False, **fields: str | list[str]) -> object:
        """Send a form of this desk."""
        headers = {"Accept": "application/json"} if json else {}
        return self.client.post(address, data={"csrf": self.desk.csrf, **fields}, headers=headers, follow_redirects=follow)

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

    def finding(self, file: str, number: int = 0) -> Shown:
        """A claim of the report of this file."""
        return self.page(file).lines[number]


def sit(folder: Path, **more: object) -> Sitting:
    """Sit down at a desk on this case, with the token."""
    desk = Desk(folder=folder, who="Reviewer One", port=PORT, **more)
    client = TestClient(build(desk), base_url=f"http://127.0.0.1:{PORT}")
    assert client.get("/", params={"token": desk.token}).status_code == 200
    return Sitting(desk, client)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case that was read; never changed, only copied."""
    root = tmp_path_factory.mktemp("made")
    with Case(root / "case") as case:
        actions.add(case, [pile(root / "pile")], Pipeline(FakeTagger(*SENTENCES)))
        actions.ask(case, "Why did they leave the town?")
    return root / "case"


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with nothing in it."""
    folder = tmp_path_factory.mktemp("bare") / "case"
    Case(folder).close()
    return folder


@pytest.fixture
def copied(made: Path, tmp_path: Path) -> Path:
    """The case, to be changed."""
    return Path(shutil.copytree(made, tmp_path / "case"))


@pytest.fixture
def at(copied: Path) -> Sitting:
    """Somebody at the desk with that case."""
    return sit(copied)


@pytest.fixture
def at_bare(bare: Path, tmp_path: Path) -> Sitting:
    """Somebody at the desk with an empty case."""
    return sit(Path(shutil.copytree(bare, tmp_path / "bare")))


@pytest.fixture(scope="session")
def sitting() -> Callable[..., Sitting]:
    """How one sits down at any case."""
    return sit
