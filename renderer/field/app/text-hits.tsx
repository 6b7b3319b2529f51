import { use, type ReactElement } from 'react';
import type { TextHit } from '#domain/privacy/check-text.ts';
import { TextChecksContext } from './text-checks.ts';
import { TextHitList } from '#renderer/ui/text-hit-list.tsx';

interface TextHitsProps {
  readonly text: string;
  /** Absent where nothing may be changed. */
  readonly onChange?: ((text: string) => void) | undefined;
}

/** What may name or reach a person in a text that is being written, under its field. */
export function TextHits({ text, onChange }: TextHitsProps): ReactElement | null {
  const checks = use(TextChecksContext);
  if (checks === null || text === '') return null;
  return (
    <TextHitList
      hits={checks.openHits(text)}
      onConfirm={(onChange && checks.confirm) ?? undefined}
      onRemove={onChange && ((hit) => onChange(without(text, hit)))}
    />
  );
}

/** The text without what was found; what stood around it stays, with a mark that something is left out. */
const without = (text: string, hit: TextHit): string =>
  `${text.slice(0, hit.at)}…${text.slice(hit.at + hit.text.length)}`;
