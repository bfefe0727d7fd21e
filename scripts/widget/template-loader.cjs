const { parse } = require('handlebars');

/**
 * Webpack loader for the templates. They hold values, `if` and `each` only, so each becomes plain string building: a third
 * of what Handlebars' own compiler writes, and no runtime beside it. A test compares every template with Handlebars itself.
 */
module.exports = function templateLoader(source) {
  return compileTemplate(source);
};

/** A module whose default export turns data into HTML with every value escaped. */
function compileTemplate(source) {
  const body = writeProgram(parse(source), 'root', 0);
  return `import { each, isOn, read, text } from '${runtime}';
export default (root) => ${body};
`;
}
module.exports.compileTemplate = compileTemplate;

const runtime = require.resolve('./template-runtime.mjs').replaceAll('\\', '/');

/** `context` is the variable that holds the data of this block; each loop has one of its own. */
function writeProgram(program, context, depth) {
  const parts = (program?.body ?? []).map((node) => writeNode(node, context, depth));
  return parts.filter((part) => part !== '""').join(' + ') || '""';
}

function writeNode(node, context, depth) {
  switch (node.type) {
    case 'ContentStatement':
      // Line ends and indentation between tags and attributes: one space means the same.
      return JSON.stringify(node.value.replace(/\s*\n\s*/g, ' '));
    case 'MustacheStatement':
      if (!node.escaped) break;
      return `text(${writePath(node.path, context)})`;
    case 'BlockStatement':
      return writeBlock(node, context, depth);
    case 'CommentStatement':
      return '""';
  }
  throw new Error(`A template may not hold a ${node.type}; line ${node.loc.start.line}.`);
}

function writeBlock({ path, params, program, inverse, loc }, context, depth) {
  const value = params.length === 1 ? writePath(params[0], context) : null;
  if (path.original === 'if' && value !== null) {
    const [yes, no] = [program, inverse].map((part) => writeProgram(part, context, depth));
    return `(isOn(${value}) ? ${yes} : ${no})`;
  }
  if (path.original === 'each' && value !== null && inverse == null) {
    const item = `item${depth === 0 ? '' : String(depth)}`;
    return `each(${value}, (${item}) => ${writeProgram(program, item, depth + 1)})`;
  }
  throw new Error(`A template may not hold "${path.original}" like this; line ${loc.start.line}.`);
}

/** `a.b` of the block's own data, `this`, and `@root.a`; never a parent's data. */
function writePath({ type, parts, data, depth, loc }, context) {
  if (type !== 'PathExpression' || depth > 0 || (data && parts[0] !== 'root')) {
    throw new Error(`A template may not read this; line ${loc.start.line}.`);
  }
  const [owner, names] = data ? ['root', parts.slice(1)] : [context, parts];
  return names.reduce((value, name) => `read(${value}, ${JSON.stringify(name)})`, owner);
}
