# An endless input ends when nobody reads the answers.
{
	code=0
	yes makanan | timeout 60 pantau stem || code=$?
	echo "exit $code" >&2
} | head -n 1
