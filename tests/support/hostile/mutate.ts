import type { Random } from '#tests/support/random/random.ts';

/** Bytes of a hostile or a broken disk: the same seed damages them in the same way. */
export function mutated(bytes: Uint8Array, random: Random): Uint8Array {
  let spoilt = Uint8Array.from(bytes);
  for (let left = random.between(1, 4); left > 0; left -= 1) spoilt = Uint8Array.from(spoil(spoilt, random));
  return spoilt;
}

function spoil(bytes: Uint8Array, random: Random): readonly number[] {
  const all = [...bytes];
  if (all.length === 0) return [random.between(0, 255)];
  const at = random.between(0, Math.max(0, all.length - 1));
  const length = random.between(1, Math.min(64, all.length + 1));
  const piece = all.slice(at, at + length);
  switch (random.between(0, 6)) {
    case 0:
      return all.with(Math.min(at, all.length - 1), (all[at] ?? 0) ^ (1 << random.between(0, 7)));
    case 1:
      return all.toSpliced(at, length);
    case 2:
      return all.toSpliced(at, 0, ...piece);
    case 3:
      return all.toSpliced(at, length, ...piece.map(() => random.between(0, 255)));
    case 4:
      return all.slice(0, at);
    case 5:
      return all.toSpliced(at, Math.min(length, 9), ...Array.from({ length: 9 }, () => 0xff)); // the largest numbers
    default:
      return all.toSpliced(
        at,
        0,
        ...Array.from({ length: 200 }, () => random.pick([0x5b, 0x7b, 0x22, 0x80])),
      ); // deep
  }
}
