# ndctl leaves out lists that are empty.
.[].regions[] |= (.mappings //= [] | .namespaces //= [])
