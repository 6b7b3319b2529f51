import type { Json } from '#domain/base/json.ts';
import { isBlank } from '../form/answer-text.ts';
import type { AnswerValue, FormNode, FormQuestion } from '../form/form.ts';
import { type ExportedAssessment, exportedValue } from './export-data.ts';

/** Answers in the shape of the form: groups are objects, repeats lists of them; what is hidden or blank is left out. */
export const jsonOf = (assessments: readonly ExportedAssessment[]): readonly Json[] =>
  assessments.map((one) => ({ _id: one.id, ...one.facts, ...objectOf(one, one.form.nodes()) }));

function objectOf(
  assessment: ExportedAssessment,
  nodes: readonly FormNode[],
): { readonly [key: string]: Json } {
  return Object.fromEntries(
    nodes.flatMap((node): readonly (readonly [string, Json])[] => {
      if (!node.isRelevant() || node.kind === 'note') return [];
      const { name } = node.definition;
      switch (node.kind) {
        case 'question': {
          const answer = answerOf(assessment, node);
          return answer === null ? [] : [[name, answer]];
        }
        case 'group':
          return [[name, objectOf(assessment, node.nodes())]];
        case 'repeat':
          return [
            [
              name,
              node
                .instances()
                .filter((row) => row.isRelevant())
                .map((row) => objectOf(assessment, row.nodes())),
            ],
          ];
      }
    }),
  );
}

function answerOf(assessment: ExportedAssessment, question: FormQuestion): Json {
  const given = exportedValue(assessment, question);
  const value = given === null || isBlank(given) ? null : valueOf(given);
  const { type, qid } = question.definition;
  if (type !== 'indicator' || !assessment.ratingOf) return value;
  const rating = Object.entries({ level: value, ...assessment.ratingOf(qid) });
  return Object.fromEntries(rating.filter(([, part]) => part !== null));
}

const valueOf = (value: AnswerValue): Json =>
  typeof value === 'object' && 'blob' in value
    ? { name: value.name, type: value.type, bytes: value.bytes }
    : value;
