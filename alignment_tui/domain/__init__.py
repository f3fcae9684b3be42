"""What alignment is: records, rules, figures and findings. No clock, no disk, no screen."""
