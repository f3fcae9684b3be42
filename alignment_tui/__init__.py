"""Facilitated sessions in the terminal, from a stakeholder's words to this week's number."""
