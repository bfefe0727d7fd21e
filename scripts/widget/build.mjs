import { readFile } from 'node:fs/promises';
import webpack from 'webpack';
import config from '../../webpack.config.js';

/** script.js is what Kommo loads; admin.js is what script.js loads when the page in Settings is opened. */
const names = Object.keys(config.entry).map((name) => `${name}.js`);

/**
 * Builds the widget's scripts into a folder and returns their texts by file name.
 * @param {string} [folder]
 * @returns {Promise<Record<string, string>>}
 */
export async function buildScripts(folder = config.output.path) {
  const compiler = webpack({ ...config, output: { ...config.output, path: folder } });
  const stats = await new Promise((resolve, reject) => {
    compiler.run((error, result) => (error ? reject(error) : resolve(result)));
  });
  await new Promise((resolve) => compiler.close(resolve));
  if (stats.hasErrors()) throw new Error(stats.toString({ colors: false, errors: true }));
  const texts = await Promise.all(names.map((name) => readFile(`${folder}/${name}`, 'utf8')));
  return Object.fromEntries(names.map((name, index) => [name, texts[index]]));
}
