{
    "name": "Kommo leads",
    "summary": "POST /api/crm/leads: a won Kommo lead becomes a customer, an opportunity and a project, once",
    # Without a series in front, Odoo 16 to 19 each put their own there.
    "version": "1.0.0",
    "category": "Sales/CRM",
    "license": "LGPL-3",
    "author": "Account Kommo integration",
    "depends": ["crm"],
    "data": [],
    "installable": True,
}
