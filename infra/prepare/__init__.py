"""Preparing data of ours from the packages that carry it."""
