pantau search --help
