import fs from 'node:fs';
import path from 'node:path';

/** File that may be served. */
export interface ServedAppFile {
  readonly file: string;
  readonly type: string;
}

/** By the path part of the address, such as `/assets/index-Dk3.js`. */
export type AppFileTable = ReadonlyMap<string, ServedAppFile>;

const contentTypeByExtension: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/**
 * List a folder once. Only files in this table are served, so no address can name a file outside of it. No path is
 * built from a request at run time. Links and unknown types are left out; a missing folder gives an empty table.
 */
export function listAppFiles(folder: string): AppFileTable {
  const table = new Map<string, ServedAppFile>();
  if (!fs.existsSync(folder)) return table;
  const list = (place: string): void => {
    // Not `recursive`: some supported Electron versions cannot do it inside an asar archive.
    for (const entry of fs.readdirSync(path.join(folder, place), { withFileTypes: true })) {
      const name = `${place}/${entry.name}`;
      const type = contentTypeByExtension[path.extname(entry.name)];
      if (entry.isDirectory()) list(name);
      else if (entry.isFile() && type) table.set(name, { file: path.join(folder, name), type });
    }
  };
  list('');
  return table;
}
