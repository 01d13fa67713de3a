printf 'mempertanggungjawabkan\npembangunan\nberita\nanak-anaknya\n' | pantau stem --explain | sed 's,tsv:[0-9]*,tsv:N,g'
