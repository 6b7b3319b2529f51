import * as z from 'zod';

const list = <T extends z.ZodType>(sample: T) => z.array(sample).default([]);

const Transfer = z.object({ total: z.number(), http: z.number(), ms: z.number(), wall: z.number() });
const Killed = z.object({ resentPct: z.number() });

/** What the peers' harness writes down of a run, as far as we read it. */
export const PeerSamples = z.object({
  initial: list(Transfer),
  fresh: list(Transfer),
  oneWarm: list(Transfer),
  sync10k: list(Transfer),
  sat10k: list(Transfer.extend({ extrapolatedMs: z.number().optional() })),
  edits: list(z.object({ n: z.number(), ms: z.number() })),
  conflicts: list(
    z.object({
      pairs: z.number(),
      loserInspectable: z.number(),
      nonConcurrentEditedFields: z.number(),
      nonConcurrentVisible: z.number(),
    }),
  ),
  killClient10k: list(Killed),
  killServer10k: list(Killed),
});
export type PeerSamples = z.infer<typeof PeerSamples>;

export const Results = z.object({ samples: PeerSamples });
