"""Records of a municipal covenant, kept as YAML in git, checked and turned into documents."""

__version__ = "0.1.0"
