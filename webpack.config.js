import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
// Comes with webpack, which minimizes with it.
import MinimizerPlugin from 'minimizer-webpack-plugin';
import webpack from 'webpack';

const root = fileURLToPath(new URL('.', import.meta.url));
const runtime = createRequire(import.meta.url).resolve('handlebars/runtime');
const handlebars = runtime.replace(/runtime\.js$/, 'lib');

/** What templates with `if` and `each` only never call. */
const leftOut = [
  'logger',
  'no-conflict',
  'decorators/inline',
  'helpers/block-helper-missing',
  'helpers/helper-missing',
  'helpers/log',
  'helpers/lookup',
  'helpers/with',
];

/**
 * The widget's script and, beside it, the administrators' page that is fetched only when it is opened: two AMD modules
 * that Kommo's RequireJS loads. Names and line ends are kept, so that an
 * admin can read what runs in the account; no eval, no source map.
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
    alias: {
      // The runtime's sources: its compiled files carry their source maps with them, four times their own size.
      [runtime]: `${handlebars}/handlebars.runtime.js`,
    },
  },
  plugins: [
    new webpack.BannerPlugin(
      'Account Leads for Kommo. Contains the Handlebars runtime, (c) Yehuda Katz and contributors, MIT licence.',
    ),
    ...leftOut.map(
      (name) =>
        new webpack.NormalModuleReplacementPlugin(
          new RegExp(`^\\.{1,2}/(handlebars/)?${name}$`),
          `${root}scripts/widget/left-out.mjs`,
        ),
    ),
  ],
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
      {
        test: /\.hbs$/,
        use: [
          `${root}scripts/widget/short-template-loader.cjs`,
          {
            loader: 'handlebars-loader',
            options: { precompileOptions: { knownHelpersOnly: true } },
          },
        ],
      },
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
          format: { beautify: true, indent_level: 1, comments: /^!/ },
        },
      }),
    ],
  },
  performance: { hints: false },
};
