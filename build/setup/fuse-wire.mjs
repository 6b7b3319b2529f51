import fs from 'node:fs';

/** Positions in Electron's fuse wire, version 1 (the ones that we set here). */
export const fusePositions = { nodeCliInspect: 3, browserSnapshot: 6 };

const fuseWireSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/**
 * Sets fuses in an Electron program: bytes behind a sentinel, '1' for on. Set-up runs before any dependency
 * can be counted on, hence not `@electron/fuses`.
 * @param {string} program
 * @param {readonly (readonly [position: number, on: boolean])[]} wanted
 */
export function writeFuses(program, wanted) {
  const at = fs.readFileSync(program).indexOf(fuseWireSentinel);
  const file = fs.openSync(program, 'r+');
  try {
    const wireVersion = Buffer.alloc(1);
    fs.readSync(file, wireVersion, 0, 1, at + fuseWireSentinel.length);
    if (at < 0 || wireVersion[0] !== 1) throw new Error('no fuse wire of version 1 in the program');
    for (const [position, on] of wanted) {
      fs.writeSync(file, on ? '1' : '0', at + fuseWireSentinel.length + 2 + position);
    }
  } finally {
    fs.closeSync(file);
  }
}
