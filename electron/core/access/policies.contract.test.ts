import { describe, expect, test } from 'vitest';
import { PROBE_ACTIONS, type ProbeAction, type ProbeWho } from '../../../shared/contract/access.ts';
import { bucketArn, objectArn } from '../../../shared/policy/arns.ts';
import { type Decision, evaluate, type PolicyRequest } from '../../../shared/policy/evaluate.ts';
import { TEMPLATES, type TemplateId, type TemplateParams } from '../../../shared/policy/templates.ts';
import type { PolicyDocument } from '../../../shared/settings/documents/policy.ts';
import { createProbeSender } from '../s3/probing.ts';
import { accessFixture, all } from '../testing/accessFixture.ts';
import { isMinio, testConnection } from '../testing/contractServer.ts';
import { list, read, remove, write } from './requests.ts';

const t = accessFixture();
const ACTIONS: Record<ProbeAction, string> = {
  read: 's3:GetObject',
  write: 's3:PutObject',
  delete: 's3:DeleteObject',
  list: 's3:ListBucket',
};
const params: TemplateParams = { prefix: 'folder/', account: '123456789012', access: 'read-write' };
const { signal } = new AbortController();

function templateOf(id: TemplateId, bucket: string): PolicyDocument | null {
  return TEMPLATES.find((template) => template.id === id)?.document(bucket, params) ?? null;
}

function requestFor(who: ProbeWho, action: ProbeAction, bucket: string, key: string): PolicyRequest {
  const prefix = key.slice(0, key.lastIndexOf('/') + 1);
  return {
    // The owner: its own account is none that a policy here names.
    principal: who === 'anonymous' ? 'anonymous' : { account: '999999999999' },
    action: ACTIONS[action],
    resource: action === 'list' ? bucketArn(bucket) : objectArn(bucket, key),
    context: { 'aws:SecureTransport': 'false', ...(action === 'list' ? { 's3:prefix': prefix } : {}) },
  };
}

/** What a decision means: what a policy says nothing of is the owner's alone. */
function expected(decision: Decision, who: ProbeWho): string {
  if (decision === 'depends') return 'depends';
  return decision === 'allow' || (decision === 'none' && who === 'connection') ? 'allowed' : 'refused';
}

/** Asks with the very requests, in an order in which each finds what it needs. */
async function askServer(who: ProbeWho, bucket: string, key: string): Promise<Record<string, string>> {
  const sender = createProbeSender(testConnection(), who);
  const asker = { who, send: sender.send };
  const folder = key.slice(0, key.lastIndexOf('/') + 1);
  const outcomes = {
    read: await read(asker, { bucket, key }, signal),
    list: await list(asker, bucket, folder, signal),
    write: await write(asker, { bucket, key }),
    delete: await remove(asker, { bucket, key }),
  };
  sender.close();
  return Object.fromEntries(Object.entries(outcomes).map(([action, { answer }]) => [action, answer]));
}

/**
 * Where servers do not do what a policy says. MinIO asks no policy about the root user, whose keys the tests have. Ceph's
 * gateway (16) has no `aws:SecureTransport` in requests without TLS, so that "https only" refuses nobody there; with
 * BoolIfExists it would refuse everything to everyone, the removal of the policy too, and MinIO takes no such operator.
 */
const notAsSaid: Partial<Record<TemplateId, Record<string, string>>> = isMinio
  ? { 'https-only': all('allowed'), 'no-deletion': all('allowed') }
  : { 'https-only': all('allowed') };

const cases = TEMPLATES.flatMap(({ id }) => ['folder/file', 'file'].map((key) => [id, key] as const));

describe('what a template says is what the server does', () => {
  test.each(cases)('%s: %s', async (id, key) => {
    const bucket = await t.newBucket();
    const policy = templateOf(id, bucket);
    if (policy) await t.putPolicy(bucket, policy);
    const saidTo = (who: ProbeWho) =>
      Object.fromEntries(
        PROBE_ACTIONS.map((action) => {
          return [action, expected(evaluate(policy, requestFor(who, action, bucket, key)), who)];
        }),
      );
    expect(await askServer('anonymous', bucket, key)).toEqual(saidTo('anonymous'));
    expect(await askServer('connection', bucket, key)).toEqual(notAsSaid[id] ?? saidTo('connection'));
  });
});
