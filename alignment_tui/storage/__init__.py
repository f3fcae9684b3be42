"""Session files: the only place that opens them, so that one promise covers every way in and out."""
