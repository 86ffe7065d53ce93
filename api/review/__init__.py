"""Reviews over HTTP: what an auditor asks, finds and concludes."""
