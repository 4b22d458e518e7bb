import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { S3Client } from '@aws-sdk/client-s3';
import { startFaultProxyProcess } from '../faults/remote.ts';
import { createTestClient, objectSha256 } from '../s3Client.ts';
import type { S3Server } from '../servers/s3Server.ts';
import { createBucket, remoteSizes, removeBucket } from './bucket.ts';
import type { BenchCase } from './cases.ts';
import { type Measured, measure } from './measure.ts';
import type { StaveReport } from './ours.ts';
import { createPayload, difference, fileSha256, type LocalPayload, localSizes } from './payload.ts';
import type { CaseResult } from './results.ts';
import type { Task, Tool, ToolName } from './task.ts';

type Arena = {
  server: S3Server;
  /** Where the tools look for the server: itself, or a delaying proxy. */
  endpoint: string;
  s3: S3Client;
  benchCase: BenchCase;
  payload: LocalPayload;
  /** Folder with the payload. */
  source: string;
  scratch: string;
};

function taskOf({ benchCase, server, endpoint, payload }: Arena, bucket: string, folder: string): Task {
  const { name, region, accessKeyId, secretAccessKey } = server;
  return {
    direction: benchCase.direction,
    server: { name, endpoint, region, accessKeyId, secretAccessKey },
    bucket,
    folder,
    name: payload.name,
    isFolder: payload.isFolder,
  };
}

/** Throws when what arrived is not what was to be moved. Hashing 1 GiB takes seconds, so it is done once a tool. */
async function assertWhole(arena: Arena, bucket: string, folder: string | null, hashes: boolean): Promise<void> {
  const { s3, payload } = arena;
  const found = folder === null ? await remoteSizes(s3, bucket) : await localSizes(folder);
  const wrong = difference(payload.sizes, found);
  if (wrong !== null) throw new Error(wrong);
  if (!hashes || payload.sha256 === null) return;
  const hash =
    folder === null ? await objectSha256(s3, bucket, payload.name) : await fileSha256(join(folder, payload.name));
  if (hash !== payload.sha256) throw new Error('the SHA-256 differs');
}

const newBucket = () => `bench-${randomBytes(6).toString('hex')}`;

/** One upload into a bucket of its own. */
async function uploadOnce(arena: Arena, tool: Tool, hashes: boolean): Promise<Measured> {
  const bucket = newBucket();
  await createBucket(arena.s3, bucket);
  try {
    const measured = await measure(tool.commandFor(taskOf(arena, bucket, arena.source)), arena.scratch);
    await assertWhole(arena, bucket, null, hashes);
    return measured;
  } finally {
    await removeBucket(arena.s3, bucket);
  }
}

/** One download into a folder of its own. */
async function downloadOnce(arena: Arena, tool: Tool, bucket: string, hashes: boolean): Promise<Measured> {
  const folder = join(arena.scratch, 'target');
  await mkdir(folder);
  try {
    const measured = await measure(tool.commandFor(taskOf(arena, bucket, folder)), arena.scratch);
    await assertWhole(arena, bucket, folder, hashes);
    return measured;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Puts the payload into a bucket for downloads, by the bare client and without the delay. */
async function fillBucket(arena: Arena, bare: Tool): Promise<string> {
  const bucket = newBucket();
  await createBucket(arena.s3, bucket);
  const near = { ...arena, endpoint: arena.server.endpoint };
  await measure(bare.commandFor({ ...taskOf(near, bucket, arena.source), direction: 'upload' }), arena.scratch);
  await assertWhole(arena, bucket, null, true);
  return bucket;
}

async function runRounds(arena: Arena, tools: readonly Tool[], bare: Tool, rounds: number): Promise<CaseResult[]> {
  const { benchCase, s3 } = arena;
  const filled = benchCase.direction === 'download' ? await fillBucket(arena, bare) : null;
  async function runOnce(tool: Tool, hashes: boolean): Promise<Measured> {
    try {
      return filled === null ? await uploadOnce(arena, tool, hashes) : await downloadOnce(arena, tool, filled, hashes);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`${tool.name} did not do "${benchCase.name}": ${why}`);
    }
  }

  // Whoever comes first pays for memory that the server and the system's file cache take for the first time.
  await runOnce(bare, false);
  const runs = new Map<ToolName, Measured[]>(tools.map(({ name }) => [name, []]));
  // All tools once, then all again: what else the machine does meanwhile meets them alike.
  for (let round = 1; round <= rounds; round += 1) {
    const said: string[] = [];
    for (const tool of tools) {
      const measured = await runOnce(tool, round === 1);
      runs.get(tool.name)?.push(measured);
      said.push(`${tool.name} ${measured.wallSeconds.toFixed(2)} s`);
    }
    console.log(`${benchCase.name}, round ${round}: ${said.join(', ')}`);
  }
  if (filled !== null) await removeBucket(s3, filled);
  return [...runs].map(([tool, measured]) => ({
    case: benchCase.name,
    tool,
    wallSeconds: measured.map((it) => it.wallSeconds),
    cpuSeconds: measured.map((it) => it.cpuSeconds),
    rssMib: measured.map((it) => it.rssMib),
    // Printed by clients/stave.ts.
    lagP99Ms: tool === 'stave' ? measured.map((it) => (JSON.parse(it.stdout) as StaveReport).lagP99Ms) : [],
  }));
}

/**
 * Has all tools do one case, `rounds` times, in turns. `bare` uploads what is to be downloaded, and goes once before
 * the others. Throws when a tool fails, or says that it did what it did not do.
 */
export async function runCase(
  benchCase: BenchCase,
  options: { server: S3Server; tools: readonly Tool[]; bare: Tool; rounds: number; scratch: string },
): Promise<CaseResult[]> {
  const { server, tools, bare, rounds, scratch } = options;
  const source = join(scratch, 'source');
  await mkdir(source);
  const s3 = createTestClient(server);
  const latencyMs = benchCase.addedRoundTripMs;
  const proxy = latencyMs > 0 ? await startFaultProxyProcess(server.endpoint, { latencyMs }) : null;
  try {
    const payload = await createPayload(source, benchCase.payload);
    const endpoint = proxy?.url ?? server.endpoint;
    const arena = { server, endpoint, s3, benchCase, payload, source, scratch };
    return await runRounds(arena, tools, bare, rounds);
  } finally {
    await proxy?.close();
    s3.destroy();
    await rm(source, { recursive: true });
  }
}
