import { readFile } from 'node:fs/promises';
import webpack from 'webpack';
import config from '../../webpack.config.js';

/**
 * Builds the widget's script and returns its text.
 * @returns {Promise<string>}
 */
export async function buildScript() {
  const compiler = webpack(config);
  const stats = await new Promise((resolve, reject) => {
    compiler.run((error, result) => (error ? reject(error) : resolve(result)));
  });
  await new Promise((resolve) => compiler.close(resolve));
  if (stats.hasErrors()) throw new Error(stats.toString({ colors: false, errors: true }));
  return readFile(`${config.output.path}/${config.output.filename}`, 'utf8');
}
