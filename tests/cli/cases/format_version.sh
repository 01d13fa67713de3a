code=0
pantau --format-version 2 search banjir || code=$?
echo "exit $code"
code=0
pantau --quiet --format json --format-version "$(printf '\033[31m')" search banjir || code=$?
echo "exit $code"
