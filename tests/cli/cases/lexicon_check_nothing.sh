pantau --format json lexicon check tidak-ada
