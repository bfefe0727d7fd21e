import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
// Comes with webpack, which minimizes with it.
import MinimizerPlugin from 'minimizer-webpack-plugin';
import webpack from 'webpack';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The landing page's script: one file, small before all else. @type {import('webpack').Configuration} */
const config = {
  mode: 'production',
  context: root,
  entry: { form: './landing/script.ts' },
  target: ['web', 'es2020'],
  devtool: false,
  output: { path: `${root}dist/landing`, filename: '[name].js' },
  resolve: { extensions: ['.ts', '.js'], extensionAlias: { '.js': ['.ts', '.js'] } },
  module: {
    rules: [
      {
        test: /\.ts$/,
        loader: 'ts-loader',
        options: {
          configFile: `${root}tsconfig.landing.json`,
          // Types are checked by `npm run types`.
          transpileOnly: true,
          compilerOptions: {
            noEmit: false,
            incremental: false,
            sourceMap: false,
            target: 'ES2020',
          },
        },
      },
    ],
  },
  optimization: { minimizer: [new MinimizerPlugin({ extractComments: false })] },
  performance: { hints: false },
};

const stats = await new Promise((resolve, reject) => {
  webpack(config, (error, result) => (error ? reject(error) : resolve(result)));
});
if (stats.hasErrors()) {
  process.stderr.write(stats.toString({ colors: false }));
  process.exit(1);
}
const size = gzipSync(readFileSync(`${root}dist/landing/form.js`), { level: 9 }).length;
process.stdout.write(`dist/landing/form.js: ${(size / 1000).toFixed(1)} kB gzipped\n`);
