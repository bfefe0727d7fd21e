import './page.js';

/** Opens a card without loading the page anew, where Kommo's page offers that (nothing documents it); false where it does not. */
export function openLead(leadId: number): boolean {
  const { router } = window.APP ?? window.AMOCRM ?? {};
  if (router?.navigate === undefined) return false;
  router.navigate(`/leads/detail/${String(leadId)}`, { trigger: true });
  return true;
}
