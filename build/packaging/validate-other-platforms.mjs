import fs from 'node:fs';
import path from 'node:path';
import { inRepository } from '../repository.mjs';
import { packAsarArchive } from '../setup/asar.mjs';
import { electronInUse } from '../setup/electron-runtime.mjs';
import { BuildProblem, printTopicLine } from '../support/build-problem.mjs';
import { runElectronBuilder } from './electron-builder.mjs';

// Minimal Windows or macOS runtime for electron-builder. The resulting app cannot run, but its layout, its
// archive, its metadata and its fuses can be checked.

const placeholderFuseWire = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 8]),
  Buffer.from('00000000'),
]);

/** @param {string} folder emptied first */
function makeWindowsRuntime(folder) {
  fs.rmSync(folder, { recursive: true, force: true });
  // Any Windows program will do: its icon and version are edited, and it never runs.
  const program = fs.readFileSync(inRepository('node_modules', 'electron-winstaller', 'vendor', 'Setup.exe'));
  writeRuntimeFile(folder, 'electron.exe', Buffer.concat([program, placeholderFuseWire]));
  writeRuntimeFile(folder, 'locales/en-US.pak', '');
  writeRuntimeFile(folder, 'resources/default_app.asar', packAsarArchive([]));
}

/** @param {string} folder emptied first */
function makeMacRuntime(folder) {
  fs.rmSync(folder, { recursive: true, force: true });
  const contents = 'Electron.app/Contents';
  writeRuntimeFile(folder, `${contents}/Info.plist`, infoPlistOf('Electron'));
  writeRuntimeFile(folder, `${contents}/MacOS/Electron`, '');
  writeRuntimeFile(folder, `${contents}/Resources/electron.icns`, '');
  writeRuntimeFile(folder, `${contents}/Resources/default_app.asar`, packAsarArchive([]));
  const framework = `${contents}/Frameworks/Electron Framework.framework`;
  writeRuntimeFile(folder, `${framework}/Versions/A/Resources/en.lproj/locale.pak`, '');
  writeRuntimeFile(folder, `${framework}/Versions/A/Electron Framework`, placeholderFuseWire);
  fs.symlinkSync('Versions/A/Electron Framework', path.join(folder, framework, 'Electron Framework'));
  for (const kind of ['', ' (GPU)', ' (Plugin)', ' (Renderer)']) {
    const helper = `${contents}/Frameworks/Electron Helper${kind}.app/Contents`;
    writeRuntimeFile(folder, `${helper}/Info.plist`, infoPlistOf(`Electron Helper${kind}`));
    writeRuntimeFile(folder, `${helper}/MacOS/Electron Helper${kind}`, '');
  }
}

/**
 * @param {string} folder
 * @param {string} name
 * @param {string | Buffer} content
 */
function writeRuntimeFile(folder, name, content) {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content);
}

/** @param {string} name */
const infoPlistOf = (name) => `<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0"><dict>
  <key>CFBundleExecutable</key><string>${name}</string>
  <key>CFBundleName</key><string>${name}</string>
  <key>CFBundleIdentifier</key><string>com.github.electron</string>
  <key>CFBundlePackageType</key><string>APPL</string>
</dict></plist>
`;

const validationFolder = inRepository('dist', 'validate');

/**
 * Checks the Windows and macOS configurations as far as a foreign machine can. The program electron-builder
 * checks the whole schema, then lays the app out in a placeholder runtime. That layout is checked. Not
 * checked: the installers themselves (nsis, dmg), signing, and that the app starts there.
 */
export async function validateOtherPlatforms() {
  const { version } = electronInUse();
  const targets = [
    {
      name: 'Windows',
      make: makeWindowsRuntime,
      flag: '--win',
      expected: ['win-unpacked/Fieldbook.exe', 'win-unpacked/resources/app.asar'],
    },
    {
      name: 'macOS',
      make: makeMacRuntime,
      flag: '--mac',
      expected: ['Contents/Info.plist', 'Contents/MacOS/Fieldbook', 'Contents/Resources/app.asar'].map(
        (file) => `mac/Fieldbook.app/${file}`,
      ),
    },
  ];
  for (const { name, make, flag, expected } of targets) {
    const folder = path.join(validationFolder, 'runtime');
    const output = path.join(validationFolder, 'output');
    fs.rmSync(output, { recursive: true, force: true });
    make(folder);
    const folders = [`-c.directories.output=${output}`, '-c.mac.identity=null'];
    await runElectronBuilder([flag, 'dir', '--x64', ...folders], { folder, version, official: false });

    const missing = expected.filter((file) => !fs.existsSync(path.join(output, file)));
    if (missing.length > 0) throw new BuildProblem(`${name}: the layout lacks ${missing.join(', ')}`);
    printTopicLine(
      'package',
      `${name}: the configuration is valid and the app is laid out as expected (installer not built)`,
    );
  }
  fs.rmSync(validationFolder, { recursive: true, force: true });
}
