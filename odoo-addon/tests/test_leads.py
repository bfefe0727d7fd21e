"""The addon's code over fakes: what it decides and answers, not what Odoo makes of it."""

import copy
import json
import types
import unittest

import fake_odoo

http = fake_odoo.install()

from kommo_leads.controllers import leads  # noqa: E402
from kommo_leads.payload import MOST_BYTES  # noqa: E402

MODELS = ["sale.order", "sale.order.line", "product.product", "product.pricelist", "res.lang", "project.task", "crm.lead", "crm.tag", "res.partner", "res.country", "res.users", "mail.message", "project.project"]
MODELS += ["utm.source", "utm.medium", "utm.campaign"]

BODY = {
    "kommo_ref": "kommo-lead-123",
    "customer": {
        "name": "Distribuidora Caribe SRL",
        "is_company": True,
        "vat": "1-31-24679-6",
        "country_code": "do",
        "languages": ["es_DO", "es_ES"],
        "contact": {"name": "Ana Pérez", "email": "ana_p@caribe.example", "phone": "+18095550101"},
    },
    "opportunity": {
        "name": "Caribe: Contabilidad",
        "expected_revenue": 15000,
        "currency": "DOP",
        "exchange_rates": {"USD": 0.016},
        "source": "facebook",
        "tags": ["Contabilidad"],
        "salesperson_login": "ramon@firma.example",
    },
    "custom_fields": [{"label": "Empleados", "value": "<6-20>"}],
    "history": [{"ref": "m1", "date": "2026-11-01 10:00:00", "author": "Ana", "text": "Hola <b>\n¿Cuánto cuesta?"}],
    "order": {
        "reference": "KOMMO-123",
        "lines": [
            {"name": "Contabilidad", "product": {"code": "CONTABILIDAD", "name": "Contabilidad mensual"}},
            {"name": "Fiscal", "product": {"code": "FISCAL", "name": "Servicio fiscal"}},
            {"name": "Nómina", "product": {"code": "NOMINA", "name": "Nómina"}},
        ],
    },
    "project": {
        "name": "Caribe",
        "template_id": 1,
        "manager_login": "ramon@firma.example",
        "tasks": [{"name": "Recibir documentos", "due": "2026-11-23"}, {"name": "Saldos iniciales"}],
    },
}


class LeadsTest(unittest.TestCase):
    def setUp(self):
        self.database = fake_odoo.FakeDatabase(MODELS)
        self.database.rows["res.country"].append({"id": 1, "code": "DO"})
        self.database.rows["res.users"].append({"id": 1, "login": "ramon@firma.example"})
        self.database.rows["utm.source"].append({"id": 1, "name": "Facebook"})
        self.database.rows["project.project"].append({"id": 1, "name": "Plantilla", "is_template": True})

    def post(self, body, headers=None, context=None):
        """Status and body of one request; the user is set only where the key is known."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        database = self.database

        class Keys:
            @staticmethod
            def _check_credentials(scope, key):
                return 5 if (scope, key) == ("rpc", "good") else None

        class Env(fake_odoo.FakeEnv):
            def __getitem__(self, model):
                return Keys if model == "res.users.apikeys" else super().__getitem__(model)

        self.users = []
        request = types.SimpleNamespace(
            env=Env(database, context),
            httprequest=types.SimpleNamespace(
                headers={"Authorization": "Bearer good"} if headers is None else headers,
                content_length=len(data),
                get_data=lambda: data,
            ),
            update_env=lambda user: self.users.append(user),
            make_json_response=lambda answer, status: (status, answer),
        )
        leads.request = request
        return leads.KommoLeads().receive_lead()

    def rows(self, model):
        return self.database.rows[model]

    def test_one_request_makes_everything_and_the_second_finds_it(self):
        ids = {"customer_id": 1, "contact_id": 2, "lead_id": 1, "project_id": 2, "contract_id": 1, "kommo_ref": "kommo-lead-123"}
        self.assertEqual(self.post(BODY), (201, dict(ids, created=True)))
        self.assertEqual(self.users, [5])
        self.assertEqual(self.post(BODY, {"X-API-Key": "good"}), (200, dict(ids, created=False)))
        for model, count in [("crm.lead", 1), ("res.partner", 2), ("project.project", 2), ("mail.message", 1), ("sale.order", 1), ("sale.order.line", 3)]:
            self.assertEqual(len(self.rows(model)), count, model)

        lead = self.rows("crm.lead")[0]
        self.assertEqual((lead["partner_id"], lead["user_id"], lead["source_id"], lead["stage"]), (2, 1, 1, "won"))
        self.assertEqual(lead["description"], "<ul><li><b>Empleados:</b> &lt;6-20&gt;</li></ul>")
        self.assertNotIn("phone", lead)
        self.assertEqual(self.rows("res.partner")[0]["country_id"], 1)

    def test_tasks_language_and_manager_are_as_asked(self):
        self.database.rows["res.lang"].append({"id": 1, "code": "es_ES", "active": True})
        self.rows("project.task").append({"id": 1, "name": "Saldos iniciales", "project_id": 2})
        self.post(BODY)
        self.assertEqual([partner["lang"] for partner in self.rows("res.partner")], ["es_ES", "es_ES"])
        self.assertEqual(self.rows("project.project")[1]["user_id"], 1)
        made = [(task["name"], task.get("date_deadline")) for task in self.rows("project.task")]
        self.assertEqual(made, [("Saldos iniciales", None), ("Recibir documentos", "2026-11-23 21:00:00")])

    def test_the_amount_is_in_the_currency_of_odoo_or_nothing_is_made(self):
        self.database.currency = "USD"
        self.assertEqual(self.post(BODY)[0], 201)
        self.assertEqual(self.rows("crm.lead")[0]["expected_revenue"], 240)
        self.database.currency = "EUR"
        status, answer = self.post(dict(BODY, kommo_ref="other"))
        self.assertEqual((status, answer["error"], answer["from"], answer["to"]), (422, "rate_missing", "DOP", "EUR"))
        self.assertEqual(len(self.rows("crm.lead")), 1)

    def test_an_order_shares_the_amount_to_the_cent_and_is_confirmed_where_asked(self):
        self.rows("product.product").append({"id": 1, "name": "Suya", "default_code": "FISCAL"})
        body = copy.deepcopy(BODY)
        body["opportunity"]["expected_revenue"] = 100
        self.post(body)
        self.assertEqual([line["price_unit"] for line in self.rows("sale.order.line")], [33.33, 33.33, 33.34])
        self.assertEqual([line["product_id"] for line in self.rows("sale.order.line")], [2, 1, 3])
        self.assertNotIn("state", self.rows("sale.order")[0])
        body["order"] = dict(body["order"], reference="KOMMO-124", confirmed=True)
        self.post(dict(body, kommo_ref="other"))
        self.assertEqual(self.rows("sale.order")[1]["state"], "sale")

    def test_a_rehearsal_makes_everything_and_leaves_nothing(self):
        body = {name: value for name, value in BODY.items() if name != "kommo_ref"}
        self.assertEqual(self.post(dict(body, dry_run=True)), (200, {"dry_run": True}))
        for model in ("crm.lead", "res.partner", "project.task", "mail.message"):
            self.assertEqual(self.rows(model), [], model)
        self.database.fail["project.task"] = fake_odoo.AccessError("no")
        self.assertEqual(self.post(dict(body, dry_run=True))[0], 403)
        self.assertEqual(self.post(body)[1]["field"], "kommo_ref")

    def test_a_wrong_dry_run_is_named_before_anything_else(self):
        status, answer = self.post({"dry_run": "known"})
        self.assertEqual((status, answer["error"], answer["field"]), (422, "invalid_request", "dry_run"))

    def test_a_note_keeps_its_date_is_internal_and_escaped(self):
        self.post(BODY)
        note = self.rows("mail.message")[0]
        self.assertEqual(note["body"], "<p><b>Ana</b><br>Hola &lt;b&gt;<br>¿Cuánto cuesta?</p>")
        self.assertEqual((note["date"], note["subtype_xmlid"]), ("2026-11-01 10:00:00", "mail.mt_note"))
        self.assertEqual(note["message_id"], "<kommo-lead-123-m1@kommo>")
        self.assertTrue(note["context"]["mail_create_nosubscribe"])

    def test_new_history_of_a_known_lead_is_added(self):
        self.post(BODY)
        more = copy.deepcopy(BODY)
        more["history"].append({"ref": "m2", "date": "2026-11-02 10:00:00", "text": "Otra"})
        self.assertEqual(self.post(more)[0], 200)
        self.assertEqual(len(self.rows("mail.message")), 2)

    def test_a_known_customer_is_completed_and_not_overwritten(self):
        self.rows("res.partner").append({"id": 1, "name": "Caribe", "vat": "131246796", "parent_id": False, "is_company": True})
        self.post(BODY)
        company = self.rows("res.partner")[0]
        self.assertEqual((company["name"], company["country_id"]), ("Caribe", 1))
        self.assertEqual(len(self.rows("res.partner")), 2)

    def test_a_tax_id_that_odoo_refuses_becomes_a_note(self):
        self.database.refuse_vat = True
        self.assertEqual(self.post(BODY)[0], 201)
        company = self.rows("res.partner")[0]
        self.assertNotIn("vat", company)
        self.assertEqual(company["comment"], "<p>RNC o cédula: 1-31-24679-6</p>")

    def test_two_customers_with_one_tax_id_are_left_to_a_person(self):
        for number in (1, 2):
            self.rows("res.partner").append({"id": number, "name": "x", "vat": "131246796", "parent_id": False})
        status, answer = self.post(BODY)
        self.assertEqual((status, answer["error"], answer["field"]), (422, "ambiguous_customer", "customer.vat"))

    def test_a_template_is_copied_up_to_18_and_instantiated_on_19(self):
        self.post(BODY)
        self.assertEqual(self.database.log, ["copy"])
        self.post(dict(BODY, kommo_ref="other"), context={"fake_19": True})
        self.assertEqual(self.database.log, ["copy", "template"])

    def test_the_loser_of_a_race_may_come_again(self):
        self.database.fail["crm.lead"] = fake_odoo.IntegrityError("crm_lead_kommo_ref_unique")
        status, answer = self.post(BODY)
        self.assertEqual((status, answer["error"], answer["retryable"]), (409, "concurrent_request", True))
        self.assertEqual(self.rows("res.partner"), [])

    def test_what_odoo_refuses_has_its_status_and_leaves_nothing(self):
        cases = [
            (fake_odoo.AccessError("no"), 403, "access_denied"),
            (fake_odoo.AccessDenied("no"), 401, "invalid_key"),
            (fake_odoo.ValidationError("no"), 422, "rejected"),
            (fake_odoo.MissingError("no"), 422, "missing_record"),
            (fake_odoo.IntegrityError("crm_lead_other"), 422, "rejected"),
        ]
        for error, status, code in cases:
            with self.subTest(code=code):
                self.database.fail["crm.lead"] = error
                answered, answer = self.post(BODY)
                self.assertEqual((answered, answer["error"], answer["retryable"]), (status, code, False))
                self.assertEqual(self.rows("res.partner"), [])

    def test_a_missing_template_leaves_nothing(self):
        status, answer = self.post(dict(BODY, project={"name": "x", "template_id": 99}))
        self.assertEqual((status, answer["error"], answer["field"]), (422, "missing_record", "project.template_id"))
        self.assertEqual(self.rows("crm.lead"), [])

    def test_keys_and_bodies_that_are_not_accepted(self):
        self.assertEqual(self.post(BODY, {})[0], 401)
        self.assertEqual(self.post(BODY, {"Authorization": "Bearer bad"})[0], 401)
        self.assertEqual(self.post(BODY, {"Authorization": "Basic good"})[0], 401)
        self.assertEqual(self.post(b"{no")[1]["error"], "invalid_json")
        self.assertEqual(self.post(b"\xff\xfe{}")[0], 400)
        self.assertEqual(self.post(b"x" * (MOST_BYTES + 1))[0], 413)

    def test_the_first_wrong_field_is_named(self):
        cases = [
            ([], None),
            ({}, "customer"),
            (dict(BODY, kommo_ref=" "), "kommo_ref"),
            (dict(BODY, kommo_ref="x" * 129), "kommo_ref"),
            (dict(BODY, customer={"name": ""}), "customer.name"),
            (dict(BODY, customer={"name": "x", "contact": "Ana"}), "customer.contact"),
            (dict(BODY, customer={"name": "x", "email": 5}), "customer.email"),
            (dict(BODY, opportunity={"name": "x", "expected_revenue": True}), "opportunity.expected_revenue"),
            (dict(BODY, opportunity={"name": "x", "tags": [1]}), "opportunity.tags.0"),
            (dict(BODY, history=[{"ref": "1", "date": "2026-11-01T10:00:00Z", "text": ""}]), "history.0.date"),
            (dict(BODY, project={"name": "x", "template_id": "1"}), "project.template_id"),
            (dict(BODY, project={"name": "x", "tasks": [{"name": "x", "due": "soon"}]}), "project.tasks.0.due"),
        ]
        for body, field in cases:
            with self.subTest(field=field):
                status, answer = self.post(body)
                self.assertEqual((status, answer["error"], answer.get("field")), (422, "invalid_request", field))


if __name__ == "__main__":
    unittest.main()
