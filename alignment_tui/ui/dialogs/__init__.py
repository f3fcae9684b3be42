"""Dialogs over a stage: a record is edited as a whole, and only a finished value comes back."""
