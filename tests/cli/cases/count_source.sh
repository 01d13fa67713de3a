pantau --now $NOW count "" --by source
