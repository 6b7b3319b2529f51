import * as z from 'zod';
import { MaturityLevel } from '../assessment/assessment.ts';
import defaultContent from './default-needs-assessment.json' with { type: 'json' };

/** Dimensions of the built-in instrument, whose titles are in each language of the screens. */
export const BuiltInDimension = z.enum(['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8']);

/** One comparison of a rule: the id of a screening question or an indicator, an operator, and the expected value. */
const RuleComparison = z.readonly(z.tuple([z.string(), z.literal('=='), z.union([z.string(), z.number()])]));

/**
 * `na_if` excludes an indicator, `floor_if` proposes level 1 where something is logically absent
 * (docs/requirements.md B4).
 */
export const IndicatorRule = z.readonly(
  z.object({
    kind: z.enum(['na_if', 'floor_if']),
    all: z.readonly(z.array(RuleComparison)),
    note: z.string(),
  }),
);
export type IndicatorRule = z.infer<typeof IndicatorRule>;

/** One assessable statement in question form with five level descriptors. */
export const Indicator = z.readonly(
  z.object({
    id: z.string(),
    title: z.string(),
    question: z.string(),
    scope: z.enum(['national', 'institution']),
    types: z.readonly(z.array(z.string())),
    weight: z.int().min(1).max(3),
    gate: z.boolean(),
    tags: z.readonly(z.array(z.string())),
    default_target: MaturityLevel,
    evidence_prompt: z.string(),
    rules: z.readonly(z.array(IndicatorRule)),
    levels: z.readonly(z.array(z.string()).length(5)),
  }),
);
export type Indicator = z.infer<typeof Indicator>;

export const MaturityDimension = z.readonly(
  z.object({
    code: z.string(),
    title: z.string(),
    weight: z.number().positive(),
    purpose: z.string(),
    generic_levels: z.readonly(z.array(z.string())),
    indicators: z.readonly(z.array(Indicator)),
  }),
);
export type MaturityDimension = z.infer<typeof MaturityDimension>;

export const ScreeningQuestion = z.readonly(
  z.object({ id: z.string(), question: z.string(), answers: z.string() }),
);
export type ScreeningQuestion = z.infer<typeof ScreeningQuestion>;

/** A published set of questions; versions never change. Names as in the shared data file, which other tools read too. */
export const MaturityModel = z.readonly(
  z.object({
    id: z.string(),
    version: z.string(),
    language: z.string(),
    scale: z.readonly(
      z.array(z.readonly(z.object({ level: MaturityLevel, label: z.string(), meaning: z.string() }))),
    ),
    institution_types: z.readonly(z.record(z.string(), z.string())),
    screening: z.readonly(z.array(ScreeningQuestion)),
    dimensions: z.readonly(z.array(MaturityDimension)),
  }),
);
export type MaturityModel = z.infer<typeof MaturityModel>;

/** Fieldbook's own needs assessment (docs/requirements.md B): 8 dimensions, 54 indicators. */
export const defaultMaturityModel: MaturityModel = MaturityModel.parse(defaultContent);

/** Value of an assessment's `instrument`. */
export const maturityModelRef = (maturityModel: MaturityModel): string =>
  `${maturityModel.id}@${maturityModel.version}`;

/** Version of the built-in instrument in a reference of an assessment, `id@version`; null for another instrument. */
export function builtInVersionOf(ref: string): string | null {
  const [id, version = ''] = ref.split('@');
  return id === defaultMaturityModel.id ? version : null;
}

/** All indicators of the model, in the order of its dimensions. */
export const allIndicators = (maturityModel: MaturityModel): readonly Indicator[] =>
  maturityModel.dimensions.flatMap(({ indicators }) => indicators);
