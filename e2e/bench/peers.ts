import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../../scripts/lib/run.ts';
import { s5cmdExecutable } from './s5cmd.ts';
import type { Task, Tool } from './task.ts';

// Each tool runs with its defaults. What is set is only where the server is, that the bucket's name goes into the path,
// and what keeps it from asking anything else: no configuration of the user's, no look for a bucket or for Amazon's machines.

const RCLONE_PROVIDERS = { rgw: 'Ceph', minio: 'Minio', given: 'Other' } as const;

const localPath = ({ folder, name }: Task) => join(folder, name);

function keys({ server }: Task): Record<string, string> {
  return { AWS_ACCESS_KEY_ID: server.accessKeyId, AWS_SECRET_ACCESS_KEY: server.secretAccessKey };
}

/** Source and target of a copy, in the order that all of these tools take them. */
function inOrder(task: Task, local: string, remote: string): string[] {
  return task.direction === 'upload' ? [local, remote] : [remote, local];
}

async function firstLineOf(command: string, ...args: string[]): Promise<string> {
  const { stdout } = await run(command, args);
  return stdout.split('\n')[0]?.trim() ?? '';
}

async function rclone(scratch: string): Promise<Tool> {
  const config = join(scratch, 'rclone.conf');
  await writeFile(config, '');
  const command = '/usr/bin/rclone';
  return {
    name: 'rclone',
    version: await firstLineOf(command, 'version', '--config', config),
    commandFor: (task) => ({
      command,
      args: [
        ...['--config', config, '--s3-no-check-bucket'],
        task.isFolder ? 'copy' : 'copyto',
        ...inOrder(task, localPath(task), `bench:${task.bucket}/${task.name}`),
      ],
      env: {
        RCLONE_CONFIG_BENCH_TYPE: 's3',
        RCLONE_CONFIG_BENCH_PROVIDER: RCLONE_PROVIDERS[task.server.name],
        RCLONE_CONFIG_BENCH_ENDPOINT: task.server.endpoint,
        RCLONE_CONFIG_BENCH_REGION: task.server.region,
        RCLONE_CONFIG_BENCH_ACCESS_KEY_ID: task.server.accessKeyId,
        RCLONE_CONFIG_BENCH_SECRET_ACCESS_KEY: task.server.secretAccessKey,
      },
    }),
  };
}

async function aws(scratch: string): Promise<Tool> {
  const config = join(scratch, 'aws.conf');
  await writeFile(config, '[default]\ns3 =\n  addressing_style = path\n');
  const command = '/usr/bin/aws';
  return {
    name: 'aws',
    version: await firstLineOf(command, '--version'),
    commandFor: (task) => ({
      command,
      args: [
        ...['--endpoint-url', task.server.endpoint, '--region', task.server.region],
        ...['s3', 'cp', '--only-show-errors', ...(task.isFolder ? ['--recursive'] : [])],
        ...inOrder(task, localPath(task), `s3://${task.bucket}/${task.name}`),
      ],
      env: { ...keys(task), AWS_CONFIG_FILE: config, AWS_EC2_METADATA_DISABLED: 'true' },
    }),
  };
}

async function s5cmd(): Promise<Tool | null> {
  const command = await s5cmdExecutable();
  if (command === null) return null;
  return {
    name: 's5cmd',
    version: `s5cmd ${await firstLineOf(command, 'version')}`,
    commandFor: (task) => {
      const remote = `s3://${task.bucket}/${task.name}`;
      const whole = task.isFolder
        ? inOrder(task, `${localPath(task)}/`, task.direction === 'upload' ? `${remote}/` : `${remote}/*`)
        : inOrder(task, localPath(task), remote);
      return {
        command,
        args: ['--endpoint-url', task.server.endpoint, '--log', 'error', 'cp', ...whole],
        env: { ...keys(task), AWS_REGION: task.server.region },
      };
    },
  };
}

/** The programs that Stave is measured beside. `scratch` is a folder for their configuration. */
export async function peers(scratch: string): Promise<Tool[]> {
  const tools = [await rclone(scratch), await aws(scratch), await s5cmd()];
  return tools.filter((tool) => tool !== null);
}
