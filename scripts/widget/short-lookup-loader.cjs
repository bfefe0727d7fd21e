/**
 * Webpack loader, after handlebars-loader. Each block of a compiled template repeats a fallback for runtimes older than
 * 4.6, which would be a third of the script; ours is in the same bundle and newer.
 */
const fallback =
  /container\.lookupProperty \|\| function\(parent, propertyName\) \{\s*if \(Object\.prototype\.hasOwnProperty\.call\(parent, propertyName\)\) \{\s*return parent\[propertyName\];\s*\}\s*return undefined\s*\}/g;

module.exports = function shortLookup(source) {
  return source.replace(fallback, 'container.lookupProperty');
};
