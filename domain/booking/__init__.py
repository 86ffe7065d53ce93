"""The books of an office: a paper that goes out or comes in is entered under a number."""
