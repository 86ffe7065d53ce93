"""For every act an order that tries it, right in all but the hand; and who may give it."""
