"""The bell between those who answer and who keeps the views for them."""

import os

WAKE, HURRY = b"w", b"h"


class Bell:
    """
    What those who answer ring for the keeper; a pipe, so it also tells that the keeper is gone.

    Make it before the processes that share it are forked.
    """

    def __init__(self) -> None:
        self.ear, self._hand = os.pipe()
        os.set_blocking(self._hand, False)

    def ring(self, what: bytes) -> bool:
        """Say *what* there is; return whether anybody is there to hear it."""
        try:
            os.write(self._hand, what)
        except BlockingIOError:
            return True  # it has been rung so often that once more says nothing new
        except OSError:
            return False
        return True

    def be_rung(self) -> None:
        """Be the side that rings: when the keeper ends, nobody listens any more."""
        os.close(self.ear)

    def be_heard(self) -> None:
        """Be the side that listens: when all who ring have ended, the ear comes to its end."""
        os.close(self._hand)

    def hang_up(self) -> None:
        """Ring no more."""
        os.close(self._hand)
