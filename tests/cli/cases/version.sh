pantau version | sed "s/ICU [0-9.]*/ICU N/; s/SQLite [0-9.]*/SQLite N/"
