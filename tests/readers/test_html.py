"""Web pages: what reaches the text, as what, from where; and the facts."""

from __future__ import annotations

import time

import pytest
from selectolax.lexbor import LexborHTMLParser

from testimonia.domain import BlockKind, DateBasis, Published, Reading, Report
from testimonia.errors import UnreadableError
from testimonia.readers import html
from testimonia.readers.received import Received

FIRST = "The army said on Monday that its soldiers had crossed the river during the night."
SECOND = "Residents told another story, and nobody who was asked had seen a soldier on the bridge."
THIRD = "The governor declined to say how many people had left the city on the first day."
PARAGRAPHS = "".join(f"<p>{words}</p>" for words in (FIRST, SECOND, THIRD))


def reading(source: str | bytes, file: str = "page.html") -> Reading:
    data = source if isinstance(source, bytes) else source.encode()
    (one,) = html.read(Received(file=file, data=data))
    assert isinstance(one, Reading)
    return one


def blocks(source: str | bytes, file: str = "page.html") -> list[tuple[str, str]]:
    document = reading(source, file).document
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def texts(source: str | bytes, file: str = "page.html") -> list[str]:
    return [text for _, text in blocks(source, file)]


def report(*, head: str = "", above: str = "", body: str = PARAGRAPHS) -> Report:
    return reading(f"<html><head>{head}</head><body><main><article><h1>Siege goes on</h1>{above}{body}</article></main></body></html>").report


def article(inner: str) -> str:
    """A page whose article is FIRST, then what is being tested, then THIRD."""
    return f"<html><body><article><p>{FIRST}</p>{inner}<p>{THIRD}</p></article></body></html>"


def between(inner: str) -> list[tuple[str, str]]:
    """The blocks that stand between FIRST and THIRD."""
    return blocks(article(inner))[1:-1]


# ------------------------------------------------------------------ the article and the page


PAGE = f"""<!doctype html><html><head><title>Siege goes on | Post</title></head><body>
<div id="cookie-banner">This site stores cookies for your comfort. <a href="#">Accept</a></div>
<header><a href="/">Post</a><p>Founded 1887. Printed until further notice.</p><nav><a href="/w">World</a></nav></header>
<main><article><p class="kicker">World</p><h1>Siege goes on</h1><p class="byline">By Anna Low</p><p class="date">20 May 2014</p>
<div class="share-bar"><a href="#">Copy link</a><a href="#">Print</a></div>
<p>{FIRST}</p><aside class="read-also"><strong>Read also</strong> <a href="#">Ten dead in the north of the country</a></aside>
<p>{SECOND}</p><p>Advertisement</p><p>Read also: Ten dead</p><p>{THIRD}</p><p>Follow us on Twitter.</p></article>
<section class="newsletter"><h3>By post</h3><p>One letter a week, on Fridays, for everybody.</p></section>
<section class="comments"><h3>1 comment</h3><p>My aunt was in that queue. Thank you for printing the hour.</p></section>
<aside class="related"><h3>More from the siege</h3><ul><li><a href="#">The wells</a></li></ul></aside></main>
<footer><p>Post, Quay 4. All rights reserved.</p></footer></body></html>"""


def test_the_article_is_parted_from_the_page() -> None:
    assert blocks(PAGE) == [
        (BlockKind.HEADLINE, "Siege goes on"),
        (BlockKind.PARAGRAPH, FIRST),
        (BlockKind.PARAGRAPH, SECOND),
        (BlockKind.PARAGRAPH, THIRD),
    ]


def test_a_share_bar_inside_the_article_stays_out() -> None:
    assert between('<div class="sharedaddy"><h3>Share this:</h3><ul><li><a href="#">Click to share on Twitter</a></li></ul></div>') == []


def test_a_list_of_links_inside_the_article_stays_out() -> None:
    assert between('<ul><li><a href="#">The wells of the upper town</a></li><li><a href="#">A letter</a></li></ul>') == []


def test_a_reading_time_stays_out() -> None:
    assert between("<p>6 min read</p>") == []


def test_a_pull_quote_is_not_said_twice() -> None:
    assert between('<aside class="pull-quote">Nobody had seen a soldier.</aside>') == []


def test_a_quotation_between_paragraphs_is_kept() -> None:
    assert between("<blockquote><p>“No.”</p></blockquote>") == [(BlockKind.PARAGRAPH, "“No.”")]


def test_a_short_paragraph_between_others_is_kept() -> None:
    assert between("<p>They left</p>") == [(BlockKind.PARAGRAPH, "They left")]


def test_a_post_from_another_site_is_kept() -> None:
    post = '<blockquote class="social-embed"><p>Shells are falling on the mill.</p></blockquote>'
    assert between(post) == [(BlockKind.PARAGRAPH, "Shells are falling on the mill.")]


def test_a_paragraph_with_links_in_it_is_kept() -> None:
    assert between('<p>He <a href="#">said so</a> to reporters.</p>') == [(BlockKind.PARAGRAPH, "He said so to reporters.")]


def test_a_correction_below_the_article_is_kept() -> None:
    assert between("<p class=correction><em>Correction, 15 March: the number was changed.</em></p>") == [
        (BlockKind.PARAGRAPH, "Correction, 15 March: the number was changed.")
    ]


def test_a_form_around_the_whole_page_is_no_search_form() -> None:
    assert texts(f"<html><body><form id=aspnet><div>{PARAGRAPHS}</div></form></body></html>") == [FIRST, SECOND, THIRD]


def test_a_page_whose_body_is_named_after_its_sidebar_is_read() -> None:
    assert texts(f'<html><body class="has-sidebar"><div class="no-sidebar comments"><div>{PARAGRAPHS}</div></div></body></html>') == [
        FIRST,
        SECOND,
        THIRD,
    ]


def test_a_paywall_named_on_every_paragraph_hides_nothing() -> None:
    assert texts(f"<html><body><article>{PARAGRAPHS.replace('<p>', '<p class=paywall>')}</article></body></html>") == [FIRST, SECOND, THIRD]


def test_a_heading_with_nothing_below_it_stays_out() -> None:
    assert texts(f"<html><body><article>{PARAGRAPHS}<h3>What others write</h3></article></body></html>")[-1] == THIRD


def test_a_page_of_one_sentence_is_read() -> None:
    assert texts("<p>The rebels left the city, the mayor said.</p>") == ["The rebels left the city, the mayor said."]


@pytest.mark.parametrize(
    "source",
    [
        "<html><body></body></html>",
        "<html><head><title>App</title></head><body><div id=root></div><noscript>You need JavaScript to run this app.</noscript></body></html>",
        "<html><body><p>Please enable JavaScript to view this page.</p></body></html>",
        '<html><body><h1>Portal</h1><ul><li><a href="1">One story about the war and peace.</a></li></ul></body></html>',
        "<html><head></head><frameset><frame src=a></frameset></html>",
        "<!-- nothing -->",
    ],
)
def test_a_page_without_an_article_is_said_to_be_one(source: str) -> None:
    with pytest.raises(UnreadableError, match="a page without an article"):
        reading(source)


# ------------------------------------------------------------------ kinds of blocks


def test_the_headline_comes_once_and_first() -> None:
    source = f"<html><head><title>x</title></head><body><p>Siege goes on</p><article><h1>Siege goes on</h1>{PARAGRAPHS}</article></body></html>"
    assert [text for kind, text in blocks(source) if "Siege" in text] == ["Siege goes on"]


def test_the_name_of_the_site_is_not_the_headline() -> None:
    source = f"<html><head><title>Siege goes on - Post</title></head><body><h1>Post</h1><h1>Siege goes on</h1>{PARAGRAPHS}</body></html>"
    assert blocks(source)[0] == (BlockKind.HEADLINE, "Siege goes on")


def test_a_page_without_headings_has_its_headline_from_the_head() -> None:
    found = reading(f'<html><head><meta property="og:title" content="Siege goes on"></head><body>{PARAGRAPHS}</body></html>').document
    assert (found.text.split("\n")[0], found.blocks[0].kind) == ("Siege goes on", BlockKind.HEADLINE)
    assert found.blocks[0].location.path == "html > head > meta:nth-of-type(1)"


def test_a_caption_is_a_caption() -> None:
    assert between('<figure><img src="a.jpg"><figcaption>The bridge. (AFP)</figcaption></figure>') == [(BlockKind.CAPTION, "The bridge. (AFP)")]


def test_a_caption_by_name_is_a_caption() -> None:
    assert between('<div class="wp-caption"><img src="a"><p class="wp-caption-text">The bridge.</p></div>') == [(BlockKind.CAPTION, "The bridge.")]


def test_small_print_below_a_picture_is_a_caption() -> None:
    assert between("<p><img src=a><br><small>The bridge. Photo: Post</small></p>") == [(BlockKind.CAPTION, "The bridge. Photo: Post")]


def test_a_heading_is_a_heading() -> None:
    assert between(f"<h2>The wells</h2><p>{SECOND}</p>")[0] == (BlockKind.HEADING, "The wells")


def test_a_line_in_bold_type_is_a_heading() -> None:
    assert between(f"<p><b>The wells</b></p><p>{SECOND}</p>")[0] == (BlockKind.HEADING, "The wells")


def test_items_of_a_list_are_items() -> None:
    assert between("<ul><li>Twelve trucks</li><li><p>Two buses</p></li></ul>") == [(BlockKind.ITEM, "Twelve trucks"), (BlockKind.ITEM, "Two buses")]


def test_a_row_of_a_table_is_one_block() -> None:
    table = "<table><tr><th>Day</th><th>Killed</th></tr><tr><td>Monday</td><td><b>12</b></td></tr></table>"
    assert between(table) == [(BlockKind.ROW, "Day | Killed"), (BlockKind.ROW, "Monday | 12")]


def test_columns_of_the_page_are_no_rows() -> None:
    menu = "<td><a href=a>News</a><br><a href=b>World</a></td>"
    source = f"<html><body><table><tr>{menu}<td><p>{FIRST}<p>{SECOND}<p>{THIRD}</td></tr></table></body></html>"
    assert blocks(source) == [(BlockKind.PARAGRAPH, FIRST), (BlockKind.PARAGRAPH, SECOND), (BlockKind.PARAGRAPH, THIRD)]


def test_hours_of_a_live_blog_are_kept() -> None:
    posts = "".join(f"<article><time>1{at}:05 GMT</time><p>{words}</p></article>" for at, words in enumerate((FIRST, SECOND, THIRD)))
    found = blocks(f"<html><body><main><h1>Siege live</h1>{posts}</main></body></html>")
    assert [text for kind, text in found if kind is BlockKind.DATELINE] == ["10:05 GMT", "11:05 GMT", "12:05 GMT"]


# ------------------------------------------------------------------ words


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("sol<b>dier</b>s left", "soldiers left"),
        ("the <a href='#'>army</a>, <span>he</span> said", "the army, he said"),
        ("Anna&nbsp;Low", "Anna Low"),
        ("in&shy;ter&shy;nal", "internal"),
        ("caf&eacute; &amp; bar &lt;3", "café & bar <3"),
        ("the<br>city", "the city"),
        ("&#147;No&#148;", "“No”"),
        ("<q>We were <q>alone</q> there</q>", "“We were ‘alone’ there”"),
        ("bom<wbr>bard&#8203;ment", "bombardment"),
        ("two\n   lines", "two lines"),
        ("seen<span hidden> not</span>", "seen"),
        ("seen<span style='display: none'> not</span>", "seen"),
        ("seen<span aria-hidden=true> not</span>", "seen"),
        ("seen<span class=sr-only> not</span>", "seen"),
        ("seen<script>var x = 1</script><style>p {}</style>", "seen"),
        ("seen<!-- not -->", "seen"),
    ],
)
def test_words_are_as_a_browser_shows_them(markup: str, words: str) -> None:
    assert between(f"<p>{markup}</p>") == [(BlockKind.PARAGRAPH, words)]


def test_a_hidden_block_stays_out() -> None:
    assert between('<div style="visibility:hidden"><p>This was never shown to anybody.</p></div>') == []


def test_two_line_breaks_part_paragraphs() -> None:
    assert texts(f"<html><body><div>{FIRST}<br><br>{SECOND}<br />\n<br>{THIRD}</div></body></html>") == [FIRST, SECOND, THIRD]


def test_blank_lines_part_preformatted_paragraphs() -> None:
    assert texts(f"<html><body><pre>{FIRST}\n\n{SECOND}\nIt is so.</pre></body></html>") == [FIRST, f"{SECOND} It is so."]


def test_lines_in_different_type_are_different_lines() -> None:
    head = "<font size=5><b>Siege goes on</b></font><br><font size=1>By Anna Low<br>Tuesday, May 20, 2014</font>"
    source = f"<html><head><title>Post :: Siege goes on</title></head><body><table><tr><td>{head}{PARAGRAPHS}</td></tr></table></body></html>"
    found = reading(source)
    assert texts(source) == ["Siege goes on", FIRST, SECOND, THIRD]
    assert (found.report.title, found.report.outlet, found.report.byline) == ("Siege goes on", "Post", "Anna Low")
    assert found.report.published is not None
    assert found.report.published.date == "2014-05-20"


def test_text_from_right_to_left_survives() -> None:
    words = "قال المتحدث باسم الجيش يوم الاثنين إن القوات دخلت المدينة بعد حصار دام ستة أشهر."
    assert texts(f"<html dir=rtl><body><article><h1>سقوط المدينة</h1><p>{words}</p></article></body></html>") == ["سقوط المدينة", words]


@pytest.mark.parametrize(
    ("declared", "actual"),
    [
        ("utf-8", "cp1252"),
        ("iso-8859-1", "utf-8"),
        ("iso-8859-1", "cp1252"),
        ("windows-1252", "cp1252"),
        ("no-such-set", "utf-8"),
        ("utf-8", "utf-16"),
    ],
)
def test_a_wrongly_declared_character_set_does_no_harm(declared: str, actual: str) -> None:
    words = "“The café was full,” said Zoë, “and nobody in the whole city had told us that the bridge was closed.”"
    source = f"<html><head><meta charset={declared}></head><body><p>{words}</p><p>{SECOND}</p></body></html>"
    assert texts(source.encode(actual))[0] == words


def test_xhtml_may_close_a_script_in_its_own_tag() -> None:
    source = f'<?xml version="1.0" encoding="utf-8"?><html><head><script src="a.js"/></head><body>{PARAGRAPHS}</body></html>'
    assert texts(source, "page.xhtml") == [FIRST, SECOND, THIRD]


# ------------------------------------------------------------------ places


def test_every_path_selects_the_element_again() -> None:
    source = article(
        f"<div><div>{SECOND}<br><br>{FIRST}</div></div><o:p><p>Odd tags.</p></o:p><section><p>One.</p><ul><li>Two</li></ul></section>"
        "<table><tr><td>Three</td><td>Four</td></tr></table><figure><figcaption>Five.</figcaption></figure><p>Six &amp; <b>seven</b>.</p>"
    )
    document, page = reading(source).document, LexborHTMLParser(source)
    assert len(document.blocks) == 10
    for block in document.blocks:
        (element,) = page.css(block.location.path or "")
        shown = "".join(element.text().split())
        assert "".join(document.text[block.start : block.end].replace("|", "").split()) in shown


def test_a_path_counts_elements_of_the_same_name() -> None:
    paths = [block.location.path for block in reading(article("<div>Once more.</div>")).document.blocks]
    assert paths == [f"html > body > article:nth-of-type(1) > {step}" for step in ("p:nth-of-type(1)", "div:nth-of-type(1)", "p:nth-of-type(2)")]


# ------------------------------------------------------------------ facts

LINKED = """<script type="application/ld+json">{"@graph": [{"@type": "Organization", "name": "Somebody"}, {"@type": "NewsArticle",
"headline": "Siege in linked data", "datePublished": "2014-05-20T10:00:00+00:00", "dateModified": "2014-06-30",
"author": [{"name": "Anna Low"}, {"name": "Omar Zed"}], "publisher": {"@type": "Organization", "name": "The Post"}}]}</script>"""


def test_linked_data_give_the_facts() -> None:
    found = report(head=LINKED)
    assert (found.title, found.outlet, found.byline) == ("Siege in linked data", "The Post", "Anna Low and Omar Zed")
    assert found.published == Published(date="2014-05-20", words="2014-05-20T10:00:00+00:00", basis=DateBasis.METADATA)


def test_broken_linked_data_do_no_harm() -> None:
    assert report(head='<script type="application/ld+json">{"@type": "NewsArticle", </script>').title == "Siege goes on"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ('<meta property="og:title" content="Siege, day 40"><title>Other</title>', "Siege, day 40"),
        ('<meta property="og:title" content="Siege, day 40 | Post"><meta property="og:site_name" content="Post">', "Siege, day 40"),
        ("<title>Siege goes on - Post</title>", "Siege goes on"),
        ("", "Siege goes on"),
    ],
)
def test_the_title(head: str, title: str) -> None:
    assert report(head=head).title == title


def test_the_title_of_the_head_loses_the_name_of_the_site() -> None:
    found = reading(f"<html><head><title>Siege, day 40 | Post</title></head><body>{PARAGRAPHS}</body></html>").report
    assert (found.title, found.outlet) == ("Siege, day 40", "Post")


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ('<meta property="og:site_name" content="The Post">', "The Post"),
        ("<title>Siege goes on | The Post</title>", "The Post"),
        ("<title>Siege goes on - The Post</title>", "The Post"),
        ("<title>The Post - Siege goes on</title>", "The Post"),
        ("<title>Siege goes on</title>", None),
    ],
)
def test_the_outlet(head: str, outlet: str | None) -> None:
    assert report(head=head).outlet == outlet


def test_the_name_on_the_logo_is_the_outlet() -> None:
    source = f'<html><head><title>The Post</title></head><body><a href=/><img alt="The Post"></a><h1>Siege goes on</h1>{PARAGRAPHS}</body></html>'
    found = reading(source).report
    assert (found.title, found.outlet) == ("Siege goes on", "The Post")


@pytest.mark.parametrize(
    ("head", "above", "names"),
    [
        ('<meta name="author" content="Anna Low">', "", "Anna Low"),
        ('<meta name="author" content="By Anna Low">', "", "Anna Low"),
        ('<meta property="article:author" content="Anna Low"><meta property="article:author" content="Omar Zed">', "", "Anna Low and Omar Zed"),
        ('<meta property="article:author" content="https://social.example/anna">', "<p>By Anna Low</p>", "Anna Low"),
        ('<meta name="author" content="admin">', '<a rel="author" href="/a">Anna Low</a>', "Anna Low"),
        ("", "<p>By Anna Low and Omar Zed</p>", "Anna Low and Omar Zed"),
        ("", '<p>By <a href="/a">Anna Low</a> &middot; 3 min read</p>', "Anna Low"),
        ("", '<div class="author">Anna Low</div>', "Anna Low"),
        ("", "", None),
    ],
)
def test_the_byline(head: str, above: str, names: str | None) -> None:
    assert report(head=head, above=above).byline == names


def test_a_byline_of_another_story_is_not_this_ones() -> None:
    source = f"<html><body><article><h1>Siege</h1>{PARAGRAPHS}</article><aside><h3>Wells</h3><p>By Omar Zed</p></aside></body></html>"
    assert reading(source).report.byline is None


def test_lines_that_only_name_the_authors_stay_out() -> None:
    source = f'<html><head><meta name=author content="Corvane Wire"></head><body><article><p>Corvane Wire</p>{PARAGRAPHS}</article></body></html>'
    assert texts(source) == [FIRST, SECOND, THIRD]


def test_the_dateline_stays_in_the_text_and_is_a_fact() -> None:
    found = reading(article("").replace(FIRST, f"AMMAN, 20 May 2014 (Post) -- {FIRST}"))
    assert found.report.dateline == "AMMAN, 20 May 2014"
    assert found.report.published == Published(date="2014-05-20", words="AMMAN, 20 May 2014", basis=DateBasis.DATELINE)
    assert found.document.text.startswith("AMMAN, 20 May 2014 (Post) -- ")


def test_a_dateline_without_a_year_publishes_nothing() -> None:
    found = report(above="<p><small>OSMARRA, Friday 9 May</small></p>")
    assert (found.dateline, found.published) == ("OSMARRA, Friday 9 May", None)


@pytest.mark.parametrize(
    ("head", "above", "date"),
    [
        ('<meta property="article:published_time" content="2014-05-20T23:30:00+01:00">', "", "2014-05-20"),
        ('<meta name="DC.date.issued" content="2014-05-20">', "", "2014-05-20"),
        ('<meta itemprop="datePublished" content="2014-05-20">', "", "2014-05-20"),
        ("", '<time datetime="2014-05-20T10:00">Tuesday</time>', "2014-05-20"),
        ("", '<div class="meta"><span class="date">20 May 2014, 18:40</span></div>', "2014-05-20"),
        ("", "<p class=date>Published: May 20, 2014. Updated: June 30, 2014</p>", "2014-05-20"),
        ("", "<p class=date>Dienstag, 20. Mai 2014</p>", "2014-05-20"),
        ('<link rel="canonical" href="https://post.example/2014/05/20/siege">', "", "2014-05-20"),
    ],
)
def test_when_it_was_published(head: str, above: str, date: str) -> None:
    found = report(head=head, above=above).published
    assert found is not None
    assert found.date == date


@pytest.mark.parametrize(
    ("head", "above"),
    [
        ("", ""),
        ('<meta property="article:modified_time" content="2014-06-30">', ""),
        ('<meta http-equiv="last-modified" content="2014-06-30">', ""),
        ('<meta name="copyright" content="2014-06-30">', ""),
        ("", '<time class="updated" datetime="2014-06-30">30 June</time>'),
        ("", '<p>Updated: <time datetime="2014-06-30">30 June</time></p>'),
        ("", "<p class=date>Last updated 30 June 2014</p>"),
        ("", "<p class=date>03/04/2014</p>"),
        ('<meta name="date" content="03/04/2014">', ""),
        ("", '<img src="/uploads/2014/06/30/bridge.jpg">'),
    ],
)
def test_a_date_of_a_change_or_a_guess_is_no_publication_date(head: str, above: str) -> None:
    assert report(head=head, above=above).published is None


def test_dates_elsewhere_on_the_page_are_not_its_own() -> None:
    outside = '<p>Sunday, 22 November 2026</p><aside><time datetime="2015-01-01">1 January</time></aside>'
    source = (
        f"<html><body>{outside}<article><h1>Siege</h1>{PARAGRAPHS}<p>It began on 2013-03-12 in the north of the city.</p></article></body></html>"
    )
    assert reading(source).report.published is None


@pytest.mark.parametrize(
    ("head", "url"),
    [
        (
            '<link rel="canonical" href="https://post.example/siege"><meta property="og:url" content="https://other.example/">',
            "https://post.example/siege",
        ),
        ('<link rel="canonical" href="/siege"><meta property="og:url" content="https://post.example/siege">', "https://post.example/siege"),
        ("", None),
    ],
)
def test_the_address(head: str, url: str | None) -> None:
    assert report(head=head).url == url


# ------------------------------------------------------------------ odd pages


def test_text_that_looks_like_an_address_is_not_fetched() -> None:
    with pytest.raises(UnreadableError, match="a page without an article"):
        reading("http://post.example/siege")


def test_a_page_nested_without_end_is_refused_at_once() -> None:
    started = time.perf_counter()
    with pytest.raises(UnreadableError, match="deep"):
        reading("<div>" * 100_000 + PARAGRAPHS)
    with pytest.raises(UnreadableError, match="deep"):
        reading("<span>" * 100_000 + "x" + PARAGRAPHS)
    assert time.perf_counter() - started < 5


def test_a_page_nested_deeper_than_browsers_go_is_read() -> None:
    assert texts("<div>" * 600 + PARAGRAPHS)[-1] == THIRD


def test_a_large_page_takes_seconds() -> None:
    started = time.perf_counter()
    links = "".join(f'<li><a href="/{number}">Another story, number {number}</a></li>' for number in range(20_000))
    assert texts(f"<html><body><ul>{links}</ul><article>{PARAGRAPHS}</article></body></html>") == [FIRST, SECOND, THIRD]
    assert time.perf_counter() - started < 15


def test_the_same_page_is_read_the_same_way_twice() -> None:
    assert reading(PAGE) == reading(PAGE)
