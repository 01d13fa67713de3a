pantau
