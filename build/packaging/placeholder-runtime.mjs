import fs from 'node:fs';
import path from 'node:path';
import { inRepository } from '../repository.mjs';
import { packAsar } from '../setup/asar.mjs';

// Just enough of a Windows or macOS runtime for electron-builder to lay an app out in it: what it makes cannot run,
// but its layout, its archive, its metadata and its fuses can be looked at.

const fuseWire = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 8]),
  Buffer.from('00000000'),
]);

/**
 * @param {string} folder made anew
 */
export function makeWindowsRuntime(folder) {
  fs.rmSync(folder, { recursive: true, force: true });
  // Any Windows program will do: its icon and version are edited, and it never runs.
  const program = fs.readFileSync(inRepository('node_modules', 'electron-winstaller', 'vendor', 'Setup.exe'));
  write(folder, 'electron.exe', Buffer.concat([program, fuseWire]));
  write(folder, 'locales/en-US.pak', '');
  write(folder, 'resources/default_app.asar', packAsar([]));
}

/**
 * @param {string} folder made anew
 */
export function makeMacRuntime(folder) {
  fs.rmSync(folder, { recursive: true, force: true });
  const contents = 'Electron.app/Contents';
  write(folder, `${contents}/Info.plist`, infoPlist('Electron'));
  write(folder, `${contents}/MacOS/Electron`, '');
  write(folder, `${contents}/Resources/electron.icns`, '');
  write(folder, `${contents}/Resources/default_app.asar`, packAsar([]));
  const framework = `${contents}/Frameworks/Electron Framework.framework`;
  write(folder, `${framework}/Versions/A/Resources/en.lproj/locale.pak`, '');
  write(folder, `${framework}/Versions/A/Electron Framework`, fuseWire);
  fs.symlinkSync('Versions/A/Electron Framework', path.join(folder, framework, 'Electron Framework'));
  for (const kind of ['', ' (GPU)', ' (Plugin)', ' (Renderer)']) {
    const helper = `${contents}/Frameworks/Electron Helper${kind}.app/Contents`;
    write(folder, `${helper}/Info.plist`, infoPlist(`Electron Helper${kind}`));
    write(folder, `${helper}/MacOS/Electron Helper${kind}`, '');
  }
}

/**
 * @param {string} folder
 * @param {string} name
 * @param {string | Buffer} content
 */
function write(folder, name, content) {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content);
}

/** @param {string} name */
const infoPlist = (name) => `<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0"><dict>
  <key>CFBundleExecutable</key><string>${name}</string>
  <key>CFBundleName</key><string>${name}</string>
  <key>CFBundleIdentifier</key><string>com.github.electron</string>
  <key>CFBundlePackageType</key><string>APPL</string>
</dict></plist>
`;
