/** Streams of an OLE compound file by name (MS-CFB): the container of `.xls` and encrypted workbooks. */
interface CompoundFile {
  readonly names: readonly string[];
  stream(name: string): Uint8Array | null;
}

const endOfSectorChain = 0xfffffffe;
const noSectorId = 0xffffffff;

/** Read the directory of a compound file; null when it is damaged. Circular chains end. */
export function openCompoundFile(bytes: Uint8Array): CompoundFile | null {
  if (bytes.length < 512) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sectorShift = view.getUint16(30, true);
  const miniShift = view.getUint16(32, true);
  if ((sectorShift !== 9 && sectorShift !== 12) || miniShift !== 6) return null;
  const sectorBytes = 1 << sectorShift;
  const sectorCount = Math.ceil((bytes.length - sectorBytes) / sectorBytes);

  const sector = (id: number): Uint8Array => bytes.subarray((id + 1) * sectorBytes, (id + 2) * sectorBytes);
  const fat = readAllocationTable(view, sectorBytes, sectorCount, sector);
  const chain = (first: number, table: (id: number) => number, most: number): readonly number[] => {
    const ids: number[] = [];
    for (let id = first; id < most && ids.length <= most; id = table(id)) ids.push(id);
    return ids;
  };
  const nextSector = (id: number): number => fat[id] ?? endOfSectorChain;
  const readChain = (first: number): Uint8Array =>
    joinSectors(chain(first, nextSector, sectorCount).map(sector));

  const directoryEntries = readCompoundDirectory(readChain(view.getUint32(48, true)));
  const root = directoryEntries.find(({ type }) => type === 5);
  if (!root) return null;
  const miniStream = readChain(root.first);
  const miniFat = readUint32Words(readChain(view.getUint32(60, true)));
  const nextMini = (id: number): number => miniFat[id] ?? endOfSectorChain;
  const cutoff = view.getUint32(56, true);

  return {
    names: directoryEntries.map(({ name }) => name),
    stream(name) {
      const directoryEntry = directoryEntries.find(
        (one) => one.type === 2 && one.name.toLowerCase() === name.toLowerCase(),
      );
      if (!directoryEntry) return null;
      if (directoryEntry.bytes >= cutoff)
        return readChain(directoryEntry.first).subarray(0, directoryEntry.bytes);
      const minis = chain(directoryEntry.first, nextMini, miniFat.length);
      return joinSectors(minis.map((id) => miniStream.subarray(id * 64, id * 64 + 64))).subarray(
        0,
        directoryEntry.bytes,
      );
    },
  };
}

/** Sector numbers by sector number: the allocation table, listed in the header and its continuation. */
function readAllocationTable(
  view: DataView,
  sectorBytes: number,
  sectorCount: number,
  sector: (id: number) => Uint8Array,
): readonly number[] {
  const parts: number[] = [];
  for (let index = 0; index < 109; index += 1) parts.push(view.getUint32(76 + index * 4, true));
  let more = view.getUint32(68, true);
  for (let guard = 0; more < sectorCount && guard < sectorCount; guard += 1) {
    const list = readUint32Words(sector(more));
    parts.push(...list.slice(0, sectorBytes / 4 - 1));
    more = list[sectorBytes / 4 - 1] ?? noSectorId;
  }
  const used = parts.filter((id) => id < sectorCount).slice(0, sectorCount);
  return used.flatMap((id) => readUint32Words(sector(id)));
}

interface DirectoryEntry {
  readonly name: string;
  /** 5 is the root, 2 a stream, 1 a folder. */
  readonly type: number;
  readonly first: number;
  readonly bytes: number;
}

function readCompoundDirectory(bytes: Uint8Array): readonly DirectoryEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const directoryEntries: DirectoryEntry[] = [];
  for (let at = 0; at + 128 <= bytes.length && directoryEntries.length < 10_000; at += 128) {
    const nameBytes = Math.min(64, view.getUint16(at + 64, true));
    let name = '';
    for (let letter = 0; letter + 2 < nameBytes; letter += 2)
      name += String.fromCharCode(view.getUint16(at + letter, true));
    directoryEntries.push({
      name,
      type: view.getUint8(at + 66),
      first: view.getUint32(at + 116, true),
      bytes: view.getUint32(at + 120, true),
    });
  }
  return directoryEntries;
}

function readUint32Words(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) => view.getUint32(index * 4, true));
}

function joinSectors(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
