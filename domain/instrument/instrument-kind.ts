import * as z from 'zod';
import type { KindSchema } from '#domain/document/kind-schema.ts';
import { DocumentKind } from '#domain/document/op.ts';
import { valueAt } from '#domain/document/document.ts';
import type { SummaryFactRule } from '#domain/document/summary-fact-rule.ts';

/** What lists show of a published instrument beside its title and status. */
export const instrumentFactRule: SummaryFactRule = {
  facts: ({ view }) =>
    Object.fromEntries(
      (['id', 'version', 'languages', 'questions', 'hash'] as const).map((path) => [
        path,
        valueAt(view, path) ?? null,
      ]),
    ),
};

/** A published version of an instrument: a document of the programme's log, which every laptop reads. */
export const instrumentKind = DocumentKind.parse('instrument');

/** `retired`: nothing new is begun with it; what was begun goes on. */
export const InstrumentStatus = z.enum(['published', 'retired']);
export type InstrumentStatus = z.infer<typeof InstrumentStatus>;

/** Letters of one part of the content: a value may have 64 KiB as JSON (sync.md 2). */
export const contentPartLetters = 48 * 1024;

/** What a content may weigh: deflated and in base64, as it travels, and as the JSON text that it is. */
export const maximumContentParts = 100;
export const maximumContentBytes = 16 * 1024 * 1024;

/** Everything but the state is written once: versions never change (instrument.md, Shape). */
export const instrumentSchema: KindSchema = [
  { pattern: 'title', holds: z.string().max(400), once: true },
  { pattern: 'id', holds: z.string().min(1).max(200), once: true },
  { pattern: 'version', holds: z.string().max(100), once: true },
  { pattern: 'languages', holds: z.array(z.string().max(100)).max(100), once: true },
  { pattern: 'questions', holds: z.int().nonnegative(), once: true },
  { pattern: 'hash', holds: z.string().regex(/^[0-9a-f]{64}$/), once: true },
  { pattern: 'parts', holds: z.int().min(1).max(maximumContentParts), once: true },
  { pattern: 'content/*', holds: z.base64().max(contentPartLetters), once: true },
  { pattern: 'status', holds: InstrumentStatus },
];
