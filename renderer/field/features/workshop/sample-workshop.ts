import { type Document, emptyDocument } from '#domain/document/document.ts';
import { dotOf } from '#domain/document/op.ts';
import { DeviceId, DocumentId } from '#domain/ids.ts';
import { decideApplyTemplate } from '#domain/workshop/create-workshop.ts';
import { nationalPolicyTemplate } from '#domain/workshop/templates/built-in-templates.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import type { EditedText } from '#renderer/field/parts/text-field-props.ts';
import type { RecordFieldOptions } from '#renderer/records/record-field.tsx';
import type { FieldRow } from '#renderer/records/record-fields.tsx';
import { type AgendaDayFacts, shownAgendaOf } from './agenda/agenda-facts.ts';

const sampleDevice = DeviceId.parse('a'.repeat(32));
const sampleDoc = DocumentId.parse('018f0000-0000-7000-8000-000000000001');

/** Workshop that was started from W1. */
export const sampleWorkshop: Document = (() => {
  const values = decideApplyTemplate(undefined, nationalPolicyTemplate, 'en');
  const held = [
    ['from', '2026-11-24'],
    ['to', '2026-11-27'],
    ['title', 'National policy and capability planning'],
    ['place', 'Port Arland'],
    ['languages', ['en', 'fr']],
    ['mode', 'on-site'],
    ['sessions/w1-01/delivered-minutes', 65],
    ['sessions/w1-02/delivery', 'as-planned'],
    ['sessions/w1-03/delivered-minutes', 80],
    ['sessions/w1-04/delivery', 'dropped'],
    ['sessions/w1-14/starts', '13:15'],
    ['sessions/w1-15/starts', '14:20'],
  ] as const;
  const registers = [
    ...(values.ok ? values.value : []),
    ...held.map(([path, value]) => ({ path, value })),
  ].map(({ path, value }, at) => [
    path,
    { heads: [{ dot: dotOf(sampleDevice, at + 1), stamp: [at + 1, 0], value }] },
  ]);
  return { ...emptyDocument(sampleDoc, workshopKind), registers: Object.fromEntries(registers) };
})();

/** Its agenda on the second day: notes from the first, one session with a conflict. */
export const sampleDays: readonly AgendaDayFacts[] = shownAgendaOf(sampleWorkshop).shown.map((dayFacts) => ({
  ...dayFacts,
  sessions: dayFacts.sessions.map((agendaSession) => ({
    ...agendaSession,
    hasNotes: dayFacts.day === 1 && agendaSession.kind === 'session',
    conflicts: agendaSession.number === '2.2' ? 1 : 0,
  })),
}));

/** Options of fields for stories: on the screen they save themselves, so that no form ends their drafts. */
export const savedByItself = <Name extends string>(
  rows: readonly FieldRow<Name>[],
  options: { readonly [name in Name]?: RecordFieldOptions } = {},
): { readonly [name in Name]?: RecordFieldOptions } => ({
  ...options,
  ...Object.fromEntries(
    (rows.flat() as Name[]).map((name) => [name, { ...options[name], draft: { of: 'record' } }]),
  ),
});

/** Static field for stories: writing in it has no effect. */
export const staticEditedText = (text: string, problem: EditedText['problem'] = null): EditedText => ({
  text,
  onChange: () => undefined,
  onBlur: () => undefined,
  problem,
});
