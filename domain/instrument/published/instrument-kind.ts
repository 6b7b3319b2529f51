import * as z from 'zod';
import type { KindSchema } from '#domain/document/kind-schema.ts';
import { Kind } from '#domain/document/op.ts';

/** A published version of an instrument: a document of the programme's log, which every laptop reads. */
export const instrumentKind = Kind.parse('instrument');

/** `retired`: nothing new is begun with it; what was begun goes on. */
export const InstrumentStatus = z.enum(['published', 'retired']);
export type InstrumentStatus = z.infer<typeof InstrumentStatus>;

/** Letters of one part of the content: a value may have 64 KiB as JSON (sync.md 2). */
export const partLetters = 48 * 1024;

/** What a content may weigh: deflated and in base64, as it travels, and as the JSON text that it is. */
export const mostParts = 100;
export const largestContentBytes = 16 * 1024 * 1024;

/** Everything but the state is written once: versions never change (instrument.md, Shape). */
export const instrumentSchema: KindSchema = [
  { pattern: 'title', holds: z.string().max(400), once: true },
  { pattern: 'id', holds: z.string().min(1).max(200), once: true },
  { pattern: 'version', holds: z.string().max(100), once: true },
  { pattern: 'languages', holds: z.array(z.string().max(100)).max(100), once: true },
  { pattern: 'questions', holds: z.int().nonnegative(), once: true },
  { pattern: 'hash', holds: z.string().regex(/^[0-9a-f]{64}$/), once: true },
  { pattern: 'parts', holds: z.int().min(1).max(mostParts), once: true },
  { pattern: 'content/*', holds: z.base64().max(partLetters), once: true },
  { pattern: 'status', holds: InstrumentStatus },
];
