"""Dutch text below the level of names: sentences today, the trained pipeline of tokens and parses later."""
