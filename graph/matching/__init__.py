"""Matching: which known actor or instrument a name may mean, with a score that can be explained."""
