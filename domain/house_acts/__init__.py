"""Acts on the house itself: one person proposes, another agrees, then they are carried out."""
