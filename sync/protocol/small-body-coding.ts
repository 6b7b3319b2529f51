// Content coding of small bodies: raw deflate (RFC 1951) with a preset dictionary that both sides know. One edit is a
// request of 0.8 KB and a response of 0.3 KB, mostly with the same characters. Measured on one edit: 392 and 109 bytes,
// against 532 and 177 with brotli. The token is private to Fieldbook. A device offers it in `Accept-Encoding`; a server
// that knows it answers small bodies in it. Only then does the device send requests in it.

/** Name in `Accept-Encoding` and `Content-Encoding`. Another dictionary needs another name. */
export const smallBodyCoding = 'fb1';

/** Larger bodies compress better with brotli. */
export const smallBodyBytes = 4 * 1024;

// Published dictionaries are frozen: both sides must have the same bytes. The most frequent texts come last.
const dictionaryTexts = [
  '{"type":"about:blank","title":"","status":401,"code":"clock","detail":""}',
  '"grants":{"etag":"","logs":{"":["assessor"]},"devices":{"":{"person":"","name":""}},"about":{"":{"kind":"mission","title":""}}}',
  '"refused","held":[],"code":"access","gap","need":"fork"{"place":1,"pack":{"payload":"","sig":""},"held":[]}',
  '"have":{"":1},"budget":65536,[[\\"\\",\\"workshop\\"]],\\"sessions/\\"notes\\",{\\"$text\\":\\"AQ',
  '[[\\"\\",\\"mission\\"]],\\"title\\",\\"status\\",\\"removed\\",\\"comments/\\"screening/S1\\",\\"institution/name\\"',
  '\\"answers/D1.1/state\\",\\"answers/D2.1/confidence\\",\\"answers/D3.1/override\\",\\"answers/D4.1/evidence/',
  '\\"answers/D5.1/level\\",\\"answers/D6.1/rationale\\"],\\"rated\\",\\"fieldwork\\",true,false,null',
  '{"protocol":1,"now":17955,"verdicts":[{"pack":"","verdict":"duplicate"}],"logs":{"01a2-7-8-":{"entries":[],"next":1,"more":false,"acked":0,"have":{}}},"orders":[]}',
  '{"protocol":1,"now":17955,"verdicts":[{"pack":"","verdict":"accepted"}],"logs":{"01a2-7-8-":{"entries":[],"next":1,"more":false,"acked":',
  '{"protocol":1,"device":"","logs":{"01a2-7-8-":{"since":1}},"packs":[{"payload":"{\\"v\\":1,\\"log\\":\\"01a2-7-8-\\",\\"device\\":\\"\\",\\"first\\":1,\\"prev\\":\\"',
  '\\",\\"stamp\\":[17955,0],\\"docs\\":[[\\"\\",\\"assessment\\"]],\\"paths\\":[\\"answers/D1.1/rationale\\"],\\"devs\\":[\\"\\"],',
  '\\"ops\\":{\\"d\\":0,\\"p\\":[0,1],\\"t\\":0,\\"c\\":0,\\"o\\":[[[0,1]]],\\"o\\":0,\\"v\\":[\\"\\"]}}","sig":""}],"grants":""}',
];

/** Preset dictionary of `fb1`; ASCII, so a character is a byte. */
export const smallBodyDictionary = dictionaryTexts.join('');
