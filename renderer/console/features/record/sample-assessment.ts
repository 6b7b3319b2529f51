import type { Json } from '#domain/base/json.ts';
import { defaultModel, instrumentRef } from '#domain/instrument/maturity-model.ts';
import { Path } from '#domain/document/path.ts';
import { fieldLaptop, hourMs, minutesAgo, secondLaptop } from '#renderer/console/stories/sample-people.ts';
import type { Sample } from '#renderer/ui/gallery/sample.ts';
import type { HeldChange } from './held-change.ts';
import { sampleDocument, type SampleDocument, type SampleWrite } from './sample-document.ts';

const firstDayMs = minutesAgo(2_880);

/** An invented assessment of a police directorate, half answered, with one answer that two people gave. */
export function sampleAssessment(sample: Sample): SampleDocument {
  let place = 3;
  const at = (path: string, value: Json, hours: number, more: Partial<SampleWrite> = {}): SampleWrite => ({
    device: fieldLaptop,
    atMs: firstDayMs + hours * hourMs,
    place,
    path,
    value,
    ...more,
  });
  const opening = [
    at('title', sample.institution, 0),
    at('instrument', instrumentRef(defaultModel), 0),
    at('institution/name', sample.institution, 0),
    at('institution/type', 'POL', 0),
    at('status', 'draft', 0),
    ...['POL', 'yes', 'no', 'yes', 'yes', 'no', 'no', 'no', 'yes'].map((answer, index) =>
      at(`screening/S${index + 1}`, answer, 0.2),
    ),
  ];
  const answers = ratings.flatMap(([id, level], index): readonly SampleWrite[] => {
    if (index % 6 === 0) place += 2;
    const hours = 1 + index * 0.4;
    return [
      at(`answers/${id}/state`, 'rated', hours),
      at(`answers/${id}/level`, level, hours),
      ...(index % 2 === 0 ? [at(`answers/${id}/rationale`, sample.rationale, hours)] : []),
      ...(index % 3 === 0 ? evidence(id, hours, at, sample) : []),
    ];
  });
  const lately = { device: secondLaptop, place: place + 4 };
  return sampleDocument('assessment', [
    ...opening,
    ...answers,
    at('status', 'fieldwork', 20, { place: place + 2 }),
    at('answers/D5.4/level', 3, 30, { ...lately, isBlind: true }),
    at('answers/D7.1/state', 'ne', 31, lately),
    at('answers/D7.2/state', 'declined', 31, lately),
    at('answers/D5.4/rationale', sample.second, 31, { ...lately, isBlind: true }),
    at('comments/c1/about', '', 32, lately),
    at('comments/c1/text', sample.comment, 32, lately),
    at('answers/D3.1/level', 4, 33, { device: fieldLaptop, place: place + 6 }),
  ]);
}

/** A change of the same record that headquarters holds. */
export const sampleHeld: readonly HeldChange[] = [
  {
    device: secondLaptop,
    n: 900,
    path: Path.parse('answers/D3.2/level'),
    stamp: [minutesAgo(700), 0],
    value: 5,
    reason: { kind: 'roleMayNotWrite' },
    releasable: false,
  },
];

const ratings: readonly (readonly [id: string, level: number])[] = defaultModel.dimensions
  .flatMap(({ indicators }) => indicators)
  .filter(({ types, id }) => types.includes('POL') && !id.startsWith('D7') && !id.startsWith('D8'))
  .map(({ id }, index) => [id, [2, 3, 3, 1, 4, 2, 3][index % 7] ?? 2] as const);

type Write = (path: string, value: Json, hours: number) => SampleWrite;

const evidence = (id: string, hours: number, at: Write, sample: Sample): readonly SampleWrite[] => [
  at(`answers/${id}/evidence/e1/title`, sample.ev2, hours),
  at(`answers/${id}/evidence/e1/kind`, 'document', hours),
  at(`answers/${id}/evidence/e1/strength`, 'E3', hours),
  at(`answers/${id}/evidence/e2/title`, sample.ev1, hours),
  at(`answers/${id}/evidence/e2/kind`, 'interview', hours),
  at(`answers/${id}/evidence/e2/strength`, 'E2', hours),
];
