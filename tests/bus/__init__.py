"""What the bus does, on each broker of the run."""
