pantau count banjir
pantau count banjir --format csv
pantau count "*" --by kind
pantau count "*" --by author --lang en
