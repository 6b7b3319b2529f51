import { describe, expect, it } from 'vitest';
import { valueAt } from '#domain/document/document.ts';
import { knownKinds, schemaOf } from '#domain/document/kinds.ts';
import { instrumentKind } from '#domain/instrument/published/instrument-kind.ts';
import { defaultModel } from '#domain/instrument/maturity-model.ts';
import { wordsOfPath } from '#renderer/console/parts/path-words.ts';
import { anAssessment } from '#tests/domain/assessment/an-assessment.ts';

describe('a path in the console’s history', () => {
  const document = anAssessment({
    'findings/f1/text': 'No written check before use',
    'findings/f1/kind': 'gap',
  });

  it('is said with the thing it belongs to', () => {
    expect(wordsOfPath('findings/f1/kind', document, defaultModel)).toEqual({
      subject: { code: '', title: valueAt(document, 'findings/f1/text') },
      what: 'register.finding.kind',
      detail: null,
    });
    expect(wordsOfPath('targets/D5.4', document, defaultModel)).toEqual({
      subject: { code: 'D5.4', title: 'Data governance' },
      what: 'register.target',
      detail: null,
    });
  });

  // An instrument's edition is read in the library, not in a history.
  it.each(knownKinds.filter((kind) => kind !== instrumentKind).map((kind) => [kind]))(
    'has words for every register of a %s',
    (kind) => {
      const open = (schemaOf(kind) ?? [])
        .filter(({ pattern }) => !pattern.endsWith('**'))
        .map(({ pattern }) => pattern.replaceAll('*', 'x1'))
        .filter((path) => wordsOfPath(path, document, defaultModel).what === 'console.path.other');
      expect(open).toEqual([]);
    },
  );
});
