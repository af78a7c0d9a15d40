"""What the words for a local government or a post govern: "the city government of Lima", "the minister of finance"."""

from __future__ import annotations

from servanda.loaders.extract.words import Words


def governed(words: Words, last: int) -> int:
    """Return the last word of what a local government governs: "the city government of Buenos Aires"."""
    end = last + 1
    if end + 1 >= len(words) or words.lower[end] != "of" or words.fresh[end] or not words.title[end + 1]:
        return last
    while end + 1 < len(words) and words.title[end + 1] and not words.fresh[end + 1]:
        end += 1
    return end + 1 if words.lower[end + 1 : end + 2] in (["district"], ["province"], ["state"]) else end


def portfolio(words: Words, last: int) -> int:
    """Return the last word of what a post is for: "the minister of foreign affairs", "director of finance"."""
    end = last + 1
    if end + 1 >= len(words) or words.lower[end] not in {"of", "for"} or words.fresh[end]:
        return last
    reach = last
    while end + 1 < len(words) and not words.fresh[end + 1] and not words.title[end + 1]:
        end += 1
        if words.tags[end] in {"NN", "NNS", "NNPS"} or words.lower[end] == "interior":
            reach = end
        elif words.tags[end] not in {"JJ", "NNP", "CC", "HYPH"} or words.lower[end] == "or":
            break
    return reach
