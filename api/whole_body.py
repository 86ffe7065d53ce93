"""Requests whose body is read whole or refused."""

from typing import IO, cast

from flask import Request
from werkzeug.utils import cached_property
from werkzeug.wsgi import LimitedStream


class Uncut(LimitedStream):
    """A body that comes without its length: werkzeug 3.1 cuts it at the limit, read at once."""

    def readall(self) -> bytes:
        """
        Return all there is.

        Raises:
            RequestEntityTooLarge: there is more than may be.
        """
        content = super().readall()
        if self.is_exhausted and self._stream.read(1):
            self.on_exhausted()
        return content


class WholeRequest(Request):
    """A request of which nothing is taken where its body is larger than the limit."""

    @cached_property
    def stream(self) -> IO[bytes]:
        """The body; of one that comes in chunks nobody knows before how long it is."""
        limit = self.max_content_length
        if self.content_length is None and limit is not None and self.is_ended_by_the_server:
            return cast("IO[bytes]", Uncut(self.environ["wsgi.input"], limit, is_max=True))
        return super().stream

    @property
    def is_ended_by_the_server(self) -> bool:
        """Whether the server says where a body without a length ends."""
        return bool(self.environ.get("wsgi.input_terminated"))
