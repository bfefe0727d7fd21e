import { fileURLToPath } from 'node:url';
// Comes with webpack, which minimizes with it.
import MinimizerPlugin from 'minimizer-webpack-plugin';
import webpack from 'webpack';
import { readFileSync } from 'node:fs';
import { chunkLoading, FilePartsPlugin } from './scripts/widget/file-parts.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}widget/manifest.json`, 'utf8')).widget;
/**
 * The widget's script and, beside it, a file for each part that is fetched only when it is wanted: AMD modules that
 * Kommo's RequireJS loads. Names are kept and lines are short, so that whoever formats it can read what runs in the
 * account; no eval, no source map.
 * @type {import('webpack').Configuration}
 */
export default {
  mode: 'production',
  context: root,
  entry: { script: './widget/script.ts' },
  target: ['web', 'es2022'],
  devtool: false,
  output: {
    path: `${root}dist/widget`,
    filename: '[name].js',
    // RequireJS keeps what it has by its address: a new upload needs a new one.
    chunkFilename: `[name].js?v=${version}`,
    chunkFormat: false,
    chunkLoading,
    // The widget says at its start where Kommo serves its files.
    publicPath: '',
    library: { type: 'amd', export: 'default' },
  },
  // The host's own jQuery, and with it the host's own events.
  externals: { jquery: 'jquery' },
  resolve: {
    extensions: ['.ts', '.js'],
    extensionAlias: { '.js': ['.ts', '.js'] },
  },
  plugins: [new FilePartsPlugin(), new webpack.BannerPlugin('Account Leads for Kommo.')],
  module: {
    rules: [
      {
        test: /\.ts$/,
        loader: 'ts-loader',
        options: {
          configFile: `${root}tsconfig.widget.json`,
          // Types are checked by `npm run types`.
          transpileOnly: true,
          compilerOptions: { noEmit: false, incremental: false, sourceMap: false },
        },
      },
      { test: /\.hbs$/, use: `${root}scripts/widget/template-loader.cjs` },
    ],
  },
  optimization: {
    moduleIds: 'named',
    chunkIds: 'named',
    mangleExports: 'size',
    splitChunks: false,
    minimizer: [
      new MinimizerPlugin({
        extractComments: false,
        terserOptions: {
          compress: { passes: 2, inline: false, reduce_funcs: false },
          mangle: false,
          format: { max_line_len: 120, comments: /^!/ },
        },
      }),
    ],
  },
  performance: { hints: false },
};
