"""What the questions to a chat endpoint take: requests, tokens, money."""

from __future__ import annotations

from dataclasses import dataclass

from servanda.loaders.chat.endpoint import Endpoint

_CHARACTERS_A_TOKEN = 4
"""A rule of thumb for English; the endpoint's own count takes its place in what was used."""


@dataclass(frozen=True, slots=True)
class Usage:
    """Requests that were answered, answers from the cache, and tokens sent and received."""

    requests: int = 0
    cached: int = 0
    tokens_in: int = 0
    tokens_out: int = 0

    def __add__(self, other: Usage) -> Usage:
        """Return the sum of two usages."""
        return Usage(
            self.requests + other.requests,
            self.cached + other.cached,
            self.tokens_in + other.tokens_in,
            self.tokens_out + other.tokens_out,
        )

    def told(self, endpoint: Endpoint) -> str:
        """Return it as one line, with the cost where the endpoint's prices are known."""
        words = [f"{self.requests:,} requests"]
        if self.cached:
            words.append(f"{self.cached:,} answers from the cache")
        words.append(f"{self.tokens_in:,} tokens sent, {self.tokens_out:,} received")
        if endpoint.price_in or endpoint.price_out:
            cost = (self.tokens_in * endpoint.price_in + self.tokens_out * endpoint.price_out) / 1e6
            words.append(f"about {cost:,.4f} at the prices that are set")
        return ", ".join(words)


def tokens_in(words: str) -> int:
    """Return about how many tokens a text has."""
    return -(-len(words) // _CHARACTERS_A_TOKEN)
