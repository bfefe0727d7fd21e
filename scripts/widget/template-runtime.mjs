/** What compiled templates call; the same as Handlebars does for values, `if` and `each`. */

const entities = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
  '`': '&#x60;',
  '=': '&#x3D;',
};

/**
 * A value as HTML text: nothing in it can become markup, in an element or in a quoted attribute.
 * @param {unknown} value
 */
export const text = (value) =>
  value === null || value === undefined
    ? ''
    : String(value).replace(/[&<>"'`=]/g, (sign) => entities[sign]);

/**
 * An own property; what an object inherits is never shown.
 * @param {unknown} owner
 * @param {string} name
 */
export const read = (owner, name) =>
  owner !== null && owner !== undefined && Object.hasOwn(Object(owner), name)
    ? owner[name]
    : undefined;

/**
 * An empty list is off, and so is every falsy value.
 * @param {unknown} value
 */
export const isOn = (value) => (Array.isArray(value) ? value.length > 0 : Boolean(value));

/**
 * @param {unknown} list
 * @param {(item: unknown) => string} write
 */
export const each = (list, write) => (Array.isArray(list) ? list.map(write).join('') : '');
