"""The coded words of edXML and of its gateway (domain facts 11.9, 11.10, 11.15)."""

from enum import Enum


class StatusCode(Enum):
    """What became of a document at its receiver; 13 to 16 are about a recall or an update."""

    ARRIVED = "01"
    REJECTED = "02"
    ACCEPTED = "03"
    ASSIGNED = "04"
    IN_PROCESS = "05"
    FINISHED = "06"
    RECALL_REQUESTED = "13"
    CHANGE_AGREED = "15"
    CHANGE_REFUSED = "16"

    @property
    def says(self) -> str:
        """What the code says, in English."""
        return WORDS[self][0]

    @property
    def vi(self) -> str:
        """What the code says on papers, in Vietnamese."""
        return WORDS[self][1]


WORDS = {
    StatusCode.ARRIVED: ("arrived, not yet handled", "Đã đến, chưa xử lý"),
    StatusCode.REJECTED: ("rejected", "Từ chối tiếp nhận"),
    StatusCode.ACCEPTED: ("accepted, entered in the book", "Đã tiếp nhận, vào sổ"),
    StatusCode.ASSIGNED: ("assigned by a leader", "Lãnh đạo đã giao xử lý"),
    StatusCode.IN_PROCESS: ("in process", "Đang xử lý"),
    StatusCode.FINISHED: ("finished", "Đã xử lý xong"),
    StatusCode.RECALL_REQUESTED: ("recall requested", "Yêu cầu lấy lại văn bản"),
    StatusCode.CHANGE_AGREED: ("recall or update agreed", "Đồng ý lấy lại, cập nhật"),
    StatusCode.CHANGE_REFUSED: ("recall or update refused", "Từ chối lấy lại, cập nhật"),
}


class DocKind(Enum):
    """What a package is to the document it carries: BussinessDocType, spelt so."""

    NEW = "0"
    REVOKE = "1"
    UPDATE = "2"
    REPLACE = "3"


class GatewayWord(Enum):
    """What a gateway is told about a package it holds."""

    INBOX = "inbox"
    REJECTION = "rejection"
    ACCEPTANCE = "acceptance"
    ASSIGNMENT = "assignment"
    PROCESSING = "processing"
    DONE = "done"
    FAIL = "fail"
    CANCELLATION = "cancellation"
