mkdir uji
pantau lexicon test uji
