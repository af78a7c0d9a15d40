"""An extractor that asks a model behind an OpenAI-compatible chat endpoint, and believes only what it quotes."""
