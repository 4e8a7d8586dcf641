"""Media types as headers name them. Free of HTTP libraries."""


def media_type(header: str) -> str:
    """What a Content-Type says without its parameters, in lower case (RFC 9110, 8.3.1)."""
    return header.partition(";")[0].strip().lower()
