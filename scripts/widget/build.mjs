import { readFile } from 'node:fs/promises';
import webpack from 'webpack';
import config from '../../webpack.config.js';

/**
 * Builds the widget's script into a folder and returns its text.
 * @param {string} [folder]
 * @returns {Promise<string>}
 */
export async function buildScript(folder = config.output.path) {
  const compiler = webpack({ ...config, output: { ...config.output, path: folder } });
  const stats = await new Promise((resolve, reject) => {
    compiler.run((error, result) => (error ? reject(error) : resolve(result)));
  });
  await new Promise((resolve) => compiler.close(resolve));
  if (stats.hasErrors()) throw new Error(stats.toString({ colors: false, errors: true }));
  return readFile(`${folder}/${config.output.filename}`, 'utf8');
}
