import type { Outgoing, Rewrite } from './faults.ts';
import { signAnew } from './signing.ts';

/** The server answers with the whole object to a request for a range. Range is signed, hence the key. */
export function ignoreRange(secretAccessKey: string): Rewrite {
  return {
    kind: 'rewrite',
    request(outgoing) {
      const { range, ...headers } = outgoing.headers;
      return range === undefined ? outgoing : signAnew({ ...outgoing, headers }, secretAccessKey);
    },
  };
}

const QUOTED = /((?:"|&quot;|&#34;|^))([0-9a-f]{32})((?:-\d+)?(?:"|&quot;|&#34;|$))/g;
const IN_XML = /(<ETag>)(.*?)(<\/ETag>)/g;
const CONDITIONS = ['if-match', 'if-none-match', 'x-amz-copy-source-if-match', 'x-amz-copy-source-if-none-match'];

const complement = (hex: string) => [...hex].map((digit) => (0xf - Number.parseInt(digit, 16)).toString(16)).join('');
const exchange = (etag: string) =>
  etag.replace(QUOTED, (_, before: string, hex: string, after: string) => before + complement(hex) + after);
const exchangeXml = (document: string) =>
  document.replace(IN_XML, (_, open: string, etag: string, close: string) => open + exchange(etag) + close);

function exchangeRequest(outgoing: Outgoing): Outgoing {
  const headers = { ...outgoing.headers };
  for (const name of CONDITIONS) {
    const value = headers[name];
    if (value !== undefined) headers[name] = exchange(value);
  }
  const body = outgoing.body && Buffer.from(exchangeXml(outgoing.body.toString()));
  const same = CONDITIONS.every((name) => headers[name] === outgoing.headers[name]);
  const sameBody = body === outgoing.body || (body !== null && outgoing.body?.equals(body) === true);
  return same && sameBody ? outgoing : { ...outgoing, headers, body };
}

/**
 * A server whose ETags look like MD5 sums and are none, of objects and of parts, as on R2 and under SSE-KMS. They stay
 * good for conditions and for completing an upload: what the client gives back is turned round for the server, and the
 * request signed anew.
 */
export function foreignETags(secretAccessKey: string): Rewrite {
  return {
    kind: 'rewrite',
    request(outgoing) {
      const exchanged = exchangeRequest(outgoing);
      return exchanged === outgoing ? outgoing : signAnew(exchanged, secretAccessKey);
    },
    head(head) {
      const { etag } = head.headers;
      return etag === undefined ? head : { ...head, headers: { ...head.headers, etag: exchange(etag) } };
    },
    xml: exchangeXml,
  };
}
