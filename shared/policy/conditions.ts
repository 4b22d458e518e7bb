import { isInRange } from './ipRanges.ts';
import type { Condition, Statement } from './statements.ts';
import { all, any, contextValue, matches, not, type RequestContext, type Truth } from './wildcards.ts';

/** Whether one value of the request meets one value of the policy. */
type Compare = (actual: string, wanted: string, context: RequestContext, hasVariables: boolean) => Truth;

const truth = (value: boolean): Truth => (value ? 'yes' : 'no');

const like: Compare = (actual, wanted, context, hasVariables) => matches(wanted, actual, { context, hasVariables });

/** A text that stands for itself, but for its variables. */
function exactly(ignoreCase: boolean): Compare {
  return (actual, wanted, context, hasVariables) => {
    if (!hasVariables || !wanted.includes('${')) {
      return truth(ignoreCase ? actual.toLowerCase() === wanted.toLowerCase() : actual === wanted);
    }
    const own = wanted.replace(/\$\{[^}]*\}|[*?]/g, (piece) => (piece.length === 1 ? `\${${piece}}` : piece));
    return matches(own, actual, { context, ignoreCase });
  };
}

/** Part by part: a `*` does not reach over a colon, but for the last part (IAM User Guide, "Condition operators"). */
const arn: Compare = (actual, wanted, context, hasVariables) => {
  const parts = (text: string) => {
    const all = text.split(':');
    return [...all.slice(0, 5), all.slice(5).join(':')];
  };
  if (wanted === '*') return 'yes';
  const actualParts = parts(actual);
  return all(parts(wanted).map((part, at) => like(actualParts[at] ?? '', part, context, hasVariables)));
};

function numeric(test: (actual: number, wanted: number) => boolean): Compare {
  return (actual, wanted) => truth(actual !== '' && wanted !== '' && test(Number(actual), Number(wanted)));
}

/** ISO times or seconds since 1970. */
function date(test: (actual: number, wanted: number) => boolean): Compare {
  const time = (text: string) => (/^-?\d+$/.test(text) && text.length > 4 ? Number(text) * 1000 : Date.parse(text));
  return (actual, wanted) => truth(test(time(actual), time(wanted)));
}

const address: Compare = (actual, wanted) => truth(isInRange(actual, wanted) ?? false);

type Operator = { compare: Compare; negated: boolean };

const is = (compare: Compare): Operator => ({ compare, negated: false });
const isNot = (compare: Compare): Operator => ({ compare, negated: true });

const OPERATORS: Record<string, Operator> = {
  StringEquals: is(exactly(false)),
  StringNotEquals: isNot(exactly(false)),
  StringEqualsIgnoreCase: is(exactly(true)),
  StringNotEqualsIgnoreCase: isNot(exactly(true)),
  StringLike: is(like),
  StringNotLike: isNot(like),
  NumericEquals: is(numeric((a, b) => a === b)),
  NumericNotEquals: isNot(numeric((a, b) => a === b)),
  NumericLessThan: is(numeric((a, b) => a < b)),
  NumericLessThanEquals: is(numeric((a, b) => a <= b)),
  NumericGreaterThan: is(numeric((a, b) => a > b)),
  NumericGreaterThanEquals: is(numeric((a, b) => a >= b)),
  DateEquals: is(date((a, b) => a === b)),
  DateNotEquals: isNot(date((a, b) => a === b)),
  DateLessThan: is(date((a, b) => a < b)),
  DateLessThanEquals: is(date((a, b) => a <= b)),
  DateGreaterThan: is(date((a, b) => a > b)),
  DateGreaterThanEquals: is(date((a, b) => a >= b)),
  Bool: is(exactly(true)),
  BinaryEquals: is(exactly(false)),
  IpAddress: is(address),
  NotIpAddress: isNot(address),
  ArnEquals: is(arn),
  ArnLike: is(arn),
  ArnNotEquals: isNot(arn),
  ArnNotLike: isNot(arn),
};

/** The names of all operators known here, without prefix and suffix. */
export const OPERATOR_NAMES: readonly string[] = [...Object.keys(OPERATORS), 'Null'];

/** An operator's name in its parts: `ForAnyValue:StringLikeIfExists`. */
export function parseOperator(operator: string): { set: 'any' | 'all' | null; name: string; ifExists: boolean } {
  const [, set, rest = ''] = /^(?:(ForAnyValue|ForAllValues):)?(.*)$/s.exec(operator) ?? [];
  const ifExists = rest.endsWith('IfExists');
  const kind = set === 'ForAnyValue' ? 'any' : set === 'ForAllValues' ? 'all' : null;
  return { set: kind, name: ifExists ? rest.slice(0, -'IfExists'.length) : rest, ifExists };
}

function holds({ operator, key, values }: Condition, context: RequestContext, hasVariables: boolean): Truth {
  const { set, name, ifExists } = parseOperator(operator);
  const actual = contextValue(context, key);
  if (actual === undefined) return 'maybe';
  if (name === 'Null') {
    return any(values.map((value) => truth((value.toLowerCase() === 'true') === (actual === null))));
  }
  const known = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
  if (known === undefined) return 'maybe';
  const { compare, negated } = known;
  if (actual === null || actual.length === 0) {
    // IAM User Guide: a key that is not there fails the condition, but for the negated operators and ForAllValues.
    return truth(ifExists || set === 'all' || (negated && set !== 'any'));
  }
  const meets = (one: string) => {
    const met = any(values.map((wanted) => compare(one, wanted, context, hasVariables)));
    return negated ? not(met) : met;
  };
  const each = actual.map(meets);
  return set === 'all' || (set === null && negated) ? all(each) : any(each);
}

/** Whether all conditions of a statement hold for a request of which so much is known. */
export function conditionsHold({ conditions, hasVariables }: Statement, context: RequestContext): Truth {
  return all(conditions.map((condition) => holds(condition, context, hasVariables)));
}
