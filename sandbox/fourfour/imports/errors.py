"""What the importer refuses at once; what is wrong inside a file becomes the job's `error`."""

from sandbox.fourfour.errors import FourFourError


class UnknownEncoding(FourFourError):
    status, template = 415, "The content encoding {encoding} is not supported; gzip is."  # proposed


class BadGzip(FourFourError):
    status, template = 400, "The body is not valid gzip: {reason}."  # proposed


class TooMuchFromGzip(FourFourError):
    status, template = 413, "The gzip body unfolds to more than {limit} bytes and {times} times its size."  # proposed
