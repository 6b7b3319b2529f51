import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { numberOfText } from '../value.ts';
import type { World } from '../world.ts';

const modulus = 2_147_483_647;
const multiplier = 16_807;

/**
 * Items in an order that a seed decides, in the same one that ODK Collect and ODK Web Forms give: a shuffle from the
 * inside out with the generator of Park and Miller. Without a seed, chance is the world's.
 */
export function shuffled<T>(items: readonly T[], seed: string | null, world: World): readonly T[] {
  const draw = seed === null ? () => world.random() : generator(seedOf(seed, world));
  const out: T[] = [];
  for (const [at, item] of items.entries()) {
    const place = Math.floor(draw() * (at + 1));
    const moved = out[place];
    if (place === at || moved === undefined) out.push(item);
    else {
      out.push(moved);
      out[place] = item;
    }
  }
  return out;
}

function generator(seed: bigint): () => number {
  const rest = Number(seed % BigInt(modulus));
  let state = rest <= 0 ? rest + modulus - 1 : rest;
  return () => {
    state = (state * multiplier) % modulus;
    return (state - 1) / (modulus - 1);
  };
}

/** Whole numbers as they are; what is no number by the first 64 bits of its SHA-256; blank is 0. */
function seedOf(text: string, world: World): bigint {
  const number = numberOfText(text, world);
  if (Number.isFinite(number)) return BigInt(Math.trunc(number));
  if (text === '' || text === 'NaN') return 0n;
  const bytes = sha256(utf8ToBytes(text)).subarray(0, 8);
  return BigInt.asIntN(
    64,
    bytes.reduce((all, byte) => (all << 8n) | BigInt(byte), 0n),
  );
}
