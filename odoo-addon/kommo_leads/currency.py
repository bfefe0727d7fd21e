from .payload import Refused


def in_currency(opportunity, own):
    """Odoo keeps rates of its own, but where nobody does they all say 1: only those of the request count."""
    amount, currency = opportunity["expected_revenue"], opportunity["currency"]
    if not currency or currency == own or not amount:
        return amount
    rate = opportunity["exchange_rates"].get(own)
    if not rate:
        message = "No exchange rate from %s to %s" % (currency, own)
        raise Refused(422, "rate_missing", message, "opportunity.exchange_rates", **{"from": currency, "to": own})
    return round(amount * rate, 2)
