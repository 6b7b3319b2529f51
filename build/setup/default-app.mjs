// Electron's own start-up app, which the fallback runtime comes without: finds the app named on the command line
// and runs it. Packed into resources/default_app.asar by electron-fallback.mjs; runs inside Electron.

import fs from 'node:fs';
import Module from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app as publicApp } from 'electron/main';

/** The start-up app alone also calls setVersion and setAppPath, which have no public type. @type {any} */
const app = publicApp;
const { target, required } = readArguments(process.argv.slice(1));
if (required.length > 0) preload(required);
if (target === null) {
  console.error('usage: electron [options] <path to app>');
  process.exit(1);
}
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });

const entry = describeApp(path.resolve(target));
// Top-level await: Electron's 'ready' waits for the app's own module.
await import(pathToFileURL(entry).href);

/** @param {readonly string[]} words */
function readArguments(words) {
  const required = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '-r' || word === '--require') required.push(words[++at] ?? '');
    else if (word === '-v' || word === '--version') answer(`v${process.versions['electron']}`);
    else if (word === '-a' || word === '--abi') answer(process.versions.modules);
    else if (word.startsWith('--app=')) return { target: word.slice('--app='.length), required };
    else if (!word.startsWith('-')) return { target: word, required };
  }
  return { target: null, required };
}

/** @param {string} text */
function answer(text) {
  console.log(text);
  process.exit(0);
}

/** @param {readonly string[]} modules */
function preload(modules) {
  /** @type {any} */ (Module)._preloadModules(modules); // called by `node -r`; there is no public way
}

/**
 * Gives Electron the app's name, version and place, as its stock start-up app does.
 * @param {string} folder
 * @returns {string} the app's main module
 */
function describeApp(folder) {
  const manifestFile = path.join(folder, 'package.json');
  try {
    const main = /** @type {any} */ (Module)._resolveFilename(folder, null, true);
    if (!fs.existsSync(manifestFile)) {
      app.setAppPath(path.dirname(main));
      return main;
    }
    const manifest = JSON.parse(fs.readFileSync(manifestFile, 'utf8'));
    if (manifest.version) app.setVersion(manifest.version);
    app.setName(manifest.productName ?? manifest.name ?? app.getName());
    app.setDesktopName(manifest.desktopName ?? `${app.getName()}.desktop`);
    app.setAppPath(folder);
    return main;
  } catch (error) {
    console.error(`Unable to find Electron app at ${folder}`, error);
    return process.exit(1);
  }
}
