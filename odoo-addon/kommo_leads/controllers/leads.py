import json
import logging

import psycopg2

from odoo import http
from odoo.exceptions import AccessDenied, AccessError, MissingError, UserError
from odoo.http import request

from ..payload import MOST_BYTES, Refused, read_payload
from ..upsert import upsert_lead

_logger = logging.getLogger(__name__)


class KommoLeads(http.Controller):
    # type="http": "json" answers 200 to everything, and "json2" exists in 19 only. auth="none": "bearer" exists
    # from 18 on, so the key is checked here.
    @http.route("/api/crm/leads", type="http", auth="none", csrf=False, save_session=False, methods=["POST"])
    def receive_lead(self, **_ignored):
        try:
            _log_in()
            payload = _read_body()
            if payload["dry_run"]:
                return request.make_json_response(_rehearse(payload), status=200)
            status, ids = _store(payload)
        except Refused as refused:
            return request.make_json_response(refused.body, status=refused.status)
        _logger.info("Kommo lead %s: lead %s, status %s", ids["kommo_ref"], ids["lead_id"], status)
        return request.make_json_response(dict(ids, created=status == 201), status=status)


def _log_in():
    """The key's owner does everything that follows, with that user's own rights."""
    headers = request.httprequest.headers
    scheme, _space, key = headers.get("Authorization", "").partition(" ")
    key = key.strip() if scheme.lower() == "bearer" else headers.get("X-API-Key", "")
    uid = key and request.env["res.users.apikeys"]._check_credentials(scope="rpc", key=key)
    if not uid:
        raise Refused(401, "invalid_key", "The API key was not accepted")
    request.update_env(user=uid)


def _read_body():
    too_large = Refused(413, "too_large", "At most %d bytes" % MOST_BYTES)
    if (request.httprequest.content_length or 0) > MOST_BYTES:
        raise too_large
    data = request.httprequest.get_data()
    if len(data) > MOST_BYTES:
        raise too_large
    try:
        return read_payload(json.loads(data))
    except ValueError:
        raise Refused(400, "invalid_json", "The body is not JSON") from None


class _Undone(Exception):
    """Ends the savepoint of a rehearsal."""


def _rehearse(payload):
    """Everything is made, with the caller's rights, and undone."""
    try:
        with request.env.cr.savepoint():
            _store(payload)
            raise _Undone()
    except _Undone:
        return {"dry_run": True}


def _store(payload):
    try:
        # Flushes at its end, so that a constraint speaks here and not after the answer.
        with request.env.cr.savepoint():
            status, ids = upsert_lead(request.env, payload)
    except psycopg2.IntegrityError as error:
        raise _integrity(error) from error
    except AccessDenied as error:
        raise Refused(401, "invalid_key", str(error)) from error
    except AccessError as error:
        raise Refused(403, "access_denied", str(error)) from error
    except MissingError as error:
        raise Refused(422, "missing_record", str(error)) from error
    except (UserError, ValueError) as error:
        # ValidationError is a UserError.
        raise Refused(422, "rejected", str(error)) from error
    return status, dict(ids, kommo_ref=payload["kommo_ref"])


def _integrity(error):
    """The loser of a race cannot see the winner's lead in its own transaction: it is told to come again."""
    constraint = getattr(getattr(error, "diag", None), "constraint_name", None) or ""
    if "kommo_ref" in constraint:
        return Refused(409, "concurrent_request", "Another request is creating this lead", retryable=True)
    return Refused(422, "rejected", "Odoo's database refused the record (%s)" % constraint)
