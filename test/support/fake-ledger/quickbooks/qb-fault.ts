/** Refusals as Intuit tells them: codes and words after developer.intuit.com "Error codes"; 400 for validation, 401 for tokens. */
import type { FakeReply } from '../fake-vendor.ts';

const WORDS: Readonly<Record<string, readonly [type: string, words: string]>> = {
  '2020': ['ValidationFault', 'Required param missing, need to supply the required value for the API'],
  '2010': ['ValidationFault', 'Request has invalid or unsupported property'],
  '2500': ['ValidationFault', 'Invalid Reference Id'],
  '3001': ['ThrottleFault', 'Throttle limit exceeded'],
  '3200': ['AUTHENTICATION', 'Token expired'],
  '4000': ['ValidationFault', 'Error parsing query'],
  '4001': ['ValidationFault', 'Invalid query'],
  '5010': ['ValidationFault', 'Stale Object Error'],
  '6000': ['ValidationFault', 'A business validation error has occurred while processing your request'],
  '610': ['ValidationFault', 'Object Not Found'],
  '6140': ['ValidationFault', 'Duplicate Document Number Error'],
  '6210': ['ValidationFault', 'Account Period Closed'],
  '6240': ['ValidationFault', 'Duplicate Name Exists Error'],
  '10000': ['SystemFault', 'An application error has occurred while processing your request'],
};

export class QbFault extends Error {
  readonly code: string;

  constructor(code: string, detail = '') {
    super(detail);
    this.code = code;
  }

  body(): Record<string, unknown> {
    const [type = '', words = ''] = WORDS[this.code] ?? [];
    const error = { Message: words, Detail: `${words} : ${this.message}`, code: this.code, element: '' };
    return { Fault: { Error: [error], type }, time: new Date().toISOString() };
  }

  reply(): FakeReply {
    return { status: this.code === '3200' ? 401 : this.code === '10000' ? 500 : 400, json: this.body() };
  }
}
