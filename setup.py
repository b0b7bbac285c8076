"""What setup.cfg cannot say: two folders lie beside the package in the source tree and inside it once it is installed."""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["hack", "hack.*"]), "hack.templates", "hack.static"],
    package_dir={"hack.templates": "templates", "hack.static": "static"},
)
