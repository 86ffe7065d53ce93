"""A house in which each order and each question has something to be carried out on."""
