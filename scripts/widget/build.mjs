import { readFile } from 'node:fs/promises';
import webpack from 'webpack';
import config from '../../webpack.config.js';

/**
 * Builds the widget's scripts into a folder and returns their texts by file name: script.js is what Kommo loads, the others
 * are the parts that script.js fetches when they are wanted.
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
  const names = Object.keys(stats.compilation.assets)
    .map((asset) => asset.replace(/\?.*$/, ''))
    .sort();
  const texts = await Promise.all(names.map((name) => readFile(`${folder}/${name}`, 'utf8')));
  return Object.fromEntries(names.map((name, index) => [name, texts[index]]));
}
