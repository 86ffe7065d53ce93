"""Acts on the house over HTTP: what one person proposes and another agrees to."""
