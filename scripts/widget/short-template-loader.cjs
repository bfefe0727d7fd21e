/**
 * Webpack loader, after handlebars-loader: takes out of a compiled template what the runtime in the same bundle does not
 * need, about half of its size. Each block repeats a fallback for runtimes older than 4.6, and each call carries its
 * place in the source for error messages.
 */
const fallback =
  /container\.lookupProperty \|\| function\(parent, propertyName\) \{\s*if \(Object\.prototype\.hasOwnProperty\.call\(parent, propertyName\)\) \{\s*return parent\[propertyName\];\s*\}\s*return undefined\s*\}/g;
const place = /,"loc":\{"start":\{[^{}]*\},"end":\{[^{}]*\}\}/g;
/** Line ends and indentation between tags: one space means the same. */
const indentation = /\\n\s*(?=["<])/g;

module.exports = function shortTemplate(source) {
  return source
    .replace(fallback, 'container.lookupProperty')
    .replace(place, '')
    .replace(indentation, ' ');
};
