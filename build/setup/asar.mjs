/**
 * Packs a few small files into Electron's archive format: a pickled JSON index, then the contents.
 * @param {readonly (readonly [name: string, content: Buffer])[]} files
 * @returns {Buffer}
 */
export function packAsarArchive(files) {
  /** @type {Record<string, { size: number, offset: string }>} */
  const index = {};
  let offset = 0;
  for (const [name, content] of files) {
    index[name] = { size: content.length, offset: String(offset) };
    offset += content.length;
  }
  const json = Buffer.from(JSON.stringify({ files: index }));
  const paddedLength = Math.ceil(json.length / 4) * 4;

  const head = Buffer.alloc(16 + paddedLength);
  head.writeUInt32LE(4, 0);
  head.writeUInt32LE(8 + paddedLength, 4);
  head.writeUInt32LE(4 + paddedLength, 8);
  head.writeUInt32LE(json.length, 12);
  json.copy(head, 16);
  return Buffer.concat([head, ...files.map(([, content]) => content)]);
}
