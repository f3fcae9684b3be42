"""A session as a document: neutral blocks first, then text, Markdown and other forms. Renders only."""
