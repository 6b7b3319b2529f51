import fs from 'node:fs';
import path from 'node:path';
import { Problem, say } from '../problem.mjs';
import { inRepository } from '../repository.mjs';
import { electronInUse } from '../setup/electron-runtime.mjs';
import { runElectronBuilder } from './electron-builder.mjs';
import { makeMacRuntime, makeWindowsRuntime } from './placeholder-runtime.mjs';

const scratch = inRepository('dist', 'validate');

/**
 * Checks the Windows and macOS configurations as far as a foreign machine can: electron-builder checks the whole
 * schema, then lays the app out in a placeholder runtime, whose layout is looked at. Not checked: the installers
 * themselves (nsis, dmg), signing, and that the app starts there.
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
    const folder = path.join(scratch, 'runtime');
    const output = path.join(scratch, 'output');
    fs.rmSync(output, { recursive: true, force: true });
    make(folder);
    const place = [`-c.directories.output=${output}`, '-c.mac.identity=null'];
    await runElectronBuilder([flag, 'dir', '--x64', ...place], { folder, version, official: false });

    const missing = expected.filter((file) => !fs.existsSync(path.join(output, file)));
    if (missing.length > 0) throw new Problem(`${name}: the layout lacks ${missing.join(', ')}`);
    say(
      'package',
      `${name}: the configuration is valid and the app is laid out as expected (installer not built)`,
    );
  }
  fs.rmSync(scratch, { recursive: true, force: true });
}
