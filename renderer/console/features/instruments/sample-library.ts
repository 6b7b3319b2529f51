import type { LibraryRow } from '#api/library-api.ts';
import { minutesAgo, sampleLead } from '#renderer/console/stories/sample-people.ts';

const sampleEdition = (
  version: string,
  status: LibraryRow['edition']['status'],
  minutes: number,
): LibraryRow => ({
  edition: {
    ref: `water-points@${version}`,
    id: 'water-points',
    version,
    title: 'Water points in districts without a network',
    languages: ['en', 'fr', 'ar'],
    questions: 42,
    hash: 'a'.repeat(64),
    status,
  },
  publishedAtMs: minutesAgo(minutes),
  publishedBy: sampleLead,
});

export const sampleLibrary: readonly LibraryRow[] = [
  sampleEdition('2026.2', 'published', 90),
  sampleEdition('2026.1', 'retired', 60_000),
];
