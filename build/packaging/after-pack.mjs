import fs from 'node:fs';
import path from 'node:path';

/**
 * electron-builder copies a runtime as it is: takes out what only a development runtime needs, and which it would
 * otherwise leave in the package.
 * @param {{ appOutDir: string, electronPlatformName: string }} context
 */
export default async function afterPack({ appOutDir, electronPlatformName }) {
  if (electronPlatformName === 'darwin') return; // there it removes them itself
  for (const file of ['resources/default_app.asar', 'version']) {
    fs.rmSync(path.join(appOutDir, file), { force: true });
  }
}
