/** Values of a request that a policy may ask about: absent keys are null, unknown ones are not there. Names in any case. */
export type RequestContext = Readonly<Record<string, string | readonly string[] | null>>;

/** Yes, no, or not to be known here. */
export type Truth = 'yes' | 'no' | 'maybe';

export function not(truth: Truth): Truth {
  if (truth === 'maybe') return 'maybe';
  return truth === 'yes' ? 'no' : 'yes';
}

export function any(truths: readonly Truth[]): Truth {
  if (truths.includes('yes')) return 'yes';
  return truths.includes('maybe') ? 'maybe' : 'no';
}

export function all(truths: readonly Truth[]): Truth {
  if (truths.includes('no')) return 'no';
  return truths.includes('maybe') ? 'maybe' : 'yes';
}

/** What the context says of a key, whose name counts in any case; undefined when it says nothing. */
export function contextValue(context: RequestContext, key: string): readonly string[] | null | undefined {
  const name = Object.keys(context).find((known) => known.toLowerCase() === key.toLowerCase());
  if (name === undefined) return undefined;
  const value = context[name];
  return typeof value === 'string' ? [value] : value;
}

const MANY = Symbol('*');
const ONE = Symbol('?');
type Token = string | typeof MANY | typeof ONE;

/** A text as a pattern that matches nothing else (IAM User Guide, "IAM policy elements: Variables and tags"). */
export function literal(text: string): string {
  return text.replace(/[*?]|\$(?=\{)/g, (special) => `\${${special}}`);
}

/** True when the pattern stands for more than itself. */
export function hasWildcard(pattern: string): boolean {
  return /[*?]/.test(pattern.replace(/\$\{[^}]*\}/g, '')) || /\$\{[^}*?$][^}]*\}/.test(pattern);
}

function variable(inside: string, context: RequestContext): Token[] | 'no' | 'maybe' {
  if (inside === '*' || inside === '?' || inside === '$') return [inside];
  const [, key = '', fallback] = /^\s*([^,\s]+)\s*(?:,\s*'(.*)'\s*)?$/s.exec(inside) ?? [];
  const value = contextValue(context, key);
  if (value === undefined) return 'maybe';
  const text = value === null ? fallback : value.length === 1 ? value[0] : undefined;
  return text === undefined ? 'no' : Array.from(text);
}

function tokensOf(pattern: string, context: RequestContext, hasVariables: boolean): Token[] | 'no' | 'maybe' {
  const tokens: Token[] = [];
  for (const [piece, inside] of pattern.matchAll(/\$\{([^}]*)\}|./gsu)) {
    if (inside !== undefined && hasVariables) {
      const inner = variable(inside, context);
      if (typeof inner === 'string') return inner;
      tokens.push(...inner);
    } else {
      for (const character of piece) tokens.push(character === '*' ? MANY : character === '?' ? ONE : character);
    }
  }
  return tokens;
}

/** Steps back to the last `*` alone, so that no pattern takes longer than its length times that of the text. */
function fits(tokens: readonly Token[], text: readonly string[]): boolean {
  let token = 0;
  let at = 0;
  let star = -1;
  let starAt = 0;
  while (at < text.length) {
    if (tokens[token] === MANY) {
      star = token++;
      starAt = at;
    } else if (token < tokens.length && (tokens[token] === ONE || tokens[token] === text[at])) {
      token++;
      at++;
    } else if (star !== -1) {
      token = star + 1;
      at = ++starAt;
    } else return false;
  }
  return tokens.slice(token).every((rest) => rest === MANY);
}

export type MatchOptions = {
  context?: RequestContext | undefined;
  /** False for policies of the version 2008-10-17: `${` means itself in them. */
  hasVariables?: boolean | undefined;
  ignoreCase?: boolean | undefined;
};

/** Whether a text fits a pattern of IAM: `*` any number of characters, `?` one, `${key}` a value of the request. */
export function matches(pattern: string, text: string, options: MatchOptions = {}): Truth {
  const { context = {}, hasVariables = true, ignoreCase = false } = options;
  const tokens = tokensOf(pattern, context, hasVariables);
  if (typeof tokens === 'string') return tokens;
  if (!ignoreCase) return fits(tokens, Array.from(text)) ? 'yes' : 'no';
  const lower = tokens.map((token) => (typeof token === 'string' ? token.toLowerCase() : token));
  return fits(lower, Array.from(text.toLowerCase())) ? 'yes' : 'no';
}
