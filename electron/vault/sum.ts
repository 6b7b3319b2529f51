import crypto from 'node:crypto';
import { canonicalJson, type Json } from '#domain/base/json.ts';

/** Tells a damaged file from a whole one. Whoever can write the file can also write its sum: it proves nothing else. */
export const sumOf = (value: Json): string =>
  crypto.createHash('sha256').update(canonicalJson(value)).digest('hex');
