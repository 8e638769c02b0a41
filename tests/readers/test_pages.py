"""Type on a page: lines, columns, and what repeats."""

from __future__ import annotations

from reader_factory import Type, lines, only, pdf, prose, texts

from testimonia.readers.pages import Box, Line, Page, Run, columns, lines_of

BOX: Box = (0, 0, 1, 1)


def run(text: str, left: float, baseline: float = 700, *, right: float | None = None, size: float = 10) -> Run:
    return Run(text=text, left=left, right=right or left + 5 * len(text), baseline=baseline, size=size, is_bold=False, is_apart=False, box=BOX)


def blocks(*pages: list[Type]) -> list[str]:
    return texts(only("a.pdf", pdf(*pages)))


def text_of(regions: list[list[Line]]) -> list[list[str]]:
    return [[line.text for line in region] for region in regions]


# ------------------------------------------------------------------ lines


def test_runs_on_one_baseline_are_a_line_from_left_to_right() -> None:
    found = lines_of([run("signed", 80), run("Truce", 50), run("Nobody came", 50, 688)])
    assert [line.text for line in found] == ["Truce signed", "Nobody came"]


def test_a_wide_gap_parts_cells_and_the_marker_of_a_list_stays() -> None:
    assert [cell.text for cell in Line(runs=(run("Week", 50), run("Deaths", 120))).cells()] == ["Week", "Deaths"]
    assert [cell.text for cell in Line(runs=(run("•", 50), run("Deaths", 80))).cells()] == ["• Deaths"]


def test_a_big_first_letter_belongs_to_its_word() -> None:
    page = [
        Type(text="I", x=50, y=676, size=34),
        *lines(64, 700, "n Osmarra the men who gave orders by telephone see it", "differently and so do the mayor and the bakers of the"),
        *lines(64, 676, "upper town and the men who carried water to the wells"),
        *lines(50, 664, "of the lower town."),
    ]
    assert blocks(page)[0].startswith("In Osmarra the men who gave orders by telephone see it differently and so")


# ------------------------------------------------------------------ what repeats


def test_running_heads_feet_and_page_numbers_are_left_out() -> None:
    pages = [
        [
            Type(text="Monthly note 19", x=50, y=815, size=8),
            *lines(50, 700, f"Page of text {name}."),
            Type(text=f"Page {number} of 2", x=280, y=30, size=8),
        ]
        for number, name in ((1, "one"), (2, "two"))
    ]
    assert blocks(*pages) == ["Page of text one.", "Page of text two."]


def test_a_lone_page_number_is_left_out() -> None:
    assert blocks([*lines(50, 700, *prose(1, 3)), Type(text="- 1 -", x=290, y=30)]) == [" ".join(prose(1, 3))]


def test_a_foot_with_the_page_s_number_in_small_type_is_left_out_of_a_single_page() -> None:
    assert blocks([*lines(50, 700, *prose(1, 3)), Type(text="The Courier · 1", x=50, y=30, size=8)]) == [" ".join(prose(1, 3))]


def test_the_last_line_of_a_text_is_no_foot_because_two_pages_end_alike() -> None:
    pages = [lines(50, 110, f"{name} goes on for a line or two of words, all of them its", "own, and so they left.") for name in ("This", "That")]
    assert blocks(*pages) == [f"{name} goes on for a line or two of words, all of them its own, and so they left." for name in ("This", "That")]


# ------------------------------------------------------------------ columns


def column(seed: int, x: float, count: int = 6, *, y: float = 700, width: int = 40) -> list[Run]:
    return [run(text, x, y - 12 * place, right=x + 4.5 * width) for place, text in enumerate(prose(seed, count, width))]


def test_two_columns_are_read_one_after_the_other() -> None:
    regions, gutter = columns([*column(1, 50), *column(2, 260)])
    assert text_of(regions) == [prose(1, 6, 40), prose(2, 6, 40)]
    assert 230 < (gutter or 0) < 260


def test_columns_whose_lines_are_not_level_are_parted_too() -> None:
    regions, _ = columns([*column(1, 50), *column(2, 260, y=703), *column(3, 470, y=697)])
    assert text_of(regions) == [prose(1, 6, 40), prose(2, 6, 40), prose(3, 6, 40)]


def test_a_line_across_the_page_parts_the_columns_above_from_those_below() -> None:
    across = run("Two telephones and a ledger across the whole of the page", 50, 620, right=440)
    regions, _ = columns([*column(1, 50), *column(2, 260), across, *column(3, 50, y=600), *column(4, 260, y=600)])
    assert text_of(regions) == [prose(1, 6, 40), prose(2, 6, 40), [across.text], prose(3, 6, 40), prose(4, 6, 40)]


def test_one_column_has_no_gutter() -> None:
    regions, gutter = columns(column(1, 50, width=80))
    assert (text_of(regions), gutter) == ([prose(1, 6, 80)], None)


def test_a_table_is_no_columns() -> None:
    runs = [run(text, x, 700 - 12 * row) for row in range(6) for x, text in ((50, "8 to 14 March"), (200, "44"), (260, "9"))]
    assert columns(runs)[1] is None


def test_a_short_second_column_is_known_by_the_page_before() -> None:
    runs = [*column(1, 50), *column(2, 260, 2)]
    assert columns(runs)[1] is None
    assert text_of(columns(runs, 245)[0]) == [prose(1, 6, 40), prose(2, 2, 40)]


def test_type_without_width_as_damaged_files_have_it_is_no_column() -> None:
    runs = [run("x", x, 700 - 12 * row, right=x) for row in range(6) for x in (50.0, 200.0)]
    assert columns(runs)[1] is None


def test_an_empty_page_has_no_regions() -> None:
    assert columns(Page(number=1, height=842, runs=()).runs) == ([], None)
