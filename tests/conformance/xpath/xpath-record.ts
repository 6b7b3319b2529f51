import * as z from 'zod';

/** One evaluation by another implementation, with its answer. */
export const XPathRecord = z.readonly(
  z.object({
    test: z.string(),
    expr: z.string(),
    kind: z.enum([
      'boolean',
      'number',
      'string',
      'nodeset',
      'nodesetUnordered',
      'numberRounded',
      'stringMatches',
      'stringLength',
      'throws',
    ]),
    /** JSON has no form for some numbers: they are words. Nodes are given by their paths. */
    expected: z.union([z.string(), z.number(), z.boolean(), z.readonly(z.array(z.string()))]),
    xml: z.string().nullish(),
    /** The context node as a path of indexes (`/*[1]/node()[3]/@id`); without one, the document. */
    context: z.string().nullish(),
    /** The test brought its own prefixes, and none for names without one. */
    customNs: z.boolean().default(false),
    factor: z.number().default(1),
    flags: z.string().default(''),
  }),
);
export type XPathRecord = z.infer<typeof XPathRecord>;
