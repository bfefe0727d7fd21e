/** `phone_sanitized`: E.164 where `phonenumbers` is installed and the country is Dominican, else the number as typed. */
export function sanitizePhone(phone: string, hasLibrary: boolean): string | false {
  if (!phone) return false;
  if (!hasLibrary) return phone;
  const digits = phone.replace(/\D/g, '');
  if (/^[2-9]\d{9}$/.test(digits)) return `+1${digits}`;
  return /^1[2-9]\d{9}$/.test(digits) ? `+${digits}` : phone;
}

export function normalizeEmail(email: string): string | false {
  const found = /[^\s<>"]+@[^\s<>"]+\.[^\s<>"]+/.exec(email);
  return found ? found[0].toLowerCase() : false;
}
