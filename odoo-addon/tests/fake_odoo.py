"""Just enough of Odoo, psycopg2 and markupsafe for the addon's own code to run without them."""

import sys
import types
from contextlib import contextmanager
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


class UserError(Exception):
    pass


class ValidationError(UserError):
    pass


class AccessError(UserError):
    pass


class AccessDenied(UserError):
    pass


class MissingError(UserError):
    pass


class IntegrityError(Exception):
    def __init__(self, constraint):
        super().__init__(constraint)
        self.diag = types.SimpleNamespace(constraint_name=constraint)


def install():
    """Puts the fakes where the addon's imports look; returns the module that holds `request`."""
    http = types.ModuleType("odoo.http")
    http.Controller = object
    http.request = None
    http.route = lambda *_args, **_kwargs: lambda method: method
    exceptions = types.ModuleType("odoo.exceptions")
    for error in (UserError, ValidationError, AccessError, AccessDenied, MissingError):
        setattr(exceptions, error.__name__, error)
    odoo = types.ModuleType("odoo")
    odoo.http = http
    odoo.exceptions = exceptions
    odoo.fields = types.SimpleNamespace(Char=lambda **_: None, Integer=lambda **_: None)
    odoo.models = types.SimpleNamespace(Model=object)
    psycopg2 = types.ModuleType("psycopg2")
    psycopg2.IntegrityError = IntegrityError
    markupsafe = types.ModuleType("markupsafe")
    markupsafe.Markup = type("Markup", (str,), {})
    modules = {"odoo": odoo, "odoo.http": http, "odoo.exceptions": exceptions}
    sys.modules.update(modules, psycopg2=psycopg2, markupsafe=markupsafe)
    return http


class FakeDatabase:
    """Rows by model; `savepoint` puts back what was there when it fails."""

    def __init__(self, models):
        self.rows = {model: [] for model in models}
        self.log = []
        self.fail = {}
        self.refuse_vat = False
        self.currency = "DOP"

    @contextmanager
    def savepoint(self):
        before = {model: [dict(row) for row in rows] for model, rows in self.rows.items()}
        try:
            yield
        except Exception:
            self.rows = before
            raise


class FakeEnv:
    def __init__(self, database, context=None):
        self.cr = database
        self.context = context or {}

    def __call__(self, context):
        return FakeEnv(self.cr, context)

    def __contains__(self, model):
        return model in self.cr.rows

    @property
    def company(self):
        return types.SimpleNamespace(currency_id=types.SimpleNamespace(name=self.cr.currency))

    def __getitem__(self, model):
        return FakeRecords(self, model, [])


class FakeRecords:
    def __init__(self, env, model, ids):
        self._env = env
        self._model = model
        self._ids = ids
        self._fields = {"date_deadline": types.SimpleNamespace(type="datetime")}
        if env.context.get("fake_19"):
            self._fields["is_template"] = True

    @property
    def id(self):
        return self._ids[0] if self._ids else False

    @property
    def ids(self):
        return list(self._ids)

    def __len__(self):
        return len(self._ids)

    def __iter__(self):
        return (FakeRecords(self._env, self._model, [record]) for record in self._ids)

    def __getitem__(self, name):
        return getattr(self, name)

    def __getattr__(self, name):
        if name == "currency_id":
            return self._env.company.currency_id
        row = self._row()
        value = row.get(name, False) if row else False
        return FakeRecords(self._env, "res.partner", [value] if value else []) if name in ("partner_id", "parent_id", "user_id") else value

    def _row(self):
        return next((row for row in self._env.cr.rows[self._model] if row["id"] == self.id), None)

    def search(self, domain, limit=None):
        rows = [row["id"] for row in self._env.cr.rows[self._model] if all(_matches(row, leaf) for leaf in domain)]
        return FakeRecords(self._env, self._model, rows[:limit])

    def create(self, values):
        failure = self._env.cr.fail.get(self._model)
        if failure:
            raise failure
        if self._env.cr.refuse_vat and values.get("vat"):
            raise ValidationError("The VAT number does not seem to be valid")
        rows = self._env.cr.rows[self._model]
        rows.append(dict(values, id=len(rows) + 1))
        return FakeRecords(self._env, self._model, [len(rows)])

    def write(self, values):
        self._row().update(values)
        return True

    def browse(self, record):
        return FakeRecords(self._env, self._model, [record])

    def exists(self):
        return self if self._row() else FakeRecords(self._env, self._model, [])

    def copy(self, values):
        self._env.cr.log.append("copy")
        return self.create(values)

    def action_create_from_template(self, values):
        self._env.cr.log.append("template")
        return self.create(values)

    def action_set_won(self):
        self._row()["stage"] = "won"

    def action_confirm(self):
        self._row()["state"] = "sale"

    def mapped(self, name):
        return [getattr(record, name) for record in self]

    def message_post(self, **values):
        self._env.cr.rows["mail.message"].append(
            dict(values, id=len(self._env.cr.rows["mail.message"]) + 1, res_id=self.id, context=self._env.context)
        )


def _matches(row, leaf):
    name, operator, wanted = leaf
    own = row.get(name, False)
    if operator == "in":
        return own in wanted
    if operator == "=ilike":
        return str(own).lower() == wanted.replace("\\", "").lower()
    return own == wanted
