from odoo import fields, models

ALREADY_THERE = "A lead with this Kommo reference already exists."


class CrmLead(models.Model):
    _inherit = "crm.lead"

    kommo_ref = fields.Char(string="Kommo reference", copy=False, index=True)
    # A plain number: the addon works without the module project.
    kommo_project_id = fields.Integer(string="Kommo project", copy=False)

    # The unique key is what makes a repeated or parallel request harmless. Its style changed before 19.
    if hasattr(models, "Constraint"):
        _kommo_ref_unique = models.Constraint("UNIQUE(kommo_ref)", ALREADY_THERE)
    else:
        _sql_constraints = [("kommo_ref_unique", "UNIQUE(kommo_ref)", ALREADY_THERE)]
