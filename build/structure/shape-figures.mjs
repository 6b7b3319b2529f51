import { mainExportLine, partsOf } from './file-parts.mjs';
import { countWords } from './identifier-words.mjs';
import { kindComparisonFigure } from './kind-comparisons.mjs';
import { localNames } from './local-names.mjs';
import { lineAt } from './source-files.mjs';
import { ratioOf, shareOf, sumOf } from './statistics.mjs';

/** @typedef {import('./figures.mjs').Figure} Figure */
/** @typedef {import('./source-files.mjs').Production} Production */
/** @typedef {import('./source-files.mjs').SourceFile} SourceFile */

/** Shorter files show all of their parts at a glance. */
const smallFileLines = 60;
/** A shorter part is a constant or a type beside the thing that the file is about. */
const smallPartLines = 20;
/** In a shorter file the main export is in sight from the first line. */
const longFileLines = 120;
/** Folders whose sub-folders are to be in an order, with the largest number of pairs that import each other. */
const orderedFolders = [
  { folder: 'domain', mostPairs: 8 },
  { folder: 'server', mostPairs: 6 },
  { folder: 'renderer/store', mostPairs: 8 },
];

/**
 * Figures of what a reader meets within a file and between the folders of a layer.
 * @param {Production} production
 * @returns {readonly Figure[]}
 */
export const shapeFigures = ({ sources }) => [
  partsFigure(sources),
  mainExportFigure(sources),
  ...localNameFigures(sources),
  ...orderedFolders.map((ordered) => folderPairsFigure(sources, ordered)),
  kindComparisonFigure(sources),
];

/** @param {readonly SourceFile[]} sourceFiles @returns {Figure} */
function partsFigure(sourceFiles) {
  const findings = sourceFiles
    .filter(({ lines }) => lines >= smallFileLines)
    .flatMap((sourceFile) => {
      const large = partsOf(sourceFile).filter(({ lines }) => lines >= smallPartLines);
      if (large.length < 2) return [];
      const parts = large.map(({ names, lines }) => `${names[0] ?? 'statement'} (${lines} lines)`);
      return [{ location: `${sourceFile.path}:1`, text: parts.join(', ') }];
    });
  return {
    name: 'unconnected-parts',
    label: `files with parts of ${smallPartLines} lines or more that use no name of each other`,
    value: findings.length,
    target: { atMost: 60 },
    findings,
  };
}

/** @param {readonly SourceFile[]} sourceFiles @returns {Figure} */
function mainExportFigure(sourceFiles) {
  const findings = sourceFiles
    .filter(({ lines }) => lines >= longFileLines)
    .flatMap((sourceFile) => {
      const line = mainExportLine(sourceFile);
      if (line === undefined || line <= sourceFile.lines / 2) return [];
      return [
        {
          location: `${sourceFile.path}:${line}`,
          text: `the main export is at line ${line} of ${sourceFile.lines}`,
        },
      ];
    });
  return {
    name: 'late-main-export',
    label: `files of ${longFileLines} lines or more with the main export in the second half`,
    value: findings.length,
    target: { atMost: 20 },
    findings,
  };
}

/** @param {readonly SourceFile[]} sourceFiles @returns {readonly Figure[]} */
function localNameFigures(sourceFiles) {
  const names = sourceFiles.flatMap((sourceFile) =>
    localNames(sourceFile).map(({ name, start }) => ({
      name,
      words: countWords(name),
      start,
      file: sourceFile,
    })),
  );
  const oneWord = names.filter(({ words }) => words === 1);
  return [
    {
      name: 'words-per-local-name',
      label: 'words per parameter and local variable',
      value: ratioOf(sumOf(names.map(({ words }) => words)), names.length),
      target: { atLeast: 1.3 },
    },
    {
      name: 'one-word-local-names',
      label: 'parameters and local variables of one word',
      value: shareOf(oneWord.length, names.length),
      unit: '%',
      detail: `${oneWord.length} of ${names.length}`,
      target: { atMost: 77 },
      findings: oneWord.map(({ name, start, file }) => ({
        location: `${file.path}:${lineAt(file.code, start)}`,
        text: name,
      })),
    },
  ];
}

/**
 * Count pairs of direct sub-folders that import each other, by value or by type. The files of the folder itself are one
 * of its parts.
 * @param {readonly SourceFile[]} sourceFiles
 * @param {(typeof orderedFolders)[number]} ordered
 * @returns {Figure}
 */
function folderPairsFigure(sourceFiles, { folder, mostPairs }) {
  const subFolder = (/** @type {string} */ file) => {
    if (!file.startsWith(`${folder}/`)) return undefined;
    const [first = '', ...rest] = file.slice(folder.length + 1).split('/');
    return rest.length === 0 ? '.' : first;
  };
  /** @type {Map<string, { location: string, text: string }>} */
  const firstImports = new Map();
  for (const { path: file, importSources } of sourceFiles)
    for (const imported of importSources) {
      const [from, to] = [subFolder(file), subFolder(imported)];
      if (from === undefined || to === undefined || from === to || firstImports.has(`${from} ${to}`))
        continue;
      firstImports.set(`${from} ${to}`, {
        location: `${file}:1`,
        text: `${from} and ${to}: imports ${imported}`,
      });
    }
  const mutual = [...firstImports].filter(([pair]) =>
    firstImports.has(pair.split(' ').toReversed().join(' ')),
  );
  return {
    name: `folder-pairs-${folder.split('/').at(-1)}`,
    label: `pairs of sub-folders of ${folder} that import each other`,
    value: mutual.length / 2,
    target: { atMost: mostPairs },
    findings: mutual.map(([, finding]) => finding),
  };
}
