import { TextDraftId, type TextDraftInput } from '#domain/draft/text-draft.ts';
import { aDoc, aLog } from './sample-ids.ts';

export const draftId = (at: number): TextDraftId =>
  TextDraftId.parse(`0192f0c1-000d-4000-8000-${String(at).padStart(12, '0')}`);

/** Text that a rationale does not take. */
export const aTextDraft = (part: Partial<TextDraftInput> = {}): TextDraftInput => ({
  id: draftId(1),
  log: aLog(1),
  doc: aDoc(1),
  part: 'answers/d4.3/rationale',
  address: '#/missions',
  label: 'Rationale',
  text: 'The theremin hums',
  state: 'refused',
  excess: 7,
  ...part,
});
