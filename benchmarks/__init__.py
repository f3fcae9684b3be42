"""What is measured, against what, in one run: figures of one machine at one time, and ratios that hold on others."""
