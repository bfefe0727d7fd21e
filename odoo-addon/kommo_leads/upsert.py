"""One lead into Odoo, with the caller's own rights. The caller opens the savepoint."""

from html import escape

from markupsafe import Markup

from odoo.exceptions import ValidationError

from .currency import in_currency
from .order import create_order, find_order
from .payload import Refused, bare_tax_id, custom_fields_html, history_html, history_message_id

# Nobody is mailed, nobody follows, nothing is tracked: this is imported history.
QUIET = {"mail_create_nosubscribe": True, "mail_notrack": True, "tracking_disable": True, "active_test": False}


def upsert_lead(env, payload):
    """Status and ids: 201 when made now, 200 when the reference was known."""
    env = env(context=dict(env.context, **QUIET))
    lead = env["crm.lead"].search([("kommo_ref", "=", payload["kommo_ref"])], limit=1)
    if lead:
        _post_history(env, payload, lead)
        contact = lead.partner_id
        order_id = find_order(env, payload["order"])
        return 200, _ids(contact.parent_id or contact, contact, lead, lead.kommo_project_id, order_id)

    language = _language(env, payload["languages"])
    customer = _ensure_partner(env, dict(payload["customer"], **language), [("parent_id", "=", False)])
    contact = customer
    if payload["contact"]:
        values = dict(payload["contact"], parent_id=customer.id, **language)
        contact = _ensure_partner(env, values, [("parent_id", "=", customer.id)])
    lead = _create_opportunity(env, payload, contact)
    project_id = _create_project(env, payload["project"], customer)
    if project_id:
        lead.write({"kommo_project_id": project_id})
    order_id = create_order(env, payload, customer, lead)
    _post_history(env, payload, lead)
    return 201, _ids(customer, contact, lead, project_id, order_id)


def _ids(customer, contact, lead, project_id, order_id):
    return {
        "customer_id": customer.id or None,
        "contact_id": contact.id or None,
        "lead_id": lead.id,
        "project_id": project_id or None,
        "contract_id": order_id or None,
    }


def _ensure_partner(env, given, scope):
    """Known by tax id, then by e-mail: completed, never overwritten. Two matches are a person's decision."""
    partners = env["res.partner"]
    values = {name: value for name, value in given.items() if name != "country_code"}
    if given.get("country_code"):
        country = env["res.country"].search([("code", "=", given["country_code"].upper())], limit=1)
        values["country_id"] = country.id
    for name in ("vat", "email"):
        if not values.get(name):
            continue
        # Versions up to 18 keep a tax id as it was typed.
        typed = values[name]
        leaf = ("vat", "in", [typed, bare_tax_id(typed)]) if name == "vat" else ("email", "=ilike", _literal(typed))
        found = partners.search(scope + [leaf], limit=2)
        if len(found) > 1:
            raise Refused(422, "ambiguous_customer", "More than one customer has this %s" % name, "customer.%s" % name)
        if found:
            missing = {field: value for field, value in values.items() if value and not found[field]}
            # A company stays one even where the request does not say so.
            missing.pop("is_company", None)
            if missing:
                found.write(missing)
            return found
    return _create_partner(env, values)


def _create_partner(env, values):
    """Which tax ids are accepted differs by version (a cédula only from 19 on): a refused one becomes a note."""
    partners = env["res.partner"]
    vat = values.get("vat")
    if not vat:
        return partners.create(values)
    try:
        with env.cr.savepoint():
            return partners.create(values)
    except ValidationError:
        kept = {name: value for name, value in values.items() if name != "vat"}
        note = Markup("<p>RNC o cédula: %s</p>" % escape(vat))
        return partners.create(dict(kept, comment=note))


def _language(env, codes):
    """The first that is installed; none leaves Odoo's own."""
    installed = set(env["res.lang"].search([("code", "in", codes), ("active", "=", True)]).mapped("code"))
    return next(({"lang": code} for code in codes if code in installed), {})


def _create_opportunity(env, payload, contact):
    wanted = payload["opportunity"]
    user = _user(env, wanted["salesperson_login"])
    tags = [_named(env, "crm.tag", tag) for tag in wanted["tags"]]
    lead = env["crm.lead"].create(
        {
            "kommo_ref": payload["kommo_ref"],
            "name": wanted["name"],
            "type": "opportunity",
            # With the partner set, phone and e-mail stay out: they would overwrite the partner's.
            "partner_id": contact.id,
            # Left out it would become the key's owner.
            "user_id": user.id or False,
            "expected_revenue": in_currency(wanted, env.company.currency_id.name),
            "referred": wanted["referred"] or False,
            "source_id": _named(env, "utm.source", wanted["source"]),
            "medium_id": _named(env, "utm.medium", wanted["medium"]),
            "campaign_id": _named(env, "utm.campaign", wanted["campaign"]),
            "tag_ids": [(6, 0, tags)],
            "description": Markup(custom_fields_html(payload["custom_fields"])),
        }
    )
    if wanted["won"]:
        # After create: 17 leaves no closing date on a lead that is created as won.
        lead.action_set_won()
    return lead


def _create_project(env, wanted, customer):
    if not wanted or "project.project" not in env:
        return None
    manager = _user(env, wanted["manager_login"])
    values = {"name": wanted["name"], "partner_id": customer.id, "user_id": manager.id or False}
    project = _make_project(env, wanted["template_id"], values)
    _add_tasks(env, wanted["tasks"], project, manager)
    return project.id


def _user(env, login):
    users = env["res.users"]
    return users.search([("login", "=ilike", _literal(login))], limit=1) if login else users


def _make_project(env, template_id, values):
    projects = env["project.project"]
    if not template_id:
        return projects.create(values)
    template = projects.browse(template_id).exists()
    if not template:
        raise Refused(422, "missing_record", "The project template does not exist", "project.template_id")
    if "is_template" in projects._fields and template.is_template:
        return template.action_create_from_template(values)
    return template.copy(values)


def _add_tasks(env, wanted, project, manager):
    """Those that the template did not bring."""
    tasks = env["project.task"]
    there = set(tasks.search([("project_id", "=", project.id)]).mapped("name"))
    for task in wanted:
        if task["name"] in there:
            continue
        values = {"name": task["name"], "project_id": project.id, "user_ids": [(6, 0, manager.ids)]}
        if task["due"]:
            # A day in some versions, a moment in others: five in the afternoon in Santo Domingo.
            is_day = tasks._fields["date_deadline"].type == "date"
            values["date_deadline"] = task["due"] if is_day else task["due"] + " 21:00:00"
        tasks.create(values)


def _post_history(env, payload, lead):
    """One internal note per item, with its own date; an item is known by its message id."""
    wanted = {history_message_id(payload["kommo_ref"], item): item for item in payload["history"]}
    there = env["mail.message"].search([("message_id", "in", list(wanted)), ("res_id", "=", lead.id)])
    known = set(there.mapped("message_id"))
    for message_id, item in wanted.items():
        if message_id in known:
            continue
        lead.message_post(
            body=Markup(history_html(item)),
            date=item["date"],
            message_id=message_id,
            message_type="comment",
            subtype_xmlid="mail.mt_note",
        )


def _named(env, model, name):
    """The record of this name; utm and tags would otherwise get a second one, or refuse it."""
    if not name:
        return False
    found = env[model].search([("name", "=ilike", _literal(name))], limit=1)
    return (found or env[model].create({"name": name})).id


def _literal(text):
    """=ilike reads % and _ as wildcards."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
