from __future__ import annotations

import pytest

from servanda.errors import ReadError
from servanda.loaders.document import Metadata, Period
from servanda.loaders.metadata import checked, from_name, from_sidecar, merged


def test_a_sidecar_gives_every_field() -> None:
    data = b'{"title": "Mali", "country": "mli", "date": "2010-02-24", "author": null, "period": '
    data += b'{"start": "2009-05", "end": "2009-11"}}'
    assert from_sidecar(data, "a.meta.json") == Metadata(
        title="Mali", country="MLI", date="2010-02-24", period=Period("2009-05", "2009-11", "2009-05/2009-11")
    )
    assert from_sidecar(b'{"period": "2009"}', "a.meta.json").period == Period("2009", "2009", "2009")
    assert from_sidecar(b'{"country": "Mali"}', "a.meta.json").country == "MLI"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"{broken", "broken JSON"),
        (b"\xff\xfe", "broken JSON"),
        (b"[1]", "must hold one JSON object"),
        (b'{"titel": "Mali"}', "unknown field 'titel': the fields are title, "),
        (b'{"date": 2010}', "must be text in quotation marks"),
        (b'{"date": "24 Feb"}', "write YYYY"),
        (b'{"period": 3}', "START/END"),
        (b'{"period": "2009/soon"}', "end of period 'soon' is no date"),
        (b'{"country": "ZZZ"}', "unknown country code 'ZZZ'"),
        (b'{"language": "in English"}', "no language tag"),
    ],
)
def test_a_broken_sidecar_is_refused_in_one_line(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=r"^a\.meta\.json: ") as caught:
        from_sidecar(data, "a.meta.json")
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_name_of_the_known_form_tells_country_year_and_series() -> None:
    assert from_name("blr-2023-monitorlabor") == Metadata(country="BLR", date="2023", series="monitorlabor")
    assert from_name("Annual report 2023") == Metadata()


def test_the_first_metadata_win() -> None:
    assert merged(Metadata(title="A"), Metadata(title="B", date="2010")) == Metadata(title="A", date="2010")


def test_given_metadata_are_checked() -> None:
    assert checked(Metadata(country="mli", date="2010-02"), "given").country == "MLI"
    with pytest.raises(ReadError, match="given: date '2010-02-30' is no date"):
        checked(Metadata(date="2010-02-30"), "given")
