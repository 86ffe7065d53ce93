"""What the house promises as a whole, whatever changes inside."""
