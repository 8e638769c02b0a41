"""The command as a person types it: words out, one line for an error, and the exit codes the help promises."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from factories import FakeTagger
from rich.console import Console
from typer.testing import CliRunner

from testimonia import __version__, actions, cli, pipeline, shelf
from testimonia.actions.deciding import Wish, judge
from testimonia.case.store import FILE, Case, open_case
from testimonia.judgement import Verb
from testimonia.pipeline import Pipeline

SENTENCE = "{S:Tom Berek} {Q:said}: {C:“We left, and nobody came.”}"
WORDS = "Tom Berek said: “We left, and nobody came.”"

Run = Callable[..., int]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs the command in an empty folder with a tagger that needs no weights; returns its exit code."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pipeline, "standard_pipeline", lambda *_, **__: Pipeline(FakeTagger(SENTENCE)))

    def command(*words: object) -> int:
        monkeypatch.setattr(sys, "argv", ["testimonia", *map(str, words)])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        return int(stopped.value.code or 0)

    return command


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    folder = tmp_path / "pile"
    folder.mkdir()
    (folder / "a.txt").write_text(f"Why they left\n\n{WORDS}\n", "utf-8")
    return folder


@pytest.fixture
def case(tmp_path: Path, pile: Path, run: Run, capsys: pytest.CaptureFixture[str]) -> Path:
    assert run("add", tmp_path / "case", pile) == 0
    capsys.readouterr()
    return tmp_path / "case"


def one_line(text: str) -> bool:
    return text.startswith("testimonia: ") and text.endswith("\n") and text.count("\n") == 1 and "Traceback" not in text


class TestWhatItPrints:
    def test_adding_says_what_is_new_and_where_a_new_case_stands(
        self, run: Run, tmp_path: Path, pile: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (pile / "empty.txt").touch()
        (pile / ".hidden").touch()
        assert run("add", tmp_path / "case", pile) == 0
        said = capsys.readouterr().out
        assert f"A new case in {tmp_path / 'case'}." in said
        assert "unencrypted" in said
        assert "1 new reports, 1 claims, 0 reasons; 0 received before." in said
        assert "1 hidden files and folders passed over." in said
        assert "empty.txt: an empty file" in said

    def test_adding_again_says_that_nothing_is_new_and_names_no_new_case(
        self, run: Run, case: Path, pile: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run("add", case, pile) == 0
        said = capsys.readouterr().out
        assert "A new case" not in said
        assert "0 new reports, 0 claims, 0 reasons; 1 received before." in said

    def test_a_newer_network_is_offered_and_then_reads_again(
        self, run: Run, case: Path, pile: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(pipeline, "standard_pipeline", lambda *_, **__: Pipeline(FakeTagger(version="fake 2")))
        assert run("add", case, pile) == 0
        assert "1 files were read by an older version: run `testimonia reread`" in capsys.readouterr().out
        assert run("reread", case) == 0
        with Case(case) as opened:
            assert [entry.extraction and entry.extraction.network for entry in opened.entries()] == ["fake 2"]

    def test_reading_prints_the_claims_and_writes_nothing(self, run: Run, pile: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run("read", pile / "a.txt") == 0
        said = capsys.readouterr().out
        assert "Why they left" in said
        assert "Tom Berek said: “We left, and nobody came.”" in said
        assert [path.name for path in pile.iterdir()] == ["a.txt"]

    def test_questions_are_listed_as_they_were_asked(self, run: Run, case: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run("question", case, "Why did they leave?") == 0
        assert run("question", case, "Who came?") == 0
        assert capsys.readouterr().out.splitlines() == ["Why did they leave?", "Why did they leave?", "Who came?"]

    def test_a_search_prints_where_the_words_stand_and_how_many(self, run: Run, case: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run("search", case, "nobody", "--said-by", "berek") == 0
        assert capsys.readouterr().out.splitlines() == ["Tom Berek — Why they left [a.txt]", "  “We left, and nobody came.”", "1 found"]

    def test_an_export_writes_the_file_and_counts_what_is_in_it(
        self, run: Run, case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        out = tmp_path / "out.jsonl"
        assert run("export", case, "jsonl", "-o", out) == 0
        said = capsys.readouterr().out
        assert said.startswith("What could still tell who somebody is: ")
        assert said.endswith(f"{out}: 1 claims, 0 reasons\n")
        (line,) = out.read_text("utf-8").splitlines()
        assert json.loads(line)["content"][0]["text"] == "“We left, and nobody came.”"
        assert "Berek" not in line

    def test_a_check_writes_nothing(self, run: Run, case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run("export", case, "jsonl", "-o", tmp_path / "out.jsonl", "--check") == 0
        assert "What could still tell who somebody is" in capsys.readouterr().out
        assert not (tmp_path / "out.jsonl").exists()

    def test_labels_hold_what_was_decided_and_no_words(self, run: Run, case: Path, tmp_path: Path) -> None:
        out = tmp_path / "labels.jsonl"
        with open_case(case) as opened:
            row = shelf.queue(opened).rows[0]
            judge(opened, Wish(verb=Verb.ACCEPT, kind=row.kind, report_id=row.report.id, of=(row.id,), who="Ana Reviewer", why="heard it"))
        assert run("export", case, "labels", "-o", out) == 0
        label = json.loads(out.read_text("utf-8"))
        assert (label["outcome"], label["reviewer"], label["report"]) == ("right", 1, row.report.id)
        assert label["wanted"][0]["parts"]["source"] == [[WORDS.index("Tom") + 15, WORDS.index(" said") + 15]]
        assert not any(word in out.read_text("utf-8") for word in ("Berek", "nobody", "Ana", "heard"))

    def test_a_merge_says_what_came_and_where_reviewers_differ(
        self, run: Run, case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        copy = tmp_path / "copy"
        shutil.copytree(case, copy)
        for folder, who, verb in ((case, "Ana", Verb.ACCEPT), (copy, "Ben", Verb.REJECT)):
            with open_case(folder) as opened:
                row = shelf.queue(opened).rows[0]
                judge(opened, Wish(verb=verb, kind=row.kind, report_id=row.report.id, of=(row.id,), who=who))
        assert run("merge", case, copy) == 0
        told = capsys.readouterr().out
        assert "0 new reports, 1 new judgements, 0 new questions." in told
        assert "Reviewers differ on 1 findings" in told

    @pytest.mark.parametrize("kind", ["case", "pile"])
    def test_a_dossier_is_written_of_a_case_and_of_a_folder(self, run: Run, case: Path, pile: Path, tmp_path: Path, kind: str) -> None:
        page = tmp_path / "page.html"
        assert run("dossier", case if kind == "case" else pile, "-o", page, "--question", "Why did they leave?") == 0
        assert "Why did they leave?" in page.read_text("utf-8")
        assert "“We left, and nobody came.”" in page.read_text("utf-8")
        assert "Berek" not in page.read_text("utf-8")

    def test_the_demo_of_a_pile_of_ones_own_prints_its_account_and_writes_the_page(
        self, run: Run, pile: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        page = tmp_path / "[red] page.html"
        assert run("demo", "--pile", pile, "--output", page) == 0
        said = capsys.readouterr().out
        assert "1 report" in said
        assert str(page) in said
        assert page.is_file()

    def test_names_that_look_like_markup_are_printed_as_they_are(
        self, run: Run, tmp_path: Path, pile: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (pile / "[").mkdir()
        (pile / "[" / "draft] [red]b.txt").touch()
        assert run("add", tmp_path / "[bold]case[", pile) == 0
        said = capsys.readouterr().out
        assert "[/draft] [red]b.txt: an empty file" in said
        assert "[bold]case[" in said

    def test_the_name_of_a_file_is_shown_while_it_is_read_even_if_it_looks_like_markup(self) -> None:
        console = Console(file=io.StringIO(), force_terminal=True, width=120)
        with cli._progress(console) as progress:
            progress("[/draft] [red]b.txt", 1, 2)
        assert isinstance(console.file, io.StringIO)
        assert "[/draft] [red]b.txt" in console.file.getvalue()

    def test_named_columns_reach_the_reader(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "t.csv").write_text(f"Wording,Nr\n“{WORDS}”,1\n".replace(WORDS, "They left"), "utf-8")
        assert run("add", tmp_path / "case", tmp_path / "t.csv", "--column", "text=Wording") == 0
        with Case(tmp_path / "case") as opened:
            assert [entry.document.text for entry in opened.entries()] == ["“They left”"]


class TestExtract:
    def test_findings_are_written_line_by_line(self, run: Run, tmp_path: Path) -> None:
        given, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
        given.write_bytes(b"\xef\xbb\xbf" + json.dumps({"doc_id": "d", "text": WORDS}).encode() + b"\r\n")
        assert run("extract", given, "-o", out) == 0
        (line,) = out.read_text("utf-8").splitlines()
        assert json.loads(line)["extraction"]["claims"][0]["content"][0]["text"] == "“We left, and nobody came.”"

    def test_a_line_that_cannot_be_read_is_told_and_the_rest_goes_on(self, run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        given = tmp_path / "in.jsonl"
        given.write_bytes(b'{"doc_id": 1}\n{"doc_id": "bytes", "text": "caf\xe9"}\n' + json.dumps({"doc_id": "d", "text": WORDS}).encode() + b"\n")
        assert run("extract", given) == 4
        said = capsys.readouterr()
        assert [json.loads(line)["doc_id"] for line in said.out.splitlines()] == ["line 1", "bytes", "d"]
        assert one_line(said.err)

    def test_standard_input_is_read_for_a_dash(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(pipeline, "standard_pipeline", lambda *_, **__: Pipeline(FakeTagger(SENTENCE)))
        done = CliRunner().invoke(cli.app, ["extract", "-"], input=json.dumps({"doc_id": "d", "text": WORDS}, ensure_ascii=False).encode())
        assert done.exit_code == 0
        assert "Tom Berek" in json.loads(done.stdout)["extraction"]["claims"][0]["source"][0]["text"]


class TestExitCodes:
    """0 done, 2 a request that does not fit, 3 an unusable case, 4 nothing could be read, 5 an unusable bundle."""

    @pytest.mark.parametrize(
        "words",
        [
            ["export", "CASE", "xml", "-o", "out"],
            ["export", "CASE", "jsonl", "-o", "no folder/out"],
            ["export", "CASE", "jsonl", "-o", "out", "--as-of", "soon"],
            ["search", "CASE", "left", "--report", "nothing"],
            ["question", "CASE", "  "],
            ["add", "CASE", "PILE", "--column", "text"],
            ["extract", "nothing.jsonl"],
            ["extract", "PILE/a.txt", "-o", "no folder/out"],
        ],
        ids=" ".join,
    )
    def test_a_request_that_does_not_fit_is_2_and_one_line(
        self, run: Run, case: Path, pile: Path, words: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(case.parent)
        assert run(*(word.replace("CASE", str(case)).replace("PILE", str(pile)) for word in words)) == 2
        assert one_line(capsys.readouterr().err)

    @pytest.mark.parametrize("words", [["nothing"], ["add"], ["export", "x", "jsonl"]], ids=" ".join)
    def test_a_command_typed_wrongly_is_2(self, run: Run, words: list[str]) -> None:
        assert run(*words) == 2

    @pytest.mark.parametrize(
        "words",
        [
            ["search", "NONE", "left"],
            ["question", "NONE", "Why?"],
            ["export", "NONE", "csv", "-o", "out"],
            ["reread", "NONE"],
            ["add", "JUNK", "PILE"],
        ],
        ids=" ".join,
    )
    def test_an_unusable_case_is_3_and_one_line(
        self, run: Run, tmp_path: Path, pile: Path, words: list[str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        junk = tmp_path / "junk"
        junk.mkdir()
        (junk / FILE).write_bytes(b"a letter, not a database" * 50)
        places = {"NONE": tmp_path / "none", "JUNK": junk, "PILE": pile}
        assert run(*(places.get(word, word) for word in words)) == 3
        assert one_line(capsys.readouterr().err)
        assert not (tmp_path / "none").exists()

    @pytest.mark.parametrize(
        "words", [["read", "GONE"], ["add", "CASE", "GONE"], ["dossier", "GONE", "-o", "OUT"], ["demo", "--pile", "GONE", "-o", "OUT"]], ids=" ".join
    )
    def test_nothing_that_could_be_read_is_4_and_says_why(
        self, run: Run, tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        places = {"GONE": tmp_path / "gone.txt", "CASE": tmp_path / "case", "OUT": tmp_path / "out.html"}
        assert run(*(places.get(word, word) for word in words)) == 4
        said = capsys.readouterr()
        assert "nothing is there" in said.out + said.err
        assert "Traceback" not in said.out + said.err
        assert not (tmp_path / "out.html").exists()

    @pytest.mark.parametrize("words", [["read", "PILE"], ["add", "CASE", "PILE"], ["demo", "--pile", "PILE", "-o", "OUT"]], ids=" ".join)
    def test_a_bundle_that_is_none_is_5_and_one_line(
        self, tmp_path: Path, pile: Path, words: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        real = pipeline.standard_pipeline
        monkeypatch.setattr(pipeline, "standard_pipeline", lambda *_, **__: real(tmp_path / "no bundle"))
        places = {"PILE": pile, "CASE": tmp_path / "case", "OUT": tmp_path / "out.html"}
        monkeypatch.setattr(sys, "argv", ["testimonia", *(str(places.get(word, word)) for word in words)])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        assert stopped.value.code == 5
        assert one_line(capsys.readouterr().err)

    def test_the_help_names_the_codes(self) -> None:
        said = " ".join(CliRunner().invoke(cli.app, ["--help"]).stdout.split())
        for code in ("0 done", "2 a request that does not fit", "3 an unusable case", "4 nothing could be read", "5 an unusable bundle"):
            assert code in said


class TestStartingUp:
    def test_version(self, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
        assert run("--version") == 0
        assert capsys.readouterr().out == f"{__version__}\n"

    def test_the_help_lists_every_command(self) -> None:
        said = CliRunner().invoke(cli.app, ["--help"]).stdout
        for command in ("add", "reread", "question", "read", "dossier", "desk", "merge", "search", "export", "extract", "demo"):
            assert f" {command} " in said

    def test_the_help_loads_nothing_heavy(self) -> None:
        code = (
            "import sys; sys.argv = ['testimonia', '--help']\nfrom testimonia.cli import main\ntry: main()\nexcept SystemExit: pass\n"
            "heavy = 'onnxruntime numpy tokenizers trafilatura lxml pypdfium2 docx openpyxl py3langid jinja2 rapidfuzz sqlite3 '\n"
            "heavy = (heavy + 'starlette uvicorn').split()\n"
            "print([name for name in heavy if name in sys.modules], file=sys.stderr)"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert "Usage" in done.stdout
        assert done.stderr.strip() == "[]"

    def test_a_terminal_that_cannot_show_a_letter_shows_a_question_mark(self, tmp_path: Path) -> None:
        with Case(tmp_path) as opened:
            opened.ask("Why did they leave the “school” of Łódź?")
        command = [sys.executable, "-m", "testimonia", "question", str(tmp_path), "Who came?"]
        done = subprocess.run(command, capture_output=True, env={"PYTHONIOENCODING": "ascii", "PYTHONPATH": ":".join(sys.path)}, check=True)
        assert done.stdout.splitlines() == [b"Why did they leave the ?school? of ??d??", b"Who came?"]


def test_the_question_of_the_sample_is_asked_of_the_sample_only(
    run: Run, pile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(actions, "SAMPLE", pile)
    assert run("demo", "-o", tmp_path / "sample.html") == 0
    assert actions.SAMPLE_QUESTION in capsys.readouterr().out
    assert run("demo", "--pile", pile, "-o", tmp_path / "own.html") == 0
    assert actions.SAMPLE_QUESTION not in capsys.readouterr().out
