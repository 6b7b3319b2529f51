import fs from 'node:fs';
import { chromium } from 'playwright';
import { inRepository } from '../repository.mjs';
import { electronSandboxFlags } from '../support/electron-run.mjs';

// `node build/packaging/make-icons.mjs`, run by hand after a change of build/packaging/icon.svg. Its results are kept
// in the repository, so that packaging needs no tool for pictures.

/** Apple's names for pictures of a size. @type {readonly (readonly [size: number, name: string])[]} */
const appleSizes = [
  [128, 'ic07'],
  [256, 'ic08'],
  [512, 'ic09'],
];
const windowsSizes = [16, 24, 32, 48, 64, 128, 256];

const iconSvg = fs.readFileSync(inRepository('build', 'packaging', 'icon.svg'), 'utf8');
const iconBrowser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: [...electronSandboxFlags()],
});
try {
  fs.writeFileSync(inRepository('build', 'packaging', 'icon.png'), await drawIcon(512));
  fs.writeFileSync(inRepository('build', 'packaging', 'icon.ico'), await createIcoFile());
  fs.writeFileSync(inRepository('build', 'packaging', 'icon.icns'), await createIcnsFile());
} finally {
  await iconBrowser.close();
}

/** @param {number} size */
async function drawIcon(size) {
  const page = await iconBrowser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${iconSvg}`,
  );
  const png = await page.screenshot({ omitBackground: true });
  await page.close();
  return png;
}

async function createIcoFile() {
  const pictures = [];
  for (const size of windowsSizes) pictures.push({ size, png: await drawIcon(size) });

  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  for (const [index, { size, png }] of pictures.entries()) {
    const at = 6 + 16 * index;
    head.writeUInt8(size % 256, at); // 256 is written as 0
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}

async function createIcnsFile() {
  const blocks = [];
  for (const [size, name] of appleSizes) blocks.push(createIcnsBlock(name, await drawIcon(size)));
  return createIcnsBlock('icns', Buffer.concat(blocks));
}

/**
 * @param {string} name
 * @param {Buffer} content
 */
function createIcnsBlock(name, content) {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32BE(head.length + content.length, 4);
  return Buffer.concat([head, content]);
}
