# What would command a terminal or turn text around is shown, not sent.
printf 'makan\033[31man\nmin\302\233um\nba\342\200\256ca\nsatu\tdua\n' > kata.txt
pantau stem kata.txt
pantau tokens kata.txt
