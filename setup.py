"""The packages of the wheel; all else stands in pyproject.toml."""

from setuptools import find_packages, setup

setup(
    # fixtures/ travels as a package of its own, so that wheel, image and checkout find it in the same way.
    packages=[*find_packages(include=["sandbox", "sandbox.*"]), "sandbox_fixtures"],
    package_dir={"sandbox_fixtures": "fixtures"},
    package_data={"sandbox": ["**/*"], "sandbox_fixtures": ["**/*"]},
    exclude_package_data={"": ["**/__pycache__/*", "__pycache__/*"]},
)
