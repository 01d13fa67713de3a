pantau lexicon
