"""The few widgets of the screens; each paints lines and knows nothing of the session's rules."""
