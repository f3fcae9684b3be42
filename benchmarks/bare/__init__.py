"""The least that Textual can do of each kind, as scripts: what our figures are held against."""
