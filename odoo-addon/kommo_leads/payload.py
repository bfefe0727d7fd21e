"""The request's body: what is accepted, and how text becomes markup. Imports nothing of Odoo."""

import re
from html import escape

MOST_BYTES = 1_000_000
_MOMENT = re.compile(r"^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$")
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_TEXT = ("vat", "email", "phone", "street", "city", "website", "function", "country_code")


class Refused(Exception):
    """An answer other than success: status, code, sentence, and the field where there is one."""

    def __init__(self, status, code, message, field=None, retryable=False, **facts):
        super().__init__(message)
        self.status = status
        self.body = {"error": code, "message": message, "retryable": retryable, **facts}
        if field:
            self.body["field"] = field


def read_payload(body):
    """The checked body; raises Refused(422) that names the first wrong field."""
    _require(isinstance(body, dict), "", "an object is expected")
    # Checked first: who calls finds out by a wrong one whether rehearsals are known here.
    _require(isinstance(body.get("dry_run"), (bool, type(None))), "dry_run", "true or false is expected")
    dry_run = body.get("dry_run") is True
    customer = _object(body, "customer")
    opportunity = _object(body, "opportunity")
    return {
        # Only a rehearsal may lack it: who knows nothing of rehearsals refuses one instead of keeping it.
        "kommo_ref": _text(body, "kommo_ref", required=not dry_run, most=128) or "rehearsal",
        "dry_run": dry_run,
        "languages": _names(customer, "languages", 20, "customer"),
        "customer": _partner(customer, "customer"),
        "contact": _partner(customer["contact"], "customer.contact") if customer.get("contact") else None,
        "opportunity": _opportunity(opportunity),
        "custom_fields": [_custom_field(item, index) for index, item in enumerate(_list(body, "custom_fields", 200))],
        "history": [_history_item(item, index) for index, item in enumerate(_list(body, "history", 1000))],
        "project": _project(body.get("project")),
        "order": _order(body.get("order")),
    }


def custom_fields_html(items):
    if not items:
        return ""
    rows = "".join("<li><b>%s:</b> %s</li>" % (escape(item["label"]), escape(item["value"])) for item in items)
    return "<ul>%s</ul>" % rows


def history_html(item):
    author = "<b>%s</b><br>" % escape(item["author"]) if item["author"] else ""
    return "<p>%s%s</p>" % (author, escape(item["text"]).replace("\n", "<br>"))


def history_message_id(kommo_ref, item):
    return "<%s-%s@kommo>" % (kommo_ref, item["ref"])


def bare_tax_id(vat):
    return re.sub(r"[\s-]", "", vat)


def _partner(source, path):
    _require(isinstance(source, dict), path, "an object is expected")
    values = {name: _text(source, name, path=path) for name in _TEXT}
    values = {name: text for name, text in values.items() if text}
    values["name"] = _text(source, "name", path=path, required=True)
    if source.get("is_company") is not None:
        _require(isinstance(source["is_company"], bool), path + ".is_company", "true or false is expected")
        values["is_company"] = source["is_company"]
    return values


def _opportunity(source):
    path = "opportunity"
    revenue = source.get("expected_revenue", 0)
    is_number = isinstance(revenue, (int, float)) and not isinstance(revenue, bool)
    _require(is_number and revenue >= 0, path + ".expected_revenue", "a number is expected")
    tags = _names(source, "tags", 50, path)
    names = ("source", "medium", "campaign", "salesperson_login", "referred")
    return {
        "name": _text(source, "name", path=path, required=True),
        "expected_revenue": revenue,
        "currency": _text(source, "currency", path=path),
        "exchange_rates": _rates(source.get("exchange_rates"), path),
        "tags": tags,
        "won": source.get("won") is not False,
        **{name: _text(source, name, path=path) for name in names},
    }


def _custom_field(item, index):
    path = "custom_fields.%d" % index
    _require(isinstance(item, dict), path, "an object is expected")
    return {
        "label": _text(item, "label", path=path, required=True),
        "value": _text(item, "value", path=path, most=10_000),
    }


def _history_item(item, index):
    path = "history.%d" % index
    _require(isinstance(item, dict), path, "an object is expected")
    date = _text(item, "date", path=path, required=True)
    _require(_MOMENT.match(date), path + ".date", "YYYY-MM-DD HH:MM:SS in UTC is expected")
    return {
        "ref": _text(item, "ref", path=path, required=True, most=128),
        "date": date,
        "author": _text(item, "author", path=path),
        "text": _text(item, "text", path=path, most=100_000),
    }


def _project(source):
    if source is None:
        return None
    _require(isinstance(source, dict), "project", "an object is expected")
    template = source.get("template_id")
    is_id = isinstance(template, int) and not isinstance(template, bool) and template > 0
    _require(template is None or is_id, "project.template_id", "an id is expected")
    return {
        "name": _text(source, "name", path="project", required=True),
        "template_id": template,
        "manager_login": _text(source, "manager_login", path="project"),
        "tasks": [_task(item, index) for index, item in enumerate(_list(source, "tasks", 100, "project"))],
    }


def _order(source):
    if source is None:
        return None
    _require(isinstance(source, dict), "order", "an object is expected")
    lines = _list(source, "lines", 50, "order")
    _require(lines, "order.lines", "must not be empty")
    return {
        "confirmed": source.get("confirmed") is True,
        "reference": _text(source, "reference", path="order", required=True),
        "lines": [_line(item, "order.lines.%d" % index) for index, item in enumerate(lines)],
    }


def _line(item, path):
    _require(isinstance(item, dict), path, "an object is expected")
    product = item.get("product")
    _require(isinstance(product, dict), path + ".product", "an object is expected")
    return {
        "name": _text(item, "name", path=path, required=True),
        "code": _text(product, "code", path=path + ".product", required=True),
        "product": _text(product, "name", path=path + ".product", required=True),
    }


def _task(item, index):
    path = "project.tasks.%d" % index
    _require(isinstance(item, dict), path, "an object is expected")
    due = _text(item, "due", path=path)
    _require(not due or _DAY.match(due), path + ".due", "YYYY-MM-DD is expected")
    return {"name": _text(item, "name", path=path, required=True), "due": due}


def _names(source, name, most, path):
    names = _list(source, name, most, path)
    for index, one in enumerate(names):
        _require(isinstance(one, str) and one.strip(), "%s.%s.%d" % (path, name, index), "a name is expected")
    return [one.strip() for one in names]


def _rates(source, path):
    """What one unit of the opportunity's currency is in others."""
    field = path + ".exchange_rates"
    _require(source is None or isinstance(source, dict), field, "an object is expected")
    rates = dict(source or {})
    for rate in rates.values():
        is_number = isinstance(rate, (int, float)) and not isinstance(rate, bool)
        _require(is_number and rate > 0, field, "a number is expected")
    return rates


def _object(source, name):
    _require(isinstance(source.get(name), dict), name, "an object is expected")
    return source[name]


def _list(source, name, most, path=""):
    value = source.get(name) or []
    field = _join(path, name)
    _require(isinstance(value, list) and len(value) <= most, field, "a list of at most %d is expected" % most)
    return value


def _text(source, name, path="", required=False, most=500):
    value = source.get(name)
    field = _join(path, name)
    _require(value is None or isinstance(value, str), field, "text is expected")
    text = (value or "").strip()
    _require(text or not required, field, "must not be empty")
    _require(len(text) <= most, field, "at most %d characters" % most)
    return text


def _join(path, name):
    return "%s.%s" % (path, name) if path else name


def _require(holds, field, message):
    if not holds:
        raise Refused(422, "invalid_request", message, field)
