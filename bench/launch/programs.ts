import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import fs from 'node:fs';
import path from 'node:path';
import { packAsar } from '#build/setup/asar.mjs';

const page = '<!doctype html><title>Hello</title><h1>Hello world</h1>';
// By its address: a packaged app of ours may not read pages from files.
const main = `const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 800 })
  .loadURL(${JSON.stringify(`data:text/html,${encodeURIComponent(page)}`)}));`;

/**
 * A copy of the packaged app that can be driven: as it is shipped nobody can attach to it. One fuse is changed, the same
 * one in both programs.
 */
export async function makeDriven(packaged: string, folder: string): Promise<string> {
  fs.cpSync(packaged, folder, { recursive: true });
  const program = path.join(folder, 'fieldbook');
  await flipFuses(program, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  return program;
}

/** The least that a window can be: the same runtime around a page with one heading. */
export async function makeHello(packaged: string, folder: string): Promise<string> {
  const program = await makeDriven(packaged, folder);
  const description = JSON.stringify({ name: 'hello', main: 'main.js' });
  const files = { 'package.json': description, 'main.js': main };
  const archive = packAsar(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)] as const));
  fs.writeFileSync(path.join(folder, 'resources', 'app.asar'), archive);
  fs.rmSync(path.join(folder, 'resources', 'app.asar.unpacked'), { recursive: true, force: true });
  return program;
}
