from __future__ import annotations

from servanda.loaders.content import Content
from servanda.loaders.document import SectionKind
from servanda.loaders.html import read_html


def page(body: str, head: str = "") -> Content:
    return read_html(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), "a.html")


def test_what_is_no_report_is_dropped() -> None:
    content = page(
        "<header>Logo</header><nav><a href=/>Home</a></nav><div class='site-breadcrumbs'>Home &gt; Mali</div>"
        "<div id=cookie-banner>We use cookies</div><aside>Related reports</aside><script>var a = 'code';</script>"
        "<p>The government adopted a law.</p><div hidden>secret</div><form>Search</form><footer>Contact</footer>"
    )
    assert content.text == "The government adopted a law.\n"


def test_the_outermost_box_is_kept_whatever_its_class() -> None:
    assert page("<div class='page has-sidebar'><p>The government adopted a law.</p></div>").text.startswith(
        "The government"
    )


def test_the_main_part_is_taken_where_it_holds_most_of_the_text() -> None:
    text = "<p>" + "The ministry published data. " * 5 + "</p>"
    assert "Latest news" not in page(f"<div>Latest news</div><main>{text}</main>").text
    assert "published" in page(f"<main>Empty</main><div>{text}</div>").text


def test_headings_lists_and_tables_become_paragraphs_of_their_kind() -> None:
    content = page(
        "<h2>Actions</h2>Loose text.<ul><li>Ratify it.</li><li>Train <b>judges</b>.</li></ul>"
        "<table><tr><th>Year</th><th>Cases</th></tr><tr><td>2019</td><td>12</td></tr></table><p>After.<br><br>Last.</p>"
    )
    found = [(content.text[p.start : p.end], p.kind) for p in content.paragraphs]
    assert found == [
        ("Actions", SectionKind.HEADING),
        ("Loose text.", None),
        ("Ratify it.", None),
        ("Train judges.", None),
        ("Year\tCases\n2019\t12", SectionKind.TABLE),
        ("After.", None),
        ("Last.", None),
    ]


def test_a_table_that_lays_out_the_page_is_read_as_text() -> None:
    long = "The ministry worked with the police. " * 20
    content = page(f"<table><tr><td>Left</td><td><p>{long}</p><p>Second paragraph.</p></td></tr></table>")
    assert [p.kind for p in content.paragraphs] == [None, None, None]
    assert "Second paragraph." in content.text


def test_reference_marks_soft_hyphens_and_entities_are_resolved() -> None:
    body = (
        "<p>The gov&shy;ernment&nbsp;of C&ocirc;te d&rsquo;Ivoire<sup><a href='#n1'>1</a></sup> acted.<sup>(2, 3)</sup>"
    )
    body += " It lost 5 km<sup>2</sup> on the 1<sup>st</sup>.</p>"
    assert page(body).text == "The government of Côte d’Ivoire acted. It lost 5 km2 on the 1st.\n"


def test_titles_dates_and_publishers_are_taken_from_the_head() -> None:
    head = (
        "<title>Mali | Site</title><meta property='og:title' content='Mali: Assessment'>"
        "<meta name='DCTERMS.issued' content='2010-02-24'>"
        "<meta name='citation_publisher' content='Department of State'>"
    )
    clues = page("<p>Text</p>", head).clues
    assert clues == {"title": "Mali: Assessment", "date": "2010-02-24", "publisher": "Department of State"}


def test_a_declared_encoding_is_used() -> None:
    data = "<html><head><meta charset='windows-1251'></head><body><p>Правительство приняло закон.</p></body></html>"
    content = read_html(data.encode("cp1251"), "a.html")
    assert content.text == "Правительство приняло закон.\n"
    assert content.notes == ()


def test_a_page_may_nest_deeper_than_the_interpreters_stack() -> None:
    assert page("<div>" * 3_000 + "Deep text.").text == "Deep text.\n"


def test_a_page_without_text_has_no_paragraphs() -> None:
    assert page("<script>alert(1)</script>").paragraphs == ()
