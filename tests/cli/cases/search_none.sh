pantau search zyxwvut
