pantau --now $NOW --format csv search hoaks:dicek --sort newest --limit 3
