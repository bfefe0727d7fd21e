import { unzipSync } from 'fflate';
import { checkImages } from './image-rules.js';
import { checkLanguages, type Languages } from './language-rules.js';
import { checkLocations } from './location-rules.js';
import { manifestSchema, type WidgetManifest } from './manifest-schema.js';
import { decodeText, parseJson, problem, type ZipFiles, type ZipProblem } from './zip-files.js';

export type WidgetZip =
  | {
      readonly kind: 'accepted';
      readonly files: ZipFiles;
      readonly manifest: WidgetManifest;
      readonly languages: Languages;
    }
  | { readonly kind: 'refused'; readonly problems: readonly ZipProblem[] };

const textFile = /\.(json|js|css|twig)$/;

/**
 * Unpacks and checks a widget archive. Deliberately stricter than what is known of Kommo's own
 * validator: what passes here has no reason to be refused there.
 */
export function readWidgetZip(bytes: Uint8Array): WidgetZip {
  const files = unzip(bytes);
  if (files === null) return refused([problem('not-a-zip', 'widget.zip', 'is not a ZIP archive')]);

  const manifestBytes = files['manifest.json'];
  if (manifestBytes === undefined) return refused([missingManifest(files)]);

  const textProblems = checkTexts(files);
  if (textProblems.length > 0) return refused(textProblems);

  return readManifest(files, manifestBytes);
}

function readManifest(files: ZipFiles, bytes: Uint8Array): WidgetZip {
  const json = parseJson(bytes);
  if (json === undefined) {
    return refused([problem('manifest-json', 'manifest.json', 'is not valid JSON')]);
  }
  const parsed = manifestSchema.safeParse(json);
  if (!parsed.success) {
    return refused(
      parsed.error.issues.map((issue) =>
        problem(codeOf(issue.path), 'manifest.json', `${issue.path.join('.')}: ${issue.message}`),
      ),
    );
  }
  const manifest = parsed.data;
  const languages = checkLanguages(files, manifest);
  const problems = [
    ...(files['script.js'] === undefined
      ? [problem('script', 'script.js', 'is missing: nothing would run')]
      : []),
    ...checkLocations(manifest),
    ...languages.problems,
    ...checkImages(files, manifest.locations),
  ];
  if (problems.length > 0) return refused(problems);
  return { kind: 'accepted', files, manifest, languages: languages.dictionaries };
}

function codeOf(path: readonly PropertyKey[]): string {
  return path.includes('interface_version') ? 'interface-version' : 'manifest';
}

function unzip(bytes: Uint8Array): ZipFiles | null {
  try {
    const entries = Object.entries(unzipSync(bytes));
    return Object.fromEntries(entries.filter(([name]) => !name.endsWith('/')));
  } catch {
    return null;
  }
}

function missingManifest(files: ZipFiles): ZipProblem {
  const nested = Object.keys(files).find((name) => name.endsWith('/manifest.json'));
  return nested === undefined
    ? problem('no-manifest', 'manifest.json', 'is missing')
    : problem('nested', nested, 'the files must be at the root of the archive, not in a folder');
}

function checkTexts(files: ZipFiles): readonly ZipProblem[] {
  return Object.entries(files)
    .filter(([name]) => textFile.test(name))
    .flatMap(([name, bytes]) => {
      if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
        return [
          problem('bom', name, 'starts with a byte order mark: save it as UTF-8 without BOM'),
        ];
      }
      return decodeText(bytes) === undefined ? [problem('utf8', name, 'is not UTF-8')] : [];
    });
}

function refused(problems: readonly ZipProblem[]): WidgetZip {
  return { kind: 'refused', problems };
}
