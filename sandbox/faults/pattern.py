"""Patterns of paths. Not those of a shell: a key of OData may hold what means something there, and Python remembers thousands of them."""


def fits(pattern: str, path: str) -> bool:
    """`*` stands for anything, nothing and slashes included, and all else for itself."""
    first, *others = pattern.split("*")
    if not others:
        return path == pattern
    *middle, last = others
    at = len(first) if path.startswith(first) else -1
    for part in middle:
        found = path.find(part, at) if at >= 0 else -1
        at = found + len(part) if found >= 0 else -1
    return 0 <= at <= len(path) - len(last) and path.endswith(last)
