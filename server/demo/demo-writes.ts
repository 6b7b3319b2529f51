import { assessmentKind } from '#domain/assessment/assessment.ts';
import { startFromMaturityModel, decideCreateAssessment } from '#domain/assessment/create-assessment.ts';
import type { Result } from '#base/result.ts';
import {
  initialValuesFor,
  pathOf,
  dotOf,
  type Path,
  type PathValue,
  type DocumentKind,
} from '#domain/document/op.ts';
import type { DocumentId, DeviceId } from '#domain/ids.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { missionKind } from '#domain/mission/mission.ts';
import type { DemoAnswer, DemoAssessment } from './content/institutions.ts';
import { type DemoMission, demoCountry } from './content/missions.ts';
import type { DemoWrite } from './demo-device.ts';
import type { JsonValue } from '#base/json.ts';
import type { Document } from '#domain/document/document.ts';

interface DemoDocumentIds {
  readonly doc: DocumentId;
  readonly mission: DocumentId;
}

const demoWriteDayMs = 24 * 60 * 60 * 1000;
const formatDayFromNow = (nowMs: number, days: number): string =>
  new Date(nowMs + days * demoWriteDayMs).toISOString().slice(0, 10);

/** Write the mission document and its team by function. */
export function missionWrites(
  doc: DocumentId,
  mission: DemoMission,
  team: ReadonlyMap<string, string>,
  nowMs: number,
): readonly DemoWrite[] {
  const first = initialValuesFor(doc, missionKind);
  return [
    first('title', mission.title),
    first('country', demoCountry),
    first('from', formatDayFromNow(nowMs, mission.fromDay)),
    first('to', formatDayFromNow(nowMs, mission.toDay)),
    first('status', mission.status),
    ...[...team].map(([person, role]) => first(`team/${person}/function`, role)),
  ];
}

/** Write a mission without content. */
export const emptyMissionWrites = (doc: DocumentId): readonly DemoWrite[] => {
  const first = initialValuesFor(doc, missionKind);
  return [first('country', demoCountry), first('status', 'planned')];
};

/** Write a new assessment with its screening; `answerWrites` adds the answers of each author. */
export function assessmentWrites(
  ids: DemoDocumentIds,
  { institution, type, screening }: DemoAssessment,
): readonly DemoWrite[] {
  const first = initialValuesFor(ids.doc, assessmentKind);
  return [
    ...unwrapDecision(
      decideCreateAssessment(
        { institution, type, title: institution, assessmentType: 'baseline' },
        ids,
        startFromMaturityModel(defaultMaturityModel),
      ),
    ),
    ...Object.entries(screening).map(([question, answer]) => first(`screening/${question}`, answer)),
  ];
}

export function answerWrites(doc: DocumentId, [indicator, given, strength, rationale]: DemoAnswer) {
  const first = initialValuesFor(doc, assessmentKind);
  const at = `answers/${indicator}`;
  const evidence = `${at}/evidence/e1`;
  return [
    ...(typeof given === 'number'
      ? [first(`${at}/state`, 'rated'), first(`${at}/level`, given)]
      : [first(`${at}/state`, given)]),
    first(`${at}/rationale`, rationale),
    ...(strength === 'E0'
      ? []
      : [
          first(
            `${evidence}/title`,
            strength < 'E2' ? 'Interview with the responsible office' : 'Document seen on site',
          ),
          first(`${evidence}/kind`, strength < 'E2' ? 'interview' : 'document'),
          first(`${evidence}/strength`, strength),
        ]),
  ];
}

export const statusWrite = (doc: DocumentId, { status }: DemoAssessment): DemoWrite => ({
  doc,
  kind: assessmentKind,
  path: pathOf('status'),
  value: status,
});

/** Return the accepted value; a refusal is a mistake in the demonstration's content. */
export function unwrapDecision<T>(result: Result<T, { readonly kind: string }>): T {
  if (!result.ok) throw new Error(`The demonstration is refused: ${result.refusal.kind}`);
  return result.value;
}

/** A document of the demonstration with its writes so far, which the domain's functions read for the next ones. */
export class DemoDraft {
  readonly #registers: Record<Path, Document['registers'][Path]> = {};
  readonly #doc: DocumentId;
  readonly #kind: DocumentKind;
  readonly #device: DeviceId;
  #written: DemoWrite[] = [];
  #dots = 0;

  constructor(doc: DocumentId, kind: DocumentKind, device: DeviceId) {
    this.#doc = doc;
    this.#kind = kind;
    this.#device = device;
  }

  get document(): Document {
    return { doc: this.#doc, kind: this.#kind, registers: this.#registers };
  }

  write(values: readonly PathValue[]): void {
    for (const { path, value } of values) {
      this.#dots += 1;
      this.#registers[path] = {
        heads: [{ dot: dotOf(this.#device, this.#dots), stamp: [this.#dots, 0], value }],
      };
      this.#written.push({ doc: this.#doc, kind: this.#kind, path, value });
    }
  }

  set(path: string, value: JsonValue): void {
    this.write([{ path: pathOf(...path.split('/')), value }]);
  }

  /** Add a text, which the domain's functions need not see. */
  writeText(path: Path, text: string): void {
    this.#written.push({ doc: this.#doc, kind: this.#kind, path, text });
  }

  /** Writes since this was called last. */
  takeWrites(): readonly DemoWrite[] {
    const written = this.#written;
    this.#written = [];
    return written;
  }
}
