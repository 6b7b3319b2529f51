import path from 'node:path';

/** @typedef {import('./layer-table.mjs').Layer} Layer */

/**
 * @typedef {object} FolderOrder
 * @property {string} folder
 * @property {readonly (readonly string[])[]} levels sub-folders, the lowest level first
 * @property {boolean} isRootOnTop whether the files of the folder itself are above all levels; otherwise below
 * @property {readonly (readonly [file: string, target: string])[]} exceptions single files with an import upwards
 */

/**
 * Orders of sub-folders within three large folders. A sub-folder imports its own level and those below, so that a reader
 * can begin at the ground. A level with several sub-folders is one that nobody could part yet.
 * @type {readonly FolderOrder[]}
 */
export const folderOrders = [
  {
    folder: 'domain',
    levels: [
      ['clock'],
      ['document'],
      ['path-rules'],
      ['draft', 'instrument', 'people', 'vault'],
      [
        'assessment',
        'kinds',
        'mission',
        'plan',
        'privacy',
        'programme',
        'request',
        'scoring',
        'search',
        'states',
        'workshop',
      ],
      ['report'],
      ['interview', 'overview'],
    ],
    isRootOnTop: false,
    // The kinds of due work are an enumeration like others.
    exceptions: [['domain/kinds/enumerations.ts', 'domain/overview/due-work.ts']],
  },
  {
    folder: 'renderer/store',
    levels: [
      ['api'],
      ['db'],
      ['journal'],
      ['write'],
      ['queries'],
      ['held-texts', 'retention', 'search'],
      ['receive'],
      ['recovery'],
      ['send'],
      ['watch'],
    ],
    isRootOnTop: true,
    exceptions: [],
  },
  {
    folder: 'server',
    levels: [
      ['db'],
      ['auth'],
      ['projections'],
      ['log'],
      ['judging'],
      ['context'],
      ['console'],
      ['mail', 'recovery', 'retention'],
      ['admin'],
      ['demo', 'http'],
      ['cli'],
    ],
    isRootOnTop: true,
    // Figures of answers need the instrument that the console's export finds.
    exceptions: [['server/projections/document-figures.ts', 'server/console/export-answers.ts']],
  },
];

/**
 * Rows for the sub-folders of a folder in order: its own row, without imports upwards. A file with an exception has a
 * row before them.
 * @param {Layer} layer row of the whole folder, which follows them in the table
 * @returns {readonly Layer[]}
 */
export function orderedRows(layer) {
  const folderOrder = folderOrders.find(({ folder }) => folder === layer.name);
  if (folderOrder === undefined) throw new Error(`No order of sub-folders: ${layer.name}`);
  const { folder, levels, isRootOnTop, exceptions } = folderOrder;
  const rootFiles = isRootOnTop ? [new RegExp(`^${folder}/[^/]+$`)] : [];
  const why = `${layer.why}; a sub-folder imports none above it (build/layers/folder-order.mjs)`;
  const rows = levels.flatMap((level, at) => {
    const above = levels.slice(at + 1).flatMap((names) => names.map((name) => `${folder}/${name}/`));
    const upwards = [...above, ...rootFiles];
    if (upwards.length === 0) return [];
    return level.map((name) => {
      const files = new RegExp(`^${folder}/${name}/`);
      return {
        ...layer,
        name: `${folder}/${name}`,
        files,
        mayNot: [...(layer.mayNot ?? []), ...upwards],
        why,
      };
    });
  });
  return [...exceptions.map((exception) => exceptionRow(rows, exception)), ...rows];
}

/**
 * Row of one file, which may import one target above its folder.
 * @param {readonly Layer[]} rows
 * @param {readonly [file: string, target: string]} exception
 * @returns {Layer}
 */
function exceptionRow(rows, [file, target]) {
  const row = rows.find(({ files }) => files.test(file));
  if (row === undefined) throw new Error(`No row for ${file}`);
  const [folder, name] = [path.posix.dirname(target), path.posix.basename(target)];
  const mayNot = (row.mayNot ?? []).map((entry) =>
    entry === `${folder}/` ? new RegExp(`^${folder}/(?!${name.replaceAll('.', '\\.')}$)`) : entry,
  );
  return { ...row, name: file, files: new RegExp(`^${file.replaceAll('.', '\\.')}$`), mayNot };
}
