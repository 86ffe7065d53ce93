"""Whom others hear on a case: consultations, postings, confirmations, letters."""
