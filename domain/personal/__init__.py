"""Personal data: what a person asks of what is kept about them, and when it is erased."""
