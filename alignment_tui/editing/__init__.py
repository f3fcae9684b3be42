"""How a session changes: edits as functions, and the one Workspace that applies, records and undoes them."""
