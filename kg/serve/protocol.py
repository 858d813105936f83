"""SPARQL 1.1 Protocol: a request of HTTP as an order.

Source: https://www.w3.org/TR/sparql11-protocol/
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qsl

from kg.serve.model import Order, Reply, refusal
from kg.serve.results import SHORT

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
_FIELDS = 500
_MINE = (
    "query",
    "update",
    "default-graph-uri",
    "named-graph-uri",
    "using-graph-uri",
    "using-named-graph-uri",
    "format",
)


def order_of(method: str, address: bytes, kind: str, body: bytes, accept: str) -> Order | Reply:
    """The order that a request gives, or a refusal. `address` is what stands behind its question mark, `kind` its content type.

    Example:
        >>> order_of("GET", b"query=ASK%20%7B%7D", "", b"", "text/csv").values["query"]
        'ASK {}'
        >>> order_of("GET", b"", "", b"", "").status
        400
    """
    media_type, _, parameters = kind.partition(";")
    media_type = media_type.strip().lower()
    charset = parameters.lower().replace('"', "").replace(" ", "")
    try:
        fields = _fields(address)
        direct = ""
        if method == "POST":
            if media_type == UPDATE:
                return _no_updates()
            if "charset=" in charset and "charset=utf-8" not in charset:
                return refusal(415, f"the text of a request is UTF-8, not {parameters.strip()}", "Send it in UTF-8.")
            match media_type:
                case "application/x-www-form-urlencoded":
                    fields += _fields(body)
                case "application/sparql-query":
                    direct = body.decode()
                case _:
                    return refusal(
                        415,
                        f"a request is {FORM} or {QUERY}, not {media_type or 'without a type'}",
                        "Set Content-Type.",
                    )
    except UnicodeDecodeError:
        return refusal(400, "the request is not UTF-8", "Send it in UTF-8.")
    except ValueError:
        return refusal(400, f"the request has more than {_FIELDS} fields", "Send fewer.")
    return _order(fields, direct, accept)


def _order(fields: Sequence[tuple[str, str]], direct: str, accept: str) -> Order | Reply:
    told: dict[str, list[str]] = {name: [value for key, value in fields if key == name] for name in _MINE}
    if told["update"]:
        return _no_updates()
    queries = told["query"] + ([direct] if direct else [])
    if len(queries) != 1:
        return refusal(400, f"a request has one query, not {len(queries)}", "Send one, as the field query.")
    if told["using-graph-uri"] or told["using-named-graph-uri"]:
        return refusal(400, "using-graph-uri is for updates", "Say default-graph-uri or named-graph-uri.")
    forms = told["format"]
    if len(forms) > 1 or (forms and "/" not in forms[0] and forms[0].lower() not in SHORT):
        return refusal(400, f"no form is called {forms[0]!r}", f"Known are {', '.join(SHORT)}, and media types.")
    if forms:
        accept = SHORT.get(forms[0].lower(), forms[0])
    dataset = told["default-graph-uri"] or told["named-graph-uri"]
    return Order(
        do="sparql",
        accept=accept,
        values={"query": queries[0]},
        default_graphs=tuple(told["default-graph-uri"]) if dataset else None,
        named_graphs=tuple(told["named-graph-uri"]) if dataset else None,
    )


def _fields(data: bytes) -> list[tuple[str, str]]:
    """The fields of an address or a form.

    Raises:
        UnicodeDecodeError: where they are not UTF-8.
        ValueError: where they are too many.
    """
    return parse_qsl(data.decode(), keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)


def _no_updates() -> Reply:
    return refusal(403, "this graph is read only", "It changes by `kg build` alone.")
