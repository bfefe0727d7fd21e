import webpack from 'webpack';

const { RuntimeGlobals, RuntimeModule, javascript, sources } = webpack;
const name = 'FilePartsPlugin';

/** What the output's `chunkLoading` has to say, so that webpack leaves the loading to us. */
export const chunkLoading = 'parts';

/**
 * What the widget's sources `import()` becomes a file of the zip that Kommo's RequireJS fetches when it is wanted, and shares
 * every module that is loaded already. Webpack's own ways add a script element, which Kommo forbids, or a name to the page.
 */
export class FilePartsPlugin {
  apply(compiler) {
    javascript.EnableChunkLoadingPlugin.setEnabled(compiler, chunkLoading);
    compiler.hooks.thisCompilation.tap(name, (compilation) => {
      const { renderChunk } = javascript.JavascriptModulesPlugin.getCompilationHooks(compilation);
      renderChunk.tap(name, (modules) => new sources.ConcatSource('define(', modules, ');'));
      compilation.hooks.runtimeRequirementInTree
        .for(RuntimeGlobals.ensureChunkHandlers)
        .tap(name, (chunk, needed) => {
          needed.add(RuntimeGlobals.getChunkScriptFilename);
          needed.add(RuntimeGlobals.moduleFactories);
          needed.add(RuntimeGlobals.publicPath);
          compilation.addRuntimeModule(chunk, new FetchPart());
        });
    });
  }
}

/** A file that could not be fetched is forgotten, so that it can be asked for again. */
class FetchPart extends RuntimeModule {
  constructor() {
    super('fetch part');
  }

  generate() {
    const { ensureChunkHandlers, getChunkScriptFilename, moduleFactories, publicPath } =
      RuntimeGlobals;
    return `
      const fetching = {};
      ${ensureChunkHandlers}.part = (part, promises) => {
        promises.push(fetching[part] ??= new Promise((resolve, reject) => {
          const address = ${publicPath} + ${getChunkScriptFilename}(part);
          window.require([address], (modules) => {
            resolve(Object.assign(${moduleFactories}, modules));
          }, (problem) => {
            delete fetching[part];
            window.require.undef?.(address);
            reject(problem);
          });
        }));
      };`;
  }
}
