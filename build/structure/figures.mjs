import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { countWords } from './identifier-words.mjs';
import { commentSentences, markdownSentences } from './sentences.mjs';
import { shapeFigures } from './shape-figures.mjs';
import { filesIn, readProduction } from './source-files.mjs';
import { groupBy, quantileOf, ratioOf, shareOf, sumOf } from './statistics.mjs';

/** @typedef {import('./source-files.mjs').Production} Production */
/** @typedef {import('./sentences.mjs').Sentence} Sentence */
/** @typedef {{ atMost: number } | { atLeast: number } | { below: number }} Target */

/**
 * A location behind a figure.
 * @typedef {object} Finding
 * @property {string} location `path:line`, or the hash of a commit
 * @property {string} text
 */

/**
 * One measured number.
 * @typedef {object} Figure
 * @property {string} name
 * @property {string} label
 * @property {number} value
 * @property {'%'} [unit]
 * @property {string} [detail] the largest one's name, or the number of all
 * @property {Target} [target]
 * @property {readonly Finding[]} [findings]
 */

const smallFileLines = 60;
const longSentenceWords = 25;
const longSubjectCharacters = 72;

/**
 * @param {string} root of a git repository with package.json
 * @returns {readonly Figure[]}
 */
export function measureStructure(root) {
  const production = readProduction(root);
  return [
    ...fileFigures(production),
    ...importFigures(production),
    ...nameFigures(production),
    ...shapeFigures(production),
    exportFigure(root, production),
    ...sentenceFigures('docs', readDocuments(root, production)),
    ...sentenceFigures(
      'comments',
      production.sources.map((sourceFile) => ({
        path: sourceFile.path,
        sentences: commentSentences(sourceFile),
      })),
    ),
    subjectFigure(root),
  ];
}

/**
 * @param {Figure} figure
 * @returns {boolean | undefined} undefined without a target
 */
export function meetsTarget({ value, target }) {
  if (!target) return undefined;
  if ('atMost' in target) return value <= target.atMost;
  return 'atLeast' in target ? value >= target.atLeast : value < target.below;
}

/**
 * Whether a file is a numbered step of a store, as `0001-log-and-people.ts`. Their folder only grows, and nobody looks
 * through it for a location.
 * @param {string} file
 */
const isMigration = (file) => /\/migrations\/\d{4}-[^/]+$/.test(file);

/** @param {Production} production @returns {readonly Figure[]} */
function fileFigures({ sources, paths }) {
  const byLength = sources.toSorted((a, b) => b.lines - a.lines);
  const ascending = byLength.map(({ lines }) => lines).reverse();
  const lines = sumOf(ascending);
  const folders = [
    ...groupBy(
      paths.filter((file) => !isMigration(file)),
      (file) => path.posix.dirname(file),
    ),
  ].toSorted(([, a], [, b]) => b.length - a.length);
  const [largest = '', files = []] = folders[0] ?? [];
  const lengths = byLength.map((file) => ({ location: `${file.path}:1`, text: `${file.lines} lines` }));
  return [
    {
      name: 'files',
      label: 'production files',
      value: sources.length,
      findings: lengths,
    },
    { name: 'lines', label: 'production lines', value: lines },
    { name: 'median-lines', label: 'median lines a file', value: quantileOf(ascending, 0.5) },
    { name: 'p90-lines', label: '90th percentile of lines a file', value: quantileOf(ascending, 0.9) },
    {
      name: 'longest-file',
      label: 'lines of the longest file',
      value: ascending.at(-1) ?? 0,
      detail: byLength[0]?.path ?? '',
      findings: lengths,
    },
    {
      name: 'largest-folder',
      label: 'files of the largest flat folder, without migrations',
      value: files.length,
      detail: largest,
      target: { atMost: 25 },
      findings: folders.map(([folder, all]) => ({ location: `${folder}:1`, text: `${all.length} files` })),
    },
    {
      name: 'comment-share',
      label: 'lines that are comments',
      value: shareOf(sumOf(sources.map(({ commentLines }) => commentLines)), lines),
      unit: '%',
    },
  ];
}

/** @param {Production} production @returns {readonly Figure[]} */
function importFigures({ sources }) {
  const importers = groupBy(
    sources.flatMap(({ path: importer, importSources }) =>
      importSources.map((imported) => ({ importer, imported })),
    ),
    ({ imported }) => imported,
  );
  const byImports = sources.toSorted((a, b) => b.importSources.length - a.importSources.length);
  const imports = sumOf(sources.map(({ importSources }) => importSources.length));
  const forOne = sources.flatMap(({ path: file, lines }) => {
    const [only, ...others] = importers.get(file) ?? [];
    if (!only || others.length > 0 || lines >= smallFileLines) return [];
    return [{ location: `${file}:1`, text: `${lines} lines, imported by ${only.importer} alone` }];
  });
  return [
    {
      name: 'one-importer',
      label: `files under ${smallFileLines} lines with one importer`,
      value: forOne.length,
      target: { atMost: 100 },
      findings: forOne,
    },
    {
      name: 'import-sources',
      label: 'import sources per 100 lines',
      value: shareOf(imports, sumOf(sources.map(({ lines }) => lines))),
      target: { atMost: 6 },
      findings: byImports.map(({ path: file, importSources, lines }) => ({
        location: `${file}:1`,
        text: `${importSources.length} import sources in ${lines} lines`,
      })),
    },
  ];
}

/** @param {Production} production @returns {readonly Figure[]} */
function nameFigures({ sources }) {
  const names = sources.flatMap((sourceFile) =>
    sourceFile.names.map(({ name, line }) => ({ name, line, path: sourceFile.path })),
  );
  const oneWord = names.filter(({ name }) => countWords(name) === 1);
  return [
    {
      name: 'words-per-identifier',
      label: 'words per top-level identifier',
      value: ratioOf(sumOf(names.map(({ name }) => countWords(name))), names.length),
      target: { atLeast: 2.4 },
    },
    {
      name: 'one-word-identifiers',
      label: 'top-level identifiers of one word',
      value: oneWord.length,
      detail: `of ${names.length}`,
      findings: oneWord.map(({ name, line, path: file }) => ({ location: `${file}:${line}`, text: name })),
    },
  ];
}

/**
 * Count exported names that no other file has a word like, tests and stories included. They can be local.
 * @param {string} root
 * @param {Production} production
 * @returns {Figure}
 */
function exportFigure(root, { sources, paths }) {
  const others = [...paths, ...filesIn(root, 'tests')];
  const filesByWord = groupBy(
    [...new Set(others)]
      .filter((file) => /\.(tsx?|mjs)$/.test(file))
      .flatMap((file) => {
        const words = fs.readFileSync(path.join(root, file), 'utf8').match(/[\p{L}_$][\p{L}\d_$]*/gu) ?? [];
        return [...new Set(words)].map((word) => ({ word, file }));
      }),
    ({ word }) => word,
  );
  const local = sources.flatMap(({ path: file, exported, names }) =>
    names
      .filter(({ name }) => exported.includes(name) && filesByWord.get(name)?.length === 1)
      .map(({ name, line }) => ({ location: `${file}:${line}`, text: name })),
  );
  return {
    name: 'unshared-exports',
    label: 'exported names that no other file uses',
    value: local.length,
    target: { atMost: 10 },
    findings: local,
  };
}

/**
 * @param {'docs' | 'comments'} kind
 * @param {readonly { path: string, sentences: readonly Sentence[] }[]} texts
 * @returns {readonly Figure[]}
 */
function sentenceFigures(kind, texts) {
  const prefix = kind === 'docs' ? '' : 'comment-';
  const sentences = texts.flatMap((text) =>
    text.sentences.map((sentence) => ({ ...sentence, path: text.path })),
  );
  const long = sentences.filter(({ words }) => words > longSentenceWords);
  const relative = sentences.filter(({ hasRelativeWord }) => hasRelativeWord);
  /** @param {typeof sentences} found @returns {readonly Finding[]} */
  const findingsOf = (found) =>
    found.map(({ path: file, line, words, text }) => ({
      location: `${file}:${line}`,
      text: found === long ? `${words} words: ${text}` : text,
    }));
  return [
    {
      name: `${prefix}long-sentences`,
      label: `sentences over ${longSentenceWords} words in ${kind}`,
      value: long.length,
      detail: `of ${sentences.length}`,
      findings: findingsOf(long),
    },
    {
      name: `${prefix}long-sentences-share`,
      label: `their share in ${kind}`,
      value: shareOf(long.length, sentences.length),
      unit: '%',
    },
    {
      name: `${prefix}relative-clauses`,
      label: `sentences in ${kind} with what, whose, whoever or whatever`,
      value: shareOf(relative.length, sentences.length),
      unit: '%',
      detail: `${relative.length} of ${sentences.length}`,
      ...(kind === 'docs' && { target: { below: 8 } }),
      findings: findingsOf(relative),
    },
  ];
}

/**
 * README files of the repository and of its folders, CONTRIBUTING, `docs/` and the specification of sync.
 * @param {string} root
 * @param {Production} production
 */
function readDocuments(root, { paths }) {
  const inFolders = paths.filter((file) => file.endsWith('/README.md') || file === 'sync/SPEC.md');
  const inDocs = filesIn(root, 'docs').filter((file) => file.endsWith('.md'));
  return ['README.md', 'CONTRIBUTING.md', ...inDocs, ...inFolders].map((file) => ({
    path: file,
    sentences: markdownSentences(fs.readFileSync(path.join(root, file), 'utf8')),
  }));
}

/** @param {string} root @returns {Figure} */
function subjectFigure(root) {
  const [tag] = runGit(root, ['tag', '--merged', 'HEAD', '--sort=-creatordate']);
  const commits = runGit(root, ['log', '--format=%h %s', ...(tag === undefined ? [] : [`${tag}..HEAD`])]);
  const findings = commits
    .map((commit) => {
      const space = commit.indexOf(' ');
      return { location: commit.slice(0, space), text: commit.slice(space + 1) };
    })
    .filter(({ text }) => text.length > longSubjectCharacters);
  return {
    name: 'long-subjects',
    label: `commit subjects over ${longSubjectCharacters} characters`,
    value: findings.length,
    detail: `of ${commits.length} ${tag === undefined ? 'in all: no tag' : `since ${tag}`}`,
    findings,
  };
}

/**
 * @param {string} root
 * @param {readonly string[]} args
 * @returns {readonly string[]} lines of the output
 */
const runGit = (root, args) =>
  execFileSync('git', [...args], { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
    .split('\n')
    .filter((line) => line !== '');
