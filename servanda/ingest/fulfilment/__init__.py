"""Fulfilment: what became of recommendations and commitments, as later reports of the same country tell.

A wish is read off a recommendation (`wishes`), the sentences of later reports that are about it are found (`findings`),
each with how likely it tells of the wish (`bearing`), and a status follows from them by fixed rules (`judgement`). The
results are a graph of their own, derived anew for a country when its reports change (`derivation`).
"""
