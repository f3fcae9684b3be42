"""Other terminals that follow a session: the room's view on another screen, and the facilitator's cue sheet."""
