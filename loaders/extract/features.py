"""Features: what can be told of a draft to decide whether it is a statement, and of which type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from spacy.tokens import Token

from servanda.loaders.extract.attribution import only_speaks
from servanda.loaders.extract.clauses import Kind
from servanda.loaders.extract.draft import Draft
from servanda.loaders.extract.drafts import main_draft, reached
from servanda.loaders.extract.governors import governors
from servanda.loaders.extract.mention import Entity
from servanda.loaders.extract.predicates import lemma, thing_classes
from servanda.loaders.extract.roles import Places
from servanda.loaders.extract.surroundings import surroundings

_CLAUSAL = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "xcomp", "pcomp", "conj", "parataxis"})


def features(draft: Draft, found: dict[int, Draft], spoken: Places) -> list[str]:
    """Return the names of the features that a draft has, without repetition."""
    told = (
        *_lexical(draft, spoken),
        *_syntactic(draft, found),
        *_coloured(draft),
        *_worded(draft),
        *_participants(draft, spoken),
        *surroundings(draft, spoken),
    )
    return list(dict.fromkeys(told))


def _lexical(draft: Draft, spoken: Places) -> Iterator[str]:
    """Yield what the words say."""
    verb, clause = draft.verb, draft.clause
    form = lemma(verb)
    yield "bias"
    yield f"type={draft.type}"
    yield f"rule={draft.rule}"
    yield f"kind={clause.kind}:{draft.type}"
    yield f"verb={form}"
    things = clause.objects or (reached(verb) if clause.kind is Kind.VERB else ())
    for thing in things[:3]:
        noun = lemma(thing).rpartition(" ")[2]
        yield f"object={noun}"
        yield f"verb+object={form} {noun}"
        if thing.i in spoken:
            yield f"object type={spoken[thing.i].type}"
            yield f"verb+object type={form} {spoken[thing.i].type}"
        for name in thing_classes(thing, spoken):
            yield f"class={name}"
            yield f"verb+class={form} {name}"
    if not things:
        yield f"alone={form}"
    for child in verb.children:
        if child.dep_ in {"prep", "prt", "acomp", "agent"}:
            yield f"beside={form} {child.lower_}"
        if child.dep_ in {"xcomp", "ccomp", "acl", "advcl"}:
            yield f"below={child.dep_}"
            yield f"verb+below={form} {child.dep_}"
        if child.dep_ == "aux" and child.tag_ == "MD":
            yield f"modal={child.lower_}"
        if child.dep_ == "amod" and clause.kind is Kind.NOUN:
            yield f"amod={child.lower_}"


def _syntactic(draft: Draft, found: dict[int, Draft]) -> Iterator[str]:
    """Yield how the clause stands in its sentence."""
    verb, clause = draft.verb, draft.clause
    yield f"dep={verb.dep_}:{clause.kind}"
    yield f"tag={verb.tag_}:{verb.dep_}"
    yield f"head={verb.dep_}:{lemma(verb.head)}" if verb.head != verb else "top"
    if clause.governor is not None:
        yield f"governor={lemma(clause.governor)}"
        inner = found.get(clause.governor.i)
        yield f"governor type={inner.type if inner else '-'}:{draft.type}"
    if clause.kind is Kind.NOUN and verb.dep_ == "pobj":
        yield f"within={verb.head.lower_}:{lemma(verb.head.head)}"
        yield f"within={verb.head.lower_}:{draft.type}"
    if verb.dep_ == "pcomp":
        yield f"gerund={verb.head.lower_}:{lemma(verb.head.head)}"
        yield f"gerund={verb.head.lower_}"
    if clause.passive:
        yield "passive"
        yield f"passive={draft.type}"
    if clause.purpose:
        yield "purpose"
    for name, mark in (("polarity", draft.polarity), ("modality", draft.modality)):
        yield f"{name}={mark}"
        yield f"{name}={mark}:{draft.type}"
        yield f"{name}={mark}:{clause.kind}:{verb.dep_}"
    if only_speaks(verb):
        yield "speaks"
    if any(c.dep_ == "mark" and c.lower_ in {"if", "when", "unless", "whether"} for c in verb.children):
        yield "conditional"
    main = main_draft(verb, found)
    if main is not None:
        new = draft.roles.everybody - main.roles.everybody
        yield f"main={main.type}:{draft.type}"
        yield f"new={bool(new)}:{clause.purpose}:{verb.dep_}"
    else:
        yield "no main"


def _coloured(draft: Draft) -> Iterator[str]:
    """Yield what the words around the one that reports the action make of it: tense, adverbs, governing words."""
    verb = draft.clause.governor or draft.verb
    if draft.polarity == "negated":
        for cue in _cues(draft, verb):
            yield f"denied={cue}"
            yield f"denied={cue}:{draft.type}"
    for above in islice(governors(verb), 1, 4):
        yield f"under={lemma(above)}"
        yield f"under={lemma(above)}:{draft.type}:{bool(draft.speaker)}"
    for child in verb.children:
        if child.dep_ in {"aux", "auxpass"}:
            yield f"aux={child.lower_}:{verb.tag_}"
        elif child.dep_ == "advmod":
            yield f"adverb={child.lower_}"
        elif child.dep_ == "mark":
            yield f"mark={child.lower_}:{verb.dep_}"
        elif child.dep_ == "expl":
            yield f"there:{draft.type}:{draft.polarity}"
    if draft.clause.kind is Kind.NOUN:
        inner = [child for child in draft.verb.children if child.dep_ in {"det", "nummod", "poss"}]
        for child in inner:
            yield f"determined={child.dep_ if child.dep_ != 'det' else child.lower_}:{draft.type}"
        yield f"number={draft.verb.tag_}:{bool(inner)}:{draft.type}"


def _cues(draft: Draft, verb: Token) -> Iterator[str]:
    """Yield the words around an action that deny it, the way that they are written."""
    chain = list(governors(verb))
    near = (*draft.words, *chain, *(child for above in chain for child in above.children))
    return (token.lower_ for token in near if token.dep_ == "neg" or token.lower_ in _DENYING)


_DENYING = frozenset({"no", "none", "neither", "nor", "without", "never", "rarely", "lack", "lacks", "lacked", "fail"})


def _worded(draft: Draft) -> Iterator[str]:
    """Yield the clause's own words, and whether it counts or dates anything."""
    for token in draft.words[:_LONGEST]:
        if token.pos_ in _TELLING and token != draft.verb:
            yield f"word={lemma(token).rpartition(' ')[2]}"
    if any(token.like_num for token in draft.words):
        yield f"counts:{draft.type}"
    if any(token.pos_ == "NUM" and token.shape_ == "dddd" for token in draft.words):
        yield f"dates:{draft.clause.kind}"


_TELLING = frozenset({"NOUN", "VERB", "ADJ", "ADV"})
_LONGEST = 40
"""Words of a clause that are looked at."""


def _participants(draft: Draft, spoken: Places) -> Iterator[str]:
    """Yield who takes part."""
    filled = draft.roles
    for name in ("agents", "partners", "recipients", "instruments"):
        if getattr(filled, name):
            yield f"has {name}"
            yield f"has {name}:{draft.type}"
    if not filled:
        yield "nobody"
        yield f"nobody:{draft.type}"
    actor = bool(filled.agents) or (draft.clause.passive and draft.type != "other")
    yield f"actor={actor}:{draft.rule}"
    yield f"actor={actor}:{draft.clause.purpose}:{draft.type}"
    said = bool(draft.speaker)
    yield f"attributed={said}"
    yield f"attributed={said}:{draft.rule}"
    yield f"attributed={said}:{draft.clause.kind}:{draft.verb.dep_}"
    yield f"attributed={said}:{lemma(draft.verb)}"
    for thing in draft.clause.objects[:1]:
        yield f"attributed={said}:{draft.clause.kind}:{lemma(thing)}"
    subjects = draft.clause.subjects
    if draft.clause.passive:
        subjects = draft.clause.objects
    for subject in subjects[:2]:
        yield f"subject={_subject(subject, spoken)}"
        yield f"subject={_subject(subject, spoken)}:{draft.type}:{draft.clause.passive}"
        yield f"subject+verb={_subject(subject, spoken)} {lemma(draft.verb)}"
    if not subjects:
        yield f"no subject:{draft.clause.kind}"
    yield f"own={draft.clause.own_subject}:{draft.clause.kind}"


def _subject(subject: Token, spoken: Mapping[int, Entity]) -> str:
    """Return what a subject is: a type of actor or instrument, a pronoun, or its noun."""
    entity = spoken.get(subject.i)
    if entity is not None:
        return entity.type
    return f"({subject.lower_ if subject.pos_ == 'PRON' else lemma(subject)})"
