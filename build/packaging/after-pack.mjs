import fs from 'node:fs';
import path from 'node:path';

/**
 * Removes parts of a development runtime, which electron-builder copies into the package as they are.
 * @param {{ appOutDir: string, electronPlatformName: string }} context
 */
export default async function afterPack({ appOutDir, electronPlatformName }) {
  if (electronPlatformName === 'darwin') return; // on macOS electron-builder removes them
  for (const file of ['resources/default_app.asar', 'version']) {
    fs.rmSync(path.join(appOutDir, file), { force: true });
  }
}
