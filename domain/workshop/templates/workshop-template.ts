import * as z from 'zod';
import { SessionEntryType } from '../session-entry.ts';
import { SessionKind } from '../workshop-schema.ts';

/** Code of a template, such as `W1`. */
export const TemplateCode = z.string().regex(/^[A-Z][A-Z0-9-]{0,19}$/);

/** Version of a template as its author numbers it, such as `1.0.0`. */
export const TemplateVersion = z.string().regex(/^[0-9A-Za-z][0-9A-Za-z.-]{0,19}$/);

export const TemplateLanguage = z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/);

const maximumTemplateLanguages = 20;

/** A text in each language that the template has it in. */
const LocalText = z
  .readonly(z.record(TemplateLanguage, z.string().trim().min(1).max(400)))
  .refine((texts) => Object.keys(texts).length > 0 && Object.keys(texts).length <= maximumTemplateLanguages);
export type LocalText = z.infer<typeof LocalText>;

/** Id of a learning objective within its template, such as `LO3`. */
const ObjectiveId = z.string().regex(/^LO[1-9][0-9]?$/);

/** Depth of a learning objective (docs/requirements.md A1). */
const ObjectiveLevel = z.enum(['know', 'apply', 'plan']);

const TemplateObjective = z.readonly(z.object({ id: ObjectiveId, level: ObjectiveLevel, text: LocalText }));
type TemplateObjective = z.infer<typeof TemplateObjective>;

/** Largest number of days of a template. */
export const maximumTemplateDays = 14;

/** Proposed part of an agenda; everything can be changed in the workshop afterwards. */
export const TemplateSession = z.readonly(
  z.object({
    day: z.int().min(1).max(maximumTemplateDays),
    /** Number of the block within its day; null for breaks and lunch. */
    block: z.int().min(1).max(30).nullable(),
    kind: SessionKind,
    minutes: z.int().min(0).max(720),
    title: LocalText,
    method: LocalText.nullable(),
    /** Function of the person who leads it. */
    lead: LocalText.nullable(),
    objectives: z.readonly(z.array(ObjectiveId).max(20)),
    materials: LocalText.nullable(),
    output: LocalText.nullable(),
    /** Types of notes that are taken in it. */
    noteTypes: z.readonly(z.array(SessionEntryType).max(SessionEntryType.options.length)),
  }),
);
export type TemplateSession = z.infer<typeof TemplateSession>;

/** Code of a test bank or questionnaire. */
const ContentCode = z.string().regex(/^[A-Z][A-Z0-9-]{0,19}$/);

/**
 * An agenda to start a workshop from (docs/requirements.md C1). The texts become the workshop's own and may be
 * changed there.
 */
export const WorkshopTemplate = z
  .readonly(
    z.object({
      code: TemplateCode,
      version: TemplateVersion,
      title: LocalText,
      days: z.int().min(1).max(maximumTemplateDays),
      audience: LocalText.nullable(),
      outputs: LocalText.nullable(),
      objectives: z.readonly(z.array(TemplateObjective).max(30)),
      /** Bank of its test; null without a test. */
      test: ContentCode.nullable(),
      /** Questionnaire of its evaluation. */
      questionnaire: ContentCode.nullable(),
      sessions: z.readonly(z.array(TemplateSession).min(1).max(200)),
    }),
  )
  .superRefine(({ days, objectives, sessions }, context) => {
    const known = new Set(objectives.map(({ id }) => id));
    if (known.size < objectives.length)
      context.addIssue({ code: 'custom', path: ['objectives'], message: 'an id is there twice' });
    sessions.forEach((templateSession, at) => {
      if (templateSession.day > days)
        context.addIssue({ code: 'custom', path: ['sessions', at, 'day'], message: 'is after the last day' });
      if (templateSession.objectives.some((id) => !known.has(id)))
        context.addIssue({ code: 'custom', path: ['sessions', at, 'objectives'], message: 'is not listed' });
    });
  });
export type WorkshopTemplate = z.infer<typeof WorkshopTemplate>;

/** A text in this language; in English or any language where it has none. Empty for no text. */
export const templateTextIn = (localText: LocalText | null, language: string): string =>
  localText === null ? '' : (localText[language] ?? localText['en'] ?? Object.values(localText)[0] ?? '');

/** Languages of the title, in the template's order. */
export const templateLanguagesOf = ({ title }: WorkshopTemplate): readonly string[] => Object.keys(title);
