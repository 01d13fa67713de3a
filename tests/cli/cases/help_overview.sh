pantau help --lang en
