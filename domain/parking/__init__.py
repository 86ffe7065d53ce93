"""Messages that could not be carried out: kept with their reason until somebody settles them."""
