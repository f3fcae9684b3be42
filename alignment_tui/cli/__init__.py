"""The command line: the only owner of standard output, exit codes, the clock and who is at the keyboard."""
