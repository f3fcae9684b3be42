"""What comes in and goes out as data: OpenSLO, tickets as CSV, Mermaid. Nothing here asks, saves or prints."""
