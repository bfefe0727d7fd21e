const Handlebars = require('handlebars');

/** Lets jest import a template as webpack's handlebars-loader does: a function from data to HTML. */
module.exports = {
  process(source) {
    const compiled = Handlebars.precompile(source, { knownHelpersOnly: true });
    return {
      code: `import Handlebars from 'handlebars/runtime.js';\nexport default Handlebars.template(${compiled});`,
    };
  },
};
