import type { DimensionScore } from '#domain/instrument/score.ts';
import type { Format } from '#renderer/i18n/format.ts';
import type { Message } from '#renderer/i18n/message.ts';

/** What has to be said beside a level, or in place of one (domain.md B6). */
export function scoreNotes(score: DimensionScore | undefined, format: Format): readonly Message[] {
  if (score === undefined) return [{ key: 'console.score.notAsked' }];
  const coverage = format.percent(score.coverage);
  const limited: readonly Message[] =
    score.limitedBy === undefined
      ? []
      : [{ key: 'console.score.limitedBy', values: { by: score.limitedBy } }];
  switch (score.status) {
    case 'scored':
      return [...limited, { key: 'console.score.covered', values: { coverage } }];
    case 'provisional':
      return [...limited, { key: 'console.score.provisional', values: { coverage } }];
    case 'insufficient':
      return [{ key: 'console.score.insufficient', values: { coverage } }];
    case 'thin':
      return [{ key: 'console.score.thin' }];
  }
}
