"""The screens. The only package that may import textual."""
