import { error, readJson, warning } from './archive.mjs';

const textFile = /\.(json|js|css|twig|svg|html)$/;
const unwanted = /(^|\/)(\.[^/]+|__MACOSX|node_modules|Thumbs\.db)(\/|$)|\.map$/;

/** Section 1.3: what may lie in the archive, and where. */
export function* checkFiles(archive) {
  yield* checkRoot(archive);
  for (const [path, bytes] of archive.files) {
    if (unwanted.test(path)) yield warning(path, 'does not belong in the archive: leave it out.');
    if (!textFile.test(path)) continue;
    if (archive.text(path) === null) {
      yield error(path, 'is not UTF-8: save it as UTF-8 without BOM.');
      continue;
    }
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
      yield error(path, 'starts with a byte order mark: save it as UTF-8 without BOM.');
    }
    if (archive.text(path).includes('\r')) yield warning(path, 'has Windows line ends: use LF.');
    if (path.endsWith('.json') && readJson(archive, path) === undefined) {
      yield error(path, 'is not valid JSON: look for a missing quote or a comma too many.');
    }
  }
}

function* checkRoot(archive) {
  const nested = [...archive.files.keys()].find((path) => path.endsWith('/manifest.json'));
  if (!archive.has('manifest.json')) {
    yield error(
      'manifest.json',
      nested === undefined
        ? 'is missing: put it at the root of the archive.'
        : `lies in a folder (${nested}): zip the files themselves, not the folder that holds them.`,
    );
  }
  if (!archive.has('script.js')) yield error('script.js', 'is missing at the root of the archive.');
}
