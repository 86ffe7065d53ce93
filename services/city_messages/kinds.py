"""The types of message: a versioned name for ever, its shape, and a line in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from inspect import getdoc

from services.city_messages import of_cases, of_honours, of_papers
from services.city_messages.of_cases import AboutCase
from services.city_messages.of_honours import AboutHonour
from services.city_messages.of_papers import AboutPaper

CityMessage = AboutCase | AboutPaper | AboutHonour
TOPIC = "vinhdanh.city.v1"
SCHEMAS = "urn:vinhdanh:schema:"


@dataclass(frozen=True, slots=True)
class Kind:
    """One type of message: its `name` for ever; `vi` says in Vietnamese what its shape says."""

    name: str
    shape: type[CityMessage]
    vi: str

    @property
    def en(self) -> str:
        """Return what the message says, in English."""
        return getdoc(self.shape) or ""

    @property
    def title(self) -> str:
        """Return the name of the shape."""
        return self.shape.__name__

    @property
    def schema(self) -> str:
        """Return the id of the schema: the same wherever the service runs."""
        return SCHEMAS + self.name


KINDS: tuple[Kind, ...] = (
    Kind(
        "vn.vinhdanh.nomination.filed.v1",
        of_cases.NominationFiled,
        "Đơn vị đã nộp hồ sơ đề nghị; hồ sơ chờ ở bước đầu tiên.",
    ),
    Kind(
        "vn.vinhdanh.nomination.passed.v1",
        of_cases.NominationPassed,
        "Một bước đã xong; hồ sơ chờ ở bước tiếp theo.",
    ),
    Kind(
        "vn.vinhdanh.nomination.submitted.v1",
        of_cases.NominationSubmitted,
        "Tờ trình đã chuyển hồ sơ lên cấp trên; cấp trên chưa trả lời.",
    ),
    Kind(
        "vn.vinhdanh.nomination.received.v1",
        of_cases.NominationReceived,
        "Cấp trên đã tiếp nhận hồ sơ; thời hạn tính từ đây.",
    ),
    Kind(
        "vn.vinhdanh.nomination.returned.v1",
        of_cases.NominationReturned,
        "Hồ sơ bị trả lại để bổ sung, kèm một danh sách đầy đủ những gì còn thiếu.",
    ),
    Kind(
        "vn.vinhdanh.nomination.supplemented.v1",
        of_cases.NominationSupplemented,
        "Đã bổ sung phần còn thiếu; hồ sơ lại chờ xét, thời hạn tính lại từ đầu.",
    ),
    Kind(
        "vn.vinhdanh.nomination.refused.v1",
        of_cases.NominationRefused,
        "Hồ sơ kết thúc tại một bước với lý do theo mã, kể cả khi không đủ phiếu.",
    ),
    Kind(
        "vn.vinhdanh.nomination.withdrawn.v1",
        of_cases.NominationWithdrawn,
        "Đơn vị đề nghị đã rút hồ sơ đã nộp.",
    ),
    Kind(
        "vn.vinhdanh.nomination.decided.v1",
        of_cases.NominationDecided,
        "Cấp có thẩm quyền đã quyết định khen thưởng; sổ khen thưởng ghi tiếp theo.",
    ),
    Kind(
        "vn.vinhdanh.nomination.deadline-missed.v1",
        of_cases.DeadlineMissed,
        "Đã hết thời hạn của bước mà hồ sơ vẫn chờ ở đó.",
    ),
    Kind(
        "vn.vinhdanh.nomination.reassigned.v1",
        of_cases.NominationReassigned,
        "Sắp xếp đơn vị đã chuyển hồ sơ cho cơ quan có thẩm quyền khác.",
    ),
    Kind(
        "vn.vinhdanh.submission.dispatched.v1",
        of_papers.SubmissionDispatched,
        "Một tờ trình có số và ngày chuyển các hồ sơ lên cấp tiếp theo.",
    ),
    Kind(
        "vn.vinhdanh.decision.issued.v1",
        of_papers.DecisionIssued,
        "Một quyết định khen thưởng đã ban hành cho nhiều hồ sơ.",
    ),
    Kind(
        "vn.vinhdanh.decision.annulled.v1",
        of_papers.DecisionAnnulled,
        "Văn bản sau đã hủy một phần hoặc toàn bộ khen thưởng của một quyết định.",
    ),
    Kind(
        "vn.vinhdanh.honour.registered.v1",
        of_honours.HonourRegistered,
        "Khen thưởng đã vào sổ, kèm tiền thưởng nếu đã rõ.",
    ),
    Kind(
        "vn.vinhdanh.honour.annulled.v1",
        of_honours.HonourAnnulled,
        "Khen thưởng không còn hiệu lực; mục trong sổ và quyết định vẫn đọc được.",
    ),
    Kind(
        "vn.vinhdanh.honour.recovered.v1",
        of_honours.HonourRecovered,
        "Đã thu hồi hiện vật hoặc tiền của khen thưởng đã bị hủy.",
    ),
    Kind(
        "vn.vinhdanh.honour.restored.v1",
        of_honours.HonourRestored,
        "Khen thưởng đã bị hủy được khôi phục bằng một văn bản.",
    ),
    Kind(
        "vn.vinhdanh.honour.handed-back.v1",
        of_honours.HonourHandedBack,
        "Đã trả lại hiện vật hoặc tiền đã thu hồi, sau khi khen thưởng được khôi phục.",
    ),
)
BY_SHAPE: Mapping[type[CityMessage], Kind] = {kind.shape: kind for kind in KINDS}
BY_NAME: Mapping[str, Kind] = {kind.name: kind for kind in KINDS}
