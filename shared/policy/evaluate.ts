import type { PolicyDocument } from '../settings/documents/policy.ts';
import { accountOf } from './arns.ts';
import { conditionsHold } from './conditions.ts';
import { type Principals, type Some, type Statement, statementsOf } from './statements.ts';
import { all, any, matches, not, type RequestContext, type Truth } from './wildcards.ts';

/** Who asks: a visitor without keys, or somebody of whom the ARN or only the account is known. */
export type Principal = 'anonymous' | { arn: string } | { account: string };

/** `action` as `s3:GetObject`; `resource` an ARN. Keys of the context that are not there are not known. */
export type PolicyRequest = { principal: Principal; action: string; resource: string; context?: RequestContext };

/**
 * `none`: the policy says nothing of it; then a visitor is refused, and for the bucket's own account its other policies
 * count. `depends`: on conditions that cannot be known here.
 */
export type Decision = 'allow' | 'deny' | 'none' | 'depends';

/** What is known of each request without keys (IAM User Guide, "AWS global condition context keys"). */
const ANONYMOUS: RequestContext = {
  'aws:PrincipalType': 'Anonymous',
  'aws:userid': 'anonymous',
  'aws:username': null,
  'aws:PrincipalArn': null,
  'aws:PrincipalAccount': null,
  'aws:PrincipalOrgID': null,
  'aws:PrincipalOrgPaths': null,
  'aws:PrincipalServiceName': null,
  'aws:PrincipalIsAWSService': 'false',
  'aws:SourceAccount': null,
  'aws:SourceArn': null,
  'aws:MultiFactorAuthPresent': null,
};

/** The role that a session of it (`arn:aws:sts::ID:assumed-role/NAME/SESSION`) acts as. */
function roleOf(arn: string): string | null {
  const [, partition, account, role] = /^arn:([^:]*):sts::([^:]*):assumed-role\/([^/]+)\//.exec(arn) ?? [];
  return role === undefined ? null : `arn:${partition}:iam::${account}:role/${role}`;
}

function isNamed(named: string, principal: Exclude<Principal, 'anonymous'>): Truth {
  if ('account' in principal) {
    if (accountOf(named) !== principal.account) return 'no';
    const isWholeAccount = named === principal.account || named.endsWith(':root');
    return isWholeAccount ? 'yes' : 'maybe';
  }
  const { arn } = principal;
  if (named === arn || named === roleOf(arn)) return 'yes';
  const account = accountOf(arn);
  const isItsAccount = account !== null && (named === account || named === `arn:aws:iam::${account}:root`);
  return isItsAccount ? 'yes' : 'no';
}

function isAmong(principals: Principals, principal: Principal): Truth {
  if (principals.everyone) return 'yes';
  if (principal === 'anonymous') return 'no';
  // Of these nothing can be told from an ARN.
  const others: Truth = principals.canonical.length + principals.federated.length > 0 ? 'maybe' : 'no';
  return any([...principals.aws.map((named) => isNamed(named, principal)), others]);
}

function meets<T>(some: Some<T> | null, test: (values: T) => Truth): Truth {
  if (some === null) return 'no';
  return some.not ? not(test(some.values)) : test(some.values);
}

/** Whether a statement speaks of an action; a statement without one speaks of none. */
export function coversAction({ actions }: Statement, action: string): Truth {
  return meets(actions, (patterns) => any(patterns.map((pattern) => matches(pattern, action, PLAIN))));
}

const PLAIN = { ignoreCase: true, hasVariables: false };

/** Whether a statement speaks of a resource, by its ARN. */
export function coversResource(statement: Statement, resource: string, context: RequestContext = {}): Truth {
  const { hasVariables, resources } = statement;
  return meets(resources, (patterns) =>
    any(patterns.map((pattern) => matches(pattern, resource, { context, hasVariables }))),
  );
}

/** Whether a statement speaks of a request. */
export function applies(statement: Statement, request: PolicyRequest): Truth {
  const { principal, action, resource } = request;
  const context = principal === 'anonymous' ? { ...ANONYMOUS, ...request.context } : (request.context ?? {});
  return all([
    meets(statement.who, (principals) => isAmong(principals, principal)),
    coversAction(statement, action),
    coversResource(statement, resource, context),
    conditionsHold(statement, context),
  ]);
}

/** The decision of statements alone; see `evaluate`. */
export function decide(statements: readonly Statement[], request: PolicyRequest): Decision {
  const of = (effect: Statement['effect']) =>
    any(statements.filter((one) => one.effect === effect).map((statement) => applies(statement, request)));
  const denied = of('Deny');
  if (denied === 'yes') return 'deny';
  const allowed = of('Allow');
  if (allowed === 'no') {
    // A visitor gets in by nothing else: whether the refusal is an express one makes no difference.
    return denied === 'no' || request.principal === 'anonymous' ? 'none' : 'depends';
  }
  return allowed === 'yes' && denied === 'no' ? 'allow' : 'depends';
}

/**
 * What a bucket's policy says of a request (IAM User Guide, "Policy evaluation logic"): a Deny that applies overrules
 * every Allow. It is the bucket's policy alone: who is of another account needs leave of that account too.
 */
export function evaluate(policy: PolicyDocument | null, request: PolicyRequest): Decision {
  return decide(statementsOf(policy), request);
}
