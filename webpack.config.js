import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import webpack from 'webpack';

const require = createRequire(import.meta.url);

const root = fileURLToPath(new URL('.', import.meta.url));

/**
 * The widget's one script: an AMD module that Kommo's RequireJS loads. Not minified, so that an admin can read what
 * runs in the account; no eval, no source map.
 * @type {import('webpack').Configuration}
 */
export default {
  mode: 'production',
  context: root,
  entry: './widget/script.ts',
  target: ['web', 'es2022'],
  devtool: false,
  output: {
    path: `${root}dist/widget`,
    filename: 'script.js',
    library: { type: 'amd', export: 'default' },
  },
  // The host's own jQuery, and with it the host's own events.
  externals: { jquery: 'jquery' },
  resolve: {
    extensions: ['.ts', '.js'],
    extensionAlias: { '.js': ['.ts', '.js'] },
    alias: {
      // The runtime's sources: its compiled files carry their source maps with them, four times their own size.
      [require.resolve('handlebars/runtime')]: require
        .resolve('handlebars/runtime')
        .replace(/runtime\.js$/, 'lib/handlebars.runtime.js'),
    },
  },
  plugins: [
    new webpack.BannerPlugin(
      'Account Leads for Kommo. Contains the Handlebars runtime, (c) Yehuda Katz and contributors, MIT licence.',
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
          `${root}scripts/widget/short-lookup-loader.cjs`,
          {
            loader: 'handlebars-loader',
            options: { precompileOptions: { knownHelpersOnly: true } },
          },
        ],
      },
    ],
  },
  optimization: { minimize: false, moduleIds: 'named', chunkIds: 'named' },
  performance: { hints: false },
};
