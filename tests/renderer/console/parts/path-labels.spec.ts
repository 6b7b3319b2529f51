import { describe, expect, it } from 'vitest';
import { valueAt } from '#domain/document/document.ts';
import { knownDocumentKinds, schemaOfKind } from '#domain/document/document-kinds.ts';
import { instrumentKind } from '#domain/instrument/instrument-kind.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { pathLabelOf } from '#renderer/console/parts/path-labels.ts';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';

describe('a path in the console’s history', () => {
  const document = anAssessment({
    'findings/f1/text': 'No written check before use',
    'findings/f1/kind': 'gap',
  });

  it('is said with the thing it belongs to', () => {
    expect(pathLabelOf('findings/f1/kind', document, defaultMaturityModel)).toEqual({
      subject: { code: '', title: valueAt(document, 'findings/f1/text') },
      what: 'register.finding.kind',
      detail: null,
    });
    expect(pathLabelOf('targets/D5.4', document, defaultMaturityModel)).toEqual({
      subject: { code: 'D5.4', title: 'Data governance' },
      what: 'register.target',
      detail: null,
    });
  });

  // The library shows an instrument's edition, a history does not.
  it.each(knownDocumentKinds.filter((kind) => kind !== instrumentKind).map((kind) => [kind]))(
    'has words for every register of a %s',
    (kind) => {
      const open = (schemaOfKind(kind) ?? [])
        .filter(({ pattern }) => !pattern.endsWith('**'))
        .map(({ pattern }) => pattern.replaceAll('*', 'x1'))
        .filter((path) => pathLabelOf(path, document, defaultMaturityModel).what === 'console.path.other');
      expect(open).toEqual([]);
    },
  );
});
