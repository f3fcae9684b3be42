"""A spoken line becomes an edit, with what was understood told before it is taken."""
