"""The only place that opens session files: durable saves, careful loads, one bad file never hiding another."""
