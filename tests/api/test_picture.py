from __future__ import annotations

import re
from xml.etree import ElementTree

from servanda.api.picture import picture
from servanda.graph.network.view import Edge, Node, Size, View


def node(name: str, kind: str, x: float, y: float, degree: int = 1) -> Node:
    return Node(
        id=name, label=f"<{name}>", type=kind, country=None, x=x, y=y, members=1, neighbours=degree, degree=degree,
        strength=1, normalised=1.0, betweenness=0.0, pagerank=0.0, core=1, community=0,
    )  # fmt: skip


def edge(source: str, target: str, status: str = "occurrence", kind: str = "partner") -> Edge:
    return Edge(
        id=source + target, source=source, target=target, kind=kind, status=status, mutual=kind == "partner",
        weight=4, normalised=4.0, first=None, last=None, evidence=4,
    )  # fmt: skip


def shown(*edges: Edge) -> View:
    nodes = [
        node("a", "Ministry", 0, 0, 3), node("b", "NGO", 100, 0), node("c", "Court", 0, 80), node("d", "Official", 1, 1)
    ]  # fmt: skip
    return View(nodes=nodes, edges=list(edges), total=Size(nodes=4, edges=len(edges)))


def test_the_picture_is_well_formed_and_names_are_no_markup() -> None:
    svg = picture(shown(edge("a", "b"), edge("a", "c", "planned")))
    root = ElementTree.fromstring(str(svg))
    assert [title.text for title in root.iter("title")] == ["<a>", "<b>", "<c>", "<d>"]
    assert len(root.findall("line")) == 2 and "2 ties" in root.attrib["aria-label"]


def test_what_is_planned_or_claimed_is_dashed() -> None:
    assert "dasharray" not in picture(shown(edge("a", "b")))
    assert picture(shown(edge("a", "b", "claimed"))) != picture(shown(edge("a", "b", "planned")))


def test_actors_that_act_together_have_no_arrow() -> None:
    assert "marker-end" not in picture(shown(edge("a", "b")))
    assert "marker-end" in picture(shown(edge("a", "b", kind="supported")))


def test_types_have_shapes_and_labels_do_not_cover_each_other() -> None:
    svg = str(picture(shown(edge("a", "b"))))
    assert [len(re.findall(f"<{name} ", svg)) for name in ("rect", "polygon", "circle")] == [1, 3, 0]
    places = {text.text: float(text.attrib["y"]) for text in ElementTree.fromstring(svg).iter("text")}
    assert "<a>" in places and abs(places["<a>"] - places.get("<d>", 0.0)) >= 18  # both stand at one point


def test_no_actor_makes_no_picture() -> None:
    assert picture(View(nodes=[], edges=[], total=Size(nodes=0, edges=0))) == ""


def test_what_leads_somewhere_is_a_link_and_arrows_end_before_what_they_point_to() -> None:
    network = shown(edge("a", "b", kind="supported"))
    made = picture(network, lambda iri: f"/actors/{iri}?<")
    assert made.count("<a href=") == 4 and 'href="/actors/a?&lt;"' in made
    line, plain = (
        re.search(r'<line x1="[\d.]+" y1="[\d.]+" x2="([\d.]+)"', text)
        for text in (made, picture(network, directed=False))
    )
    assert line is not None and plain is not None and float(line[1]) < float(plain[1])
    assert "marker-end" in made and 'id="arrow"' in made
