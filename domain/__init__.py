"""What the regulation says about award nominations; standard library only."""
