#!/usr/bin/env node
// Replacement of the packaging tool fpm, as electron-builder calls it for a .deb (CUSTOM_FPM_PATH). It uses
// Debian's own dpkg-deb: fpm is neither in Debian nor in the package registry.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createControlFile, readFpmCommand } from './fpm-command.mjs';

const fpmCommand = readFpmCommand(
  parseArgs({
    allowPositionals: true,
    options: {
      source: { type: 'string', short: 's' },
      type: { type: 'string', short: 't' },
      force: { type: 'boolean' },
      debug: { type: 'boolean' },
      log: { type: 'string' },
      depends: { type: 'string', short: 'd', multiple: true },
      'deb-recommends': { type: 'string', multiple: true },
      'deb-priority': { type: 'string' },
      'deb-compression': { type: 'string' },
      architecture: { type: 'string' },
      'after-install': { type: 'string' },
      'after-remove': { type: 'string' },
      description: { type: 'string' },
      version: { type: 'string' },
      package: { type: 'string' },
      name: { type: 'string' },
      maintainer: { type: 'string' },
      vendor: { type: 'string' },
      url: { type: 'string' },
      category: { type: 'string' },
      license: { type: 'string' },
      iteration: { type: 'string' },
    },
  }),
);

const stageFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'fieldbook-deb-'));
try {
  for (const { from, to } of fpmCommand.files) copyIntoStage(from, path.join(stageFolder, to));
  execFileSync('chmod', ['-R', 'u+rwX,go+rX,go-w', stageFolder]);
  writeControlFile();
  const level = process.env['FIELDBOOK_DEB_LEVEL'];
  const compression = [`-Z${fpmCommand.compression}`, ...(level ? [`-z${level}`] : [])];
  execFileSync('dpkg-deb', ['--root-owner-group', ...compression, '--build', stageFolder, fpmCommand.output]);
} finally {
  fs.rmSync(stageFolder, { recursive: true, force: true });
}

/**
 * Copies a file or folder; of a source that ends with a slash, the content.
 * @param {string} from
 * @param {string} to
 */
function copyIntoStage(from, to) {
  const isFolder = from.endsWith('/');
  fs.mkdirSync(isFolder ? to : path.dirname(to), { recursive: true });
  execFileSync('cp', isFolder ? ['-a', `${from}.`, to] : [from, to]);
}

function writeControlFile() {
  const folder = path.join(stageFolder, 'DEBIAN');
  const installedKilobytes = Number.parseInt(
    execFileSync('du', ['-sk', stageFolder], { encoding: 'utf8' }),
    10,
  );
  fs.mkdirSync(folder, { mode: 0o755 });
  fs.writeFileSync(path.join(folder, 'control'), createControlFile(fpmCommand, installedKilobytes));
  for (const [name, script] of Object.entries(fpmCommand.scripts)) {
    fs.copyFileSync(script, path.join(folder, name));
    fs.chmodSync(path.join(folder, name), 0o755);
  }
}
