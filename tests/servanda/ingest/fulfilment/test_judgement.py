"""The rules of judgement, each on a wish and what the reports of later years say."""

from __future__ import annotations

import pytest

from servanda.ingest.fulfilment.findings import findings
from servanda.ingest.fulfilment.judgement import Standing, after, together
from servanda.ingest.fulfilment.reading import read
from servanda.ingest.fulfilment.wishes import wishes

AGE = "Raise the minimum age for work to the age up to which education is compulsory."
DRUGS = "Ensure that the law criminally prohibits the use of children in the production and trafficking of drugs."
COMMITTEE = "Ensure that the National Committee on Child Begging is active."
PUBLISH = "Publish information on the number of convictions and imposed penalties."
PROSECUTE = "Prosecute and convict perpetrators of forced begging."
INSPECTORS = "Increase the number of labor inspectors."
PLAN = "Adopt the National Action Plan on Forced Begging."
EXECUTE = "Implement the National Action Plan on Forced Begging."
MISSING = "The law does not prohibit the use of children in the trafficking of drugs."


def status(wish: str, *years: str) -> str:
    parts = wishes(wish)
    standings = [Standing() for _ in parts]
    for text in years:
        report = read(text)
        standings = [
            after(part, standing, findings(part, report))
            for part, standing in zip(parts, standings, strict=True)
        ]  # fmt: skip
    return together(standings)


@pytest.mark.parametrize(
    ("wish", "years", "expected"),
    [
        (DRUGS, ["The weather was fine in all the provinces."], "noEvidence"),
        (DRUGS, [MISSING], "notStarted"),
        (DRUGS, [MISSING, "The weather was fine in all the provinces."], "notStarted"),
        (
            DRUGS,
            ["Parliament drafted a law that would prohibit the use of children in drug trafficking.", MISSING],
            "underway",
        ),
        (
            DRUGS,
            ["The government enacted a law that prohibits the use of children in the trafficking of drugs."],
            "fulfilled",
        ),
        (AGE, ["The minimum age for work remains lower than the compulsory education age."], "notStarted"),
        (AGE, ["The government raised the minimum age for work to 16, the compulsory education age."], "fulfilled"),
        (
            PUBLISH,
            ["The government did not provide information on the number of convictions or penalties."],
            "notStarted",
        ),
        (PUBLISH, ["The government published data on convictions and penalties imposed."], "fulfilled"),
        (
            PUBLISH,
            [
                "The government published data on convictions and penalties imposed.",
                "The government did not provide information on the number of convictions or penalties.",
            ],
            "notStarted",
        ),
        (
            PROSECUTE,
            ["The government did not provide information on prosecutions and convictions for forced begging."],
            "unverifiable",
        ),
        (
            INSPECTORS,
            ["The government hired 10 labor inspectors, but the number of labor inspectors is insufficient."],
            "partly",
        ),
        (INSPECTORS, ["The number of labor inspectors now exceeds the technical advice of the ILO."], "fulfilled"),
        (COMMITTEE, ["In 2018, the National Committee on Child Begging was disbanded due to inactivity."], "abandoned"),
        (
            COMMITTEE,
            ["The National Committee on Child Begging was disbanded and replaced by a new commission."],
            "noEvidence",
        ),
        (PLAN, ["The government adopted the National Action Plan on Forced Begging."], "fulfilled"),
        (
            EXECUTE,
            ["Research was unable to determine whether the National Action Plan on Forced Begging was implemented."],
            "unverifiable",
        ),
        (
            PLAN,
            ["Ministry officials stated that the government adopted the Action Plan on Forced Begging."],
            "underway",
        ),
    ],
)
def test_rules(wish: str, years: list[str], expected: str) -> None:
    assert status(wish, *years) == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("In 2020, the government raised its compulsory education age to 16.", "fulfilled"),
        ("In 2020, the government raised its compulsory education age to 13.", "partly"),
    ],
)
def test_a_number_that_is_met_is_fulfilled(told: str, expected: str) -> None:
    wish = "Raise the compulsory education age to 15 to be equivalent to the minimum age for work."
    short = "The compulsory education age remains lower than the minimum age for work."
    assert status(wish, told, f"{told} {short}") == expected


def test_what_is_conceded_before_a_gap_is_not_an_act() -> None:
    told = "Although the government adopted a law on begging, the law does not prohibit the forced begging of children."
    assert status("Ensure that the law criminally prohibits forced begging.", told) == "notStarted"


def test_an_act_of_an_earlier_year_is_no_news() -> None:
    (wish,) = wishes("Ratify the Palermo Protocol.")
    report = read("In March 2015, the government ratified the Palermo Protocol on trafficking.")
    assert findings(wish, report, since="2014")
    assert not findings(wish, report, since="2015")


def test_a_compound_wish_half_done_is_partly_done() -> None:
    wish = "Ratify the Palermo Protocol; and raise the minimum age for work to the compulsory education age."
    assert status(wish, "In 2016, the government ratified the Palermo Protocol on trafficking.") == "partly"


def test_what_the_recommending_report_says_already_is_no_news() -> None:
    said = "Article 4 of the Code prohibits the use of children in the trafficking of drugs."
    (wish,) = wishes(DRUGS)
    assert findings(wish, read(said), [read(said)]) == []
    assert findings(wish, read(said))


def test_sentences_of_every_report_tell_nothing() -> None:
    (wish,) = wishes("Establish coordinating mechanisms to combat child labor.")
    said = "The government has established mechanisms to coordinate its efforts to address child labor (Table 8)."
    assert findings(wish, read(said)) == []
