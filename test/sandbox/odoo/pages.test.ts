import { expect, test } from '@jest/globals';
import { withOdoo } from './odoo-client.js';

const hostile = '"><script>alert(1)</script>';

test('the records page shows what arrived and runs nothing a lead typed', () =>
  withOdoo(19, async ({ execute, url }) => {
    const partner = await execute('res.partner', 'create', [
      { name: `Ana ${hostile}`, email: hostile, phone: hostile },
    ]);
    const lead = await execute('crm.lead', 'create', [
      {
        name: `Lead ${hostile}`,
        partner_id: partner,
        description: `<p>Bien</p>${hostile}<img src=x onerror=alert(1)>`,
      },
    ]);
    await execute('crm.lead', 'message_post', [[lead]], {
      body: `<p onclick="x">Nota</p>${hostile}`,
      body_is_html: true,
    });
    await execute('crm.lead', 'message_post', [[lead]], { body: hostile });

    for (const path of [
      '/',
      `/odoo/crm/${Number(lead)}`,
      `/odoo/contacts/${Number(partner)}`,
      `/sandbox/view/crm.lead/${Number(lead)}`,
    ]) {
      const response = await fetch(`${url}${path}`);
      const page = await response.text();
      expect(response.status).toBe(200);
      expect(page).not.toMatch(/<script|onclick|onerror|src="?x/);
      expect(page).toContain('&lt;script&gt;alert(1)');
      expect(response.headers.get('content-security-policy')).toContain("script-src 'none'");
    }
  }));

test("Odoo's own links open the record, and a record that is gone is said to be gone", () =>
  withOdoo(18, async ({ url }) => {
    const web = await fetch(`${url}/web`);
    expect(web.headers.get('content-security-policy')).toMatch(/script-src 'nonce-/);
    expect(await web.text()).toContain("'/sandbox/view/' + model");
    expect((await fetch(`${url}/odoo/crm/77`)).status).toBe(404);
    expect((await fetch(`${url}/web/login`)).status).toBe(200);
  }));
