"""Fields of forms: strict where marshmallow is lenient, each documented by what it takes."""

import re
from datetime import date
from decimal import Decimal
from unicodedata import normalize
from uuid import UUID

from marshmallow import Schema, fields, validate
from marshmallow.exceptions import ValidationError

from api.characters import LINE, TEXT, complaint, says_nothing, wrong_in
from services.value_forms import EARLIEST, LATEST, MEASURE, RULE_KEY, SHA256, UNIT_CODE

LOOSEST = 4  # a Vietnamese letter is written with three characters at most, and one composed
ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
HYPHENED = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
MEASURED = re.compile(MEASURE)
DIGITS = re.compile(r"[0-9]{1,18}")
FINEST = -3


class Whole(validate.Validator):
    """A pattern that the whole text must match, a line break at its end included."""

    def __init__(self, pattern: str) -> None:
        self.regex = re.compile(pattern)

    def __call__(self, value: str) -> str:
        """Return *value*; ValidationError when it does not match."""
        if self.regex.fullmatch(value):
            return value
        raise ValidationError("String does not match expected pattern.")


class Quote(fields.String):
    """A text as it was recorded, of whatever characters: trimmed, in Unicode NFC."""

    def __init__(
        self, least: int, most: int, *, required: bool = False, **shape: str | list[str]
    ) -> None:
        """Take *least* to *most* characters, counted after trimming; *shape* describes them."""
        super().__init__(
            validate=validate.Length(least, most), required=required, metadata=dict(shape)
        )
        self._most = most

    def _deserialize(self, value: object, *_: object, **__: object) -> str:
        """Compose a text of bearable length: marks piled on a letter take their square in time."""
        said = super()._deserialize(value, None, None) or ""
        if len(said) > LOOSEST * self._most:
            raise ValidationError(f"Longer than maximum length {self._most}.")
        return normalize("NFC", said).strip()


class Text(Quote):
    """Text for people, without characters nobody sees but line breaks."""

    one_line = False
    description = "Lines may break; characters nobody sees are refused."

    def __init__(
        self, least: int, most: int, *, required: bool = False, **shape: str | list[str]
    ) -> None:
        """Take *least* to *most* characters, counted after trimming; *shape* describes them."""
        pattern = LINE if self.one_line else TEXT
        told = {"description": self.description, "pattern": pattern, **shape}
        super().__init__(least, most, required=required, **told)
        self.says_something = required or least > 0

    def _deserialize(self, value: object, *_: object, **__: object) -> str:
        if isinstance(value, str) and (wrong := wrong_in(value, one_line=self.one_line)):
            raise ValidationError(complaint(wrong))
        text = super()._deserialize(value)
        if text and self.says_something and says_nothing(text):
            raise ValidationError("Must hold a letter or a digit.")
        return text


class Line(Text):
    """A text of one line: a name, a title, a number."""

    one_line = True
    description = "One line; characters nobody sees are refused."


class Day(fields.Date):
    """A day as YYYY-MM-DD, of this century."""

    def _deserialize(self, value: object, *_: object, **__: object) -> date:
        if not isinstance(value, str) or not ISO_DAY.fullmatch(value):
            raise self.make_error("invalid", input=value, obj_type="date")
        day = super()._deserialize(value, None, None)
        if not EARLIEST <= day <= LATEST:
            raise ValidationError(f"Must lie between {EARLIEST} and {LATEST}.")
        return day


def _in_digits(value: object) -> bool:
    """Say whether a text is a number in digits; one below 0 is one too, to be told its range."""
    if not isinstance(value, str):
        return False
    below = value.startswith("-") and any(one in value for one in "123456789")
    return MEASURED.fullmatch(value[1:] if below else value) is not None


class Number(fields.Decimal):
    """A number of at most three decimals, as a JSON number or, as it is answered, in digits."""

    def __init__(self, least: int, most: int, *, required: bool = False) -> None:
        """Take *least* to *most*."""
        shape = {"type": ["number", "string"], "pattern": MEASURE}
        super().__init__(
            validate=validate.Range(least, most), required=required, metadata=dict(shape)
        )

    def _deserialize(self, value: object, *_: object, **__: object) -> Decimal:
        if isinstance(value, bool) or not (_in_digits(value) or isinstance(value, (int, Decimal))):
            raise self.make_error("invalid", input=value)
        number = Decimal(str(value))
        exponent = number.normalize().as_tuple().exponent
        if not isinstance(exponent, int) or exponent < FINEST:
            raise ValidationError("At most three decimals.")
        return number


class Flag(fields.Boolean):
    """True or false as JSON has them, and nothing that looks like it."""

    def _deserialize(self, value: object, *_: object, **__: object) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


class Id(fields.UUID):
    """An id with its hyphens."""

    def _deserialize(self, value: object, *_: object, **__: object) -> UUID:
        if not isinstance(value, str) or not HYPHENED.fullmatch(value):
            raise self.make_error("invalid_uuid")
        return UUID(value)


class Count(fields.Integer):
    """A whole number in a query, in digits alone; the description says that it is none below 0."""

    def _bind_to_schema(self, field_name: str, parent: Schema | fields.Field[object]) -> None:
        super()._bind_to_schema(field_name, parent)
        if not self.validators:
            self.metadata = {"minimum": 0, **self.metadata}

    def _deserialize(self, value: object, *_: object, **__: object) -> int:
        if not isinstance(value, str) or not DIGITS.fullmatch(value):
            raise self.make_error("invalid", input=value)
        return int(value)


def rule_key(*, required: bool = False, **shape: list[str]) -> fields.String:
    """Return a field for a key of the rulebooks: small letters, digits, hyphens."""
    valid = Whole(RULE_KEY)
    return fields.String(validate=valid, required=required, metadata=dict(shape))


def why() -> Text:
    """Return a field for why somebody does it, in their own words."""
    return Text(3, 500, required=True)


def field_name(*, required: bool = False) -> fields.String:
    """Return a field for the name of a field."""
    return fields.String(validate=Whole(r"^[a-z][a-z_]{0,63}$"), required=required)


def unit_code(*, required: bool = False) -> fields.String:
    """Return a field for the code of a unit."""
    return fields.String(validate=Whole(UNIT_CODE), required=required)


def digest(*, required: bool = False) -> fields.String:
    """Return a field for a SHA-256."""
    return fields.String(validate=Whole(SHA256), required=required)


def whole(least: int, most: int, *, required: bool = False) -> fields.Integer:
    """Return a field for a whole JSON number."""
    return fields.Integer(strict=True, validate=validate.Range(least, most), required=required)


def to_do() -> fields.Boolean:
    """Return a field of a query for papers that ask for an act, or for the others."""
    told = {"description": "Whether a receiver's last status asks for an act."}
    return fields.Boolean(truthy={"true"}, falsy={"false"}, metadata=told)


def choice(*values: str, required: bool = False) -> fields.String:
    """Return a field for one of *values*."""
    return fields.String(validate=validate.OneOf(values), required=required)
