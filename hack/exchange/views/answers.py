"""A table as an answer that is saved under a name with the day."""

from flask import Response, request

from hack import clock
from hack.tables import Format, Sheet, as_csv, as_excel
from hack.web.uploads import attachment


def format_asked() -> Format:
    """As what the address asks for the table: ?as=xlsx, or else CSV."""
    return Format.XLSX if request.args.get("as") == Format.XLSX.value else Format.CSV


def saved(sheets: list[Sheet], name: str, format: Format) -> Response:
    """The sheets as a file called `name` and today; as CSV, the first alone."""
    content = as_excel(sheets) if format is Format.XLSX else as_csv(sheets[0])
    answer = Response(content, content_type=format.media_type)
    named = f"{name}_{clock.today():%Y%m%d}.{format.value}"
    answer.headers["Content-Disposition"] = attachment(named)
    return answer
