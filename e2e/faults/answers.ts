import type { FaultAction } from './faults.ts';

type Answer = Extract<FaultAction, { kind: 'answer' }>;

/** An error as S3 says it. With status 200 it is the answer to a Complete or a copy that failed while the server worked. */
export function s3Error(
  status: number,
  code: string,
  options: { retryAfterSeconds?: number; fields?: Record<string, string>; forwarded?: boolean } = {},
): Answer {
  const { retryAfterSeconds, fields = {}, forwarded = false } = options;
  const more = Object.entries(fields).map(([name, text]) => `<${name}>${text}</${name}>`);
  return {
    kind: 'answer',
    status,
    headers: {
      'content-type': 'application/xml',
      ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
    },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code>${more.join('')}</Error>`,
    forwarded,
  };
}

/** What a network says that wants its guests to sign in first. */
export function webPage(): Answer {
  const body = '<!doctype html><html><head><title>Welcome</title></head><body>Sign in to the network</body></html>';
  return { kind: 'answer', status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}
