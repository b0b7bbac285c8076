"""What a list can be narrowed to: read from the page's address, so that it changes nothing and needs no token."""

from typing import Any, Self

from flask import request

from hack.forms import Form


class Filter(Form):
    """What somebody looks for in a list; sent with GET, and what makes no sense is passed over without a word."""

    class Meta(Form.Meta):
        csrf = False

    @classmethod
    def asked(cls) -> Self:
        """The filter with what the page's address asks for."""
        return cls(formdata=request.args)

    def wanted(self) -> dict[str, Any]:
        """The answers that make sense, by question; None for the others, which are taken out of the form."""
        self.validate()
        for field in self:
            if field.errors:
                field.data, field.errors = field.default, []
        return {field.name: None if field.data == "" else field.data for field in self}

    @property
    def asked_by_address(self) -> dict[str, str]:
        """What the list is narrowed by, as an address says it: for a link to the same list elsewhere."""
        given = {field.name: field.data for field in self if field.data not in (None, "")}
        return {name: str(getattr(answer, "value", answer)) for name, answer in given.items()}
