import fs from 'node:fs';
import path from 'node:path';
import { BuildProblem } from '../support/build-problem.mjs';
import { inRepository } from '../repository.mjs';
import { messageValueTypes } from './message-values.mjs';

// TypeScript files that are made from locales/**/*.json. `npm run format` writes them, `npm run check` compares them.

/** Languages of the screens, with the name of their file and constant. */
const screenLanguages = { en: 'english', fr: 'french', ar: 'arabic' };

const notice = '// Made by `npm run format` from locales/**/*.json. Do not edit.\n\n';

/**
 * @returns {ReadonlyMap<string, string>} text by path from the root of the repository
 * @throws {BuildProblem} a message cannot be parsed, or stands twice
 */
export function generatedMessageFiles() {
  const english = readMessages('en');
  return new Map([
    ...Object.entries(screenLanguages).map(
      ([language, name]) => /** @type {const} */ ([`locales/${name}.ts`, catalogueSource(language, name)]),
    ),
    ['locales/message-values.ts', messageValuesSource(english)],
    ['domain/report/report-text-key.ts', reportTextKeySource(english)],
  ]);
}

/** @param {string} language */
const messageFiles = (language) =>
  fs
    .readdirSync(inRepository('locales', language), { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll(path.sep, '/'))
    .filter((name) => name.endsWith('.json'))
    .toSorted();

/**
 * @param {string} language
 * @returns {ReadonlyMap<string, string>} message by key
 */
function readMessages(language) {
  /** @type {Map<string, string>} */
  const messages = new Map();
  for (const file of messageFiles(language))
    for (const [key, text] of Object.entries(
      JSON.parse(fs.readFileSync(inRepository('locales', language, file), 'utf8')),
    )) {
      if (messages.has(key)) throw new BuildProblem(`locales/${language}/${file} repeats the key ${key}`);
      messages.set(key, text);
    }
  return messages;
}

/**
 * @param {string} language
 * @param {string} name
 */
function catalogueSource(language, name) {
  const areas = messageFiles(language).map((file) => file.slice(0, -'.json'.length));
  const imports = areas.map(
    (area) => `import ${path.basename(area)} from './${language}/${area}.json' with { type: 'json' };\n`,
  );
  const spreads = areas.map((area) => `  ...${path.basename(area)},\n`);
  const isEnglish = language === 'en';
  const type = isEnglish ? '' : ': MessageCatalogue';
  return [
    notice,
    ...imports,
    isEnglish ? '' : "import type { MessageCatalogue } from './english.ts';\n",
    '\n',
    isEnglish ? '/** Every message in English: the table from which keys are typed. */\n' : '',
    `export const ${name}${type} = {\n`,
    ...spreads,
    isEnglish ? '} as const;\n' : '};\n',
    isEnglish
      ? '\n/** Messages of one language: one that lacks a key does not compile. */\nexport type MessageCatalogue = { readonly [Key in keyof typeof english]: string };\n'
      : '',
  ].join('');
}

/** @param {ReadonlyMap<string, string>} english */
function messageValuesSource(english) {
  const rows = [...english]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([key, text]) => {
      const types = [...parseValueTypes(key, text)];
      if (types.length === 0) return [];
      const members = types.map(([name, type]) => `    readonly ${name}: ${type};\n`);
      return [`  readonly '${key}': {\n${members.join('')}  };\n`];
    });
  return [
    notice,
    '/** Values of each message that takes some. */\n',
    'export interface MessageValuesByKey {\n',
    ...rows,
    '}\n',
  ].join('');
}

/**
 * @param {string} key
 * @param {string} text
 */
function parseValueTypes(key, text) {
  try {
    return messageValueTypes(text, 'en');
  } catch (error) {
    throw new BuildProblem(`the message ${key} is no ICU message: ${String(error)}`);
  }
}

/** @param {ReadonlyMap<string, string>} english */
function reportTextKeySource(english) {
  const keys = [...english.keys()]
    .filter((key) => key.startsWith('report.') && !key.startsWith('report.screen.'))
    .toSorted();
  return [
    notice,
    '/** Messages of reports. They exist in every language of reports. */\n',
    'export type ReportTextKey =\n',
    keys.map((key) => `  | '${key}'`).join('\n'),
    ';\n',
  ].join('');
}
