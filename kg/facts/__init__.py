"""Mentions become facts: who does what to whom, on which basis, how surely, and the words that say so."""
