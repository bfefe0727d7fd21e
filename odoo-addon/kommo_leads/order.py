"""The order of a lead: a quotation, or confirmed."""

from .currency import in_currency


def find_order(env, wanted):
    if not wanted or "sale.order" not in env:
        return None
    return env["sale.order"].search([("client_order_ref", "=", wanted["reference"])], limit=1).id


def create_order(env, payload, customer, lead):
    wanted = payload["order"]
    if not wanted or "sale.order" not in env:
        return None
    reference = wanted["reference"]
    values = {"partner_id": customer.id, "opportunity_id": lead.id, "user_id": lead.user_id.id or False}
    order = env["sale.order"].create(dict(values, client_order_ref=reference, origin=reference))
    _prefer_currency(env, order, payload["opportunity"]["currency"])
    total = in_currency(payload["opportunity"], order.currency_id.name)
    for line, price in zip(wanted["lines"], _shares(total, len(wanted["lines"]))):
        product = _product(env, line)
        values = {"order_id": order.id, "product_id": product.id, "name": line["name"], "product_uom_qty": 1}
        env["sale.order.line"].create(dict(values, price_unit=price) if total else values)
    if wanted["confirmed"]:
        order.action_confirm()
    return order.id


def _prefer_currency(env, order, currency):
    """A pricelist in the wanted currency is taken where the customer's is in another."""
    if not currency or order.currency_id.name == currency:
        return
    pricelist = env["product.pricelist"].search([("currency_id.name", "=", currency)], limit=1)
    if pricelist:
        order.write({"pricelist_id": pricelist.id})


def _shares(total, parts):
    """To the cent; the last takes what does not divide."""
    cents = round(total * 100)
    share = cents // parts
    return [share / 100] * (parts - 1) + [(cents - share * (parts - 1)) / 100]


def _product(env, line):
    products = env["product.product"]
    found = products.search([("default_code", "=", line["code"])], limit=1)
    return found or products.create({"name": line["product"], "default_code": line["code"], "type": "service"})
