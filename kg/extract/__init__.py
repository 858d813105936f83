"""Documents become mentions: every stretch of text that names an actor, an instrument or a domain."""
