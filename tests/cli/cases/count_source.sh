pantau --now $NOW count "" --by source
pantau --now $NOW count "" --by sumber | head -1
