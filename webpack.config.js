import { fileURLToPath } from 'node:url';
// Comes with webpack, which minimizes with it.
import MinimizerPlugin from 'minimizer-webpack-plugin';
import webpack from 'webpack';

const root = fileURLToPath(new URL('.', import.meta.url));
/**
 * The widget's script and, beside it, the administrators' page that is fetched only when it is opened: two AMD modules
 * that Kommo's RequireJS loads. Names are kept and lines are short, so that whoever formats it can read what runs in the
 * account; no eval, no source map.
 * @type {import('webpack').Configuration}
 */
export default {
  mode: 'production',
  context: root,
  entry: { script: './widget/script.ts', admin: './widget/admin/admin.ts' },
  target: ['web', 'es2022'],
  devtool: false,
  output: {
    path: `${root}dist/widget`,
    filename: '[name].js',
    library: { type: 'amd', export: 'default' },
  },
  // The host's own jQuery, and with it the host's own events.
  externals: { jquery: 'jquery' },
  resolve: {
    extensions: ['.ts', '.js'],
    extensionAlias: { '.js': ['.ts', '.js'] },
  },
  plugins: [new webpack.BannerPlugin('Account Leads for Kommo.')],
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
