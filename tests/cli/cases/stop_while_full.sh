# A stop ends a command whose reader is there but does not read.
mkfifo pipa
sleep 60 < pipa &
reader=$!
yes makanan | head -n 200000 > kata.txt
pantau stem kata.txt > pipa &
writer=$!
sleep 2
kill -TERM $writer
code=0
wait $writer || code=$?
kill $reader
echo "exit $code"
