import { useState, type ReactElement } from 'react';
import type { PersonId } from '#domain/ids.ts';
import type { Indicator } from '#domain/instrument/maturity-model.ts';
import { refusalMessage } from '#renderer/field/app/refusal-message.ts';
import { TextHits } from '#renderer/field/app/text-hits.tsx';
import type { OpenDocument } from '#renderer/field/app/use-document.ts';
import type { Message } from '#renderer/i18n/message.ts';
import { BlindCardView, type RatingDraft } from './blind-card-view.tsx';
import type { Drafts } from './use-drafts.ts';
import { useLevelKeys } from './use-level-keys.ts';

interface BlindCardProps {
  readonly open: OpenDocument;
  readonly indicator: Indicator;
  /** Who rates. */
  readonly person: PersonId;
  readonly drafts: Drafts<RatingDraft>;
}

export const noRating: RatingDraft = { level: null, evidence: 'E0', rationale: '' };

/** One independent rating: written whole, and only when the person records it. */
export function BlindCard({ open, indicator, person, drafts }: BlindCardProps): ReactElement {
  const { id } = indicator;
  const draft = drafts.of(id);
  const set = (part: Partial<RatingDraft>): void => drafts.change(id, (before) => ({ ...before, ...part }));
  const [isIncomplete, setIsIncomplete] = useState(false);
  const [problem, setProblem] = useState<Message | null>(null);
  const record = async (): Promise<void> => {
    const { level, evidence, rationale } = draft;
    setIsIncomplete(level === null);
    if (level === null) return;
    const outcome = await open.choose([
      {
        path: `second-ratings/${id}/${person}`,
        value: { level, evidence, rationale: rationale.trim() },
      },
    ]);
    setProblem(outcome.kind === 'saved' ? null : refusalMessage(outcome));
    if (outcome.kind === 'saved') drafts.end(id);
  };
  useLevelKeys(
    (level) => set({ level }),
    () => void record(),
  );
  return (
    <BlindCardView
      indicator={indicator}
      draft={draft}
      isIncomplete={isIncomplete}
      problem={problem}
      hits={<TextHits text={draft.rationale} onChange={(rationale) => set({ rationale })} />}
      onChange={set}
      onRecord={() => void record()}
    />
  );
}
