printf 'mempertanggungjawabkan\npembangunan\nberita\nanak-anaknya\n' | pantau stem --explain | sed 's,hunspell.tsv:.*,hunspell.tsv:N,'
