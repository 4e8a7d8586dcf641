"""The packages of the wheel; all else stands in pyproject.toml."""

from setuptools import find_namespace_packages, setup


def folders(where: str, name: str) -> list[str]:
    """The folder itself and every one in it, as packages: those that hold no Python but pages or fixtures are taken along too."""
    inner = find_namespace_packages(where, exclude=["__pycache__", "*.__pycache__"])
    return [name, *(f"{name}.{folder}" for folder in inner)]


setup(
    # fixtures/ travels as a package of its own, so that wheel, image and checkout find it in the same way.
    packages=[*folders("sandbox", "sandbox"), *folders("fixtures", "sandbox_fixtures")],
    package_dir={"sandbox_fixtures": "fixtures"},
    package_data={"": ["*"]},
)
