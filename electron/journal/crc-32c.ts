// CRC-32C (Castagnoli), reflected, as RFC 3720 has it. Node's zlib.crc32 is another polynomial.
const crc32cPolynomial = 0x82f63b78;

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let register = byte;
  for (let bit = 0; bit < 8; bit += 1) register = (register >>> 1) ^ (register & 1 ? crc32cPolynomial : 0);
  return register;
});

/** The table has an entry for every byte. */
const feedByte = (register: number, byte: number): number =>
  (crcTable[(register ^ byte) & 0xff] ?? 0) ^ (register >>> 8);

/** Compute the CRC-32C of these bytes as an unsigned number; 0xE3069283 for the ASCII digits "123456789". */
export function crc32c(bytes: Uint8Array): number {
  let register = 0xffffffff;
  for (let place = 0; place < bytes.length; place += 1) register = feedByte(register, bytes[place] ?? 0);
  return ~register >>> 0;
}

/**
 * Create a function that returns `crc32c` of any part of these bytes in constant time. The search for whole frames in a
 * damaged file needs the sums of thousands of parts of megabytes.
 */
export function crc32cOfParts(bytes: Uint8Array): (fromByte: number, toByte: number) => number {
  const registers = new Uint32Array(bytes.length + 1);
  for (let place = 0; place < bytes.length; place += 1)
    registers[place + 1] = feedByte(registers[place] ?? 0, bytes[place] ?? 0);

  // The register is linear: its content before a part is added after it, shifted by as many zero bytes.
  return (fromByte, toByte) => {
    const before = (registers[fromByte] ?? 0) ^ 0xffffffff;
    return ~((registers[toByte] ?? 0) ^ registerAfterZeros(before, toByte - fromByte)) >>> 0;
  };
}

/** Return the register after this many further zero bytes. */
function registerAfterZeros(register: number, bytes: number): number {
  let moved = register;
  for (let power = 0; bytes >>> power > 0; power += 1)
    if ((bytes >>> power) & 1) moved = applyBitMap(zeroMapsByPower[power] ?? [], moved);
  return moved;
}

/** Linear map of the register: the image of each of its bits. */
type RegisterBitMap = readonly number[];

function applyBitMap(map: RegisterBitMap, register: number): number {
  let product = 0;
  for (let bit = 0; bit < 32; bit += 1) if ((register >>> bit) & 1) product ^= map[bit] ?? 0;
  return product;
}

/** Maps of 1, 2, 4, ... zero bytes; enough for files of 4 GiB. */
const zeroMapsByPower: readonly RegisterBitMap[] = createZeroMaps();

function createZeroMaps(): readonly RegisterBitMap[] {
  const maps = [Array.from({ length: 32 }, (_, bit) => feedByte(1 << bit, 0))];
  while (maps.length < 32) {
    const last = maps.at(-1) ?? [];
    maps.push(last.map((column) => applyBitMap(last, column)));
  }
  return maps;
}
