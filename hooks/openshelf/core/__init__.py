"""What every room stands on: problems and how they are shown, the clock, work on all cores."""
