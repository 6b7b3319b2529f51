import * as z from 'zod';
import type {
  ChoiceList,
  GroupDefinition,
  Instrument,
  LocalizedText,
  QuestionDefinition,
} from '#forms/model/instrument.ts';
import { QuestionId } from '#forms/model/instrument.ts';
import defaultContent from './default-needs-assessment.json' with { type: 'json' };
import {
  type Indicator,
  type IndicatorRule,
  MaturityDimension,
  MaturityModel,
  type ScreeningQuestion,
} from './maturity-model.ts';
import { defaultScoringPolicy, ScoringPolicy } from './scoring-policy.ts';

const institutionTypeListName = 'institution_types';
const institutionTypeAnswers = 'one of the institution types';
const screeningGroupId = 'screening';
const ScoringRecord = z.record(z.string(), z.json());

/**
 * Read the content of a needs assessment (domain/scoring/default-needs-assessment.json). Dimensions become groups,
 * indicators questions of their own kind, rules relevance.
 * @throws when it is malformed: content comes with the app or was checked when it was published
 */
export function readNeedsAssessment(content: unknown): Instrument {
  const maturityModel = MaturityModel.parse(content);
  const given =
    typeof content === 'object' && content !== null && 'scoring' in content ? content.scoring : {};
  const policy = ScoringPolicy.parse({ ...defaultScoringPolicy, ...(given as object) }); // parsed here, with any content
  const words = (text: string): LocalizedText => ({ [maturityModel.language]: text });
  const lists = new Map<string, ChoiceList>([
    [institutionTypeListName, institutionTypeList(maturityModel, words)],
  ]);
  const screening: GroupDefinition = {
    kind: 'group',
    qid: QuestionId.parse(screeningGroupId),
    name: screeningGroupId,
    nodes: maturityModel.screening.map((question) => buildScreeningQuestion(question, lists, words)),
  };
  return {
    id: maturityModel.id,
    version: maturityModel.version,
    title: words(maturityModel.id),
    languages: [maturityModel.language],
    defaultLanguage: maturityModel.language,
    rootName: 'data',
    nodes: [
      screening,
      ...maturityModel.dimensions.map((maturityDimension) =>
        buildDimensionGroup(maturityDimension, policy, words),
      ),
    ],
    choiceLists: [...lists.values()],
    scoring: ScoringRecord.parse({ ...policy, scale: maturityModel.scale }),
    settings: {},
    source: { kind: 'content', file: `${maturityModel.id}.json` },
  };
}

/**
 * Maturity model of an instrument; null when it rates no indicators.
 * @param wanted language of its texts, where it has it; a missing text is in the instrument's own
 */
export function maturityModelOf(instrument: Instrument, wanted?: string): MaturityModel | null {
  const { scoring, defaultLanguage } = instrument;
  const language = instrumentLanguageFor(instrument, wanted);
  const readLocalizedText: ReadLocalizedText = (localizedText, otherwise) =>
    localizedText?.[language] ?? localizedText?.[defaultLanguage] ?? otherwise;
  const groupDefinitions = instrument.nodes.filter((node): node is GroupDefinition => node.kind === 'group');
  const maturityDimensions = groupDefinitions.flatMap(
    (group) => readDimension(group, readLocalizedText) ?? [],
  );
  if (scoring === undefined || maturityDimensions.length === 0) return null;
  const screening = groupDefinitions.find(({ qid }) => qid === screeningGroupId);
  const types = instrument.choiceLists.find(({ name }) => name === institutionTypeListName)?.choices ?? [];
  const model = MaturityModel.safeParse({
    id: instrument.id,
    version: instrument.version,
    language,
    scale: scoring['scale'],
    institution_types: Object.fromEntries(
      types.map(({ name, label }) => [name, readLocalizedText(label, name)]),
    ),
    screening: (screening?.nodes ?? []).flatMap((nodeDefinition) =>
      nodeDefinition.kind === 'question'
        ? [readScreeningQuestion(nodeDefinition, instrument, readLocalizedText)]
        : [],
    ),
    dimensions: maturityDimensions,
  });
  return model.success ? model.data : null;
}

/** Languages of its texts when an instrument is asked for one: that, its own, or where some are missing both. */
export function modelLanguagesOf(instrument: Instrument, wanted: string): readonly string[] {
  const { defaultLanguage } = instrument;
  const language = instrumentLanguageFor(instrument, wanted);
  const isWhole = modelLabelsOf(instrument).every((localizedText) => localizedText?.[language] !== undefined);
  return language === defaultLanguage || isWhole ? [language] : [language, defaultLanguage];
}

/** `es`, or in a workbook: `Español (es)`. */
const instrumentLanguageFor = (
  { languages, defaultLanguage }: Instrument,
  wanted: string | undefined,
): string => languages.find((one) => one === wanted || one.endsWith(`(${wanted})`)) ?? defaultLanguage;

/** Every text that `maturityModelOf` reads. */
const modelLabelsOf = ({ nodes, choiceLists }: Instrument): readonly (LocalizedText | undefined)[] => [
  ...nodes.flatMap((nodeDefinition) => {
    if (nodeDefinition.kind !== 'group') return [];
    const inside = nodeDefinition.nodes.flatMap((one) => (one.kind === 'question' ? [one.label] : []));
    return nodeDefinition.dimension === undefined ? inside : [nodeDefinition.label, ...inside];
  }),
  ...(choiceLists.find(({ name }) => name === institutionTypeListName)?.choices.map(({ label }) => label) ??
    []),
];

/** Text of an instrument in its chosen language; the fallback where it has none. */
type ReadLocalizedText = (localizedText: LocalizedText | undefined, otherwise: string) => string;

type WriteLocalizedText = (text: string) => LocalizedText;

const institutionTypeList = (
  maturityModel: MaturityModel,
  writeLocalizedText: WriteLocalizedText,
): ChoiceList => ({
  name: institutionTypeListName,
  choices: Object.entries(maturityModel.institution_types).map(([name, title]) => ({
    name,
    label: writeLocalizedText(title),
  })),
});

function buildScreeningQuestion(
  { id, question, answers }: ScreeningQuestion,
  lists: Map<string, ChoiceList>,
  writeLocalizedText: WriteLocalizedText,
): QuestionDefinition {
  const codes = answers === institutionTypeAnswers ? null : answers.split('/').map((code) => code.trim());
  const list = codes === null ? institutionTypeListName : codes.join('_');
  if (codes !== null)
    lists.set(list, {
      name: list,
      choices: codes.map((name) => ({ name, label: writeLocalizedText(name) })),
    });
  return {
    kind: 'question',
    qid: QuestionId.parse(id),
    name: id,
    type: 'select_one',
    label: writeLocalizedText(question),
    choices: { list },
  };
}

function readScreeningQuestion(
  { name, label, choices }: QuestionDefinition,
  instrument: Instrument,
  readLocalizedText: ReadLocalizedText,
): ScreeningQuestion {
  const list = choices !== undefined && 'list' in choices ? choices.list : '';
  const codes =
    instrument.choiceLists
      .find((choiceList) => choiceList.name === list)
      ?.choices.map((choice) => choice.name) ?? [];
  return {
    id: name,
    question: readLocalizedText(label, name),
    answers: list === institutionTypeListName ? institutionTypeAnswers : codes.join(' / '),
  };
}

const buildDimensionGroup = (
  { code, title, weight, purpose, generic_levels, indicators }: MaturityDimension,
  policy: ScoringPolicy,
  writeLocalizedText: WriteLocalizedText,
): GroupDefinition => ({
  kind: 'group',
  qid: QuestionId.parse(code),
  name: code,
  label: writeLocalizedText(title),
  dimension: { weight, purpose, genericLevels: generic_levels },
  nodes: indicators.map((indicator) => buildIndicatorQuestion(indicator, policy, writeLocalizedText)),
});

function buildIndicatorQuestion(
  indicator: Indicator,
  policy: ScoringPolicy,
  writeLocalizedText: WriteLocalizedText,
): QuestionDefinition {
  const { id, title, default_target, evidence_prompt, rules, ...same } = indicator;
  return {
    kind: 'question',
    qid: QuestionId.parse(id),
    name: id,
    type: 'indicator',
    label: writeLocalizedText(title),
    relevant: relevanceExpressionOf(indicator, policy.typeQuestion),
    indicator: {
      ...same,
      defaultTarget: default_target,
      evidencePrompt: evidence_prompt,
      rules: rules.map(({ kind, all, note }) => ({ kind, all: all.map((one) => [...one]), note })),
    },
  };
}

/** B4: by institution type once it is known, then by the rules that exclude an indicator. */
function relevanceExpressionOf({ types, rules }: Indicator, typeQuestion: string): string {
  const type = `\${${typeQuestion}}`;
  const ofType = `(${type} = '' or selected('${types.join(' ')}', ${type}))`;
  const out = rules
    .filter(({ kind }) => kind === 'na_if')
    .map((rule) => `not(${conditionExpressionOf(rule)})`);
  return [ofType, ...out].join(' and ');
}

const conditionExpressionOf = ({ all }: IndicatorRule): string =>
  all
    .map(([name, , value]) => `\${${name}} = ${typeof value === 'number' ? value : `'${value}'`}`)
    .join(' and ');

function readDimension(
  { qid, label, dimension, nodes }: GroupDefinition,
  readLocalizedText: ReadLocalizedText,
): MaturityDimension | null {
  if (dimension === undefined) return null;
  return MaturityDimension.parse({
    code: qid,
    title: readLocalizedText(label, qid),
    weight: dimension.weight,
    purpose: dimension.purpose,
    generic_levels: dimension.genericLevels,
    indicators: nodes.flatMap((nodeDefinition) => {
      if (nodeDefinition.kind !== 'question' || nodeDefinition.indicator === undefined) return [];
      const { defaultTarget, evidencePrompt, ...same } = nodeDefinition.indicator;
      const title = readLocalizedText(nodeDefinition.label, nodeDefinition.name);
      return [
        {
          ...same,
          id: nodeDefinition.qid,
          title,
          default_target: defaultTarget,
          evidence_prompt: evidencePrompt,
        },
      ];
    }),
  });
}

/** Fieldbook's own needs assessment (docs/requirements.md B), as an instrument. */
export const defaultInstrument: Instrument = readNeedsAssessment(defaultContent);
