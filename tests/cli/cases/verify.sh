pantau verify
