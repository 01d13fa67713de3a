printf 'mempertanggungjawabkan\npembangunan\nberita\nanak-anaknya\n' | pantau stem --explain
