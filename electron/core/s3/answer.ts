import type { ErrorCode } from '../../../shared/errors.ts';
import { type CallPlace, callError } from './errors.ts';
import { rootElement } from './xml.ts';

/** The answer of a server as the SDK's HTTP handler hands it over; header names are in lower case. */
export type RawAnswer = { statusCode: number; headers: Record<string, string>; body?: unknown };

/**
 * The document a good answer must be, XML by its root element or JSON, and what an empty answer means. Several roots are
 * those of servers that have a word of their own.
 */
export type ExpectedDocument =
  | { root: string | readonly string[] | RegExp; empty: ErrorCode }
  | { json: true; empty: ErrorCode };

/** Statuses that whatever stands before the server (nginx, a proxy, a load balancer) answers with a page of its own. */
const NOT_OF_S3_ITSELF = new Set([407, 408, 413, 429]);
const ERROR_ROOTS = new Set(['Error', 'ErrorResponse']);

/** The roots of S3's documents (S3 API Reference). */
const ROOTS_OF_S3 = /(Result|Output|Configuration|Controls|Status|Policy|Tagging|LocationConstraint)$/;

/** True for the document that was asked for. One that should be JSON is only looked at. */
function isExpected(expected: ExpectedDocument, text: string, root: string | null): boolean {
  if ('json' in expected) return root === null && text.trim() !== '';
  if (root === null) return false;
  if (expected.root instanceof RegExp) return expected.root.test(root);
  return typeof expected.root === 'string' ? root === expected.root : expected.root.includes(root);
}

/** True when the answer says, or shows, that it is a web page. */
function isHtml(answer: RawAnswer, text: string): boolean {
  const type = answer.headers['content-type']?.toLowerCase() ?? '';
  return /^(text\/html|application\/xhtml)/.test(type) || /^\s*<(!doctype\s+html|html)[\s>]/i.test(text);
}

/**
 * Looks at an answer of status 300 and above. Returns the text to read the error from: S3's own document, or '' when
 * something before the server has answered in its place. Throws `not-s3` for pages of servers that are no S3 servers.
 */
export function checkedFailure(answer: RawAnswer, text: string, place: CallPlace): string {
  if (ERROR_ROOTS.has(rootElement(text) ?? '')) return text;
  const html = isHtml(answer, text);
  // Ceph RGW answers in JSON where it could not make out whose call it is, as for a key with NUL in it.
  const namesItself = answer.headers['x-amz-request-id'] !== undefined;
  if (!html && (namesItself || text.trim() === '')) return '';
  if (answer.statusCode >= 500 || NOT_OF_S3_ITSELF.has(answer.statusCode)) return '';
  throw callError('not-s3', `HTTP ${answer.statusCode} with a page that is not S3's`, place, {
    status: answer.statusCode,
  });
}

/**
 * Looks at an answer of status 200 to 299 that is no object: a web page, or a document other than the expected one, is
 * no success. A captive portal answers 200 too, and a server may ignore a sub-resource that it does not know.
 */
export function checkSuccess(
  answer: RawAnswer,
  text: string,
  expected: ExpectedDocument | undefined,
  place: CallPlace,
): void {
  const status = answer.statusCode;
  const root = rootElement(text);
  if (isHtml(answer, text)) throw callError('not-s3', `HTTP ${status} with a web page`, place, { status });
  if (!expected || isExpected(expected, text, root)) return;
  if (text.trim() === '') {
    throw callError(expected.empty, `HTTP ${status} with nothing in it`, place, {
      status,
      retryable: expected.empty === 'server-error',
    });
  }
  // S3 may find out late that it cannot do what it has begun to answer: the error then comes with status 200
  // (S3 API Reference, CompleteMultipartUpload).
  if (root === 'Error') return;
  const ofS3 = ROOTS_OF_S3.test(root ?? '');
  throw callError(ofS3 ? 'unsupported' : 'not-s3', `HTTP ${status} with a document that was not asked for`, place, {
    status,
  });
}

/** True for a good status that carries S3's error document all the same. */
export function isLateError(text: string): boolean {
  return rootElement(text) === 'Error';
}
