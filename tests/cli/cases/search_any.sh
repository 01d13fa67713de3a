pantau search --any --limit 1 'apakah yang jebol (di "banyulirih'
pantau search --any --explain 'kapan tanggul yg jebol dan di mana?'
