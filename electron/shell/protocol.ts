import { randomBytes } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { join, normalize, sep } from 'node:path';
import { protocol } from 'electron';
import mime from 'mime';
import { APP_HOST, APP_SCHEME } from './origin.ts';

const NONCE_PLACEHOLDER = '__CSP_NONCE__';

/** Declares the scheme; must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** The page may load only its own files; styles also by nonce, as React Aria adds style tags. */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** The file of a request below `root`, or null when it would lie outside, through `..` or a link. */
async function containedFile(root: string, url: string): Promise<string | null> {
  const { host, pathname } = new URL(url);
  if (host !== APP_HOST) return null;
  const wanted = join(root, normalize(decodeURIComponent(pathname)));
  try {
    const [realRoot, real] = await Promise.all([realpath(root), realpath(wanted)]);
    return real.startsWith(realRoot + sep) ? real : null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null;
    throw error;
  }
}

function withNonce(html: Buffer, nonce: string): string {
  return html.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce);
}

/** Serves the built page from `root` as `app://stave/`; anything else is 404. */
export function setupProtocol(root: string): void {
  protocol.handle(APP_SCHEME, async (request) => {
    const file = request.method === 'GET' ? await containedFile(root, request.url) : null;
    if (file === null) return new Response('not found', { status: 404 });
    const nonce = randomBytes(16).toString('base64');
    const content = await readFile(file);
    const type = mime.getType(file) ?? 'application/octet-stream';
    return new Response(type === 'text/html' ? withNonce(content, nonce) : new Uint8Array(content), {
      headers: {
        'content-type': type.startsWith('text/') ? `${type}; charset=utf-8` : type,
        'content-security-policy': contentSecurityPolicy(nonce),
        'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin',
      },
    });
  });
}
