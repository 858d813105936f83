"""How well the facts and entities of a build agree with gold passages."""
