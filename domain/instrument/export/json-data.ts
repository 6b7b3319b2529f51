import type { Json } from '#domain/base/json.ts';
import { isBlank } from '../form/answer-text.ts';
import type { AnswerValue, FormNode } from '../form/form.ts';
import type { ExportedAssessment } from './export-data.ts';

/** Answers in the shape of the form: groups are objects, repeats lists of them; what is hidden or blank is left out. */
export function jsonOf(assessments: readonly ExportedAssessment[]): readonly Json[] {
  return assessments.map(({ id, form, facts }) => ({ _id: id, ...facts, ...objectOf(form.nodes()) }));
}

function objectOf(nodes: readonly FormNode[]): { readonly [key: string]: Json } {
  return Object.fromEntries(
    nodes.flatMap((node): readonly (readonly [string, Json])[] => {
      if (!node.isRelevant() || node.kind === 'note') return [];
      const { name } = node.definition;
      switch (node.kind) {
        case 'question': {
          const value = node.value();
          return value === null || isBlank(value) ? [] : [[name, valueOf(value)]];
        }
        case 'group':
          return [[name, objectOf(node.nodes())]];
        case 'repeat':
          return [
            [
              name,
              node
                .instances()
                .filter((row) => row.isRelevant())
                .map((row) => objectOf(row.nodes())),
            ],
          ];
      }
    }),
  );
}

const valueOf = (value: AnswerValue): Json =>
  typeof value === 'object' && 'blob' in value
    ? { name: value.name, type: value.type, bytes: value.bytes }
    : value;
