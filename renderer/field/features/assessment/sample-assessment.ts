import type { JsonValue } from '#base/json.ts';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { type Document, emptyDocument, type Head, type Register } from '#domain/document/document.ts';
import { dotOf, type Path, pathOf } from '#domain/document/op.ts';
import { DeviceId, DocumentId, PersonId } from '#domain/ids.ts';
import { useTranslate } from '#renderer/i18n';
import { galleryNowMs, useSample } from '#renderer/ui/gallery/sample.ts';
import type { AssessmentTeam } from './assignment/assessment-team.ts';

/** The two people of the stories. */
export const sampleTeamIds = {
  own: PersonId.parse('01a20edb-961d-7237-bfa9-000000000001'),
  second: PersonId.parse('01a20edb-961d-7237-bfa9-000000000002'),
} as const;

export function useSampleTeam(): AssessmentTeam {
  const translate = useTranslate();
  const { second } = useSample();
  return [
    { person: sampleTeamIds.own, name: translate('assessment.you'), part: 'rates' },
    { person: sampleTeamIds.second, name: second, part: 'rates' },
  ];
}

/** The two laptops of the stories: this one and a colleague's. */
export const sampleOwnDevice = DeviceId.parse('a'.repeat(32));
export const sampleOtherDevice = DeviceId.parse('b'.repeat(32));

const sampleHead = (deviceId: DeviceId, n: number, agoMs: number, value: JsonValue): Head => ({
  dot: dotOf(deviceId, n),
  stamp: [galleryNowMs - agoMs, 0],
  value,
});

/** An assessment in which these values were written by oneself a few minutes ago. */
export function sampleAssessmentWith(values: Readonly<Record<string, JsonValue>>): Document {
  const registers = Object.entries(values).map(
    ([path, value], at) =>
      [
        pathOf(...path.split('/')),
        { heads: [sampleHead(sampleOwnDevice, at + 1, 12 * 60_000, value)] },
      ] as const,
  );
  return { ...sampleDocument, registers: Object.fromEntries(registers) };
}

/** The same, with a register that a colleague wrote concurrently (M1). */
export function withSampleConflict(
  document: Document,
  path: string,
  own: JsonValue,
  other: JsonValue,
): Document {
  const at: Path = pathOf(...path.split('/'));
  const register: Register = {
    heads: [
      sampleHead(sampleOwnDevice, 900, 12 * 60_000, own),
      sampleHead(sampleOtherDevice, 40, 3 * 3_600_000, other),
    ],
  };
  return { ...document, registers: { ...document.registers, [at]: register } };
}

const sampleDocument = emptyDocument(
  DocumentId.parse('01a20edb-961d-7237-bfa9-945243c30b40'),
  assessmentKind,
);
