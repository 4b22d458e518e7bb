import type { S3Server } from '../servers/s3Server.ts';

/** One run of one tool. The file, or the folder with all files, has the same name below `folder` and in the bucket. */
export type Task = {
  direction: 'upload' | 'download';
  server: Omit<S3Server, 'stop'>;
  bucket: string;
  /** Absolute path of the local folder that holds it, or will hold it. */
  folder: string;
  name: string;
  isFolder: boolean;
};

/** How a tool does a task. */
export type CommandLine = {
  command: string;
  args: string[];
  env: Record<string, string>;
};

export const TOOL_NAMES = ['stave', 'rclone', 'aws', 's5cmd', 'raw'] as const;
export type ToolName = (typeof TOOL_NAMES)[number];

export type Tool = {
  name: ToolName;
  /** What it is, with its version, for the head of the table. */
  version: string;
  commandFor(task: Task): CommandLine;
};
