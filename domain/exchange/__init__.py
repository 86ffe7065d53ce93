"""What becomes of a paper at its receiver, as the receiver's office says it."""
